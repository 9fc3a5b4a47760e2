"""Registries and their imports on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.records.registries.differences import Mode
from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import Given, Moment, Reason, Told
from api.usecases.registries.imports import ImportState


class Example(Told):
    """A row that differs. *fields* has, for each column that changes, what it is and will be."""

    change: str
    key: str
    fields: dict[str, tuple[str | None, str | None]] = {}


class Differences(Told):
    """What committing an import would change."""

    added: int
    changed: int
    removed: int
    examples: list[Example]


class ImportOut(Told):
    """An import. *faults* and *notices* hold the first thousand of each."""

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
    faults: list[ProblemFault] = []
    notices: list[ProblemFault] = []
    differences: Differences | None = None
    change_id: int | None = None


class CommitIn(Given):
    """How to commit an import: *skip_bad* leaves out the rows with faults."""

    skip_bad: bool = False
    reason: Reason = ""


class SnapshotOut(Told):
    """A registry as it was after a change, named by the SHA-256 of its canonical CSV."""

    kind: str
    digest: str
    change_id: int
    n_rows: int
    taken_at: Moment


class RowOut(Told):
    """A row of a registry as it holds, with its columns."""

    key: str
    values: dict[str, Any]


class RegistryOut(Told):
    """A registry and its size."""

    kind: str
    rows: int
    last_change: int
    changed_at: Moment | None = Field(default=None, description="None if nothing was ever added.")


class ChangeOut(Told):
    """A change of a registry."""

    id: int
    kind: str
    at: Moment
    actor: str
    import_id: int | None
    added: int
    changed: int
    removed: int
    reason: str
