"""Possible places are those of all plans listed by brute force, whichever plan one starts from."""

import numpy as np
from hypothesis import assume, given

from scheduler.lottery.teams.possible import possible
from tests.scheduler.lottery.teams.enumeration import all_plans, pool
from tests.scheduler.lottery.teams.pools import feasible_pools, timed_pools
from tests.scheduler.lottery.teams.transitions import holder_of


def occurring(of, plans):
    found = np.zeros(of.eligible.shape, np.bool_)
    for plan in plans:
        found[of.call_of, holder_of(plan)] = True
    return found


@given(feasible_pools())
def test_without_slots_exactly_the_pairs_of_some_plan_are_possible(of):
    plans = all_plans(of)
    assume(not of.needs.any())
    assume(len(plans) <= 200)

    for plan in plans[:5]:
        assert np.array_equal(possible(of, holder_of(plan)), occurring(of, plans))


@given(feasible_pools())
def test_with_slots_no_possible_pair_is_lost(of):
    plans = all_plans(of)
    assume(len(plans) <= 200)

    assert not (occurring(of, plans) & ~possible(of, holder_of(plans[0]))).any()


@given(timed_pools(bound=True))
def test_with_days_weeks_and_bonds_no_possible_pair_is_lost(of):
    plans = all_plans(of)
    assume(len(plans) <= 200)

    assert not (occurring(of, plans) & ~possible(of, holder_of(plans[0]))).any()


def test_an_officer_bound_elsewhere_is_possible_nowhere_else():
    of = pool([*({i, (i + 1) % 4, 4} for i in range(4)), {4}], lowest=1, highest=1)

    found = possible(of, holder_of(all_plans(of)[0]))

    assert found[:, 4].tolist() == [False, False, False, False, True]
