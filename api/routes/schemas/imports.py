"""Imports of registries on the wire."""

from __future__ import annotations

from api.records.registries.differences import Mode
from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import Given, Moment, Reason, Told
from api.usecases.registries.imports import ImportState


class Field(Told):
    """A column that differs: what it is, and what it will be, in people's words."""

    column: str
    heading: str
    before: str | None = None
    after: str | None = None


class Example(Told):
    """A row that differs. One that comes or goes whole is told by its name, if it has one."""

    change: str
    key: str
    name: str | None = None
    fields: list[Field] = []


class Differences(Told):
    """What committing an import would change.

    *going_along* counts rows of other registries that would end with those that are removed;
    *in_the_way* those that refer to removed ones, so that the import cannot be committed.
    """

    added: int
    changed: int
    removed: int
    going_along: dict[str, int] = {}
    in_the_way: dict[str, int] = {}
    examples: list[Example]


class ImportBrief(Told):
    """An import without what was found in it."""

    id: int
    kind: str
    file_name: str
    mode: Mode
    body_id: str | None
    state: ImportState
    version: int
    created_by: str
    created_at: Moment
    n_rows: int
    n_faults: int
    n_notices: int
    change_id: int | None = None


class ImportOut(ImportBrief):
    """An import. *faults* and *notices* hold the first thousand of each."""

    faults: list[ProblemFault] = []
    notices: list[ProblemFault] = []
    differences: Differences | None = None


class CommitIn(Given):
    """How to commit an import: *skip_bad* leaves out the rows with faults."""

    skip_bad: bool = False
    reason: Reason = ""
