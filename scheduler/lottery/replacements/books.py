"""Books: what follows in a plan book from changed teams: loads, loans, and what is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from scheduler.domain.frames import rows_by
from scheduler.domain.planbook import Demand, PlanBook, RemedyUse, Shortfall, ShortfallKind, Team
from scheduler.domain.policy import Remedy
from scheduler.domain.problem import Problem
from scheduler.lottery.replacements.breaches import members

Key = tuple[str, str]
"""Visit and body of a team."""


def key_of(team: Team) -> Key:
    """Return the visit and the body of a team."""
    return team.visit_id, team.body_id


def with_teams(
    problem: Problem, book: PlanBook, gone: Collection[Key], come: Iterable[Team]
) -> PlanBook:
    """Take the teams *gone* out, put those who *come* in; loads and loans follow."""
    come = tuple(come)
    changed = {*gone, *map(key_of, come)}
    kept = (team for team in book.teams if key_of(team) not in changed)
    teams = tuple(sorted((*kept, *come), key=key_of))
    loans = [loan for team in come for loan in _loans(problem, team)]
    remedies = [
        use
        for use in book.remedies
        if use.remedy is not Remedy.LENDING or (use.visit_id, use.body_id) not in changed
    ]
    drawn = Counter(name for team in teams for name in members(team))
    return replace(
        book,
        teams=teams,
        remedies=tuple(sorted((*remedies, *loans))),
        loads=tuple(replace(load, drawn=drawn[load.officer_id]) for load in book.loads),
    )


def _loans(problem: Problem, team: Team) -> Iterable[RemedyUse]:
    homes = Counter(home_of(problem, name) for name in team.officer_ids)
    for home, places in homes.items():
        if home != team.body_id:
            yield RemedyUse(
                remedy=Remedy.LENDING,
                visit_id=team.visit_id,
                body_id=team.body_id,
                now=home,
                places=places,
            )


def home_of(problem: Problem, officer_id: str) -> str:
    """Return the body that an officer belongs to; raises KeyError if nobody knows him."""
    rows = rows_by(problem.officers.frame, "officer_id", [officer_id])
    return str(rows[officer_id]["body_id"])


def unstaffed(visit_id: str, demand: Demand, available: int) -> Shortfall:
    """Return what the book tells of a team that was given up."""
    return Shortfall(
        kind=ShortfallKind.UNSTAFFED,
        body_id=demand.body_id,
        subject=visit_id,
        needed=demand.team_size,
        available=available,
    )


def telling(book: PlanBook, *more: Shortfall) -> PlanBook:
    """Return *book* with more that could not be met."""
    return replace(book, shortfalls=tuple(sorted((*book.shortfalls, *more))))
