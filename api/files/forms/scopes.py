"""Scopes as documents and as text: `street=塘沽街道;industry_code^=52`."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import polars as pl

from api.files.forms.form import Entry, open_list
from api.files.imports import Findings
from api.files.tables.specs.targets import ID_COLUMNS
from api.files.tables.specs.targets import TARGETS as HEADINGS
from api.files.values.cells import as_text, read_count, read_day, read_truth
from api.files.values.words import words_for
from scheduler.domain.registry import TARGETS
from scheduler.domain.scope import EVERYTHING, Condition, Operator, Scope, Value

SIGNS = {
    Operator.IN: "=",
    Operator.NOT_IN: "!=",
    Operator.STARTS_WITH: "^=",
    Operator.CONTAINS: "*=",
    Operator.AT_LEAST: ">=",
    Operator.AT_MOST: "<=",
}
TERM = re.compile(
    r"\s*(?P<column>[^=!^*<>≥≤≠]+?)\s*(?P<sign>!=|\^=|\*=|>=|<=|==|=|≥|≤|≠)(?P<values>.*)"
)
WHOLE = ("全部", "全库", "不定向", "*", "all")
"""Words for the scope that has no condition."""


def scope_data(scope: Scope) -> list[dict[str, Any]]:
    """Return a scope as plain data for a document."""
    return [
        {
            "column": condition.column,
            "operator": condition.operator.value,
            "values": [_value_data(condition.column, value) for value in condition.values],
        }
        for condition in scope.conditions
    ]


def _value_data(column: str, value: Value) -> object:
    if isinstance(value, date):
        day = value.isoformat()
        return day if _kind(column) == pl.Date() else {"date": day}
    return value


def scope_text(scope: Scope) -> str:
    """Return a scope as the text of one cell; empty for the whole registry."""
    if not scope.conditions:
        return ""
    terms = [
        f"{condition.column}{SIGNS[condition.operator]}"
        + "|".join(as_text(value) or "" for value in condition.values)
        for condition in scope.conditions
    ]
    text = ";".join(terms)
    again = Findings("")
    if read_scope_text(text, "", again) == scope and not again.faults:
        return text
    return json.dumps(scope_data(scope), ensure_ascii=False, sort_keys=True)


def read_scope(value: object, path: str, findings: Findings) -> Scope:
    """Read a scope: a list of conditions, one condition, a text, or nothing for everything."""
    if value is None:
        return EVERYTHING
    if isinstance(value, str):
        return read_scope_text(value, path, findings)
    entries = (
        [Entry(value, path, findings)]
        if isinstance(value, dict)
        else open_list(value, path, findings, None)
    )
    read = [_read_condition(entry) for entry in entries]
    return Scope(tuple(condition for condition in read if condition is not None))


def _read_condition(entry: Entry) -> Condition | None:
    column = entry.text("column")
    operator = entry.choice("operator", Operator, Operator.IN)
    given = entry.raw("values")
    listed = given if isinstance(given, list) else [] if given is None else [given]
    if not listed:
        entry.findings.entry_fault("missing-key", entry.path, key="values")
    values = tuple(
        _read_value(column, member, entry.at("values"), entry.findings) for member in listed
    )
    return Condition(column, operator, values) if entry.finish() else None


def read_scope_text(text: str, path: str, findings: Findings) -> Scope:
    """Read a scope written as text; JSON in the cell is read too."""
    stripped = text.strip()
    if stripped in ("", *WHOLE):
        return EVERYTHING
    if stripped[:1] in {"[", "{"}:
        try:
            return read_scope(json.loads(stripped), path, findings)
        except (ValueError, RecursionError):
            findings.entry_fault("not-a-scope", path, found=stripped[:60])
            return EVERYTHING
    conditions = []
    for term in filter(str.strip, re.split("[;；]", stripped)):
        condition = _read_term(term, path, findings)
        if condition is None:
            findings.entry_fault("not-a-scope", path, found=term.strip()[:60])
        else:
            conditions.append(condition)
    return Scope(tuple(conditions))


def _read_term(term: str, path: str, findings: Findings) -> Condition | None:
    found = TERM.fullmatch(term)
    if not found:
        return None
    column = _column(found["column"])
    members = [member.strip() for member in re.split("[|、,，]", found["values"]) if member.strip()]
    values = tuple(_read_value(column, member, path, findings) for member in members)
    operator = words_for(Operator)[found["sign"]]
    return Condition(column, operator, values) if values else None


def _column(word: str) -> str:
    """Return the registry column that a heading means: people write 街道, not `street`."""
    meaning = HEADINGS.meaning(word)
    if meaning is None:
        return word
    return "target_id" if meaning[0] in ID_COLUMNS else meaning[0]


def _kind(column: str) -> Any:  # noqa: ANN401 - a Polars type
    return TARGETS[column][0] if column in TARGETS else pl.String()


def _read_value(column: str, value: object, path: str, findings: Findings) -> Value:
    if isinstance(value, dict) and list(value) == ["date"]:
        return read_day(str(value["date"])) or str(value["date"])
    if not isinstance(value, str | int):
        findings.entry_fault("not-a-scope", path, found=str(value)[:60])
        return ""
    kind = _kind(column)
    text = as_text(value) or ""
    read: Value | None = value
    if kind == pl.Date():
        read = read_day(text)
    elif kind == pl.Boolean():
        read = read_truth(text)
    elif kind == pl.Int32():
        read = read_count(text)
    if read is None:
        findings.entry_fault("not-a-scope-value", path, found=text, compared=column)
        return value
    return read
