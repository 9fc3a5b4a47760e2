"""A target under overlapping quotas learns its cell, and its chance by the law of the plan."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scenarios.catalogue import build
from scheduler.draw import draw, prepare
from scheduler.explanation.targets import explain_target
from scheduler.lottery.cells.sample import CountMethod
from scheduler.lottery.seed import Keys, seed_text
from scheduler.lottery.targets import draw_targets
from scheduler.planning.cells.method import with_walk
from tests.crossed import CELLS, OF_TARGET, QUOTA, cell_lock, crossed, samples

KEY = Keys.from_seed(crossed().book.seed_text).target
CHANCES = {name: sum(name in sample for sample in samples()) / 24 for name in OF_TARGET}


def explained(case, target_id):
    selections, strata = draw_targets(case.lock, KEY)
    book = case.drawing(selections=tuple(selections), strata=tuple(strata), visits=()).book
    (view,) = explain_target(case.lock, book, target_id).plans
    return view, {s.target_id: s for s in selections}


@pytest.mark.parametrize("target_id", OF_TARGET)
def test_the_chance_is_the_share_of_samples_with_the_target(target_id):
    view, selections = explained(crossed(), target_id)

    assert view.stratum == OF_TARGET[target_id]
    assert view.pool == len(CELLS[view.stratum])
    assert (view.cell.columns, view.cell.sample) == (QUOTA.columns, QUOTA.size)
    assert (view.cell.method, view.cell.error) == (CountMethod.COUNTED, 0)
    assert view.cell.chance == pytest.approx(CHANCES[target_id])
    if target_id in selections:
        assert view.selected is not selections[target_id].reserve
        assert view.ticket == selections[target_id].ticket
    assert view.selected == (bool(view.cutoff) and view.ticket <= view.cutoff)


def test_the_chance_of_a_walked_plan_is_an_estimate_with_its_error():
    view, _ = explained(crossed(with_walk(cell_lock())), "T5")

    assert view.cell.method is CountMethod.WALKED
    assert 0 < view.cell.error < 0.1
    assert abs(view.cell.chance - CHANCES["T5"]) < 2 * view.cell.error


def test_a_cell_that_gave_nobody_has_no_cutoff_but_a_chance():
    problem = build("crossed")
    locked = prepare(problem, locked_at=datetime(2026, 11, 30, tzinfo=UTC))
    for number in range(50):
        seed = seed_text(problem.number, (f"local {number:064x}",))
        empty = next((s for s in draw(locked, seed).strata if not s.quota), None)
        if empty is not None:
            break
    pool = next(pool for pool in locked.pools if pool.plan_id == empty.plan_id)
    part = next(part for part in pool.strata if part.stratum == empty.stratum)
    book = draw(locked, seed)
    views = explain_target(locked, book, problem.targets.ids[part.rows[0]]).plans
    view = next(view for view in views if view.plan.plan_id == empty.plan_id)

    assert (view.cutoff, view.selected) == ("", False)
    assert view.cell.chance > 0
