"""Plans (检查计划), as a document or as a table with one plan per row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.files.documents import is_document, read_document
from api.files.forms.form import Entry, open_list
from api.files.forms.plan_rows import fault_of_row, plan_of_row
from api.files.forms.plans import read_plan
from api.files.forms.surroundings import Surroundings
from api.files.imports import Findings, Import
from api.files.tables.parsing import Parsed, parse
from api.files.tables.specs import SPECS
from api.files.tables.tabular import ROW
from scheduler.domain.items import InspectionItem
from scheduler.domain.plans import Plan
from scheduler.errors import Fault

Plans = tuple[Plan, ...]


def read_plans(
    path: Path,
    around: Surroundings | None = None,
    items: Mapping[str, InspectionItem] | None = None,
) -> Import[Plans]:
    """Read the plans, sorted by id. In a table, *items* tell whose an item is."""
    findings = Findings(path.name)
    if is_document(path):
        return _read_document(path, findings, around or Surroundings())
    return _read_table(path, findings, around or Surroundings(), items or {})


def _read_document(path: Path, findings: Findings, around: Surroundings) -> Import[Plans]:
    data = read_document(path, findings)
    if findings.faults:
        return findings.unreadable(())
    if isinstance(data, dict):
        top = Entry(data, "", findings)
        data = top.raw("plans")
        top.finish()
    plans: dict[str, Plan] = {}
    for entry in open_list(data, "plans", findings, "plan_id"):
        plan = read_plan(entry, around)
        if plan is not None and plan.plan_id in plans:
            findings.entry_fault("duplicate-plan", entry.at("plan_id"), found=plan.plan_id)
        elif plan is not None:
            plans[plan.plan_id] = plan
    if not isinstance(data, list):
        return findings.unreadable(())
    return findings.result(_sorted(plans), n_rows=len(data))


def _read_table(
    path: Path, findings: Findings, around: Surroundings, items: Mapping[str, InspectionItem]
) -> Import[Plans]:
    parsed = parse(path, SPECS["plans"], findings)
    if parsed is None:
        return findings.unreadable(())
    parsed.require("plan_id")
    parsed.once("plan_id")
    plans: dict[str, Plan] = {}
    quota_heading = parsed.headings.get("quota", "")
    for row in parsed.frame.to_dicts():
        inner = Findings(path.name)
        data = plan_of_row(row, around, items, quota_heading)
        plan = read_plan(Entry(data, "", inner), around)
        _take_over(inner.faults, parsed, row[ROW])
        if plan is not None and row[ROW] not in parsed.bad:
            plans[plan.plan_id] = plan
    return findings.result(_sorted(plans), n_rows=parsed.n_rows)


def _take_over(faults: list[Fault], parsed: Parsed, row: int) -> None:
    """Record faults of a plan at the cells of its row, but not twice at one cell."""
    told = {
        fault.facts.get("column")
        for fault in parsed.findings.faults
        if fault.facts.get("row") == row
    }
    for fault in faults:
        code, name, facts = fault_of_row(fault)
        if parsed.headings.get(name, name) not in told:
            parsed.row_fault(code, row, name, **facts)


def _sorted(plans: Mapping[str, Any]) -> Plans:
    return tuple(plans[plan_id] for plan_id in sorted(plans))
