"""Plans with overlapping quotas are locked before the seed, or told why they cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scenarios.catalogue import build
from scheduler.domain.overlap import Law, Margin, OverlappingQuota
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.draw import ShortageError, prepare
from scheduler.errors import FaultsError
from scheduler.planning.cells import plans
from scheduler.planning.checking import check
from scheduler.solving.outcome import UndecidedError

MOMENT = datetime(2026, 11, 30, tzinfo=UTC)


def drawing(problem, **changes):
    """Change the targets of the first plan."""
    first = problem.plans[0]
    return replace(
        problem,
        plans=(replace(first, targets=replace(first.targets, **changes)), *problem.plans[1:]),
    )


def test_cells_are_locked_and_their_quotas_left_to_the_seed():
    locked = prepare(build("crossed"), locked_at=MOMENT)

    assert set(locked.cells) == {"P01", "P02"}
    for pool in locked.pools:
        cells = locked.cells[pool.plan_id].cells
        assert cells.levels == tuple(part.stratum for part in pool.strata)
        assert cells.sizes == tuple(len(part.rows) for part in pool.strata)
        assert {part.quota for part in pool.strata} == {None}
        assert pool.quota == pool.sample == locked.cells[pool.plan_id].quota.size
    assert locked.cells["P02"].quota.law is Law.LEXIMIN
    assert locked.cells["P02"].lottery


def test_plans_without_overlapping_quotas_have_no_cells():
    assert check(build("tiny")).cells == {}


def test_quotas_that_exclude_each_other_prevent_the_lock_and_every_relaxation_mends_them():
    problem = build("crossed_too_tight")
    found = check(problem)
    (unmet,) = found.unmet

    assert (unmet.plan_id, unmet.pool, unmet.quota.size) == ("P01", 30, 10)
    assert not found.is_sound
    assert {cause.bound.column for cause in unmet.shortage.causes} == {"street"}
    assert [cause.possible for cause in unmet.shortage.causes] == [4, 4]
    for relaxed in unmet.shortage.relaxations:
        assert check(drawing(problem, quota=relaxed.apply(unmet.quota))).is_sound
    with pytest.raises(ShortageError) as caught:
        prepare(problem, locked_at=MOMENT)
    assert caught.value.unmet == (unmet,)
    assert caught.value.facts == {"count": 1}
    assert "P01: no 10 of 30 targets" in str(caught.value)


def test_a_pool_without_anybody_is_short_of_all():
    nowhere = Scope((Condition("street", Operator.IN, ("杨家泊镇",)),))
    (unmet,) = check(drawing(build("crossed"), scope=nowhere)).unmet

    assert unmet.pool == 0
    assert [cause.possible for cause in unmet.shortage.causes] == [0]
    assert unmet.shortage.relaxations == ()


def test_a_quota_without_margins_is_a_sample_of_the_whole_pool():
    whole = OverlappingQuota(size=30, margins=())
    locked = prepare(drawing(build("crossed"), quota=whole), locked_at=MOMENT)

    assert locked.cells["P01"].start == (30,)


def test_what_a_solver_could_not_prove_is_a_fault(monkeypatch):
    def undecided(_cells, _quota):
        raise UndecidedError("too much")

    monkeypatch.setattr(plans, "lock_cells", undecided)

    with pytest.raises(FaultsError) as caught:
        prepare(build("crossed"), locked_at=MOMENT)
    assert [(f.code, f.place) for f in caught.value.faults] == [
        ("no-proof", "plans[P01].targets.quota"),
        ("no-proof", "plans[P02].targets.quota"),
    ]


def test_a_body_that_comes_to_restaurants_only_is_counted_within_their_bounds():
    problem = build("crossed")
    first = problem.plans[0]
    eight = OverlappingQuota(
        size=20, margins=(Margin(column="industry_code", level="H6210", least=3, most=8),)
    )
    joined = replace(
        first,
        targets=DrawnTargets(scope=Scope(), quota=eight),
        participations=(
            replace(first.participations[0], body_id="B02"),
            replace(first.participations[0], item_ids=("B01-01",)),
        ),
        lead_body="B02",
        merging=False,
    )
    found = check(replace(problem, plans=(joined,)))
    visits = {capacity.body_id: capacity.visits for capacity in found.capacities}

    assert visits == {"B01": 8, "B02": 20}
