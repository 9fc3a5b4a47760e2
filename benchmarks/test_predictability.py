"""The bound on predictability: exact by flows, and by a linear program where bonds need one."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.bodies import body
from benchmarks.test_binhai_month import MOMENT, seed
from scenarios.catalogue import build
from scheduler.draw import prepare
from scheduler.lottery.candidates.bonds import Bonds
from scheduler.lottery.play import pools_drawn
from scheduler.lottery.seed import Keys
from scheduler.lottery.teams.staffing import begin
from scheduler.planning.odds.flow import cut_of
from scheduler.planning.odds.predictability import MOST_PAIRS, least_odds
from scheduler.planning.odds.program import proven_odds
from scheduler.planning.odds.rows import Pairs


@pytest.mark.parametrize("size", [(1000, 100), (10_000, 300)], ids=["1000x100", "10000x300"])
def test_bound(benchmark, size):
    band = body(*size).band
    found = benchmark.pedantic(least_odds, (band,), rounds=3)

    assert found.attained
    assert found.bound >= len(band.needs) / band.willing.sum()


def test_bound_binhai(benchmark):
    """The pool of the district's largest body, target: a second."""
    problem = build("binhai")
    lock = prepare(problem, locked_at=MOMENT)
    manned = max(pools_drawn(lock, seed(problem)), key=lambda one: len(one.pool.needs))
    key = Keys.from_seed(seed(problem)).officer
    band = begin(manned, slack=problem.policy.load_slack, key=key).start.pool
    found = benchmark.pedantic(least_odds, (band,), rounds=3)
    benchmark.extra_info.update(
        visits=len(set(band.visit_ids)), officers=len(band.officer_ids), bound=float(found.bound)
    )

    assert 0 < found.bound <= 1


def test_bound_200x200_seniors(benchmark):
    """Two officers in five are senior, and every team has one: here the program proves more."""
    band, senior = body(200, 200, conflicts=0.002).band, np.zeros(200, np.uint64)
    senior[:80] = 1
    bonds = replace(Bonds.none(200, 200), wants=np.ones(200, np.uint64), has=senior)
    bound = replace(band, bonds=bonds)
    found = benchmark.pedantic(least_odds, (bound,), rounds=3)
    benchmark.extra_info.update(
        pairs=len(Pairs.of(bound)), flow=float(cut_of(bound).odds), bound=float(found.bound)
    )

    assert len(Pairs.of(bound)) <= MOST_PAIRS
    assert cut_of(bound).odds < found.bound <= 1


@pytest.mark.parametrize("solver", ["GLOP", "PDLP"])
def test_program_1000x100(benchmark, solver):
    """What the flow replaces."""
    band = body(1000, 100).band
    proven = benchmark.pedantic(
        proven_odds, (band,), {"most_pairs": 10**6, "solver": solver}, rounds=1
    )

    assert proven == pytest.approx(float(cut_of(band).odds), rel=1e-4)
