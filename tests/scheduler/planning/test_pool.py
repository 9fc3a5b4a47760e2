"""Pools are the ones worked out by hand on the shelf, and always add up to the registry."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from scheduler.domain.bodies import Level
from scheduler.domain.lock import Exclusion
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import AnnualCaps
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters, exclusion_of
from tests.shelf import BEFORE, LOCK, PLANS, PROBLEM

BARE = replace(
    PROBLEM.policy,
    caps=AnnualCaps(),
    grace_months=0,
    redraw_gap_months=0,
    item_once_a_year=False,
    one_plan_per_premises=False,
)


def pools(**policy):
    problem = replace(PROBLEM, policy=replace(BARE, **policy))
    return {pool.plan_id: pool for pool in pools_and_clashes(problem)[0]}


def described(pool):
    rows = [(part.stratum, part.rows.tolist(), part.quota) for part in pool.strata]
    return pool.plan_id, rows, dict(pool.exclusions)


def test_the_pools_of_the_shelf_are_those_worked_out_by_hand():
    found, clashes = pools_and_clashes(PROBLEM)

    assert [described(pool) for pool in found] == [described(pool) for pool in LOCK.pools]
    assert clashes == ()


@pytest.mark.parametrize(
    ("policy", "plan_id", "reason", "count"),
    [
        ({"grace_months": 6}, "P1", Exclusion.GRACE_PERIOD, 0),  # T1: six months to the day
        ({"grace_months": 7}, "P1", Exclusion.GRACE_PERIOD, 1),
        ({"redraw_gap_months": 3}, "P1", Exclusion.DRAWN_RECENTLY, 0),  # T2: three to the day
        ({"redraw_gap_months": 4}, "P1", Exclusion.DRAWN_RECENTLY, 1),
        ({"caps": AnnualCaps(total=1)}, "P1", Exclusion.CAP_TOTAL, 2),  # T4 and T5 had one
        ({"caps": AnnualCaps(total=2)}, "P1", Exclusion.CAP_TOTAL, 0),
        ({"caps": AnnualCaps(per_body=1)}, "P1", Exclusion.CAP_BODY, 2),
        ({"caps": AnnualCaps(per_level={Level.DISTRICT: 1})}, "P1", Exclusion.CAP_LEVEL, 2),
        ({"caps": AnnualCaps(per_level={Level.STREET: 1})}, "P1", Exclusion.CAP_LEVEL, 0),
        ({"item_once_a_year": True}, "P2", Exclusion.ITEM_DONE, 1),
        ({"one_plan_per_premises": True, "exclude_whitelisted": False}, "P1",
         Exclusion.PREMISES_TAKEN, 1),  # T7 has a live task
        ({"exclude_whitelisted": False}, "P1", Exclusion.WHITELISTED, 0),
    ],
)  # fmt: skip
def test_each_exclusion_counts_from_its_edge(policy, plan_id, reason, count):
    assert pools(**policy)[plan_id].exclusions.get(reason, 0) == count


def test_registry_is_pool_plus_exclusions_for_every_plan():
    for pool in pools_and_clashes(PROBLEM)[0]:
        assert pool.size + sum(pool.exclusions.values()) == len(PROBLEM.targets)


def test_an_exempt_plan_looks_only_at_scope_items_and_activity():
    exempt = replace(PLANS[0], kind=PlanKind.CASE_CHECK)
    problem = replace(PROBLEM, plans=(exempt, *PLANS[1:]))

    found = pools_and_clashes(problem)[0][0].exclusions

    assert set(found) == {Exclusion.OUT_OF_SCOPE, Exclusion.INACTIVE}


def test_inspections_of_another_year_do_not_use_up_a_cap():
    moved = BEFORE.with_columns(
        day=pl.when(pl.col("day") >= date(2026, 1, 1))
        .then(pl.lit(date(2025, 1, 20)))
        .otherwise("day")
    )
    problem = replace(
        PROBLEM,
        policy=replace(BARE, caps=AnnualCaps(total=1)),
        history=type(PROBLEM.history).from_frame(moved),
    )

    assert Exclusion.CAP_TOTAL not in pools_and_clashes(problem)[0][0].exclusions


def test_bodies_that_came_together_count_as_one_visit():
    together = pl.DataFrame(
        [{"visit_id": "H9", "target_id": "T3", "body_id": body, "day": date(2026, 1, 5)}
         for body in ("B1", "B2")]
    )  # fmt: skip
    problem = replace(
        PROBLEM,
        policy=replace(BARE, caps=AnnualCaps(total=2)),
        history=type(PROBLEM.history).from_frame(together),
    )

    assert Exclusion.CAP_TOTAL not in pools_and_clashes(problem)[0][0].exclusions


def test_reasons_of_one_target_are_told_in_the_order_in_which_they_count():
    t6 = PROBLEM.targets.position["T6"]

    told = exclusion_of(PLANS[0], Filters(PROBLEM), t6)

    assert [reason for reason, applies in told if applies] == [Exclusion.INACTIVE]
    assert [reason for reason, _ in told][:3] == [
        Exclusion.OUT_OF_SCOPE,
        Exclusion.NO_ITEM,
        Exclusion.INACTIVE,
    ]


def test_scope_over_rows_and_over_columns_agree():
    frame, masks = PROBLEM.targets.frame, Filters(PROBLEM).scopes
    for scope, mask in masks.items():
        by_row = [scope.holds(row) for row in frame.iter_rows(named=True)]

        assert np.array_equal(mask, by_row)
