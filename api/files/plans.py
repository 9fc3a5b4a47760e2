"""Plans (检查计划), as a document or as a table with one plan per row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.files.documents import is_document, read_document
from api.files.forms.form import Entry, open_list
from api.files.forms.plan_rows import fault_of_row, plan_of_row
from api.files.forms.plans import Surroundings, read_plan
from api.files.imports import Findings, Import
from api.files.tables.parsing import parse
from api.files.tables.specs import SPECS
from api.files.tables.tabular import ROW
from scheduler.domain.items import InspectionItem
from scheduler.domain.plans import Plan

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
        entries = top.entries("plans", "plan_id")
        top.finish()
    else:
        entries = open_list(data, "plans", findings, "plan_id")
    if findings.faults:
        return findings.unreadable(())
    plans: dict[str, Plan] = {}
    for entry in entries:
        before = len(findings.faults)
        plan = read_plan(entry, around)
        if plan is not None and plan.plan_id in plans:
            findings.entry_fault("duplicate-plan", entry.at("plan_id"), found=plan.plan_id)
        elif plan is not None and len(findings.faults) == before:
            plans[plan.plan_id] = plan
    return findings.result(_sorted(plans), n_rows=len(entries))


def _read_table(
    path: Path, findings: Findings, around: Surroundings, items: Mapping[str, InspectionItem]
) -> Import[Plans]:
    parsed = parse(path, SPECS["plans"], findings)
    if parsed is None:
        return findings.unreadable(())
    parsed.require("plan_id")
    parsed.once("plan_id")
    plans: dict[str, Plan] = {}
    for row in parsed.good().to_dicts():
        inner = Findings(path.name)
        data = plan_of_row(row, around, items, parsed.headings.get("quota", ""))
        plan = read_plan(Entry(data, "", inner), around)
        for fault in inner.faults:
            code, name, facts = fault_of_row(fault)
            parsed.row_fault(code, row[ROW], name, **facts)
        if plan is not None and not inner.faults:
            plans[plan.plan_id] = plan
    return findings.result(_sorted(plans), n_rows=parsed.n_rows)


def _sorted(plans: Mapping[str, Any]) -> Plans:
    return tuple(plans[plan_id] for plan_id in sorted(plans))
