"""The walk on pools small enough to list all plans: exact odds from its own code.

For every pool the transition matrix of one step is built by running the walk's functions over all
outcomes of their choices. Then three statements are checked that together are uniformity: the
matrix is symmetric, it connects all plans, and after the length that the policy asks for it has
forgotten its start. With rules between people this is said of the walk as it is watched, where all
of them hold; with preferences, of the law that they ask for, in place of the uniform one. Exact up
to rounding, so there are no false alarms. Walks with a mistake built in fail the same checks:
`test_walk_wrong.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from scheduler.domain.policy import Policy
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.teams.first_plan import first_plan
from scheduler.lottery.teams.possible import possible
from scheduler.lottery.teams.staffing import MENDING
from scheduler.lottery.teams.walking import PENALTIES, mend, walk_length
from tests.scheduler.lottery.teams.enumeration import Plan, all_plans, broken, pool
from tests.scheduler.lottery.teams.kinds import BOUND, ORDINARY, SCORED, SLOW, TIMED
from tests.scheduler.lottery.teams.pools import around, feasible_pools, timed_pools
from tests.scheduler.lottery.teams.transitions import (
    distance,
    holder_of,
    imbalance,
    is_connected,
    matrix_of_source,
    transition_matrix,
    watched,
)

FACTOR = Policy(version="default").walk_factor
ROUNDING = 1e-12
CLOSE = 0.001
"""Total variation from the law that is close enough, from every start."""

CHOOSY = [HealthCheck.filter_too_much]
"""Many pools have one plan, or too many to list."""

POOLS = ORDINARY | TIMED | BOUND | SCORED | SLOW


@dataclass(frozen=True)
class Study:
    """A pool, all plans that a flow allows, and the walk among them with a penalty."""

    pool: OfficerPool
    plans: list[Plan]
    penalty: int

    @classmethod
    def of(cls, pool: OfficerPool, penalty: int | None = None) -> Study:
        """Study a pool with the penalty that mending finds for it, or with a given one."""
        if penalty is None:
            start, steps = first_plan(pool).holder, walk_length(pool, MENDING)
            penalty = mend(pool, start, steps=steps, label="study").penalty
        return cls(pool, all_plans(pool, bound=False), penalty)

    @cached_property
    def seen(self) -> np.ndarray:
        """Where all rules between people hold: that is F."""
        return np.array([broken(self.pool, plan) == 0 for plan in self.plans], np.bool_)

    @cached_property
    def of_flow(self) -> np.ndarray:
        """One step among all plans."""
        return transition_matrix(self.pool, self.plans, penalty=self.penalty)

    @cached_property
    def matrix(self) -> np.ndarray:
        """One watched step, among the plans of F."""
        return watched(self.of_flow, self.seen)

    @cached_property
    def law(self) -> np.ndarray:
        """The law on F that is asked for: a bit of score doubles a plan's odds."""
        weights = 2.0 ** scores(self.pool, self.plans)[self.seen]
        return weights / weights.sum()

    def distance(self, factor: int) -> float:
        return distance(self.matrix, walk_length(self.pool, factor), self.law)


def scores(of: OfficerPool, plans: list[Plan]) -> np.ndarray:
    if not of.score.size:
        return np.zeros(len(plans))
    places = ([(c, o) for c, team in enumerate(plan) for o in team] for plan in plans)
    return np.array([sum(of.score[place] for place in found) for found in places])


@cache
def studied(name) -> Study:
    return Study.of(POOLS[name]())


@pytest.mark.parametrize("name", POOLS)
def test_there_is_something_to_choose_from(name):
    assert studied(name).seen.sum() >= 2


@pytest.mark.parametrize("name", POOLS)
def test_a_step_leads_to_a_plan_that_obeys_all_rules_of_a_flow(name):
    found = studied(name).of_flow  # KeyError if a step left the plans

    assert found.sum(axis=1) == pytest.approx(np.ones(len(found)), abs=1e-9)


@pytest.mark.parametrize("name", POOLS)
def test_a_step_and_its_reverse_are_equally_likely(name):
    found = studied(name)

    assert imbalance(found.matrix, found.law) < ROUNDING


@pytest.mark.parametrize("name", POOLS)
def test_every_plan_can_be_reached_from_every_other(name):
    assert is_connected(studied(name).of_flow)


@pytest.mark.parametrize("name", POOLS)
def test_the_full_walk_forgets_its_start(name):
    assert studied(name).distance(FACTOR) <= CLOSE


@pytest.mark.parametrize("name", [*ORDINARY, *TIMED, *BOUND])
def test_the_full_walk_has_a_margin_on_ordinary_pools(name):
    assert studied(name).distance(FACTOR) <= CLOSE / 10


@pytest.mark.parametrize("name", ORDINARY)
def test_a_fifth_of_the_walk_does_on_the_simplest_pools(name):
    assert studied(name).distance(2) <= CLOSE / 10


@pytest.mark.parametrize("name", SLOW)
def test_a_fifth_of_the_walk_does_not_do_on_every_pool(name):
    assert studied(name).distance(2) > 10 * CLOSE
    assert studied(name).distance(FACTOR) <= CLOSE / 100


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("name", BOUND)
def test_under_any_penalty_the_watched_walk_is_symmetric(name, penalty):
    found = Study.of(BOUND[name](), penalty)

    assert imbalance(found.matrix) < ROUNDING
    assert is_connected(found.matrix)


@pytest.mark.parametrize("name", BOUND)
def test_bonds_leave_out_some_plans_of_the_flow(name):
    assert not studied(name).seen.all()


def test_plans_that_no_path_joins_are_joined_by_way_of_broken_bonds():
    found = studied("relatives who change together")

    assert not is_connected(found.of_flow[np.ix_(found.seen, found.seen)])
    assert is_connected(found.matrix)


def test_a_long_ring_is_found_past_officers_bound_elsewhere():
    # Officer 8 must make visit 8, and would be asked in vain at each of the others.
    of = pool([*({i, (i + 1) % 8, 8} for i in range(8)), {8}], lowest=1, highest=1)
    of = of.narrowed(possible(of, first_plan(of).holder))

    assert Study.of(of).distance(FACTOR) <= CLOSE


@pytest.mark.parametrize("name", POOLS)
def test_pairs_that_no_plan_has_may_be_left_out_of_the_walk(name):
    # As the draw does it; then the full walk is close to the law as well.
    found = studied(name)
    start = holder_of(found.plans[0])
    narrowed = found.pool.narrowed(possible(found.pool, start))
    if not np.array_equal(narrowed.eligible, found.pool.willing):
        within = Study.of(narrowed, found.penalty)

        assert within.plans == found.plans
        assert imbalance(within.matrix, within.law) < ROUNDING
        assert within.distance(FACTOR) <= CLOSE


# --- pools of all shapes -------------------------------------------------------------------------


def check(of: OfficerPool, *, most: int) -> Study | None:
    """Assert that the walk is right on a pool with something to choose from and *most* plans."""
    found = Study.of(of)
    if not (found.seen.sum() >= 2 and len(found.plans) <= most):
        return None
    assert imbalance(found.matrix, found.law) < ROUNDING
    assert is_connected(found.of_flow)
    return found


@settings(max_examples=300, suppress_health_check=CHOOSY)
@given(feasible_pools())
def test_every_small_pool_is_symmetric_and_connected(of):
    assume(check(of, most=60))


@settings(max_examples=300, suppress_health_check=CHOOSY)
@given(timed_pools())
def test_every_small_pool_with_days_and_weeks_is_symmetric_and_connected(of):
    assume(check(of, most=100))


@settings(max_examples=200, suppress_health_check=CHOOSY)
@given(timed_pools(bound=True))
def test_every_small_pool_with_rules_between_people_is_symmetric_where_watched(of):
    assume(check(of, most=100))


@settings(max_examples=100, suppress_health_check=CHOOSY)
@given(timed_pools(bound=True, scored=True))
def test_every_small_pool_with_preferences_is_balanced(of):
    assume(check(of, most=60))


def sparse_pool(rng):
    """Make a pool in which few may go to each visit, and loads are nearly or quite equal."""
    n_visits, n_officers = rng.integers(4, 8, 2)
    size = int(rng.integers(1, 3)) if n_visits < 6 else 1
    chosen = rng.random((n_visits, n_officers)) < rng.choice([0.3, 0.4, 0.55])
    share, slack = n_visits * size / n_officers, rng.integers(0, 2)
    return pool(
        [set(np.nonzero(row)[0].tolist()) or {0} for row in chosen],
        sizes=[size] * n_visits,
        lowest=max(0, int(np.floor(share)) - int(slack)),
        highest=int(np.ceil(share)) + int(slack),
        needs={v: [int(rng.integers(0, 4))] for v in range(n_visits)},
        holds=rng.choice([1, 2, 3, 3, 3], n_officers).tolist(),
    )


@pytest.mark.long
def test_sparse_pools_of_many_shapes_are_close_to_uniform_after_the_full_walk():
    # The generator is fixed, so these are always the same pools.
    rng = np.random.default_rng(20261201)
    found = [study_if_possible(sparse_pool(rng)) for _ in range(1000)]
    distances = [one.distance(FACTOR) for one in found if one]

    assert len(distances) > 100
    assert max(distances) <= CLOSE


def study_if_possible(of):
    return check(of, most=60) if first_plan(of).is_complete(of) else None


@pytest.mark.long
@pytest.mark.parametrize(
    ("rules", "least"),
    [({}, 600), ({"bound": True}, 500), ({"bound": True, "scored": True}, 500)],
    ids=["days and weeks", "and rules between people", "and preferences"],
)
def test_timed_pools_of_many_shapes_are_close_to_their_law_after_the_full_walk(rules, least):
    rng = np.random.default_rng(20261202)
    pools = (around(lambda a, b: int(rng.integers(a, b + 1)), **rules) for _ in range(1000))
    distances = [one.distance(FACTOR) for one in (check(of, most=400) for of in pools) if one]

    assert len(distances) > least
    assert max(distances) <= CLOSE


# --- the compiled walk is the one in the file ----------------------------------------------------

SMALLER = {
    name: POOLS[name]
    for name in (
        "joint plan, first body",
        "demand equal to capacity",
        "two full days of one officer",
        "every officer works every day",
        "week full, days free",
        "a crew is lent to a visit",
        "everything of a flow",
        "relatives who change together",
        "bound officers",
    )
} | {
    "everything, on few plans": lambda: pool(
        [{0, 1, 2, 3}] * 3,
        sizes=[2, 2, 1],
        needs={0: [1]},
        holds=[1, 0, 1, 0],
        days=[0, 0, 1],
        per_day=1,
        wants=[1, 1, 0],
        has=[1, 1, 1, 0],
        apart=[(0, 1)],
        no_pairs_again=True,
        highest=2,
        score={(0, 1): 2, (1, 3): 1},
    )
}


@pytest.mark.parametrize("name", SMALLER)
def test_the_compiled_matrix_is_that_of_the_source(name):
    of = SMALLER[name]()
    plans = all_plans(of, bound=False)

    difference = transition_matrix(of, plans) - matrix_of_source(of, plans)
    assert np.abs(difference).max() < ROUNDING
