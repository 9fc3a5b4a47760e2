"""The lottery whole: golden draws that must never change, and what must not change a draw.

A golden draw may be rewritten only with a reason, and before anything was published: run
`REWRITE_GOLDEN=1 pytest tests/scheduler/lottery/test_play.py` and say why in the commit. `shelf` is
written by hand, and `everything` has all rules about days and people; the worlds grow from numpy's
generator, whose stream may change with numpy.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.planbook import PlanBook
from scheduler.domain.policy import Remedy
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.draw import prepare
from scheduler.lottery.play import play
from scheduler.lottery.seed import SeedTextError, seed_text
from scheduler.rules.judge import judge
from tests.scheduler.lottery.everything import everything
from tests.shelf import LOCK as SHELF

GOLDEN = Path(__file__).parents[2] / "golden"
MOMENT = datetime(2026, 11, 27, 9, tzinfo=UTC)
ENTROPY = ("local " + "5eed" * 16,)
WORLDS = ["shelf", "tiny", "tight", "lending", "family", "everything"]


@cache
def locked(name):
    if name == "shelf":
        return SHELF
    problem = everything() if name == "everything" else build(name)
    return prepare(problem, locked_at=MOMENT)


@cache
def drawn(name) -> PlanBook:
    lock = locked(name)
    return play(lock, seed_text(lock.problem.number, ENTROPY))


def readable(book: PlanBook) -> str:
    """Write a plan book as text: a line per value, under a heading per part."""
    lines = []
    for part in fields(book):
        value = getattr(book, part.name)
        lines.append(f"# {part.name}")
        lines += value.splitlines() if isinstance(value, str) else map(_line, value)
    return "\n".join(lines) + "\n"


def _line(value) -> str:
    return " ".join(f"{field.name}={_text(getattr(value, field.name))}" for field in fields(value))


def _text(value) -> str:
    if is_dataclass(value):
        return "(" + " ".join(_text(getattr(value, field.name)) for field in fields(value)) + ")"
    if isinstance(value, frozenset):
        return "{" + ",".join(sorted(value)) + "}"
    if isinstance(value, tuple):
        return "[" + " ".join(map(_text, value)) + "]"
    return str(value)


@pytest.mark.parametrize("name", WORLDS)
def test_a_draw_once_made_comes_out_the_same_for_ever(name):
    text = readable(drawn(name))
    digest = f"{hashlib.sha256(text.encode()).hexdigest()}  {name}.txt\n"
    kept = {GOLDEN / f"{name}.txt": text, GOLDEN / f"{name}.sha256": digest}
    if os.environ.get("REWRITE_GOLDEN"):
        for path, content in kept.items():
            path.write_text(content)

    for path, content in kept.items():
        assert content == path.read_text()


def mixed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sample(fraction=1, shuffle=True, seed=7)


@pytest.mark.parametrize("name", ["tiny", "everything"])
def test_the_order_of_rows_does_not_matter(name):
    problem = locked(name).problem
    other = replace(
        problem,
        targets=TargetRegistry.from_frame(mixed(problem.targets.frame)),
        officers=OfficerRegistry.from_frame(mixed(problem.officers.frame)),
        history=InspectionLog.from_frame(mixed(problem.history.frame)),
        live=InspectionLog.from_frame(mixed(problem.live.frame)),
        conflicts=problem.conflicts[::-1],
        leave=problem.leave[::-1],
        relatives=problem.relatives[::-1],
    )
    lock = prepare(other, locked_at=MOMENT)

    assert play(lock, seed_text(problem.number, ENTROPY)) == drawn(name)


def test_the_order_of_rows_in_the_past_does_not_matter():
    problem = SHELF.problem
    other = replace(
        problem,
        history=InspectionLog.from_frame(problem.history.frame.reverse()),
        live=InspectionLog.from_frame(problem.live.frame.reverse()),
        conflicts=problem.conflicts[::-1],
    )

    assert play(replace(SHELF, problem=other), seed_text(problem.number, ENTROPY)) == drawn("shelf")


@pytest.mark.parametrize(
    "workers",
    [
        partial(ThreadPoolExecutor, 2),
        # A new interpreter each: forking a process with threads is unsafe.
        partial(ProcessPoolExecutor, 2, mp_context=get_context("spawn")),
    ],
    ids=["threads", "processes"],
)
@pytest.mark.parametrize("name", ["tiny", "everything"])
def test_bodies_drawn_beside_each_other_give_the_same(workers, name):
    lock = locked(name)
    with workers() as executor:
        book = play(lock, seed_text(lock.problem.number, ENTROPY), executor=executor)

    assert book == drawn(name)


def test_the_moment_of_the_lock_does_not_matter():
    later = replace(SHELF, locked_at=MOMENT)

    assert play(later, seed_text(later.problem.number, ENTROPY)) == drawn("shelf")


def test_another_seed_draws_other_targets_days_and_officers():
    lock = locked("tiny")
    other = play(lock, seed_text(lock.problem.number, ("local " + "00" * 32,)))
    book = drawn("tiny")

    assert other.selections != book.selections
    assert [visit.day for visit in other.visits] != [visit.day for visit in book.visits]
    assert [team.officer_ids for team in other.teams] != [team.officer_ids for team in book.teams]


def test_a_text_of_another_draw_is_refused():
    lock = locked("tiny")
    other = replace(lock.problem.number, attempt=2)

    with pytest.raises(SeedTextError):
        play(lock, seed_text(other, ENTROPY))


def test_each_step_is_told_as_it_begins():
    told: list[str] = []
    play(SHELF, seed_text(SHELF.problem.number, ENTROPY), progress=told.append)

    assert told == ["targets", "visits", "officers"]


@pytest.mark.parametrize("name", WORLDS)
def test_the_parts_of_a_plan_book_stand_in_their_order(name):
    book = drawn(name)
    orders = {
        "selections": [(s.plan_id, s.reserve, s.stratum, s.rank or 0) for s in book.selections],
        "strata": [(figures.plan_id, figures.stratum) for figures in book.strata],
        "visits": [visit.visit_id for visit in book.visits],
        "teams": [(team.visit_id, team.body_id) for team in book.teams],
        "loads": [load.officer_id for load in book.loads],
        "bodies": [body.body_id for body in book.bodies],
        "shortfalls": list(book.shortfalls),
    }

    for part, keys in orders.items():
        assert keys == sorted(keys), part


@pytest.mark.parametrize("name", WORLDS)
def test_figures_agree_with_teams(name):
    book = drawn(name)
    places = Counter(who for team in book.teams for who in (*team.officer_ids, *team.expert_ids))

    assert {load.officer_id: load.drawn for load in book.loads if load.drawn} == places
    for body in book.bodies:
        crew = [
            load for load in book.loads if (load.body_id, load.role) == (body.body_id, body.role)
        ]
        assert len(crew) == body.officers
        assert sum(load.drawn for load in crew) == body.places
    assert all(load.lowest <= load.drawn <= load.highest for load in book.loads)
    assert judge(locked(name), book) == ()


def test_the_world_with_everything_has_it_all():
    book = drawn("everything")

    assert any(len(visit.tasks) > 1 for visit in book.visits)
    assert any(team.experts for team in book.teams)
    assert any(body.watched for body in book.bodies)
    assert len({body.body_id for body in book.bodies if body.pool == "B01"}) == 2
    assert {use.remedy for use in book.remedies} == {Remedy.LENDING}
    assert any(pool.sample for pool in locked("everything").pools)
