"""Caps between plans: found before the lock, and mended only as the policy says."""

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.calendar import Window
from scheduler.domain.lock import Exclusion
from scheduler.domain.policy import AnnualCaps, CapConflict
from scheduler.planning.caps import Meter
from scheduler.planning.lock import pools_and_clashes
from tests.shelf import PLANS, PROBLEM

ONCE = replace(
    PROBLEM.policy,
    caps=AnnualCaps(total=1),
    item_once_a_year=False,
    one_plan_per_premises=False,
)


def problem(*, merging, cap_conflict=CapConflict.REFUSE, **priority):
    plans = tuple(
        replace(plan, merging=merging, priority=priority.get(plan.plan_id)) for plan in PLANS
    )
    return replace(PROBLEM, plans=plans, policy=replace(ONCE, cap_conflict=cap_conflict))


def test_plans_that_may_merge_share_the_last_visit():
    assert pools_and_clashes(problem(merging=True))[1] == ()


def test_plans_that_refuse_merging_clash_over_the_last_visit():
    (clash,) = pools_and_clashes(problem(merging=False))[1]

    assert clash.cap is Exclusion.CAP_TOTAL
    assert clash.plan_ids == ("P1", "P2")
    assert (clash.count, clash.target_id, clash.visits, clash.room) == (2, "T1", 2, 1)


def test_windows_without_a_common_working_day_are_two_visits():
    apart = problem(merging=True)
    early = replace(apart.plans[0], window=Window(date(2026, 3, 2), date(2026, 3, 9)))

    (clash,) = pools_and_clashes(replace(apart, plans=(early, *apart.plans[1:])))[1]

    assert clash.visits == 2


def test_by_priority_the_first_plan_keeps_the_target_and_the_other_counts_it_out():
    kept = problem(merging=False, cap_conflict=CapConflict.BY_PRIORITY, P1=2, P2=1)

    pools, clashes = pools_and_clashes(kept)

    assert clashes == ()
    assert pools[0].exclusions[Exclusion.KEPT_BY_OTHER_PLAN] == 2
    assert Exclusion.KEPT_BY_OTHER_PLAN not in pools[1].exclusions


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted).map(tuple), max_size=5))
def test_the_count_of_visits_is_the_least_number_of_days_that_meets_every_span(spans):
    least = next(
        size
        for size in range(len(spans) + 1)
        for days in combinations(range(7), size)
        if all(any(first <= day <= last for day in days) for first, last in spans)
    )

    assert Meter(PROBLEM).groups(frozenset(spans)) == least
