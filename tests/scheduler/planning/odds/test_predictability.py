"""The least largest odds: by hand, against all plans, and by three solvers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduler.planning.odds.flow import NoPlanError, cut_of
from scheduler.planning.odds.predictability import least_odds
from scheduler.planning.odds.program import certified, proven_odds, sides_of
from scheduler.planning.odds.rows import Pairs
from scheduler.solving.linear import LinearProgram
from tests.scheduler.lottery.teams.enumeration import all_plans, pool
from tests.scheduler.lottery.teams.pools import feasible_pools

ANY = 10**6
SLACK = 1e-8  # what the program proves is rounded to a fraction of some 28 bits
"""How far below the optimum rounding may leave what the linear program proves, relatively."""

FOOD, GAS = 1, 2


def largest_odds(of, plans, weights):
    """Return the largest odds of a visit to meet an officer when *plans* have these weights."""
    odds = np.zeros((len(of.visit_ids), len(of.officer_ids)))
    for plan, weight in zip(plans, weights, strict=True):
        for call, team in enumerate(plan):
            odds[of.periods.group_of[call], list(team)] += weight
    return odds.max()


def best_lottery(of, plans):
    """Return the least largest odds over all lotteries of *plans*: their mean is the variable."""
    program = LinearProgram()
    for _ in plans:
        program.variable(0, 1)
    lower = program.variable(-1, 0, gain=1.0)
    program.constraint(1, 1, [(p, 1.0) for p in range(len(plans))])
    meetings = {}
    for number, plan in enumerate(plans):
        for call, team in enumerate(plan):
            for officer in team:
                meetings.setdefault((of.periods.group_of[call], officer), []).append((number, 1.0))
    for row in meetings.values():
        program.constraint(-1, 0, [*row, (lower, 1.0)])
    return -program.solve().proven().objective


@pytest.mark.parametrize(
    ("of", "bound"),
    [
        (pool([{0, 1, 2}], sizes=[2]), Fraction(2, 3)),
        (pool([{0}]), 1),
        (pool([{0, 1, 2, 3}, {0}], sizes=[2, 1]), 1),
        # Officer 1 must make a visit, and only one is open to him.
        (pool([{0, 1}, {0, 2}], lowest=[0, 1, 0]), 1),
        # Officer 0 may have one of two visits, and shares each with one other.
        (pool([{0, 1}, {0, 2}], highest=[1, 9, 9]), Fraction(1, 2)),
        # Officers 0 and 1 have at most one visit each of three: two places are left to officer 2.
        (pool([{0, 1, 2}] * 3, highest=[1, 1, 9]), Fraction(1, 3)),
        (pool([{0, 1, 2}] * 3, highest=[1, 0, 9]), Fraction(2, 3)),
        (pool([{0, 1}] * 4, highest=[1, 9]), Fraction(3, 4)),
        (pool([{0, 1}] * 4, lowest=[3, 0]), Fraction(3, 4)),
    ],
    ids=[
        "two of three",
        "a specialist alone",
        "a specialist beside a crowd",
        "a minimum with one way to reach it",
        "an even choice",
        "a maximum that just does not matter",
        "nobody's maximum",
        "a maximum that leaves the rest to another",
        "a minimum that takes the rest",
    ],
)
def test_small_cases_are_as_by_hand(of, bound):
    found = least_odds(of)

    assert found.bound == bound
    assert found.attained
    assert bound * (1 - SLACK) <= proven_odds(of, most_pairs=ANY) <= bound


def test_a_slot_makes_those_who_fill_it_likelier():
    holds = [FOOD, FOOD, 0, 0, 0, 0]
    free = pool([set(range(6))], sizes=[2], holds=holds)
    with_slot = pool([set(range(6))], sizes=[2], holds=holds, needs={0: [FOOD]})

    assert least_odds(free).bound == Fraction(1, 3)
    assert least_odds(with_slot).bound == Fraction(1, 2)


def test_two_slots_together_ask_for_more_than_each_alone():
    holds = [FOOD, FOOD | GAS, GAS, 0, 0]
    of = pool([set(range(5))], sizes=[3], holds=holds, needs={0: [FOOD, GAS]})

    assert least_odds(of).bound == Fraction(2, 3)


def test_a_day_on_which_one_may_go_once_leaves_the_rest_to_the_other():
    free = pool([{0, 1}] * 4, days=[0, 0, 0, 1])
    once = pool([{0, 1}] * 4, days=[0, 0, 0, 1], per_day=[1, 9])

    assert least_odds(free).bound == Fraction(1, 2)
    assert least_odds(once).bound == Fraction(2, 3)


def test_a_week_limits_beyond_its_days():
    of = pool([{0, 1}] * 4, days=[0, 1, 2, 3], weeks=[0, 0, 0, 1], per_day=1, per_week=[1, 9])

    assert least_odds(of).bound == Fraction(2, 3)


def test_several_calls_of_a_visit_count_together():
    apart, one_visit = pool([{0, 1, 2}] * 2), pool([{0, 1, 2}] * 2, visits=[0, 0])

    assert least_odds(apart).bound == Fraction(1, 3)
    assert least_odds(one_visit).bound == Fraction(2, 3)


def test_relatives_make_the_third_certain():
    of = pool([{0, 1, 2}], sizes=[2], apart=[(0, 1)])

    assert cut_of(of).odds == Fraction(2, 3)
    assert least_odds(of).bound == pytest.approx(1)
    assert not least_odds(of).attained


def test_relatives_whose_odds_are_a_half_change_nothing():
    of = pool([{0, 1, 2, 3}], sizes=[2], apart=[(0, 1)])

    assert least_odds(of).bound == Fraction(1, 2)
    assert best_lottery(of, all_plans(of)) == pytest.approx(0.5)


def test_few_seniors_are_likelier():
    of = pool([set(range(6))], sizes=[2], wants=[1], has=[1, 1, 0, 0, 0, 0])

    assert least_odds(of).bound == pytest.approx(0.5)
    assert least_odds(of).bound <= Fraction(1, 2)


def test_the_visits_that_force_the_bound_are_named():
    of = pool([{0, 1, 2, 3}, {0, 1}, {0, 1, 2, 3}])

    assert least_odds(of).visit_ids == ("v1",)


def test_nobody_to_be_sent_is_no_risk():
    assert least_odds(pool([{0}]).without([0])).bound == 0


@pytest.mark.parametrize(
    "of",
    [
        pool([{0, 1}], sizes=[2], highest=[1, 0]),
        pool([{0, 1}], lowest=1),
        pool([{0, 1}] * 3, highest=1),
        pool([{0, 1}], needs={0: [FOOD]}, holds=[0, 0]),
        pool([{0, 1, 2}] * 2, sizes=[2] * 2, highest=[1, 2, 2], wants=[1, 1], has=[1, 0, 0]),
        pool([{0, 1}], sizes=[2], apart=[(0, 1)]),
    ],
    ids=[
        "nobody left",
        "minima too high",
        "maxima too low",
        "a slot nobody fills",
        "one senior who may go once",
        "only relatives",
    ],
)
def test_without_a_plan_there_is_no_lottery(of):
    with pytest.raises(NoPlanError):
        least_odds(of)


@st.composite
def bound_pools(draw):
    """Pools with days, weeks, visits of two calls, relatives, seniors; some have no plan."""
    n_officers, n_calls = draw(st.integers(3, 4)), draw(st.integers(2, 3))
    people = st.integers(0, n_officers - 1)
    sizes = draw(st.lists(st.integers(1, 2), min_size=n_calls, max_size=n_calls))
    visits = sorted(draw(st.lists(st.integers(0, 2), min_size=n_calls, max_size=n_calls)))
    has = st.lists(st.integers(0, 1), min_size=n_officers, max_size=n_officers)
    wants = st.lists(st.integers(0, 1), min_size=n_calls, max_size=n_calls)
    pairs = st.tuples(people, people).filter(lambda pair: pair[0] != pair[1])
    return pool(
        [set(range(n_officers)) - draw(st.sets(people, max_size=1)) for _ in sizes],
        sizes=sizes,
        holds=[0] * n_officers,
        highest=draw(st.integers(1, 3)),
        visits=visits,
        days=visits,
        weeks=[0, 0, 1],
        per_day=draw(st.integers(1, 2)),
        per_week=draw(st.lists(st.integers(1, 2), min_size=n_officers, max_size=n_officers)),
        apart=draw(st.lists(pairs, max_size=2)),
        has=draw(has),
        wants=draw(wants),
        no_pairs_again=draw(st.booleans()),
    )


@given(of=bound_pools())
@settings(max_examples=100, deadline=None)
def test_with_rules_between_people_no_lottery_goes_below(of):
    plans = all_plans(of)
    assume(plans)
    found, best = least_odds(of), best_lottery(of, plans)

    assert found.bound <= best + SLACK
    if found.attained:
        assert float(found.bound) == pytest.approx(best, abs=1e-6)


@given(of=bound_pools())
@settings(max_examples=60, deadline=None)
def test_the_program_proves_no_less_than_the_flow_there(of):
    assume(all_plans(of))

    assert proven_odds(of, most_pairs=ANY) >= cut_of(of).odds * (1 - Fraction(SLACK))


def test_no_multipliers_prove_too_much():
    of, rng = pool([{0, 1, 2}] * 3, sizes=[2, 2, 1], highest=[1, 2, 9]), np.random.default_rng(1)
    pairs = Pairs.of(of)
    sides = list(sides_of(pairs.rows()))

    proven = [certified(sides, len(pairs), rng.integers(-50, 50, len(sides))) for _ in range(2000)]

    assert all(places <= shared_by * cut_of(of).odds for places, shared_by in proven)
    assert any(places > 0 for places, _ in proven)


@given(of=feasible_pools(), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_no_lottery_over_all_plans_goes_below_and_the_best_one_reaches_it(of, seed):
    plans, rng = all_plans(of), np.random.default_rng(seed)
    bound = float(least_odds(of).bound)

    assert bound <= largest_odds(of, plans, np.full(len(plans), 1 / len(plans))) + SLACK
    for _ in range(5):
        assert bound <= largest_odds(of, plans, rng.dirichlet(np.ones(len(plans)))) + SLACK
    assert bound == pytest.approx(best_lottery(of, plans), abs=1e-6)


@given(of=feasible_pools())
@settings(max_examples=60, deadline=None)
def test_flow_and_linear_program_agree(of):
    exact, proven = cut_of(of).odds, proven_odds(of, most_pairs=ANY)

    assert exact * (1 - Fraction(SLACK)) <= proven <= exact


@given(of=feasible_pools())
@settings(max_examples=20, deadline=None)
def test_what_another_solver_leads_to_is_proven_just_as_well(of):
    exact, proven = cut_of(of).odds, proven_odds(of, most_pairs=ANY, solver="PDLP")

    assert float(exact) * (1 - 1e-4) <= proven <= exact
