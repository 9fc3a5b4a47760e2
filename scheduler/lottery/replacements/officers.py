"""Officers: the first by ticket whose coming breaks no rule stands in for one who left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from scheduler.domain.frames import rows_by
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import Demand, PlanBook, Team
from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.domain.vacancies import (
    FOR_GOOD,
    NOBODY,
    OfficerVacancy,
    Replacement,
    TargetVacancy,
)
from scheduler.lottery.candidates.roster import qualifications_of
from scheduler.lottery.replacements.books import home_of, telling, unstaffed, with_teams
from scheduler.lottery.replacements.breaches import breaks_rules, members
from scheduler.lottery.seed import Keys
from scheduler.lottery.teams import duties
from scheduler.lottery.teams.duties import People
from scheduler.lottery.tickets import order_by_ticket


def team_left(book: PlanBook, vacancy: OfficerVacancy) -> Team | None:
    """Return the team that the officer leaves, or None if he is not in it."""
    for team in book.teams:
        if (team.visit_id, team.body_id) == (vacancy.visit_id, vacancy.body_id):
            return team if vacancy.officer_id in team.officer_ids else None
    return None


def stand_in(
    lock: Lock,
    book: PlanBook,
    vacancy: OfficerVacancy,
    key: str,
    earlier: Iterable[Replacement] = (),
) -> str:
    """Return who stands in under *key*, or `NOBODY`.

    Who left this visit before does not come back to it.
    """
    team = _the_team(book, vacancy)
    away = {vacancy.officer_id, *_away(earlier, vacancy)}
    for name in _in_order(lock.problem, team, vacancy, key):
        if name in away or name in members(team):
            continue
        formed = team_with(lock, book, team, vacancy, name)
        if formed is None:
            continue
        after = with_teams(lock.problem, book, (), (formed,))
        if not breaks_rules(lock, book, after, formed, frozenset({name})):
            return name
    return NOBODY


def filled(lock: Lock, book: PlanBook, vacancy: OfficerVacancy, came: str) -> PlanBook:
    """Return *book* with *came* in the place of the one who left; without him, without the team.

    Raises:
        ValueError: if there is no such place, or *came* cannot fill it.
    """
    team = _the_team(book, vacancy)
    if came == NOBODY:
        kept = with_teams(lock.problem, book, {(team.visit_id, team.body_id)}, ())
        demand = _demand(book, team)
        return telling(kept, unstaffed(team.visit_id, demand, len(team.officer_ids) - 1))
    formed = team_with(lock, book, team, vacancy, came)
    if formed is None:
        message = f"{came} cannot fill the place of {vacancy.officer_id}."
        raise ValueError(message)
    return with_teams(lock.problem, book, (), (formed,))


def _the_team(book: PlanBook, vacancy: OfficerVacancy) -> Team:
    team = team_left(book, vacancy)
    if team is None:
        message = f"{vacancy.officer_id} is not in the team of {vacancy.place}."
        raise ValueError(message)
    return team


def _demand(book: PlanBook, team: Team) -> Demand:
    visit = next(visit for visit in book.visits if visit.visit_id == team.visit_id)
    return next(demand for demand in visit.demands if demand.body_id == team.body_id)


def _away(earlier: Iterable[Replacement], vacancy: OfficerVacancy) -> Iterator[str]:
    """Yield who left this visit, or for a reason that keeps him from all visits."""
    for one in earlier:
        left = one.vacancy
        if isinstance(left, TargetVacancy):
            continue
        if left.visit_id == vacancy.visit_id or one.redraw.reason in FOR_GOOD:
            yield left.officer_id


def _in_order(problem: Problem, team: Team, vacancy: OfficerVacancy, key: str) -> Iterator[str]:
    """Yield the body's officers by ticket; then those of the lender, if who left was lent."""
    for body_id in dict.fromkeys((team.body_id, home_of(problem, vacancy.officer_id))):
        mine = (pl.col("body_id") == body_id) & (pl.col("role") == Role.OFFICER.value)
        names = problem.officers.frame.filter(mine)["officer_id"].to_list()
        yield from order_by_ticket(f"{key}/officer/", names, problem.aliases)


def team_with(
    lock: Lock, book: PlanBook, team: Team, vacancy: OfficerVacancy, came: str
) -> Team | None:
    """Return the team with *came*, its places dealt anew; None if its places cannot be filled."""
    names = [name for name in (*team.officer_ids, came) if name != vacancy.officer_id]
    return dealt(lock, book, team.visit_id, _demand(book, team), names, team.expert_ids)


def dealt(
    lock: Lock,
    book: PlanBook,
    visit_id: str,
    demand: Demand,
    names: Iterable[str],
    experts: Iterable[str],
) -> Team | None:
    """Return the team of these people under the draw's officer key, or None if it cannot be."""
    names, experts = sorted(names), sorted(experts)
    rows = rows_by(lock.problem.officers.frame, "officer_id", [*names, *experts])
    held = {name: qualifications_of(dict(row)) for name, row in rows.items()}
    people = People(held, lock.problem.aliases)
    if len(held) < len({*names, *experts}):
        return None
    if not duties.can_fill(list(demand.slots), names, held):
        return None
    key = Keys.from_seed(book.seed_text).officer
    return duties.team(visit_id, demand, names, experts, people, key)
