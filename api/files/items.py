"""Inspection items (抽查事项清单)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.files.forms.scopes import read_scope_text
from api.files.imports import Findings, Import
from api.files.known import Known, refer
from api.files.tables.parsing import Parsed, parse
from api.files.tables.specs import SPECS
from api.files.tables.tabular import ROW
from scheduler.domain.items import InspectionItem
from scheduler.domain.scope import EVERYTHING, Scope

Items = tuple[InspectionItem, ...]


def read_items(path: Path, bodies: Known | None = None) -> Import[Items]:
    """Read the items, sorted by id; *bodies* as in `read_officers`."""
    findings = Findings(path.name)
    parsed = parse(path, SPECS["items"], findings)
    if parsed is None:
        return findings.unreadable(())
    for name in ("item_id", "name", "body_id"):
        parsed.require(name)
    refer(parsed, "body_id", bodies, code="unknown-body")
    parsed.once("item_id")
    scopes = read_scopes(parsed, "applies_to")
    rows = parsed.good().sort("item_id").to_dicts()
    return findings.result(
        tuple(_item(row, scopes.get(row[ROW], EVERYTHING)) for row in rows),
        n_rows=parsed.n_rows,
        left_out=parsed.left_out("item_id"),
    )


def _item(row: dict[str, Any], scope: Scope) -> InspectionItem:
    return InspectionItem(
        item_id=row["item_id"],
        name=row["name"],
        body_id=row["body_id"],
        legal_basis=row.get("legal_basis") or "",
        key_item=row.get("key_item") or False,
        applies_to=scope,
    )


def read_scopes(parsed: Parsed, name: str) -> dict[int, Scope]:
    """Read a column of scopes: row number -> scope. What is none is a fault of its row."""
    if not parsed.has(name):
        return {}
    scopes = {}
    for row, text in parsed.frame.select(ROW, name).drop_nulls().iter_rows():
        inner = Findings(parsed.findings.file)
        scopes[row] = read_scope_text(text, "", inner)
        for fault in inner.faults:
            parsed.row_fault(fault.code, row, name, **fault.facts)
    return scopes
