"""Changes are as small as can be, and lenders are reckoned with."""

from dataclasses import replace

import pytest

from scenarios.catalogue import build
from scheduler.planning.checking import check
from scheduler.planning.shortages.changes import applied
from scheduler.planning.shortages.shortage import Change, Kind

COUNTED = {Change.MORE_OFFICERS, Change.FEWER_VISITS, Change.HIGHER_MAXIMUM, Change.LOWER_MINIMUM}
WORLDS = ("one_officer_short", "few_leaders", "open_tasks_first", "small_lender", "min_too_high")


def only_shortage(problem):
    (short,) = check(problem).shortages
    return short


@pytest.mark.parametrize("name", WORLDS)
def test_one_less_would_not_do(name):
    problem = build(name)
    tried = [one for one in only_shortage(problem).relaxations if one.change in COUNTED]

    assert tried
    for one in tried:
        less = replace(one, amount=one.amount - 1, target_ids=one.target_ids[:-1])
        assert not check(applied(problem, less)).is_sound, one


@pytest.mark.parametrize("name", ["all_in_training", "certificates_end", "two_holders_wanted"])
def test_nobody_is_named_who_could_be_left_out(name):
    problem = build(name)

    for one in only_shortage(problem).relaxations:
        for left_out in one.officer_ids:
            others = tuple(who for who in one.officer_ids if who != left_out)
            fewer = replace(one, officer_ids=others, amount=len(others))
            assert not check(applied(problem, fewer)).is_sound


def test_a_body_that_may_borrow_enough_is_not_short():
    problem = build("lending_refused")
    plans = tuple(replace(plan, lending=True) for plan in problem.plans)

    assert check(replace(problem, plans=plans)).is_sound


def test_a_neighbour_who_does_not_lend_yet_is_proposed():
    problem = build("lending_refused")
    alone = replace(problem, policy=replace(problem.policy, lending={}))
    (borrow,) = [one for one in only_shortage(alone).relaxations if one.change is Change.BORROW]

    assert (borrow.subject, borrow.lender, borrow.amount) == ("B01", "B02", 6)
    assert check(applied(alone, borrow)).is_sound


def test_what_only_may_happen_is_told_as_possible_and_does_not_refuse():
    # Two plans that may meet at the same targets: alone each fits, both apart do not.
    problem = build("one_officer_short")
    (plan,) = problem.plans
    plans = tuple(replace(plan, plan_id=name) for name in ("P01", "P02"))
    policy = replace(problem.policy, max_visits=4)

    checked = check(replace(problem, plans=plans, policy=policy))
    (short,) = checked.shortages
    assert (short.kind, short.certain, short.needed) == (Kind.PLACES, False, 36)
    assert checked.is_sound
    assert short.relaxations


def test_a_round_takes_its_team_once():
    # Nine targets in three rounds of three: six places instead of eighteen.
    problem = build("one_officer_short")
    (plan,) = problem.plans
    rounds = replace(plan, round_size=3, merging=False)

    (capacity,) = check(replace(problem, plans=(rounds,))).capacities
    assert (capacity.visits, capacity.places) == (3, 6)
