"""Read a draw's folder: provisional, for well-formed canonical files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from api.files.calendars import published_calendar, read_calendar
from api.files.documents import read_document
from api.files.draw_document import read_draw
from api.files.folder_writing import write_problem
from api.files.form import Entry, open_list
from api.files.imports import Findings
from api.files.plan_documents import read_plan
from api.files.policy import read_policy
from api.files.scopes import read_scope_text
from api.files.table_rows import BODIES, CONFLICTS, ITEMS, LEAVE, conflict_key
from scheduler.domain.bodies import EnforcementBody, Level
from scheduler.domain.conflicts import Absence, Conflict, ConflictState, Leave, Relation, Subject
from scheduler.domain.inspections import INSPECTIONS, InspectionLog
from scheduler.domain.items import InspectionItem
from scheduler.domain.problem import Problem
from scheduler.domain.registry import OFFICERS, TARGETS, OfficerRegistry, TargetRegistry
from scheduler.errors import FaultsError

__all__ = ["read_problem", "write_problem"]


def read_problem(folder: Path) -> Problem:
    """Read a whole folder.

    Raises:
        FaultsError: with all faults.
    """
    findings = Findings("plans.json")
    data = read_document(folder / "plans.json", findings)
    plans = []
    if not findings.faults:
        top = data["plans"] if isinstance(data, dict) else data
        plans = [read_plan(e, {}, {}) for e in open_list(top, "plans", findings, "plan_id")]
    policy = read_policy(folder / "policy.json")
    draw = read_draw(folder / "draw.json")
    faults = (*findings.faults, *policy.faults, *draw.faults)
    if faults or draw.value is None or policy.value is None:
        raise FaultsError(faults)
    number, window = draw.value
    path = folder / "calendar.json"
    years = range(window.starts.year, window.ends.year + 1)
    calendar = (read_calendar(path) if path.exists() else published_calendar(years)).value
    return Problem(
        number=number,
        window=window,
        targets=TargetRegistry.from_frame(_table(folder, "targets", _kinds(TARGETS))),
        officers=OfficerRegistry.from_frame(_table(folder, "officers", _kinds(OFFICERS))),
        bodies=tuple(
            sorted(
                EnforcementBody(body_id=r["body_id"], name=r["name"], level=Level(r["level"]))
                for r in _rows(folder, "bodies", BODIES)
            )
        ),
        items=tuple(
            sorted((_item(r) for r in _rows(folder, "items", ITEMS)), key=lambda item: item.item_id)
        ),
        plans=tuple(sorted((p for p in plans if p), key=lambda plan: plan.plan_id)),
        policy=policy.value,
        calendar=calendar,
        history=InspectionLog.from_frame(_table(folder, "history", _kinds(INSPECTIONS))),
        live=InspectionLog.from_frame(_table(folder, "live_tasks", _kinds(INSPECTIONS))),
        conflicts=tuple(
            sorted((_conflict(r) for r in _rows(folder, "conflicts", CONFLICTS)), key=conflict_key)
        ),
        leave=tuple(
            sorted(
                Leave(**{**r, "absence": Absence(r["absence"])})
                for r in _rows(folder, "leave", LEAVE)
            )
        ),
    )


def _item(row: dict[str, Any]) -> InspectionItem:
    scope = read_scope_text(row["applies_to"] or "", "", Findings("items.csv"))
    return InspectionItem(**{**row, "legal_basis": row["legal_basis"] or "", "applies_to": scope})


def _conflict(row: dict[str, Any]) -> Conflict:
    return Conflict(
        **{
            **row,
            "subject": Subject(row["subject"]),
            "relation": Relation(row["relation"]),
            "state": ConflictState(row["state"]),
        }
    )


def _kinds(schema: Any) -> dict[str, Any]:
    return {name: kind for name, (kind, _) in schema.items()}


def _rows(folder: Path, name: str, kinds: dict[str, Any]) -> list[dict[str, Any]]:
    return _table(folder, name, kinds).to_dicts()


def _table(folder: Path, name: str, kinds: dict[str, Any]) -> pl.DataFrame:
    path = folder / f"{name}.csv"
    if not path.exists():
        return pl.DataFrame(schema=kinds)
    frame = pl.read_csv(path, infer_schema=False)
    return frame.with_columns(_typed(n, kinds[n]) for n in frame.columns if n in kinds)


def _typed(name: str, kind: Any) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.List):
        return column.str.split("|").fill_null([])
    if kind == pl.Boolean():
        return column == "true"
    return column.str.to_date() if kind == pl.Date() else column.cast(kind)
