"""The walk on pools small enough to list all plans: exact odds from its own code.

For every pool the transition matrix of one step is built by running the walk's functions over all
outcomes of their choices. Then three statements are checked that together are uniformity: the
matrix is symmetric, it connects all plans, and after the length that the policy asks for it has
forgotten its start. Exact up to rounding, so there are no false alarms. Walks with a mistake built
in fail the same checks.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given, settings

from scheduler.domain.policy import Policy
from scheduler.lottery import walk
from scheduler.lottery.dates import dated
from scheduler.lottery.first_plan import first_plan
from scheduler.lottery.play import officer_pools
from scheduler.lottery.possible import possible
from scheduler.lottery.visits import meetings
from tests.cases import Case
from tests.scheduler.lottery.enumeration import (
    EveryOutcome,
    all_plans,
    asymmetry,
    distance_from_uniform,
    in_python,
    is_connected,
    pool,
    transition_matrix,
)
from tests.scheduler.lottery.pools import feasible_pools

FACTOR = Policy(version="default").walk_factor
ROUNDING = 1e-12
CLOSE = 0.001
"""Total variation from uniform that is close enough, from every start."""


def cycle(length):
    """Visit i may be made by officers i and i + 1, each makes one: two plans, all places apart."""
    return pool([{i, (i + 1) % length} for i in range(length)], lowest=1, highest=1)


def joint(body_id):
    """One body's pool of the shelf's joint plan, without what keeps officers away."""
    case = Case().policy(cooling_off_months=0).problem(conflicts=())
    problem = case.lock.problem
    visits = dated(problem, meetings(problem, case.book.selections), "day")
    pools, _ = officer_pools(problem, visits, "officer")
    return next(one for one in pools if one.body_id == body_id)


def everybody(n_officers, n_visits):
    return [set(range(n_officers))] * n_visits


ORDINARY = {
    "conflicts": lambda: pool(
        [{0, 1, 2}, {1, 2, 3}, {0, 3}, {0, 1, 2, 3}], sizes=[1, 2, 1, 2], lowest=1, highest=2
    ),
    "unequal limits": lambda: pool(
        everybody(5, 3), sizes=[2, 2, 1], lowest=[0, 0, 1, 1, 0], highest=[1, 3, 2, 1, 2]
    ),
    "at least": lambda: pool(everybody(4, 4), sizes=[2, 1, 1, 1], lowest=[2, 1, 0, 0]),
    "joint plan, first body": lambda: joint("B1"),
    "joint plan, second body": lambda: joint("B2"),
    "demand equal to capacity": lambda: pool(
        [{0, 1, 2}, {0, 1, 3}, {1, 2, 3}, {0, 2, 3}], sizes=[2] * 4, lowest=2, highest=2
    ),
    "overlapping slots": lambda: pool(
        everybody(5, 3),
        sizes=[2] * 3,
        needs={0: [1], 1: [1, 2], 2: [2]},
        holds=[1, 1, 2, 3, 0],
        lowest=1,
        highest=2,
    ),
    "two seats of one member": lambda: pool(
        everybody(5, 2), sizes=[3] * 2, needs={0: [1, 3], 1: [2, 1]}, holds=[1, 3, 2, 3, 0]
    ),
    "one specialist": lambda: pool(
        everybody(4, 3), sizes=[2] * 3, needs={0: [1], 1: [1], 2: [1]}, holds=[1, 0, 0, 0]
    ),
    "two specialists": lambda: pool(
        everybody(4, 3), sizes=[2] * 3, needs={0: [1], 1: [1], 2: [1]}, holds=[1, 1, 0, 0]
    ),
    "some without a place": lambda: pool(
        everybody(5, 4), sizes=[1, 2, 1, 1], lowest=0, highest=[2, 2, 2, 0, 0]
    ),
    "ring of squares": lambda: pool(
        [{0, 1}, {0, 1, 2}, {2, 3}, {2, 3, 4}, {4, 5}, {4, 5, 0}], lowest=1, highest=1
    ),
} | {f"cycle of {n}": lambda n=n: cycle(n) for n in range(4, 9)}

SLOW = {
    # The slowest of 1,467 random pools: few plans, long ways between them past dead ends.
    "bottleneck": lambda: pool(
        [{3, 4}, {0}, {0, 1, 2, 3, 4, 5}, {0, 2, 4}, {0, 2}], highest=1, lowest=0
    ),
    "bound officers": lambda: pool([{0, 2}, {3}, {2}, {1, 2}, {2}, {1}, {0, 1, 2, 3}], highest=2),
}

POOLS = ORDINARY | SLOW


@cache
def studied(name):
    """Return the pool, all its plans and the matrix of one step."""
    of = POOLS[name]()
    plans = all_plans(of)
    return of, plans, transition_matrix(of, plans)


@pytest.mark.parametrize("name", POOLS)
def test_there_is_something_to_choose_from(name):
    assert len(studied(name)[1]) >= 2


@pytest.mark.parametrize("name", POOLS)
def test_a_step_leads_to_a_plan_that_obeys_all_rules(name):
    _, plans, matrix = studied(name)  # KeyError if a step left them

    assert matrix.sum(axis=1) == pytest.approx(np.ones(len(plans)), abs=1e-9)


@pytest.mark.parametrize("name", POOLS)
def test_a_step_and_its_reverse_are_equally_likely(name):
    assert asymmetry(studied(name)[2]) < ROUNDING


@pytest.mark.parametrize("name", POOLS)
def test_every_plan_can_be_reached_from_every_other(name):
    assert is_connected(studied(name)[2])


@pytest.mark.parametrize("name", POOLS)
def test_the_full_walk_forgets_its_start(name):
    of, _, matrix = studied(name)

    assert distance_from_uniform(matrix, walk.walk_length(of, FACTOR)) <= CLOSE


@pytest.mark.parametrize("name", ORDINARY)
def test_a_fifth_of_the_walk_does_on_ordinary_pools(name):
    of, _, matrix = studied(name)

    assert distance_from_uniform(matrix, walk.walk_length(of, 2)) <= CLOSE / 10


@pytest.mark.parametrize("name", SLOW)
def test_a_fifth_of_the_walk_does_not_do_on_every_pool(name):
    of, _, matrix = studied(name)

    assert distance_from_uniform(matrix, walk.walk_length(of, 2)) > 10 * CLOSE
    assert distance_from_uniform(matrix, walk.walk_length(of, FACTOR)) <= CLOSE / 100


def test_a_long_ring_is_found_past_officers_bound_elsewhere():
    # Officer 8 must make visit 8, and would be asked in vain at each of the others.
    of = pool([*({i, (i + 1) % 8, 8} for i in range(8)), {8}], lowest=1, highest=1)
    of = of.narrowed(possible(of, first_plan(of).holder))
    matrix = transition_matrix(of, all_plans(of))

    assert distance_from_uniform(matrix, walk.walk_length(of, FACTOR)) <= CLOSE


@settings(max_examples=300)
@given(feasible_pools())
def test_every_small_pool_is_symmetric_and_connected(of):
    plans = all_plans(of)
    assume(len(plans) <= 30)

    matrix = transition_matrix(of, plans)
    assert asymmetry(matrix) < ROUNDING
    assert is_connected(matrix)


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
    distances = []
    for of in (sparse_pool(rng) for _ in range(1000)):
        plans = all_plans(of)
        if 2 <= len(plans) <= 60:
            matrix = transition_matrix(of, plans)
            assert asymmetry(matrix) < ROUNDING
            assert is_connected(matrix)
            distances.append(distance_from_uniform(matrix, walk.walk_length(of, FACTOR)))

    assert len(distances) > 100
    assert max(distances) <= CLOSE


class TestWrongWalks:
    """The checks above would notice these."""

    def test_without_rings_a_cycle_falls_apart(self, monkeypatch):
        propose = in_python(walk.propose)

        def chains_only(*state):
            length, newcomer = propose(*state)
            return length, (-2 if newcomer == -1 else newcomer)

        monkeypatch.setattr(walk, "propose", chains_only)
        for length in range(4, 9):
            of = cycle(length)
            assert not is_connected(transition_matrix(of, all_plans(of)))

    def test_with_rings_of_two_only_a_cycle_falls_apart(self, monkeypatch):
        propose = in_python(walk.propose)

        def swaps(*state):
            length, newcomer = propose(*state)
            return length, (-2 if newcomer == -1 and length > 2 else newcomer)

        monkeypatch.setattr(walk, "propose", swaps)
        of = cycle(5)
        assert not is_connected(transition_matrix(of, all_plans(of)))

    def test_rings_closed_without_correction_are_not_symmetric(self):
        class NeverCorrected(EveryOutcome):
            def below(self, *_):
                return 0

        of, plans, _ = studied("conflicts")
        assert asymmetry(transition_matrix(of, plans, NeverCorrected)) > 1e-3

    def test_newcomers_favoured_for_being_idle_are_not_symmetric(self):
        class Favouring(EveryOutcome):
            """Gives those who are in no team two chances instead of one."""

            def outsider(self, visit, n_officers, _words, _cursor, starts, holder, eligible):
                willing = [
                    officer
                    for officer in range(n_officers)
                    for _ in range(1 if officer in holder else 2)
                    if walk.may_join(officer, visit, starts, holder, eligible)
                ]
                return willing[self.choose(len(willing))], self.coin()

        of = pool(everybody(4, 2))
        assert asymmetry(transition_matrix(of, all_plans(of))) < ROUNDING
        assert asymmetry(transition_matrix(of, all_plans(of), Favouring)) > 1e-3

    @pytest.mark.parametrize("limit", ["lowest", "highest"])
    def test_a_walk_blind_to_a_limit_leaves_the_plans(self, limit):
        of = pool(everybody(3, 3), lowest=[0, 1, 1], highest=[2, 1, 2])
        plans = all_plans(of)
        blind = of.with_band(of.lowest - (limit == "lowest"), of.highest + (limit == "highest"))

        transition_matrix(of, plans)
        with pytest.raises(KeyError):
            transition_matrix(blind, plans)

    def test_a_walk_blind_to_slots_leaves_the_plans(self, monkeypatch):
        of = pool(everybody(4, 2), sizes=[2, 2], needs={0: [1], 1: [1]}, holds=[1, 1, 0, 0])
        plans = all_plans(of)

        transition_matrix(of, plans)
        monkeypatch.setattr(walk, "covers", lambda *_: True)
        with pytest.raises(KeyError):
            transition_matrix(of, plans)


class TestCompiled:
    """The matrix speaks of the Python source; this is about what numba made of it."""

    @pytest.mark.parametrize("name", POOLS)
    def test_compiled_steps_are_those_of_the_source(self, name, monkeypatch):
        of, plans, _ = studied(name)
        start = np.array([officer for team in plans[0] for officer in team], np.int32)
        compiled = walk.walk(of, start, steps=300, label=name)
        for kernel in ("take_steps", "propose", "apply", "covers", "may_join", "is_eligible"):
            monkeypatch.setattr(walk, kernel, in_python(getattr(walk, kernel)))
        for kernel in ("outsider", "pick", "below"):
            monkeypatch.setattr(walk, kernel, in_python(getattr(walk, kernel)))
        interpreted = walk.walk(of, start, steps=300, label=name)

        assert compiled.holder.tolist() == interpreted.holder.tolist()
        assert compiled.moves == interpreted.moves

    def test_the_size_of_the_chunks_does_not_matter(self, monkeypatch):
        of, plans, _ = studied("conflicts")
        start = np.array([officer for team in plans[0] for officer in team], np.int32)
        whole = walk.walk(of, start, steps=5000, label="L")
        for chunk in (1, 7, 64):
            monkeypatch.setattr(walk, "CHUNK", chunk)
            again = walk.walk(of, start, steps=5000, label="L")
            assert again.holder.tolist() == whole.holder.tolist()
            assert again.moves == whole.moves

    def test_no_steps_change_nothing(self):
        of, plans, _ = studied("conflicts")
        start = np.array([officer for team in plans[0] for officer in team], np.int32)
        walked = walk.walk(of, start, steps=0, label="L")

        assert (walked.holder.tolist(), walked.moves) == (start.tolist(), 0)

    def test_the_start_is_left_as_it_was(self):
        of, plans, _ = studied("conflicts")
        start = np.array([officer for team in plans[0] for officer in team], np.int32)
        before = start.tolist()
        walk.walk(of, start, steps=500, label="L")

        assert start.tolist() == before


class TestBelow:
    """Whole numbers from words, each equally likely."""

    def test_words_that_would_favour_low_numbers_are_passed_over(self):
        # 2**32 = 3 * 1431655765 + 1: of three numbers one word too many falls to the first.
        words, cursor = np.array([0, 1 << 31], np.uint32), np.zeros(1, np.int64)

        assert walk.below(3, words, cursor) == 1
        assert cursor[0] == 2

    def test_a_power_of_two_passes_nothing_over(self):
        words, cursor = np.array([0], np.uint32), np.zeros(1, np.int64)

        assert walk.below(8, words, cursor) == 0
        assert cursor[0] == 1

    def test_running_out_of_words_is_noticed(self):
        words, cursor = np.array([0], np.uint32), np.zeros(1, np.int64)
        walk.below(3, words, cursor)

        assert cursor[0] > len(words)

    @pytest.mark.parametrize("bound", [1, 2, 3, 10, 255])
    def test_each_number_has_equally_many_words(self, bound):
        # All words that differ in their upper 16 bits stand for all words.
        counts = np.zeros(bound, np.int64)
        for high in range(1 << 16):
            words, cursor = np.array([high << 16 | 0x8000], np.uint32), np.zeros(1, np.int64)
            number = walk.below(bound, words, cursor)
            if cursor[0] == 1:
                counts[number] += 1

        assert counts.max() - counts.min() <= 1


@pytest.mark.parametrize(
    ("places", "officers", "expected"),
    [
        (2, 3, 10 * 16 * 4),  # short walks are no shorter than for sixteen
        (16, 3, 10 * 16 * 4),
        (17, 3, 10 * 17 * 5),
        (2, 100, 10 * 100 * 7),
        (2000, 100, 10 * 2000 * 11),
        (2048, 100, 10 * 2048 * 11),
        (2049, 100, 10 * 2049 * 12),
    ],
)
def test_the_length_is_c_times_m_times_log_m(places, officers, expected):
    assert walk.walk_length(pool([{officers - 1}], sizes=[places]), 10) == expected
