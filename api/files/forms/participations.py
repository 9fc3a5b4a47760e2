"""Participations as documents: who sends how many, with which qualifications."""

from __future__ import annotations

from typing import Any

from api.files.forms.form import Entry
from api.files.forms.references import refer_to
from api.files.forms.surroundings import Surroundings
from api.files.values.cells import as_text, read_count
from scheduler.domain.plans import Participation

Places = tuple[frozenset[str], ...]

MOST_EXPERTS = 15
"""Of one body in one visit; a number beyond it is a slip, not a wish."""


def participation_data(part: Participation) -> dict[str, Any]:
    """Return a participation as plain data for a document."""
    return {
        "body_id": part.body_id,
        "team_size": part.team_size,
        "slots": [sorted(slot) for slot in part.slots],
        "item_ids": list(part.item_ids),
        "experts": [sorted(place) for place in part.experts],
    }


def read_participations(plan: Entry, around: Surroundings) -> tuple[Participation, ...]:
    """Read the bodies of a plan; those with faults are left out after recording why."""
    parts = []
    for entry in plan.entries("participations", "body_id"):
        body_id = refer_to(
            entry, "body_id", entry.text("body_id"), around.bodies, code="unknown-body"
        )
        team_size = entry.count("team_size", 2)
        slots = _places(entry, "slots")
        experts = _experts(entry)
        item_ids = tuple(
            refer_to(entry, "item_ids", item, around.items, code="unknown-item")
            for item in entry.texts("item_ids")
        )
        if entry.finish():
            _check_team(entry, team_size, len(slots))
        if entry.sound:
            parts.append(
                Participation(
                    body_id=body_id,
                    team_size=team_size,
                    slots=slots,
                    item_ids=item_ids,
                    experts=experts,
                )
            )
    return tuple(parts)


def _check_team(entry: Entry, team_size: int, n_slots: int) -> None:
    if team_size < 1:
        entry.findings.entry_fault("must-be-at-least-one", entry.at("team_size"), found=team_size)
    elif n_slots > team_size:
        entry.findings.entry_fault(
            "more-slots-than-officers", entry.at("slots"), found=n_slots, most=team_size
        )


def _experts(entry: Entry) -> Places:
    """Read the places for experts: as slots, or a number of places that any expert may take."""
    value = entry.raw("experts")
    text = as_text(value) if isinstance(value, str | int | float) else None
    number = None if text is None else read_count(text)
    places = _places(entry, "experts") if number is None else ()
    wanted = len(places) if number is None else number
    if wanted > MOST_EXPERTS:
        facts = {"found": wanted, "most": MOST_EXPERTS}
        entry.findings.entry_fault("too-many-slots", entry.at("experts"), **facts)
        return ()
    return places or (frozenset[str](),) * wanted


def _places(entry: Entry, key: str) -> Places:
    """Read places with qualifications: a list of lists, or of texts like "food+fire"."""
    value = entry.raw(key)
    if value is None:
        return ()
    places = []
    for place in value if isinstance(value, list) else str(value).split("|"):
        words = place if isinstance(place, list) else str(place).split("+")
        if not all(isinstance(word, str) for word in words):
            entry.findings.entry_fault("not-a-list", entry.at(key), found=str(place)[:60])
        places.append(frozenset(str(word).strip() for word in words if str(word).strip()))
    return tuple(places)
