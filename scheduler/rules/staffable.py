"""Who could have gone: teams that a plan book leaves out though they could have been formed.

A word that nobody can be sent is checked against the rest of the book as it stands. It is untrue if
a whole team of free officers, sent on top of everybody else, would break no rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from scheduler.domain.planbook import Demand, Team, Visit
from scheduler.domain.registry import Role
from scheduler.rules import certified, cooling_off, no_conflict, not_on_leave, on_duty
from scheduler.rules.forming import Apart, could_form
from scheduler.rules.lending import lenders
from scheduler.rules.outings import count, limits
from scheduler.rules.view import CaseFile

KEEPING_AWAY = (certified, on_duty, not_on_leave, no_conflict, cooling_off)

Key = tuple[str, str]
"""Visit and body."""


def staffable(case: CaseFile, absent: Mapping[Key, Demand]) -> Iterator[tuple[Key, frozenset[str]]]:
    """Yield those of the absent teams that could be formed, with the officers who are free."""
    apart = Apart(case)
    there = _there(case)
    for key, officers in free_officers(case, absent).items():
        visit = case.visits[key[0]]
        alone = officers - there[visit.visit_id]
        if could_form(apart, visit, absent[key], alone, there[visit.visit_id]):
            yield key, alone


def free_officers(case: CaseFile, absent: Mapping[Key, Demand]) -> Mapping[Key, frozenset[str]]:
    """Return, for each (visit, body), who may go and has room for a visit on that day.

    Officers of the body, and of those that may lend to it there. All with room are sent on paper,
    and the rules about single officers say who may not.
    """
    on_paper = tuple(
        Team(
            visit_id=visit_id,
            body_id=body_id,
            places=tuple((name, frozenset[str]()) for name in names),
            leader="",
        )
        for (visit_id, body_id), names in _with_room(case, absent).items()
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


def _with_room(case: CaseFile, absent: Mapping[Key, Demand]) -> Mapping[Key, tuple[str, ...]]:
    at_home: dict[str, list[str]] = defaultdict(list)
    for duty in case.duties:
        has_room = duty.most_now is None or duty.drawn < duty.most_now
        if duty.crew.role is Role.OFFICER and duty.is_in_pool and has_room:
            at_home[duty.body_id].append(duty.officer_id)
    taken = [
        (period, limit, count(case.outings, period) + count(case.earlier, period))
        for period, limit in limits(case.policy)
    ]

    def is_free(name: str, visit: Visit) -> bool:
        return all(busy[name, period(visit.day)] < limit for period, limit, busy in taken)

    return {
        (visit_id, body_id): tuple(
            name
            for home in (body_id, *lenders(case, case.visits[visit_id], body_id))
            for name in at_home[home]
            if is_free(name, case.visits[visit_id])
        )
        for visit_id, body_id in sorted(absent)
    }


def _there(case: CaseFile) -> Mapping[str, frozenset[str]]:
    """Return who goes to each visit, for whatever body and in whatever place."""
    found: dict[str, set[str]] = {visit_id: set() for visit_id in case.visits}
    for officer, _, visit, _ in case.postings:
        found[visit.visit_id].add(officer["officer_id"])
    return {visit_id: frozenset(names) for visit_id, names in found.items()}
