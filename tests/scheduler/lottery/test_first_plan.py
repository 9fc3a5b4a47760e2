"""The first plan against brute force: it misses no plan, and what it leaves open is impossible.

No statistics: every statement holds for every pool, so there are no false alarms.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings

from scheduler.lottery.first_plan import NOBODY, first_plan
from tests.scheduler.lottery.enumeration import all_plans, as_plan, pool
from tests.scheduler.lottery.pools import small_pools


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


@settings(max_examples=1500)
@given(small_pools())
def test_a_plan_is_found_exactly_when_there_is_one(of):
    plans, plan = all_plans(of), first_plan(of)

    assert plan.is_complete(of) == bool(plans)
    if plans:
        assert as_plan(of, plan.holder) in plans


@settings(max_examples=500)
@given(small_pools())
def test_every_officer_found_can_take_the_seat_he_was_found_for(of):
    plan = first_plan(of)

    for place in np.nonzero(plan.holder != NOBODY)[0]:
        officer = plan.holder[place]
        assert of.eligible[of.call_of[place], officer]
        assert of.needs[place] & ~of.holds[officer] == 0
    held = plan.holder[plan.holder != NOBODY]
    assert plan.load.tolist() == np.bincount(held, minlength=len(of.officer_ids)).tolist()
    assert (plan.load <= of.highest).all()


@settings(max_examples=500)
@given(small_pools())
def test_a_visit_stays_open_only_if_those_staffed_before_it_leave_no_team(of):
    plan = first_plan(of)
    done = staffed(plan, of)
    open_visits = [v for v in range(len(of.visit_ids)) if v not in done]
    assume(open_visits)

    for visit in open_visits:
        before = [v for v in done if v < visit]
        assert all_plans(relaxed(only(of, [*before, visit]))) == []


@settings(max_examples=500)
@given(small_pools())
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
@given(small_pools())
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
