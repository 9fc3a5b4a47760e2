"""Suitability as a document: the bits that a place gains for each criterion."""

from __future__ import annotations

from typing import Any

from api.files.forms.form import Entry
from scheduler.domain.suitability import MOST_BITS, Suitability

CRITERIA = ("near", "rotation", "expertise")
DEFAULTS = Suitability()


def suitability_data(suitability: Suitability | None) -> dict[str, Any] | None:
    """Return what a plan prefers as plain data for a document; None if it prefers nobody."""
    if suitability is None:
        return None
    return {
        **{name: getattr(suitability, name) for name in CRITERIA},
        "near_metres": suitability.near_metres,
        "qualifications": sorted(suitability.qualifications),
    }


def read_suitability(entry: Entry | None) -> Suitability | None:
    """Read what a plan prefers; None if it says nothing, or after recording why."""
    if entry is None:
        return None
    bits = {name: entry.count(name, 0) for name in CRITERIA}
    near_metres = entry.count("near_metres", DEFAULTS.near_metres)
    qualifications = frozenset(entry.texts("qualifications"))
    for name, found in bits.items():
        if found > MOST_BITS:
            entry.findings.entry_fault("too-many-bits", entry.at(name), found=found, most=MOST_BITS)
    if bool(bits["expertise"]) != bool(qualifications):
        missing = "qualifications" if bits["expertise"] else "expertise"
        entry.findings.entry_fault("expertise-by-half", entry.path, key=missing)
    if not entry.finish():
        return None
    return Suitability(near_metres=near_metres, qualifications=qualifications, **bits)
