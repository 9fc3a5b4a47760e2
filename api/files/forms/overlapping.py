"""Overlapping quotas as documents: a size, a law, and bounds on levels of several columns."""

from __future__ import annotations

from typing import Any

from api.files.forms.form import Entry
from scheduler.domain.overlap import Law, Margin, OverlappingQuota
from scheduler.domain.quota import NO_VALUE


def overlapping_data(quota: OverlappingQuota) -> dict[str, Any]:
    """Return an overlapping quota as plain data for a document."""
    return {
        "size": quota.size,
        "law": quota.law.value,
        "margins": [
            {
                "column": margin.column,
                "level": margin.level,
                "least": margin.least,
                "most": margin.most,
            }
            for margin in quota.margins
        ],
    }


def is_overlapping(quota: Entry) -> bool:
    """Tell an overlapping quota from one with an amount per stratum, by its keys."""
    return quota.has("size") or quota.has("margins")


def read_overlapping(quota: Entry) -> OverlappingQuota | None:
    """Read an overlapping quota; None after recording why."""
    size = quota.count("size")
    if quota.has("size") and size < 1 and not quota.told("size"):
        quota.findings.entry_fault("must-be-at-least-one", quota.at("size"), found=size)
    law = quota.choice("law", Law, Law.UNIFORM)
    margins: dict[tuple[str, str], Margin] = {}
    for entry in quota.entries("margins"):
        margin = _read_margin(entry, size)
        if margin is None:
            continue
        if (margin.column, margin.level) in margins:
            found = f"{margin.column}={margin.level}"
            quota.findings.entry_fault("listed-twice", entry.path, found=found)
        margins[margin.column, margin.level] = margin
    if not quota.finish():
        return None
    return OverlappingQuota(size=size, margins=tuple(margins.values()), law=law)


def _read_margin(entry: Entry, size: int) -> Margin | None:
    """Read one bound; where one side is not given, 0 or the whole sample holds."""
    column = entry.text("column")
    # Elsewhere a dash stands for no value; here it is the level of those who have none.
    level = NO_VALUE if str(entry.raw("level")).strip() == NO_VALUE else entry.text("level")
    least = entry.count("least", 0)
    most = entry.count("most", max(size, least))
    if least > most:
        entry.findings.entry_fault("minimum-above-maximum", entry.path, low=least, high=most)
    if not entry.finish():
        return None
    return Margin(column=column, level=level, least=least, most=most)
