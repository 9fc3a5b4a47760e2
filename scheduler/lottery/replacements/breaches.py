"""Breaches: which rules about people and loads a changed team would break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook, Team
from scheduler.rules import (
    certified,
    cooling_off,
    day_at_most,
    leader,
    lending,
    load_at_most,
    no_conflict,
    not_on_leave,
    on_duty,
    one_place_per_visit,
    own_body,
    pair_not_repeated,
    qualified,
    relatives_apart,
    senior_present,
    team_size,
    week_at_most,
)
from scheduler.rules.judge import Rule
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

PEOPLE_RULES: tuple[Rule, ...] = (
    team_size,
    own_body,
    lending,
    certified,
    on_duty,
    not_on_leave,
    no_conflict,
    cooling_off,
    qualified,
    leader,
    senior_present,
    one_place_per_visit,
    relatives_apart,
    pair_not_repeated,
    load_at_most,
    day_at_most,
    week_at_most,
)
"""What whoever comes must not break. Shares of work are not among them: one more visit is fair."""


def breaks_rules(
    lock: Lock, before: PlanBook, after: PlanBook, team: Team, newcomers: frozenset[str]
) -> bool:
    """Tell whether *team* of *after* breaks a rule that held *before*, itself or for *newcomers*.

    What changes for others because somebody left is no reason against whoever comes.
    """
    people = people_at(after, team.visit_id)
    known = _judged(lock, _around(before, team.visit_id, people))
    return any(
        _concerns(found, team, newcomers) and found not in known
        for found in _judged(lock, _around(after, team.visit_id, people))
    )


def people_at(book: PlanBook, visit_id: str) -> frozenset[str]:
    """Return everybody who is sent to a visit."""
    return frozenset(
        name for team in book.teams if team.visit_id == visit_id for name in members(team)
    )


def members(team: Team) -> Iterator[str]:
    """Yield the officers and the experts of a team."""
    yield from team.officer_ids
    yield from team.expert_ids


def _concerns(found: Violation, team: Team, newcomers: frozenset[str]) -> bool:
    of_team = found.subjects[:2] == (team.visit_id, team.body_id)
    return of_team or not newcomers.isdisjoint(found.subjects)


def _judged(lock: Lock, book: PlanBook) -> list[Violation]:
    case = CaseFile(lock, book)
    return [found for rule in PEOPLE_RULES for found in rule.violations(case)]


def _around(book: PlanBook, visit_id: str, people: frozenset[str]) -> PlanBook:
    """Keep the visit and all others to which any of *people* go: the rules need no more."""
    kept = {visit_id} | {
        team.visit_id for team in book.teams if not people.isdisjoint(members(team))
    }
    return replace(
        book,
        selections=(),
        strata=(),
        visits=tuple(visit for visit in book.visits if visit.visit_id in kept),
        teams=tuple(team for team in book.teams if team.visit_id in kept),
        loads=(),
        bodies=(),
        shortfalls=(),
        remedies=tuple(use for use in book.remedies if use.visit_id in kept),
    )
