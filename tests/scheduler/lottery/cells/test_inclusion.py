"""Over many seeds, the samples of a plan with overlapping quotas follow its law.

False alarm 1e-6 for each test; with 99% a law of samples 0.06 from the expected one in total
variation is caught, in the long tests 0.03.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import comb

import numpy as np
import pytest

from scheduler.lottery.seed import Keys, seed_text
from scheduler.lottery.targets import draw_targets
from scheduler.planning.cells.lock import lock_cells
from scheduler.planning.cells.method import with_walk
from tests.crossed import CELLS, LEXIMIN, OF_TARGET, QUOTA, cell_lock, crossed, samples
from tests.scheduler.lottery.frequencies import fits, repetitions

DISTANCES = pytest.mark.parametrize("distance", [0.06, pytest.param(0.03, marks=pytest.mark.long)])
ALL = samples()


def seen(case, draws):
    """Count the samples of *draws* draws, each with a seed of its own."""
    number, counts = case.lock.problem.number, Counter()
    for attempt in range(draws):
        key = Keys.from_seed(seed_text(number, (f"local {attempt:064x}",))).target
        selections, _ = draw_targets(case.lock, key)
        counts[frozenset(s.target_id for s in selections if not s.reserve)] += 1
    return counts


def test_there_are_24_samples():
    assert len(ALL) == 24


@DISTANCES
@pytest.mark.parametrize("way", ["counted", "walked"])
def test_every_sample_that_satisfies_the_quotas_is_equally_likely(way, distance):
    lock = cell_lock() if way == "counted" else with_walk(cell_lock())
    counts = seen(crossed(lock), repetitions(len(ALL), distance))

    assert set(counts) <= set(ALL)
    assert fits(np.array([counts[sample] for sample in ALL]))


def odds_of(lottery):
    """Return the odds of every sample: that of its counts, shared by all samples with them."""
    total = sum(ticket.weight for ticket in lottery)
    weights = {ticket.counts: ticket.weight for ticket in lottery}
    odds = {}
    for sample in ALL:
        held = Counter(OF_TARGET[name] for name in sample)
        counts = tuple(held[cell] for cell in CELLS)
        ways = np.prod([comb(len(CELLS[cell]), held[cell]) for cell in CELLS])
        odds[sample] = Fraction(weights.get(counts, 0), total * int(ways))
    assert sum(odds.values()) == 1
    return {sample: float(chance) for sample, chance in odds.items() if chance}


@DISTANCES
def test_a_lottery_gives_its_counts_and_tickets_choose_among_their_samples(distance):
    lock = lock_cells(cell_lock().cells, LEXIMIN)
    odds = odds_of(lock.lottery)
    counts = seen(crossed(lock), repetitions(len(odds), distance))

    assert set(counts) <= set(odds)
    assert fits(np.array([counts[sample] for sample in odds]), np.array(list(odds.values())))


def test_a_law_that_prefers_one_cell_would_be_caught():
    draws = repetitions(len(ALL), 0.06)
    counts = seen(crossed(), draws)
    favoured = [sample for sample in ALL if "T5" not in sample]
    tilted = np.array([counts[sample] for sample in ALL])
    tilted[[ALL.index(sample) for sample in favoured]] += round(0.12 * draws / len(favoured))

    assert not fits(tilted)


def test_reserves_are_of_the_same_cell_so_that_a_replacement_keeps_the_quotas():
    selections, strata = draw_targets(crossed().lock, "7" * 64)
    for figures in strata:
        inside = [s for s in selections if s.stratum == figures.stratum]
        assert [s.rank for s in inside] == list(range(1, len(inside) + 1))
        assert sum(not s.reserve for s in inside) == figures.quota
        # The policy keeps 3 reserves or more, and no cell has more targets than that.
        assert len(inside) == (len(CELLS[figures.stratum]) if figures.quota else 0)
    assert sum(figures.quota for figures in strata) == QUOTA.size
