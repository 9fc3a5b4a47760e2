"""What a first plan has to find, asked of a maximum flow: pools too large to list all plans.

    officer -> his weeks -> their days -> visits -> calls -> places that he can fill

with a lower bound of one on each place, and of his lowest load on each officer. Everything on an
arc is a number of visits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED
from tests.scheduler.lottery.teams.enumeration import pool

MANY = 1000


def is_possible(of: OfficerPool, calls: Iterable[int], *, lowest: bool) -> bool:
    """Tell whether there is a plan for *calls*, bonds aside; *lowest* loads hold if asked."""
    arcs: dict[tuple[object, object], int] = defaultdict(int)
    arcs["sink", "source"] = 1 << 30
    needed = 0

    def at_least(tail: object, head: object, number: int) -> None:
        nonlocal needed
        arcs["above", head] += number
        arcs[tail, "below"] += number
        needed += number

    for officer in range(len(of.officer_ids)):
        least = int(of.lowest[officer]) if lowest else 0
        arcs["source", ("officer", officer)] = min(int(of.highest[officer]), MANY) - least
        at_least("source", ("officer", officer), least)
    for call in calls:
        places = range(of.starts[call], of.starts[call + 1])
        for officer in np.nonzero(of.eligible[call])[0]:
            *_, last = _through_periods(of, call, int(officer), arcs)
            for place in places:
                arcs[last, ("place", place)] = int(of.needs[place] & ~of.holds[officer] == 0)
        for place in places:
            at_least(("place", place), "sink", 1)
    nodes = {node: number for number, node in enumerate({end for arc in arcs for end in arc})}
    rows, columns = ([nodes[arc[end]] for arc in arcs] for end in (0, 1))
    network = csr_array((np.array(list(arcs.values()), np.int32), (rows, columns)))
    network.resize((len(nodes), len(nodes)))
    return bool(maximum_flow(network, nodes["above"], nodes["below"]).flow_value == needed)


def _through_periods(
    of: OfficerPool, call: int, officer: int, arcs: dict[tuple[object, object], int]
) -> list[object]:
    """Let *officer* go to *call* through the periods that hold it; return the nodes on the way."""
    periods = of.periods
    day, week = int(periods.day_of[call]), int(periods.week_of[call])
    way = [
        ("officer", officer),
        ("week", officer, week),
        ("day", officer, day),
        ("visit", officer, int(periods.group_of[call])),
        ("call", officer, call),
    ]
    limits = (periods.week_most[officer, week], periods.day_most[officer, day], 1, 1)
    for tail, head, most in zip(way, way[1:], limits, strict=False):
        arcs[tail, head] = min(int(most), MANY)
    return way


def tight_pool(rng: np.random.Generator) -> OfficerPool:
    """Make a pool of up to eleven calls with days, weeks, visits and slots, often impossible."""
    n_officers, n_calls = int(rng.integers(2, 8)), int(rng.integers(2, 12))
    days = _numbered(rng.integers(0, rng.integers(1, 5), n_calls))
    weeks = _numbered(np.sort(rng.integers(0, 3, days.max() + 1)))
    visits = np.arange(n_calls)
    for call in range(n_calls):
        joined = rng.integers(0, call + 1)
        if days[joined] == days[call] and rng.random() < 0.4:
            visits[call] = visits[joined]
    sizes = rng.integers(1, 3, n_calls)
    chosen = rng.random((n_calls, n_officers)) < rng.choice([0.3, 0.5, 0.8])
    share = sizes.sum() / n_officers
    highest = int(np.ceil(share)) + rng.integers(0, 2, n_officers)
    lowest = np.maximum(0, int(share) - rng.integers(0, 2, n_officers))

    def limits(low: int, periods: np.ndarray) -> list[list[int]] | int:
        found = rng.integers(low, 5, (n_officers, periods.max() + 1))
        return found.tolist() if rng.random() < 0.7 else UNLIMITED

    return pool(
        [set(np.nonzero(row)[0].tolist()) or {0} for row in chosen],
        sizes=sizes.tolist(),
        lowest=lowest.tolist(),
        highest=highest.tolist(),
        needs={c: sorted(rng.choice([0, 0, 0, 1, 2, 3], n))[::-1] for c, n in enumerate(sizes)},
        holds=rng.choice([0, 1, 2, 3, 3], n_officers).tolist(),
        days=days.tolist(),
        weeks=weeks.tolist(),
        visits=_numbered(visits).tolist(),
        per_day=limits(1, days),
        per_week=limits(2, weeks),
    )


def _numbered(values: np.ndarray) -> np.ndarray:
    return np.unique(values, return_inverse=True)[1]
