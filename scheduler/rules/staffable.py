"""Who could have gone: the officers of a body whom no rule keeps away from a visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scheduler.domain.planbook import Demand, Team
from scheduler.rules import certified, cooling_off, no_conflict, not_on_leave, on_duty
from scheduler.rules.view import CaseFile

KEEPING_AWAY = (certified, on_duty, not_on_leave, no_conflict, cooling_off)


def free_officers(
    case: CaseFile, owed: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return, for each (visit, body), the body's officers who may go and have room for a visit.

    All officers with room are sent on paper, and the rules about single officers say who may not.
    """
    room: dict[str, list[str]] = {}
    for duty in case.duties:
        if duty.is_in_pool and (duty.most_now is None or duty.drawn < duty.most_now):
            room.setdefault(duty.body_id, []).append(duty.officer_id)
    on_paper = tuple(
        Team(
            visit_id=visit_id,
            body_id=body_id,
            places=tuple((officer_id, frozenset[str]()) for officer_id in room.get(body_id, ())),
            leader="",
        )
        for visit_id, body_id in owed
    )
    trial = CaseFile(case.lock, replace(case.book, teams=on_paper))
    kept_away = {found.subjects for rule in KEEPING_AWAY for found in rule.violations(trial)}
    return {
        (team.visit_id, team.body_id): frozenset(
            officer_id
            for officer_id in team.officer_ids
            if (team.visit_id, team.body_id, officer_id) not in kept_away
        )
        for team in on_paper
    }


def could_staff(case: CaseFile, demand: Demand, officers: frozenset[str]) -> bool:
    """Tell whether *officers* are enough for a whole team, with every slot filled."""
    seat: dict[str, int] = {}  # officer -> slot

    def fill(slot: int, tried: set[str]) -> bool:
        for officer_id in sorted(officers - tried):
            if demand.slots[slot] <= case.held[officer_id]:
                tried.add(officer_id)
                if officer_id not in seat or fill(seat[officer_id], tried):
                    seat[officer_id] = slot
                    return True
        return False

    filled = all(fill(slot, set()) for slot in range(len(demand.slots)))
    return filled and len(officers) >= demand.team_size
