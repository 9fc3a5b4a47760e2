"""Registries and their rows on the wire."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import NO_CONTROLS, Given, Moment, Reason, Told

ColumnName = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_CONTROLS)]
Cell = Annotated[str, StringConstraints(max_length=32_767, pattern=r"^[^\x00]*$")]
Number = Annotated[int, Field(strict=True, ge=-(1 << 31), lt=1 << 31)]
Value = (
    Annotated[bool, Field(strict=True)]
    | Number
    | Cell
    | Annotated[list[Cell], Field(max_length=1_000)]
    | None
)
Values = Annotated[dict[ColumnName, Value], Field(min_length=1, max_length=200)]


class RowIn(Given):
    """A row to come. *values* has its columns, in any words that files may use for them."""

    values: Values
    reason: Reason = ""


class RowChange(Given):
    """What is to change in a row; columns that are not named stay as they are."""

    values: Values
    reason: Reason = ""


class RowOut(Told):
    """A row of a registry as it holds, with its columns. *version* is the change that brought it.

    *key* is what its address ends with: its id or, where rows have none, a number of its own.
    """

    key: str
    version: int
    values: dict[str, Any]


class RowWritten(RowOut):
    """A row that was written, and what is worth knowing about it."""

    notices: list[ProblemFault] = []


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


class RowVersion(Told):
    """What a row has been: from one change on, until another. Without the latter it holds."""

    key: str
    values: dict[str, Any]
    held_from: ChangeOut
    held_until: ChangeOut | None = None


class SnapshotOut(Told):
    """A registry as it was after a change, named by the SHA-256 of its canonical CSV."""

    kind: str
    digest: str
    change_id: int
    n_rows: int
    taken_at: Moment


class RegistryOut(Told):
    """A registry and its size."""

    kind: str
    rows: int
    last_change: int
    changed_at: Moment | None = Field(default=None, description="None if nothing was ever added.")
