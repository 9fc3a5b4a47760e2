"""Draws to vacate places in, and people to add to the shelf's district."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from functools import cache

from scenarios.catalogue import build
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.domain.vacancies import OfficerVacancy, Reason, Redraw, Replacement, TargetVacancy
from scheduler.draw import draw, prepare
from scheduler.lottery.seed import seed_text
from tests.scheduler.lottery.everything import everything

EARLY = date(2026, 1, 1)


def key(number: int = 0) -> str:
    """Return one of many keys."""
    return hashlib.sha256(f"key {number}".encode()).hexdigest()


def redraw(vacancy, number: int = 0, reason: Reason | None = None, since: date = EARLY) -> Redraw:
    usual = Reason.RECUSAL if isinstance(vacancy, OfficerVacancy) else Reason.DISSOLVED
    return Redraw(vacancy=vacancy, reason=reason or usual, since=since, key=key(number))


def replaced(vacancy, came: str, **more) -> Replacement:
    return Replacement(redraw=redraw(vacancy, **more), came=came)


@cache
def drawn(name: str) -> tuple[Lock, PlanBook]:
    """Return a world's lock and plan book."""
    problem = everything() if name == "everything" else build(name)
    lock = prepare(problem, locked_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    text = seed_text(problem.number, ("local " + "5a" * 32,))
    return lock, draw(lock, text)


def places(book: PlanBook) -> list[OfficerVacancy]:
    """Return every place that an officer could leave."""
    return [
        OfficerVacancy(team.visit_id, team.body_id, name)
        for team in book.teams
        for name in team.officer_ids
    ]


def targets(book: PlanBook) -> list[TargetVacancy]:
    """Return every target to be visited."""
    return [TargetVacancy(one.plan_id, one.target_id) for one in book.selections if not one.reserve]
