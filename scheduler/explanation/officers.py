"""What an officer was drawn for, and what repeated draws would give."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import OfficerLoad, PlanBook, Team
from scheduler.explanation.odds import odds_of_body
from scheduler.explanation.subjects import UnknownSubjectError
from scheduler.explanation.tasks import kept_from_duty


@dataclass(frozen=True, slots=True)
class OfficerExplanation:
    """An officer's month: load and band, visits drawn, and his odds for each visit of the body."""

    officer_id: str
    body_id: str
    load: OfficerLoad | None  # None: not in the draw, see *away*
    away: tuple[str, ...]  # why he is not in the draw at all
    teams: tuple[Team, ...]
    odds: tuple[tuple[str, float], ...]  # (visit id, share of repeated draws), drawn visits first


def explain_officer(
    lock: Lock, book: PlanBook, officer_id: str, *, draws: int = 200
) -> OfficerExplanation:
    """Say what an officer was drawn for, and what repeated draws would give him."""
    problem = lock.problem
    if officer_id not in problem.officers.position:
        raise UnknownSubjectError(officer_id)
    row = problem.officers.row(officer_id)
    teams = tuple(team for team in book.teams if officer_id in team.officer_ids)
    load = next((load for load in book.loads if load.officer_id == officer_id), None)
    odds: list[tuple[str, float]] = []
    if load is not None:
        found = odds_of_body(lock, book, row["body_id"], draws=draws)
        odds = [(visit_id, found.of(visit_id, officer_id)) for visit_id in found.visit_ids]
    drawn = {team.visit_id for team in teams}
    return OfficerExplanation(
        officer_id=officer_id,
        body_id=row["body_id"],
        load=load,
        away=_away(lock, officer_id) if load is None else (),
        teams=teams,
        odds=tuple(sorted(odds, key=lambda pair: (pair[0] not in drawn, -pair[1], pair[0]))),
    )


def _away(lock: Lock, officer_id: str) -> tuple[str, ...]:
    """Return the rules that keep an officer out on every day of the window, first that applies."""
    row = lock.problem.officers.row(officer_id)
    reasons = {kept_from_duty(lock.problem, row, day) for day in lock.problem.days}
    return tuple(sorted(reasons - {""})) if "" not in reasons else ("no-demand",)
