"""Published cells are held against pool, plan and public trials, without a solver."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from scenarios.catalogue import build
from scenarios.panels import PanelSize, panel_world
from scheduler.draw import draw, prepare
from scheduler.errors import FaultsError
from scheduler.lottery.seed import seed_text
from scheduler.planning.cells.cells import cell_table
from scheduler.planning.cells.lock import lock_cells
from scheduler.planning.cells.method import with_method, with_walk
from scheduler.planning.cells.published import cell_faults
from scheduler.verification import replay

MOMENT = datetime(2026, 11, 30, tzinfo=UTC)
PROBLEM = build("crossed")
LOCK = prepare(PROBLEM, locked_at=MOMENT)
SEED = seed_text(PROBLEM.number, ("local " + "5a" * 32,))


def found(**changes):
    published = {**LOCK.cells, **changes}
    kept = {name: lock for name, lock in published.items() if lock is not None}
    faults = cell_faults(PROBLEM, LOCK.pools, kept)
    return [(fault.place.split("]")[0], fault.facts["found"]) for fault in faults]


def test_cells_as_they_were_locked_are_accepted():
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"P01": None}, "missing"),
        ({"P01": LOCK.cells["P02"]}, "cells"),
        (
            {"P01": replace(LOCK.cells["P01"], quota=replace(LOCK.cells["P01"].quota, margins=()))},
            "quota",
        ),
        ({"P01": replace(LOCK.cells["P01"], visits=1)}, "walk"),
        ({"P01": with_walk(LOCK.cells["P01"])}, "walk"),  # all samples can be counted
    ],
)
def test_cells_that_differ_are_told(changes, reason):
    assert found(**changes) == [("plans[P01", reason)]


def test_cells_nobody_asked_for_are_told():
    assert found(P09=LOCK.cells["P01"]) == [("plans[P09", "unasked")]


def test_a_shorter_walk_than_is_due_is_told():
    world = panel_world(PanelSize(200, 20, 5), np.random.default_rng(1))
    lock = lock_cells(cell_table(world.pool, world.quota.columns).cells, world.quota)

    assert lock.visits
    assert with_method(lock) == lock
    assert with_method(replace(lock, visits=1)) == lock
    assert with_method(replace(lock, penalty=lock.penalty + 1)) == lock


def test_a_replay_takes_the_cells_as_published_and_gives_the_same_book():
    again = replay(PROBLEM, locked_at=MOMENT, seed_text=SEED, cells=LOCK.cells, days=LOCK.days)

    assert again.violations == ()
    assert again.book == draw(LOCK, SEED)
    assert sum(not s.reserve for s in again.book.selections) == 16


def test_a_replay_refuses_cells_that_cannot_be_those_of_the_problem():
    with pytest.raises(FaultsError) as caught:
        replay(PROBLEM, locked_at=MOMENT, seed_text=SEED)

    assert {fault.code for fault in caught.value.faults} == {"cells-unlike"}
