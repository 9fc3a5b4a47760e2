"""Plan books to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl

from api.files.planbook.edition import Edition
from scenarios.catalogue import build
from scheduler.domain.dayplan import BodyDay, DayPlan, PlanDay
from scheduler.domain.planbook import RemedyUse, Shortfall, ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.domain.problem import Problem
from scheduler.draw import draw, prepare
from scheduler.lottery.seed import seed_text

DAYS = DayPlan(
    plan_days=(
        PlanDay("P1", date(2026, 3, 17), 2),
        PlanDay("P1", date(2026, 3, 18), 1),
        PlanDay("P3", date(2026, 3, 14), 1),
    ),
    body_days=(
        BodyDay("B1", date(2026, 3, 17), 6, 1, 2),
        BodyDay("B1", date(2026, 3, 18), 6, 0, 2),
        BodyDay("B2", date(2026, 3, 14), None, 0, 2),
    ),
)
"""Planned days of the shelf's district."""

MOMENT = datetime(2026, 11, 30, 8, 15, 30, tzinfo=UTC)
ENTROPY = f"local {'5a' * 32}"


def edition_of(name: str) -> Edition:
    """Return the world *name*, drawn."""
    return drawn_from(build(name))


def drawn_from(problem: Problem) -> Edition:
    """Return the plan book of *problem*."""
    locked = prepare(problem, locked_at=MOMENT)
    return Edition(locked, draw(locked, seed_text(problem.number, (ENTROPY,))))


def csv(content: bytes) -> pl.DataFrame:
    """Return a table, all as text."""
    return pl.read_csv(content, infer_schema=False)


def worked(edition: Edition) -> Edition:
    """Return the shelf's plan book with planned days, a loan, an expert and every remedy.

    O7 of B2 stands in for O3 of B1, and O9 advises; no rule has judged it.
    """
    book = edition.book
    first, second, third, last = book.teams
    third = replace(third, places=(third.places[0], ("O7", frozenset())))
    last = replace(last, experts=(("O9", frozenset({"water"})),))
    visits = tuple(replace(visit, slot_plan=visit.tasks[0].plan_id) for visit in book.visits)

    def use(remedy: Remedy, **how: object) -> RemedyUse:
        return RemedyUse(remedy=remedy, visit_id="T5/P1", body_id="B1", **how)

    def short(kind: ShortfallKind, subject: str) -> Shortfall:
        return Shortfall(kind=kind, body_id="B1", subject=subject, needed=2, available=1)

    return Edition(
        replace(edition.lock, days=DAYS),
        replace(
            book,
            visits=visits,
            teams=(first, second, third, last),
            remedies=(
                use(Remedy.OTHER_DAY, was="2026-03-16", now="2026-03-17"),
                use(Remedy.LENDING, now="B2", places=1),
                use(Remedy.DIRECT_ASSIGNMENT, places=2),
            ),
            shortfalls=tuple(short(kind, "T5/P1") for kind in ShortfallKind),
        ),
    )
