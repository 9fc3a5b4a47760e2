"""The ways in: draw, and verification without a solver."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scenarios.catalogue import build
from scheduler import draw
from scheduler.errors import FaultsError
from scheduler.lottery.seed import SeedTextError, seed_text
from scheduler.rules.violation import Violation
from scheduler.verification import replay
from tests.shelf import PROBLEM

MOMENT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TINY = build("tiny")
SEED = seed_text(TINY.number, ("local " + "5a" * 32,))


def test_a_draw_is_judged_and_handed_out():
    told = []

    book = draw.draw(draw.prepare(TINY, locked_at=MOMENT), SEED, progress=told.append)

    assert len(book.teams) == sum(len(visit.demands) for visit in book.visits)
    assert told == ["targets", "visits", "officers", "judge"]


def test_a_book_that_the_judge_faults_is_not_handed_out(monkeypatch):
    violation = Violation("team-size", ("V1",), {})
    monkeypatch.setattr(draw, "judge", lambda _lock, _book: (violation,))

    with pytest.raises(draw.JudgementError) as caught:
        draw.draw(draw.prepare(TINY, locked_at=MOMENT), SEED)

    assert caught.value.violations == (violation,)


def test_a_replay_gives_the_same_book():
    locked = draw.prepare(TINY, locked_at=MOMENT)

    again = replay(TINY, locked_at=MOMENT, seed_text=SEED, days=locked.days)

    assert again.book == draw.draw(locked, SEED)
    assert again.violations == ()


def test_another_seed_gives_another_book():
    other = seed_text(TINY.number, ("local " + "5b" * 32,))

    first, second = (replay(TINY, locked_at=MOMENT, seed_text=s).book for s in (SEED, other))

    assert first.selections != second.selections


def test_a_seed_of_another_draw_is_refused():
    other = replace(TINY, number=replace(TINY.number, attempt=2))

    with pytest.raises(SeedTextError):
        replay(other, locked_at=MOMENT, seed_text=SEED)


def test_a_problem_that_could_not_be_locked_is_not_replayed():
    faulty = build("no_working_day")

    with pytest.raises(FaultsError):
        replay(faulty, locked_at=MOMENT, seed_text=seed_text(faulty.number, ("local 00",)))


def test_the_shelf_draws_without_a_shortfall():
    seed = seed_text(PROBLEM.number, ("local " + "00" * 32,))

    assert draw.draw(draw.prepare(PROBLEM, locked_at=MOMENT), seed).shortfalls == ()


def test_verification_loads_no_solver():
    code = (
        "import sys, scheduler.verification; "
        "sys.exit(any(name.split('.')[0] == 'ortools' for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
