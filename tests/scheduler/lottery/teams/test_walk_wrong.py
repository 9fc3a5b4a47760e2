"""Walks with a mistake built in: the checks of `test_walk_exact.py` would notice each.

Most are made from the walk's own source by changing a few words of it, so that they stay one
mistake away from it.
"""

from __future__ import annotations

import inspect
from textwrap import dedent

import numpy as np
import pytest

from scheduler.lottery.candidates.roster import UNLIMITED
from scheduler.lottery.teams import walk
from tests.scheduler.lottery.teams.enumeration import all_plans, broken, pool
from tests.scheduler.lottery.teams.kinds import (
    BOUND,
    ORDINARY,
    SCORED,
    TIMED,
    cycle,
    everybody,
    twice,
)
from tests.scheduler.lottery.teams.transitions import (
    EveryOutcome,
    imbalance,
    in_python,
    is_connected,
    matrix_of_source,
    watched,
)

ROUNDING = 1e-12


def wrong(monkeypatch, kernel, old, new):
    """Put a kernel in place that differs from the walk's in these words."""
    source = dedent(inspect.getsource(in_python(getattr(walk, kernel))))
    source = source[source.index("def ") :]
    assert source.count(old) == 1
    made = dict(vars(walk))
    exec(source.replace(old, new), vars(walk), made)  # noqa: S102 - our own source
    monkeypatch.setattr(walk, kernel, made[kernel])


def matrix(of, source=EveryOutcome):
    return matrix_of_source(of, all_plans(of, bound=False), source)


def seen(of):
    return np.array([broken(of, plan) == 0 for plan in all_plans(of, bound=False)])


def distance_of(law):
    return 0.5 * np.abs(law - 1 / len(law)).sum()


class TestPaths:
    """Which paths there are."""

    def test_without_rings_a_cycle_falls_apart(self):
        class ChainsOnly(EveryOutcome):
            def pick(self, count, *_):
                first = not self.options
                return self.choose(int(count)), (1 if first else self.coin())

        for length in range(4, 9):
            assert not is_connected(matrix(cycle(length), ChainsOnly))

    def test_with_rings_of_two_only_a_cycle_falls_apart(self, monkeypatch):
        fits = in_python(walk.fits_slots)
        monkeypatch.setattr(
            walk, "fits_slots", lambda length, *rest: length < 3 and fits(length, *rest)
        )

        assert not is_connected(matrix(cycle(5)))

    def test_without_passing_anybody_twice_full_days_fall_apart(self, monkeypatch):
        assert is_connected(matrix(twice()))
        monkeypatch.setattr(walk, "overlap", lambda *_: True)
        wrong(monkeypatch, "propose", "(period == WINDOW or not ring)", "True")

        assert not is_connected(matrix(twice()))

    def test_a_chain_that_comes_back_to_its_origin_is_not_symmetric(self, monkeypatch):
        of = TIMED["week full, days free"]()
        assert imbalance(matrix(of)) < ROUNDING
        wrong(monkeypatch, "propose", "(period == WINDOW or not ring)", "period == WINDOW")

        assert imbalance(matrix(of)) > 1e-5


class TestOdds:
    """With which odds."""

    def test_rings_closed_without_correction_are_not_symmetric(self):
        class NeverCorrected(EveryOutcome):
            def below(self, *_):
                return 0

        assert imbalance(matrix(ORDINARY["conflicts"](), NeverCorrected)) > 1e-3

    def test_newcomers_favoured_for_being_idle_are_not_symmetric(self):
        class Favouring(EveryOutcome):
            """Gives those who are in no team two chances instead of one."""

            def outsider(self, call, leaver, n_officers, *state):
                *_, starts, holder, eligible = state
                willing = [
                    officer
                    for officer in range(n_officers)
                    for _ in range(1 if officer in holder else 2)
                    if officer != leaver and walk.may_join(officer, call, starts, holder, eligible)
                ]
                return willing[self.choose(len(willing))], self.coin()

        of = pool(everybody(4, 2))
        assert imbalance(matrix(of)) < ROUNDING
        assert imbalance(matrix(of, Favouring)) > 1e-3

    def test_preferences_that_count_for_nothing_are_not_balanced(self, monkeypatch):
        of = SCORED["near"]()
        plans = all_plans(of)
        bits = [sum(of.score[c, o] for c, t in enumerate(plan) for o in t) for plan in plans]
        law = 2.0 ** np.array(bits)
        assert imbalance(matrix_of_source(of, plans), law) < ROUNDING
        monkeypatch.setattr(walk, "score_lost", lambda *_: 0)

        assert imbalance(matrix_of_source(of, plans), law) > 1e-3


class TestRules:
    """Within which rules."""

    @pytest.mark.parametrize("limit", ["lowest", "highest"])
    def test_a_walk_blind_to_a_limit_leaves_the_plans(self, limit):
        of = pool(everybody(3, 3), lowest=[0, 1, 1], highest=[2, 1, 2])
        plans = all_plans(of)
        blind = of.with_band(of.lowest - (limit == "lowest"), of.highest + (limit == "highest"))

        matrix_of_source(of, plans)
        with pytest.raises(KeyError):
            matrix_of_source(blind, plans)

    def test_a_walk_blind_to_slots_leaves_the_plans(self, monkeypatch):
        of = pool(everybody(4, 2), sizes=[2, 2], needs={0: [1], 1: [1]}, holds=[1, 1, 0, 0])

        matrix(of)
        monkeypatch.setattr(walk, "covers", lambda *_: True)
        with pytest.raises(KeyError):
            matrix(of)

    @pytest.mark.parametrize(
        "name", ["two full days of one officer", "one visit a week", "a crew is lent to a visit"]
    )
    def test_a_walk_blind_to_periods_leaves_the_plans(self, name, monkeypatch):
        monkeypatch.setattr(walk, "period_of", lambda *_: walk.WINDOW)

        with pytest.raises(KeyError):
            matrix(TIMED[name]())

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("a crew is lent to a visit", "together[call]", "False"),
            ("one visit a day", ">= day_most[officer, day_of[call]]", f">= {UNLIMITED}"),
            ("everything of a flow", ">= week_most[officer, week_of[call]]", f">= {UNLIMITED}"),
        ],
    )
    def test_a_walk_blind_to_one_kind_of_period_leaves_the_plans(self, name, old, new, monkeypatch):
        wrong(monkeypatch, "period_of", old, new)

        with pytest.raises(KeyError):
            matrix(TIMED[name]())

    def test_a_ring_that_closes_on_a_full_day_leaves_the_plans(self, monkeypatch):
        of = TIMED["one visit a day"]()
        wrong(monkeypatch, "propose", ") == WINDOW)", ") != GROUP)")

        with pytest.raises(KeyError):
            matrix(of)

    def test_a_step_that_is_not_taken_back_leaves_the_plans(self, monkeypatch):
        of = TIMED["two full days of one officer"]()
        monkeypatch.setattr(walk, "undo", lambda *_: None)

        with pytest.raises((KeyError, IndexError)):
            matrix(of)


class TestBonds:
    """Where it is watched."""

    def test_a_walk_kept_to_where_bonds_hold_falls_apart(self):
        of = BOUND["relatives who change together"]()

        assert not is_connected(matrix(of)[np.ix_(seen(of), seen(of))])

    def test_stopping_after_steps_and_then_waiting_is_not_uniform(self):
        # As it would be if steps were counted instead of those that are watched: whoever comes
        # in over the edge of F at a given moment comes in near the edge.
        of = BOUND["relatives in two crews"]()
        step, inside = matrix(of), seen(of)
        stay_out, come_in = step[np.ix_(~inside, ~inside)], step[np.ix_(~inside, inside)]
        law = np.linalg.matrix_power(step, 5000)[0]
        waiting = np.linalg.solve(np.eye(len(stay_out)) - stay_out.T, law[~inside])
        arrived = law[inside] + waiting @ come_in
        settled = np.linalg.matrix_power(watched(step, inside), 5000)[0]

        assert distance_of(settled) < 1e-9
        assert distance_of(arrived) > 0.01

    def test_broken_bonds_that_are_not_counted_are_noticed(self, monkeypatch):
        of = BOUND["relatives who change together"]()
        monkeypatch.setattr(walk, "broken_in_visit", lambda *_: 0)

        with pytest.raises(AssertionError):
            matrix(of)
