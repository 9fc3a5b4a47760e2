"""Other ways to draw officers: how long they take, and how far from even their odds are."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from benchmarks.bodies import FACTOR, body
from benchmarks.peers import cost_flow, greedy, monolith, round_robin
from scheduler.lottery.first_plan import first_plan
from scheduler.lottery.walking import walk, walk_length
from tests.scheduler.lottery.enumeration import all_plans, as_plan, pool

DRAWS = 5000


def walked(of, rng):
    label = f"{rng.integers(1 << 62)}"
    return walk(of, first_plan(of).holder, steps=walk_length(of, FACTOR), label=label).holder


WAYS = {
    "walk": walked,
    "greedy": greedy.draw,
    "cost flow": cost_flow.draw,
    "monolith": lambda of, rng: monolith.draw(of, rng, workers=1),
    "round robin": round_robin.draw,
}


@pytest.mark.parametrize("way", ["walk", "greedy", "cost flow", "round robin"])
def test_1000x100(benchmark, way):
    band = body(1000, 100).band
    holder = benchmark(WAYS[way], band, np.random.default_rng(1))

    benchmark.extra_info["places_against_a_rule"] = broken(band, holder)
    assert way == "round robin" or not broken(band, holder)


@pytest.mark.long
def test_1000x100_monolith(benchmark):
    band = body(1000, 100).band
    holder = benchmark.pedantic(monolith.draw, (band, np.random.default_rng(1)))

    assert not broken(band, holder)


def broken(of, holder):
    """Count the places of officers who must not be there, and of those beyond their limits."""
    load = np.bincount(holder, minlength=len(of.officer_ids))
    beyond = np.maximum(load - of.highest, 0) + np.maximum(of.lowest - load, 0)
    teams = np.split(holder, of.starts[1:-1])
    twice = sum(len(team) - len(set(team.tolist())) for team in teams)
    return int((~of.eligible[of.call_of, holder]).sum() + beyond.sum() + twice)


@pytest.mark.parametrize("way", WAYS)
def test_uniformity(benchmark, way):
    """Five officers, four visits of two, one conflict each, loads 1 or 2: 324 plans."""
    of = pool([set(range(5)) - {v} for v in range(4)], sizes=[2] * 4, lowest=1, highest=2)

    measure(benchmark, of, way)


@pytest.mark.parametrize("way", WAYS)
def test_uniformity_unequal_limits(benchmark, way):
    """Five officers free to go anywhere, loads 0 to 3, visits of two, two and one: 126 plans."""
    limits = {"lowest": [0, 0, 1, 1, 0], "highest": [1, 3, 2, 1, 2]}
    of = pool([set(range(5))] * 3, sizes=[2, 2, 1], **limits)

    measure(benchmark, of, way)


def measure(benchmark, of, way):
    """Draw many plans of one body and set their frequencies against uniform.

    The distance is the total variation of the frequencies from uniform; *noise* is what a perfect
    sampler shows after as many draws. Draws that break a rule are counted apart.
    """
    plans, rng = all_plans(of), np.random.default_rng(1)

    def draw_all():
        return Counter(as_plan(of, WAYS[way](of, rng)) for _ in range(DRAWS))

    counts = benchmark.pedantic(draw_all)
    found = np.array([counts[plan] for plan in plans]) / DRAWS
    perfect = rng.multinomial(DRAWS, np.full(len(plans), 1 / len(plans)), 100) / DRAWS
    benchmark.extra_info.update(
        draws=DRAWS,
        plans=len(plans),
        against_a_rule=abs(round(1 - float(found.sum()), 3)),
        distance=distance(found),
        noise=round(float(np.mean([distance(one) for one in perfect])), 3),
    )


def distance(frequencies):
    """Return the total variation from uniform; what is missing lies on plans against the rules."""
    off = np.abs(frequencies - 1 / len(frequencies)).sum() + 1 - frequencies.sum()
    return round(float(off) / 2, 3)
