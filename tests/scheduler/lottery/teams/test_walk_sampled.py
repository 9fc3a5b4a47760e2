"""The walk on larger pools, by repeated draws.

False alarms: 1e-6 for each test. The uniform law is checked with as many draws as catch, with
probability 99%, any law 0.03 away from it in total variation.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from scheduler.lottery.candidates.bonds import Bonds
from scheduler.lottery.candidates.periods import Periods
from scheduler.lottery.teams.first_plan import first_plan
from scheduler.lottery.teams.staffing import MENDING
from scheduler.lottery.teams.walking import mend, walk, walk_length
from tests.scheduler.lottery.frequencies import agree, fits, repetitions
from tests.scheduler.lottery.teams.enumeration import all_plans, as_plan, pool


def drawn(of, start, count, *, steps, label="", penalty=0):
    """Yield the holders of all places after each of *count* walks."""
    for number in range(count):
        yield walk(of, start, steps=steps, label=f"{label}/{number}", penalty=penalty).holder


def frequencies(of, plans, count, factor=10):
    index = {plan: i for i, plan in enumerate(plans)}
    counts = np.zeros(len(plans), np.int64)
    steps = walk_length(of, factor)
    begun = mend(of, first_plan(of).holder, steps=walk_length(of, MENDING), label="mend")
    assert not begun.breaking
    for holder in drawn(of, begun.holder, count, steps=steps, penalty=begun.penalty):
        counts[index[as_plan(of, holder)]] += 1
    return counts


def conflicted(n_officers, sizes, **limits):
    """Make a pool in which officer v must not go to visit v."""
    return pool(
        [set(range(n_officers)) - {visit} for visit in range(len(sizes))], sizes=sizes, **limits
    )


FEW = conflicted(5, [2] * 4, lowest=1, highest=2)
MANY = {
    "a slot in each team": pool(
        [set(range(5))] * 4,
        sizes=[2] * 4,
        needs={visit: [1] for visit in range(4)},
        holds=[1, 1, 1, 0, 0],
        lowest=1,
        highest=2,
    ),
    "five teams of six officers": conflicted(6, [2] * 5, lowest=1, highest=2),
    "five teams of seven officers": conflicted(7, [2] * 5, lowest=1, highest=2),
}


def test_every_plan_is_equally_likely():
    plans = all_plans(FEW)

    assert len(plans) == 324
    assert fits(frequencies(FEW, plans, repetitions(len(plans))))


@pytest.mark.long
@pytest.mark.parametrize(("name", "n_plans"), [*zip(MANY, (1260, 10570, 73010), strict=True)])
def test_every_one_of_many_plans_is_equally_likely(name, n_plans):
    plans = all_plans(MANY[name])

    assert len(plans) == n_plans
    assert fits(frequencies(MANY[name], plans, repetitions(len(plans))))


def test_a_walk_cut_short_is_caught():
    # After six steps the first plan is still in sight.
    start, plans = first_plan(FEW).holder, all_plans(FEW)
    counts = Counter(as_plan(FEW, holder) for holder in drawn(FEW, start, 5000, steps=6))

    assert not fits(np.array([counts[plan] for plan in plans]))


# --- days, people, lent officers ----------------------------------------------------------------

ANYBODY = set(range(4))
RULED = {
    "one visit a day": pool(
        [ANYBODY, {0, 1, 2}, ANYBODY, {1, 2, 3}],
        days=[0, 0, 1, 1],
        weeks=[0, 0],
        per_day=1,
        lowest=[1, 0, 0, 0],
        highest=2,
    ),
    "two visits a week, and who has less left": pool(
        [ANYBODY] * 4,
        days=[0, 1, 2, 3],
        weeks=[0, 0, 1, 1],
        per_week=[[2, 2], [1, 2], [2, 0], [1, 1]],
        highest=2,
    ),
    "relatives": pool([ANYBODY] * 3, sizes=[2] * 3, lowest=1, highest=2, apart=[(0, 1), (2, 3)]),
    "a senior in each team": pool(
        [ANYBODY] * 3, sizes=[2] * 3, lowest=1, highest=2, wants=[1] * 3, has=[1, 1, 0, 0]
    ),
    "relatives and seniors": pool(
        [set(range(5))] * 3, sizes=[2] * 3, lowest=1, highest=2, apart=[(0, 3)],
        wants=[1] * 3, has=[1, 1, 0, 0, 0],
    ),
    "no pair again": pool(
        [ANYBODY] * 3, sizes=[2] * 3, days=[0, 1, 2], weeks=[0] * 3, highest=3,
        no_pairs_again=True, before=[(0, 1)],
    ),
    # Officers 0 to 2 are one body's and 3 to 5 another's, who are relatives and share a pool.
    # The second goes to visit 0 with its own team, and lends one for the team of the first.
    "lent to a visit where one goes oneself": pool(
        [{0, 1, 2}, {3, 4, 5}, {3, 4, 5}, {0, 1, 2}], visits=[0, 0, 0, 1], highest=2,
        apart=[(0, 3)],
    ),
    "lent on a day that is full": pool(
        [{0, 1, 2}, {3, 4, 5}, {3, 4, 5}, {0, 1, 2, 3}], sizes=[1, 1, 1, 2], visits=[0, 0, 1, 2],
        days=[0, 0, 0, 1], weeks=[0, 0], per_day=1, highest=2, lowest=[1, 0, 0, 0, 0, 0],
    ),
}  # fmt: skip


LONG = {"no pair again"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] * (name in LONG)) for name in RULED]
)
def test_every_plan_is_equally_likely_under_other_rules(name):
    """Whole plans, with as many draws as catch a law 0.05 away from the uniform one."""
    plans = all_plans(RULED[name])

    assert len(plans) > 5
    assert fits(frequencies(RULED[name], plans, repetitions(len(plans), 0.05)))


@pytest.mark.parametrize("name", RULED)
def test_every_rule_decides_something(name):
    """Without what it adds to loads there are more plans."""
    of = RULED[name]
    n_calls, n_officers = len(of.visit_ids), len(of.officer_ids)
    free = replace(
        of,
        periods=Periods.free(n_calls, n_officers),
        bonds=Bonds.none(n_calls, n_officers),
    )

    assert len(all_plans(free)) > len(all_plans(of))


# --- two starts far apart ----------------------------------------------------------------------

N_VISITS, N_OFFICERS = 60, 20
SIDES = np.where(np.arange(N_OFFICERS) < N_OFFICERS // 2, 8, 4)
"""Loads as uneven as the band of 4 to 8 allows."""


@pytest.fixture(scope="module")
def wide():
    """60 visits of two, 20 officers, one conflict in ten, every load from 4 to 8."""
    free = np.random.default_rng(60).random((N_VISITS, N_OFFICERS)) > 0.1
    return pool(
        [set(np.nonzero(row)[0].tolist()) for row in free],
        sizes=[2] * N_VISITS,
        lowest=4,
        highest=8,
    )


@pytest.fixture(scope="module")
def starts(wide):
    """Return the first plan, and that of the officers in reverse order with uneven loads."""
    backwards = list(range(N_OFFICERS))[::-1]
    other = wide.with_band(SIDES, SIDES).taking(list(range(N_VISITS)), backwards)
    mirrored = N_OFFICERS - 1 - first_plan(other).holder
    return first_plan(wide).holder, mirrored.astype(np.int32)


@pytest.fixture(scope="module")
def laws(wide, starts):
    """Teams after 1,200 walks from either start, shape (draws, visits, 2), members ascending."""
    steps = walk_length(wide, 10)
    return [
        np.sort(
            np.array(
                [
                    holder.reshape(N_VISITS, 2)
                    for holder in drawn(wide, start, 1200, steps=steps, label=str(which))
                ]
            )
        )
        for which, start in enumerate(starts)
    ]


def test_the_starts_are_far_apart(wide, starts):
    even, uneven = (as_plan(wide, start) for start in starts)

    assert even != uneven
    assert sum(len({*a, *b}) < 4 for a, b in zip(even, uneven, strict=True)) <= N_VISITS // 3
    assert np.bincount(starts[1]).tolist() == SIDES.tolist()


def test_loads_have_the_same_law_from_both(laws):
    for officer in range(N_OFFICERS):
        one, other = (np.bincount((law == officer).sum(axis=(1, 2)), minlength=9) for law in laws)
        assert agree(one, other, among=N_OFFICERS)


def test_pairs_have_the_same_law_from_both_at_every_visit(laws):
    for visit in range(N_VISITS):
        one, other = (
            np.bincount(law[:, visit] @ [N_OFFICERS, 1], minlength=N_OFFICERS**2) for law in laws
        )
        assert agree(one, other, among=N_VISITS)


def test_single_odds_are_the_same_from_both(laws):
    for visit in range(N_VISITS):
        for officer in range(N_OFFICERS):
            one, other = (
                np.bincount((law[:, visit] == officer).any(axis=1), minlength=2) for law in laws
            )
            assert agree(one, other, among=N_VISITS * N_OFFICERS)


def test_starts_are_told_apart_after_a_short_walk(wide, starts):
    loads = [
        np.bincount(
            [(holder == 0).sum() for holder in drawn(wide, start, 400, steps=30)], minlength=9
        )
        for start in starts
    ]
    assert not agree(*loads)
