"""Edit one row of a registry by hand: it comes, changes or ends, as if a file had said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
import sqlalchemy as sa

from api.records.registries.changing import one_at_a_time
from api.records.registries.differences import Difference, Mode, difference
from api.records.registries.frames import ROW_ID, held_frame, table_of
from api.records.registries.kinds import RegistryKind
from api.usecases.refusals import refusal
from api.usecases.registries.judge_row import judged_row, require_columns
from api.usecases.registries.keep_change import keep_change
from api.usecases.registries.row_writing import bodies_of, require_row_writing
from api.usecases.registries.rows import Row, at_address, has_own_key, the_row
from api.usecases.transaction import Transaction
from scheduler.errors import Fault


@dataclass(frozen=True, slots=True)
class Written:
    """A row as it is now, and what is worth knowing about it."""

    row: Row
    notices: tuple[Fault, ...]


def row_to_change(tx: Transaction, kind: RegistryKind, address: str) -> Row:
    """Return a row for its change; until the end of the transaction nobody else changes it.

    Raises:
        FaultsError: if no row may be written, or there is none that the actor may see.
    """
    require_row_writing(tx, kind)
    one_at_a_time(tx.session)
    return the_row(tx, kind, address)


def create_row(
    tx: Transaction, kind: RegistryKind, values: Mapping[str, Any], *, reason: str = ""
) -> Written:
    """Add a row.

    Raises:
        FaultsError: if it is not allowed, has faults, or is there already.
    """
    require_row_writing(tx, kind)
    require_columns(kind, values)
    one_at_a_time(tx.session)
    wanted, notices = judged_row(tx, kind, values)
    require_row_writing(tx, kind, after=wanted)
    found = difference(kind, _with_key_of(tx, kind, wanted), wanted, Mode.MERGE)
    if found.added.is_empty():
        key = " ".join(str(part or "") for part in wanted.select(kind.identity).row(0)).strip()
        raise refusal("row-exists", "/values", path="/values", found=key, kind=kind.name)
    return _written(tx, kind, "created", found, notices, reason)


def change_row(
    tx: Transaction,
    kind: RegistryKind,
    seen: Row,
    values: Mapping[str, Any],
    *,
    reason: str = "",
) -> Written:
    """Change columns of a row that has a key; the others stay as they are.

    Raises:
        FaultsError: if it is not allowed, has faults, or would become another row.
    """
    if not has_own_key(kind):
        raise refusal("row-never-changes", seen.address, kind=kind.name)
    require_columns(kind, values)
    current = held_frame(tx.session, kind, only=at_address(kind, seen.address))
    as_it_is = current.drop(ROW_ID).row(0, named=True)
    wanted, notices = judged_row(tx, kind, {**as_it_is, **values})
    require_row_writing(tx, kind, before=current, after=wanted)
    key = wanted[kind.key[0]].item()
    if key != seen.address:
        path = f"/values/{kind.key[0]}"
        raise refusal("row-key-fixed", path, path=path, found=key, expected=seen.address)
    found = difference(kind, current, wanted, Mode.MERGE)
    if found.is_empty:
        return Written(seen, notices)
    return _written(tx, kind, "changed", found, notices, reason)


def end_row(tx: Transaction, kind: RegistryKind, seen: Row, *, reason: str = "") -> None:
    """End a row; its history stays.

    Raises:
        FaultsError: if it is not allowed, or other rows need it.
    """
    current = held_frame(tx.session, kind, only=at_address(kind, seen.address))
    require_row_writing(tx, kind, before=current)
    bodies = bodies_of(tx, current)
    found = difference(kind, current, current.clear(), Mode.REPLACE)
    change = keep_change(tx, kind, found, reason=reason)
    tx.tell(
        "row.ended",
        ("row", f"{kind.name}/{seen.address}"),
        bodies=bodies,
        reason=reason,
        kind=kind.name,
        change=change.id,
    )


def _with_key_of(tx: Transaction, kind: RegistryKind, wanted: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that hold and have the key of *wanted*."""
    table = table_of(kind)
    key = wanted.select(kind.identity).row(0, named=True)
    conditions = (
        table.c[name].is_(None) if value is None else table.c[name] == value
        for name, value in key.items()
    )
    return held_frame(tx.session, kind, only=sa.and_(*conditions))


def _written(
    tx: Transaction,
    kind: RegistryKind,
    what: str,
    found: Difference,
    notices: tuple[Fault, ...],
    reason: str,
) -> Written:
    change = keep_change(tx, kind, found, reason=reason)
    rows = pl.concat([found.before.drop(ROW_ID), found.changed, found.added])
    row = _begun(tx, kind, change.id or 0)
    tx.tell(
        f"row.{what}",
        ("row", f"{kind.name}/{row.address}"),
        bodies=bodies_of(tx, rows),
        reason=reason,
        kind=kind.name,
        change=change.id,
        columns=[name for name in rows.columns if rows[name].n_unique() > 1],
    )
    return Written(row, notices)


def _begun(tx: Transaction, kind: RegistryKind, change_id: int) -> Row:
    """Return the row that a change of one row brought."""
    table = table_of(kind)
    query = sa.select(table).where(table.c.held_from == change_id)
    row = tx.session.execute(query).mappings().one()
    return the_row(tx, kind, row[kind.key[0]] if has_own_key(kind) else str(row["row_id"]))
