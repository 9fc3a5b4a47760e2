"""In each stratum the lowest tickets win, and the next stand by."""

import hashlib
from dataclasses import replace
from fractions import Fraction

import numpy as np
import polars as pl
import pytest

from scheduler.domain.lock import PlanPool
from scheduler.domain.planbook import Selection, StratumDraw
from scheduler.domain.policy import Coordination, Policy
from scheduler.domain.registry import TargetRegistry
from scheduler.lottery.targets import draw_targets, n_reserves, stratum_tickets
from scheduler.lottery.tickets import as_hex
from tests.shelf import stratum_pool

KEY = "7" * 64
BS = ("T3", "T4", "T5")
"""The stratum of risk class B in P1's pool."""


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def of_plan(case, plan_id, key=KEY):
    selections, _ = draw_targets(case.lock, key)
    return [s for s in selections if s.plan_id == plan_id]


def drawn(case, plan_id):
    return [(s.target_id, s.rank, s.reserve) for s in of_plan(case, plan_id)]


def weighing(case, **weights):
    """Let P2 weigh its targets by a column of the registry."""
    registry = case.lock.problem.targets
    column = [weights.get(name) for name in registry.ids]
    frame = registry.frame.with_columns(weight=pl.Series(column, dtype=pl.String))
    source = case.lock.problem.plan["P2"].targets
    quota = replace(source.quota, weight_column="weight")
    return case.problem(targets=TargetRegistry.from_frame(frame)).plan(
        "P2", targets=replace(source, quota=quota)
    )


def test_the_lowest_tickets_of_each_stratum_win_and_the_next_are_reserves(case):
    a, b = (sorted(names, key=lambda name: sha(KEY + name)) for names in (("T1", "T2"), BS))

    assert drawn(case, "P1") == [
        (a[0], 1, False),
        (b[0], 1, False),
        (b[1], 2, False),
        (a[1], 2, True),
        (b[2], 3, True),
    ]


def test_a_selection_quotes_stratum_and_ticket(case):
    for selection in of_plan(case, "P1"):
        assert selection.ticket == sha(KEY + selection.target_id)
        assert selection.stratum == (("B",) if selection.target_id in BS else ("A",))


def test_figures_quote_pool_quota_and_the_highest_winning_ticket(case):
    selections, strata = draw_targets(case.lock, KEY)
    highest = max(
        s.ticket for s in selections if (s.plan_id, s.stratum, s.reserve) == ("P1", ("B",), False)
    )

    assert strata[1] == StratumDraw(plan_id="P1", stratum=("B",), pool=3, quota=2, cutoff=highest)
    assert [(figures.plan_id, figures.stratum) for figures in strata] == [
        ("P1", ("A",)),
        ("P1", ("B",)),
        ("P2", ()),
    ]


def test_a_stratum_without_quota_draws_nobody_and_has_no_reserves(case):
    empty = PlanPool(plan_id="P2", strata=(stratum_pool((), [0, 2], 0),), exclusions={})
    selections, strata = draw_targets(case.locking(pools=(case.lock.pools[0], empty)).lock, KEY)

    assert [s for s in selections if s.plan_id == "P2"] == []
    assert strata[-1] == StratumDraw(plan_id="P2", stratum=(), pool=2, quota=0, cutoff="")


def test_a_stratum_drawn_whole_has_no_reserves_left(case):
    whole = PlanPool(plan_id="P2", strata=(stratum_pool((), [0, 2], 2),), exclusions={})
    selections = of_plan(case.locking(pools=(case.lock.pools[0], whole)), "P2")

    assert [(s.rank, s.reserve) for s in selections] == [(1, False), (2, False)]


def test_listed_targets_come_without_ticket_in_order_of_id(case):
    source = case.lock.problem.plan["P3"].targets
    listing = case.plan("P3", targets=replace(source, target_ids=("T8", "T2")))

    assert of_plan(listing, "P3") == [
        Selection(plan_id="P3", target_id="T2"),
        Selection(plan_id="P3", target_id="T8"),
    ]


def test_plans_share_one_ticket_per_target(case):
    in_p1 = {s.target_id: s.ticket for s in of_plan(case, "P1")}
    in_p2 = {s.target_id: s.ticket for s in of_plan(case, "P2")}

    assert in_p2 == {name: in_p1[name] for name in ("T1", "T3")}


def test_independent_plans_have_keys_of_their_own(case):
    apart = case.policy(coordination=Coordination.INDEPENDENT)

    for plan_id in ("P1", "P2"):
        for selection in of_plan(apart, plan_id):
            assert selection.ticket == sha(sha(f"{KEY}/{plan_id}") + selection.target_id)


def test_a_weighted_plan_takes_the_smallest_of_as_many_tickets_as_the_weight(case):
    found = {s.target_id: s.ticket for s in of_plan(weighing(case, T1="3"), "P2")}

    assert found == {"T1": min(sha(f"{KEY}T1#{j}") for j in (1, 2, 3)), "T3": sha(f"{KEY}T3#1")}


def test_a_weighted_plan_leaves_the_others_their_plain_tickets(case):
    assert of_plan(weighing(case, T1="3"), "P1") == of_plan(case, "P1")


def test_weighted_and_independent_go_together(case):
    apart = weighing(case, T1="2").policy(coordination=Coordination.INDEPENDENT)
    key = sha(f"{KEY}/P2")

    found = {s.target_id: s.ticket for s in of_plan(apart, "P2")}
    assert found["T1"] == min(sha(f"{key}T1#1"), sha(f"{key}T1#2"))


@pytest.mark.parametrize("coordination", list(Coordination))
@pytest.mark.parametrize("weights", [{}, {"T1": "3"}])
def test_all_tickets_of_a_stratum_can_be_asked_for(case, coordination, weights):
    asked = (weighing(case, **weights) if weights else case).policy(coordination=coordination)
    part = asked.lock.pools[1].strata[0]
    values = stratum_tickets(asked.lock, asked.lock.problem.plan["P2"], part, KEY)

    published = {s.target_id: s.ticket for s in of_plan(asked, "P2")}
    assert [as_hex(value) for value in values] == [published["T1"], published["T3"]]


@pytest.mark.parametrize(
    ("quota", "ratio", "least", "expected"),
    [
        (0, "1", 3, 0),  # nothing drawn, nothing to replace
        (1, "1", 3, 3),
        (3, "1", 3, 3),
        (4, "1", 3, 4),
        (10, "1/10", 0, 1),
        (11, "1/10", 0, 2),  # rounded up
        (10, "1/10", 2, 2),
        (5, "0", 0, 0),
    ],
)
def test_reserves_are_a_share_of_the_quota_and_a_least_number(quota, ratio, least, expected):
    policy = Policy(version="1", reserve_ratio=Fraction(ratio), min_reserves=least)

    assert n_reserves(quota, policy) == expected


def test_other_rows_of_the_pool_move_nobody(case):
    narrow = replace(case.lock.pools[0], strata=(stratum_pool(("B",), [2, 4], 2),))
    before = [s.target_id for s in of_plan(case, "P1") if s.stratum == ("B",)]
    after = [s.target_id for s in of_plan(case.locking(pools=(narrow, case.lock.pools[1])), "P1")]

    assert after == [name for name in before if name != "T4"]


def test_a_large_stratum_agrees_with_sorting_all_of_it(case):
    rng = np.random.default_rng(1)
    names = [f"N{number:05}" for number in rng.choice(10**5, 2000, replace=False)]
    registry = TargetRegistry.from_frame(pl.DataFrame({"target_id": names, "name": names}))
    part = stratum_pool((), list(range(2000)), 137)
    pool = PlanPool(plan_id="P2", strata=(part,), exclusions={})
    one_plan = case.problem(targets=registry, plans=(case.lock.problem.plan["P2"],))
    selections, strata = draw_targets(one_plan.locking(pools=(pool,)).lock, KEY)

    expected = sorted(names, key=lambda name: sha(KEY + name))[:274]
    assert [s.target_id for s in selections] == expected
    assert strata[0].cutoff == sha(KEY + expected[136])
