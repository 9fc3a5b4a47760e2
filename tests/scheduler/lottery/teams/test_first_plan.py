"""The first plan against brute force: it misses no plan, and what it leaves open is impossible.

No statistics: every statement holds for every pool, so there are no false alarms.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings

from scheduler.lottery.teams.first_plan import NOBODY, first_plan
from tests.scheduler.lottery.teams.enumeration import all_plans, as_plan, pool
from tests.scheduler.lottery.teams.flows import is_possible, tight_pool
from tests.scheduler.lottery.teams.pools import small_pools, tight_pools

ANY = small_pools() | tight_pools()
"""Pools without days, and pools with days, weeks and visits of several calls; possible or not."""


def relaxed(of):
    """The pool without lower limits."""
    return of.with_band(np.zeros_like(of.lowest), of.highest)


def staffed(plan, of):
    """The visits with a team, by position."""
    return [v for v, first in enumerate(of.starts[:-1]) if plan.holder[first] != NOBODY]


def only(of, visits):
    return of.without([v for v in range(len(of.visit_ids)) if v not in visits])


def with_seats(of, seats):
    """The pool with only these places of its last visit."""
    first = int(of.starts[-2])
    kept = [*range(first), *(first + seat for seat in seats)]
    starts = of.starts.copy()
    starts[-1] = len(kept)
    return replace(of, starts=starts, needs=of.needs[kept])


def crowded(of, holder):
    """Tell whether somebody has more on a day, in a week or at a visit than he may."""
    periods, done = of.periods, np.zeros((len(of.officer_ids), len(of.visit_ids)), np.int64)
    taken = np.nonzero(holder != NOBODY)[0]
    np.add.at(done, (holder[taken], of.call_of[taken]), 1)
    for period_of, most in (
        (periods.day_of, periods.day_most),
        (periods.week_of, periods.week_most),
        (periods.group_of, np.ones((len(done), len(of.visit_ids)), np.int64)),
    ):
        for period in set(period_of.tolist()):
            if (done[:, period_of == period].sum(axis=1) > most[:, period]).any():
                return True
    return bool((done > 1).any())


@settings(max_examples=1500)
@given(ANY)
def test_a_plan_is_found_exactly_when_there_is_one(of):
    plans, plan = all_plans(of, bound=False), first_plan(of)

    assert plan.is_complete(of) == bool(plans)
    if plans:
        assert as_plan(of, plan.holder) in plans


@settings(max_examples=500)
@given(ANY)
def test_every_officer_found_can_take_the_seat_he_was_found_for(of):
    plan = first_plan(of)

    for place in np.nonzero(plan.holder != NOBODY)[0]:
        officer = plan.holder[place]
        assert of.eligible[of.call_of[place], officer]
        assert of.needs[place] & ~of.holds[officer] == 0
    held = plan.holder[plan.holder != NOBODY]
    assert plan.load.tolist() == np.bincount(held, minlength=len(of.officer_ids)).tolist()
    assert (plan.load <= of.highest).all()
    assert not crowded(of, plan.holder)


@settings(max_examples=500)
@given(ANY)
def test_a_visit_stays_open_only_if_those_staffed_before_it_leave_no_team(of):
    plan = first_plan(of)
    done = staffed(plan, of)
    open_visits = [v for v in range(len(of.visit_ids)) if v not in done]
    assume(open_visits)

    for visit in open_visits:
        before = [v for v in done if v < visit]
        assert all_plans(relaxed(only(of, [*before, visit]))) == []


@settings(max_examples=500)
@given(ANY)
def test_an_open_visit_is_told_the_most_places_that_could_be_filled(of):
    plan = first_plan(of)
    done = staffed(plan, of)
    open_visits = [v for v in range(len(of.visit_ids)) if v not in done]
    assume(open_visits)
    visit = open_visits[0]
    part = relaxed(only(of, [*(v for v in done if v < visit), visit]))
    size = int(of.starts[visit + 1] - of.starts[visit])
    possible = [
        len(seats)
        for count in range(size + 1)
        for seats in itertools.combinations(range(size), count)
        if all_plans(with_seats(part, seats))
    ]

    assert plan.found[visit] == max(possible)


@settings(max_examples=500)
@given(ANY)
def test_as_much_of_the_minimum_is_given_as_the_staffed_visits_allow(of):
    plan = first_plan(of)
    part = relaxed(only(of, staffed(plan, of)))

    reached = int(np.minimum(plan.load, of.lowest).sum())
    most = max(
        int(np.minimum(np.bincount(sum(teams, ()), minlength=len(of.lowest)), of.lowest).sum())
        if teams
        else 0
        for teams in all_plans(part)
    )
    assert reached == most


@pytest.mark.parametrize("number", range(8))
def test_on_larger_pools_it_finds_what_a_maximum_flow_finds(number):
    rng = np.random.default_rng(number)
    found = {True: 0, False: 0}
    for of in (tight_pool(rng) for _ in range(50)):
        plan, everything = first_plan(of), range(len(of.visit_ids))
        done = staffed(plan, of)
        complete = is_possible(of, everything, lowest=True)
        found[complete] += 1
        assert plan.is_complete(of) == complete
        assert is_possible(of, done, lowest=False)
        for call in set(everything) - set(done):
            before = [other for other in done if other < call]
            assert not is_possible(of, [*before, call], lowest=False)
    assert min(found.values()) >= 5


def test_the_least_loaded_officer_goes_first_and_ties_go_by_ticket_order():
    of = pool([{0, 1, 2}] * 3)

    assert first_plan(of).holder.tolist() == [0, 1, 2]


def test_officers_with_a_higher_minimum_go_first():
    of = pool([{0, 1, 2}] * 3, lowest=[0, 0, 2])

    assert first_plan(of).holder.tolist() == [2, 2, 0]


def test_a_full_officer_hands_a_visit_on_to_free_his_place():
    of = pool([{0, 1}, {0}], highest=1)

    assert first_plan(of).holder.tolist() == [1, 0]


def test_a_member_changes_his_seat_for_the_only_one_who_fits_elsewhere():
    # The second seat needs what only officer 0 holds, who sat down on the first.
    of = pool([{0, 1}], sizes=[2], needs={0: [1, 3]}, holds=[3, 1])

    assert first_plan(of).holder.tolist() == [1, 0]


def test_officers_of_a_visit_given_up_are_free_for_the_next():
    of = pool([{0, 1}, {0, 1}], sizes=[3, 2], highest=1)

    plan = first_plan(of)
    assert plan.holder.tolist() == [-1, -1, -1, 0, 1]
    assert plan.found.tolist() == [2, 2]


def test_more_than_sixty_four_officers_are_searched_word_by_word():
    everybody = set(range(130))
    of = pool([everybody] * 129 + [{0}], highest=1)

    plan = first_plan(of)
    assert plan.is_complete(of)
    assert plan.holder.tolist() == [129, *range(1, 129), 0]


def test_a_full_day_is_freed_by_changing_calls_of_that_day():
    # Officer 0 went to the first call, and is the only one for the second, on the same day.
    of = pool([{0, 1}, {0}, {0, 1}], days=[0, 0, 1], per_day=1)

    assert first_plan(of).holder.tolist() == [1, 0, 0]


def test_a_full_week_is_freed_by_changing_calls_of_that_week():
    of = pool([{0, 1}, {0}, {0}], days=[0, 1, 2], weeks=[0, 0, 1], per_week=1)

    assert first_plan(of).holder.tolist() == [1, 0, 0]


def test_nobody_is_at_one_visit_for_two_calls():
    of = pool([{0, 1}, {0}], visits=[0, 0])

    assert first_plan(of).holder.tolist() == [1, 0]


def test_a_call_that_only_a_busy_officer_could_make_stays_open():
    of = pool([{0}, {0}], days=[0, 0], per_day=1)

    plan = first_plan(of)
    assert plan.holder.tolist() == [0, -1]
    assert plan.found.tolist() == [1, 0]


def test_somebody_is_passed_twice_on_the_way_to_a_free_officer():
    # On either day officer 0 must change his call; only officer 3 is free, far from the gap.
    of = pool([{0, 1}, {0, 2}, {0, 1}, {0, 3}], days=[0, 0, 1, 1], per_day=1, highest=[2, 1, 1, 1])

    assert first_plan(of).is_complete(of)


def test_a_minimum_is_reached_through_full_days():
    of = pool([{0, 1}, {0, 2}, {1, 2}], days=[0, 0, 1], per_day=1, lowest=[1, 1, 1])

    plan = first_plan(of)
    assert plan.load.tolist() == [1, 1, 1]
    assert plan.is_complete(of)


def test_rules_between_people_are_not_looked_at():
    of = pool([{0, 1}], sizes=[2], apart=[(0, 1)])

    assert first_plan(of).is_complete(of)
