"""Other ways to draw officers: how long they take, and how far from even their odds are."""

from __future__ import annotations

from collections import Counter
from time import process_time

import numpy as np
import pytest

from benchmarks.bodies import FACTOR, body
from benchmarks.peers import cost_flow, greedy, monolith, round_robin, unigen
from scheduler.lottery.teams.first_plan import first_plan
from scheduler.lottery.teams.walking import walk, walk_length
from tests.scheduler.lottery.teams.enumeration import all_plans, as_plan, pool

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


def even(n_visits, n_officers):
    """Visits of two; each officer is kept from some, and has about as many as the next."""
    share = 2 * n_visits // n_officers
    allowed = [set(range(n_officers)) - {visit % n_officers} for visit in range(n_visits)]
    return pool(allowed, sizes=[2] * n_visits, lowest=max(share - 1, 0), highest=share + 2)


FOOD = 1

SMALL = {
    "126-unequal-limits": pool(
        [set(range(5))] * 3, sizes=[2, 2, 1], lowest=[0, 0, 1, 1, 0], highest=[1, 3, 2, 1, 2]
    ),
    "231-slots-days": pool(
        [set(range(6)) - {visit} for visit in range(3)],
        sizes=[2] * 3,
        highest=2,
        holds=[FOOD] * 3 + [0] * 3,
        needs={0: [FOOD], 2: [FOOD]},
        days=[0, 0, 1],
        per_day=1,
    ),
    "321-slots": pool(
        [set(range(5))] * 3,
        sizes=[2] * 3,
        highest=2,
        holds=[FOOD] * 2 + [0] * 3,
        needs={0: [FOOD], 1: [FOOD]},
    ),
    "324": pool([set(range(5)) - {v} for v in range(4)], sizes=[2] * 4, lowest=1, highest=2),
}


@pytest.mark.parametrize("case", SMALL)
def test_unigen(benchmark, case):
    """UniGen and the walk on one body: CPU time for a plan, and distance from uniform."""
    if why := unigen.missing():
        pytest.skip(why)
    of = SMALL[case]
    plans = all_plans(of)
    sampled = benchmark.pedantic(unigen.draw_many, (of, DRAWS, 1))
    ours, our_seconds = walks(of, DRAWS)
    theirs_found, ours_found = frequencies(of, plans, sampled.holders), frequencies(of, plans, ours)
    benchmark.extra_info.update(
        plans=len(plans),
        distance=distance(theirs_found),
        distance_of_walk=distance(ours_found),
        noise=noise(len(plans)),
        **pace(sampled, our_seconds),
    )

    assert [theirs_found.sum(), ours_found.sum()] == pytest.approx([1, 1])
    assert distance(ours_found) <= distance(theirs_found) + 0.01
    assert our_seconds < sampled.cpu_seconds


@pytest.mark.long
@pytest.mark.parametrize("size", [(6, 6), (8, 6)], ids=["6x6", "8x6"])
def test_unigen_larger(benchmark, size):
    """Small bodies still, with too many plans to list: so many visits and officers."""
    if why := unigen.missing():
        pytest.skip(why)
    of, draws = even(*size), 100
    sampled = benchmark.pedantic(unigen.draw_many, (of, draws, 1))
    _, our_seconds = walks(of, draws)
    benchmark.extra_info.update(about=sampled.about, **pace(sampled, our_seconds))

    assert not any(broken(of, holder) for holder in sampled.holders)
    assert our_seconds * 20 <= sampled.cpu_seconds


def walks(of, draws):
    """Return the plans of many walks, and the seconds of the processor that they took."""
    rng = np.random.default_rng(1)
    walked(of, rng)
    begin = process_time()
    holders = [walked(of, rng) for _ in range(draws)]
    return holders, process_time() - begin


def pace(sampled, our_seconds):
    """Return what a plan takes, in milliseconds of the processor."""
    draws = len(sampled.holders)
    return {
        "milliseconds": round(sampled.cpu_seconds / draws * 1000, 3),
        "milliseconds_of_walk": round(our_seconds / draws * 1000, 3),
        "times_faster": round(sampled.cpu_seconds / our_seconds, 1),
        "milliseconds_alone": round(sampled.alone_seconds * 1000, 3),
        "times_faster_alone": round(sampled.alone_seconds * draws / our_seconds, 1),
    }


def frequencies(of, plans, holders):
    """Return how often each of *plans* was drawn; what is missing broke a rule."""
    counts = Counter(as_plan(of, holder) for holder in holders)
    return np.array([counts[plan] for plan in plans]) / len(holders)


def noise(n_plans):
    """Return the distance that a perfect sampler shows after as many draws."""
    rng = np.random.default_rng(1)
    perfect = rng.multinomial(DRAWS, np.full(n_plans, 1 / n_plans), 100) / DRAWS
    return round(float(np.mean([distance(one) for one in perfect])), 3)


def distance(frequencies):
    """Return the total variation from uniform; what is missing lies on plans against the rules."""
    off = np.abs(frequencies - 1 / len(frequencies)).sum() + 1 - frequencies.sum()
    return round(float(off) / 2, 3)
