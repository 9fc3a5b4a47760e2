"""Look into a registry: its rows now or after an earlier change, one row, a row's history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from api.records.registries.data_columns import EXTRA
from api.records.registries.frames import held_at, table_of
from api.records.registries.kinds import RegistryKind
from api.tables.registries import RegistryChange
from api.usecases.refusals import not_found, refusal
from api.usecases.registries.sight import belonging_to, sight
from api.usecases.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Row:
    """A row from the change on that brought it until another ended it.

    *address* names it in its registry: its key or, where rows have none, its own number.
    """

    row_id: int
    address: str
    held_from: int
    held_until: int | None
    values: Mapping[str, Any]


def rows(  # noqa: PLR0913 - what is looked for
    tx: Transaction,
    kind: RegistryKind,
    *,
    words: str = "",
    body_id: str | None = None,
    at: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[Row]:
    """Return rows that hold, or held after change *at*, as they came; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    seen, table = sight(tx, kind), table_of(kind)
    query = sa.select(table).where(held_at(table, at), seen.rows(at))
    if body_id is not None and kind.name not in {"bodies", "targets"}:
        query = query.where(belonging_to(kind, [body_id], at))
    if words:
        query = query.where(_matching(kind, table, words))
    if after is not None:
        query = query.where(table.c.row_id > after)
    found = tx.session.execute(query.order_by(table.c.row_id).limit(limit + 1)).mappings()
    return [_row(kind, row, seen.hidden) for row in found]


def the_row(tx: Transaction, kind: RegistryKind, address: str, *, at: int | None = None) -> Row:
    """Return one row that holds, or held after change *at*.

    Raises:
        FaultsError: if there is none, or none that the actor may see.
    """
    seen, table = sight(tx, kind), table_of(kind)
    query = sa.select(table).where(at_address(kind, address), held_at(table, at), seen.rows(at))
    found = tx.session.execute(query).mappings().first()
    if found is None:
        raise not_found("row", address)
    return _row(kind, found, seen.hidden)


def versions(
    tx: Transaction,
    kind: RegistryKind,
    address: str,
    *,
    before: int | None = None,
    limit: int = 50,
) -> list[Row]:
    """Return what a row has been, newest first; one more than *limit*.

    Raises:
        FaultsError: if there is nothing that the actor may see.
    """
    seen, table = sight(tx, kind), table_of(kind)
    query = sa.select(table).where(at_address(kind, address), seen.rows())
    if before is not None:
        query = query.where(table.c.row_id < before)
    query = query.order_by(table.c.row_id.desc()).limit(limit + 1)
    found = tx.session.execute(query).mappings().all()
    if not found and before is None:
        raise not_found("row", address)
    return [_row(kind, row, seen.hidden) for row in found]


def changes_by_number(tx: Transaction, numbers: Sequence[int]) -> dict[int, RegistryChange]:
    """Return changes by their numbers."""
    query = select(RegistryChange).where(col(RegistryChange.id).in_(numbers))
    return {change.id or 0: change for change in tx.session.exec(query)}


def at_address(kind: RegistryKind, address: str) -> sa.ColumnElement[bool]:
    """Return the condition that a row stands at *address*.

    Raises:
        FaultsError: if it cannot be one.
    """
    table = table_of(kind)
    if has_own_key(kind):
        return table.c[kind.key[0]] == address
    if not (address.isascii() and address.isdigit() and len(address) <= len(str(1 << 53))):
        raise not_found("row", address)
    return table.c.row_id == int(address)


def has_own_key(kind: RegistryKind) -> bool:
    """Tell whether one column names the rows of a registry."""
    return len(kind.key) == 1


def _matching(kind: RegistryKind, table: sa.Table, words: str) -> sa.ColumnElement[bool]:
    escaped = words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    begins = table.c[kind.identity[0]].like(f"{escaped}%", escape="\\")
    if "name" not in table.c:
        return begins
    return sa.or_(begins, table.c.name.like(f"%{escaped}%", escape="\\"))


def _row(kind: RegistryKind, row: sa.RowMapping, hidden: frozenset[str]) -> Row:
    further = {name: value for name, value in (row.get(EXTRA) or {}).items() if value is not None}
    values = {name: row[name] for name in kind.schema if name not in hidden}
    return Row(
        row_id=row["row_id"],
        address=row[kind.key[0]] if has_own_key(kind) else str(row["row_id"]),
        held_from=row["held_from"],
        held_until=row["held_until"],
        values=values | further,
    )


def require_change(tx: Transaction, kind: RegistryKind, at: int | None) -> None:
    """Refuse a change that this registry has not seen.

    Raises:
        FaultsError: if *at* is later than all of them.
    """
    if at is None:
        return
    newest = tx.session.exec(select(sa.func.max(RegistryChange.id))).one() or 0
    if at > newest:
        raise refusal("change-unknown", "at", found=at, newest=newest, kind=kind.name)
