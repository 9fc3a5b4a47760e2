"""Plan books to look at."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from api.files.planbook.edition import Edition
from scenarios.catalogue import build
from scheduler.domain.problem import Problem
from scheduler.draw import draw, prepare
from scheduler.lottery.seed import seed_text

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
