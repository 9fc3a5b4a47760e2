"""Bodies that can only just make their visits, or just cannot. Target: a second each."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.bodies import POLICY
from benchmarks.shapes import no_pair_again, ordinary, tight
from benchmarks.test_peers import broken
from scheduler.lottery.teams.staffing import staff, tried
from scheduler.lottery.teams.walking import BOOK, walking_state

KEY = "tight"


def with_one_specialist(of, visits, most):
    """Let the first place of so many visits need what one officer holds, who may make *most*."""
    needs, holds = of.pool.needs.copy(), of.pool.holds.copy()
    needs[of.pool.starts[:visits]] = holds[0] = 1
    willing = of.pool.eligible.copy()
    willing[:visits, 0] = True
    hard_max = of.rosters[0].hard_max.copy()
    hard_max[0] = most
    pool = replace(of.pool, needs=needs, holds=holds, eligible=willing)
    return replace(of, pool=pool, rosters=(replace(of.rosters[0], hard_max=hard_max),))


def with_conflicts_at_one_visit(of, share):
    """Keep so many of a hundred officers from the first visit."""
    eligible = of.pool.eligible.copy()
    eligible[0] = np.arange(eligible.shape[1]) * 100 >= share * eligible.shape[1]
    return replace(of, pool=replace(of.pool, eligible=eligible))


CASES = {
    "demand-is-capacity": (lambda: tight(ordinary(300, 40), 15), 0),
    "demand-above-capacity": (lambda: tight(ordinary(301, 40), 15), 1),
    "one-holder": (lambda: with_one_specialist(ordinary(100, 12), 30, most=30), 0),
    "one-holder-too-few": (lambda: with_one_specialist(ordinary(100, 12), 30, most=28), 2),
    "60x6": (lambda: ordinary(60, 6, 0.05), 0),
    "60x6-no-pair-again": (lambda: no_pair_again(60, 6), 0),
    "60x2-no-pair-again": (lambda: no_pair_again(60, 2), 59),
    "95-of-100-in-conflict": (lambda: with_conflicts_at_one_visit(ordinary(200, 100), 95), 0),
    "99-of-100-in-conflict": (lambda: with_conflicts_at_one_visit(ordinary(200, 100), 99), 1),
    "sparse-19-in-20": (lambda: ordinary(200, 120, 0.95), None),
}


@pytest.mark.parametrize("case", CASES)
def test_tight(benchmark, case):
    """Try a body; then staff it without the calls that were proven to be too many."""
    make, short = CASES[case]
    of = make()
    found, staffing = benchmark.pedantic(staffed, (of,), rounds=3)
    benchmark.extra_info.update(calls=len(of.calls), short=len(found.short))

    assert short is None or len(found.short) == short
    assert not broken(staffing.manned.pool, staffing.holder)
    assert not walking_state(staffing.manned.pool, staffing.holder)[BOOK].any()


def staffed(of):
    found = tried(of, slack=POLICY.load_slack, key=KEY)
    left = of.without(found.short) if found.short else of
    return found, staff(left, policy=POLICY, key=KEY, beginning=found.beginning)
