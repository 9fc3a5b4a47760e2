"""Exact study of the walk on small pools: all plans, and the transition matrix of its own code.

`propose` and `apply` are the walk's functions, run as plain Python with their source of numbers
replaced by one that tries every outcome with its probability. Nothing of the walk is repeated
here.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import scipy.sparse

from scheduler.lottery import walk, walking
from scheduler.lottery.bonds import NO_PAIRS, Bonds
from scheduler.lottery.periods import Periods
from scheduler.lottery.pool import OfficerPool
from scheduler.lottery.roster import UNLIMITED


def pool(
    allowed: list[set[int]],
    *,
    sizes: list[int] | None = None,
    lowest: list[int] | int = 0,
    highest: list[int] | int = 99,
    needs: dict[int, list[int]] | None = None,
    holds: list[int] | None = None,
    days: list[int] | None = None,
    weeks: list[int] | None = None,
    per_day: list[int] | int = UNLIMITED,
    per_week: list[int] | int = UNLIMITED,
    visits: list[int] | None = None,
    apart: list[tuple[int, int]] = (),
    wants: list[int] | None = None,
    has: list[int] | None = None,
    no_pairs_again: bool = False,
    before: list[tuple[int, int]] = (),
    score: dict[tuple[int, int], int] | None = None,
) -> OfficerPool:
    """Build a pool: *allowed[v]* may go to call v, whose first places need the bits *needs[v]*.

    Call v is part of visit *visits[v]* on day *days[v]* of week *weeks[day]*; limits are for every
    officer alike, or one for each. *apart* and *before* are pairs of officers.
    """
    n_officers = len(holds) if holds else max(max(names) for names in allowed) + 1
    sizes = sizes or [1] * len(allowed)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    wanted = np.zeros(starts[-1], np.uint64)
    for visit, bits in (needs or {}).items():
        wanted[starts[visit] : starts[visit] + len(bits)] = bits
    eligible = np.zeros((len(allowed), n_officers), np.bool_)
    for visit, names in enumerate(allowed):
        eligible[visit, sorted(names)] = True
    n_calls = len(allowed)
    day_of = np.array(days or [0] * n_calls, np.int32)
    n_days = int(day_of.max(initial=0)) + 1
    week_of_day = np.array(weeks or [0] * n_days, np.int32)

    def limit(most, number):
        each = np.broadcast_to(np.asarray(most, np.int64), n_officers)
        return np.repeat(each[:, np.newaxis], number, axis=1).copy()

    def pairs(given):
        found = np.zeros((n_officers, n_officers), np.bool_)
        for one, other in given:
            found[one, other] = found[other, one] = True
        return found

    group_of = np.array(visits or range(n_calls), np.int32)
    return OfficerPool(
        name="B",
        visit_ids=tuple(f"v{v}" for v in range(len(allowed))),
        officer_ids=tuple(f"o{o}" for o in range(n_officers)),
        starts=starts,
        needs=wanted,
        holds=np.array(holds or [0] * n_officers, np.uint64),
        eligible=eligible,
        lowest=np.broadcast_to(np.asarray(lowest, np.int64), n_officers).copy(),
        highest=np.broadcast_to(np.asarray(highest, np.int64), n_officers).copy(),
        periods=Periods(
            group_of=group_of,
            day_of=day_of,
            week_of=week_of_day[day_of],
            day_most=limit(per_day, n_days),
            week_most=limit(per_week, int(week_of_day.max()) + 1),
        ),
        bonds=Bonds(
            apart=pairs(apart) if apart else NO_PAIRS,
            wants=np.array(wants or [0] * n_calls, np.uint64),
            has=np.array(has or [0] * n_officers, np.uint64),
            mates=~np.eye(n_officers, dtype=np.bool_) if no_pairs_again else NO_PAIRS,
            before=pairs(before) if no_pairs_again else NO_PAIRS,
            turn=np.argsort(np.lexsort((group_of, day_of))).astype(np.int32),
        ),
        score=_scores(score, n_calls, n_officers),
    )


def _scores(score: dict[tuple[int, int], int] | None, n_calls: int, n_officers: int) -> np.ndarray:
    found = np.zeros((n_calls, n_officers) if score else (0, 0), np.int64)
    for (call, officer), bits in (score or {}).items():
        found[call, officer] = bits
    return found


Plan = tuple[tuple[int, ...], ...]
"""The team of each visit, ascending."""


def as_plan(of: OfficerPool, holder: np.ndarray) -> Plan:
    """Read a plan from the officers of all places."""
    return tuple(
        tuple(sorted(int(o) for o in holder[of.starts[v] : of.starts[v + 1]]))
        for v in range(len(of.visit_ids))
    )


def all_plans(of: OfficerPool, *, bound: bool = True) -> list[Plan]:
    """List F by brute force, from the definition: slots, periods, loads, bonds (if *bound*)."""
    teams = [list(_teams(of, call)) for call in range(len(of.visit_ids))]
    found: list[Plan] = []
    periods = of.periods
    chains = (periods.group_of, periods.day_of, periods.week_of)

    def crowded(chosen: list[tuple[int, ...]]) -> bool:
        """Tell whether the last call taken exceeds a limit of somebody's visit, day or week."""
        last = len(chosen) - 1
        for officer in chosen[last]:
            mine = [call for call, team in enumerate(chosen) if officer in team]
            met, on_day, in_week = (
                sum(chain[call] == chain[last] for call in mine) for chain in chains
            )
            if (
                met > 1
                or on_day > periods.day_most[officer, periods.day_of[last]]
                or in_week > periods.week_most[officer, periods.week_of[last]]
            ):
                return True
        return False

    def extend(chosen: list[tuple[int, ...]], load: np.ndarray) -> None:
        if (load > of.highest).any() or (chosen and crowded(chosen)):
            return
        if len(chosen) == len(teams):
            if (load >= of.lowest).all() and not (bound and broken(of, tuple(chosen))):
                found.append(tuple(chosen))
            return
        for team in teams[len(chosen)]:
            after = load.copy()
            after[list(team)] += 1
            extend([*chosen, team], after)

    extend([], np.zeros(len(of.officer_ids), np.int64))
    return found


def broken(of: OfficerPool, plan: Plan) -> int:
    """Count the broken bonds of a plan, from the definition."""
    bonds, groups = of.bonds, of.periods.group_of.tolist()
    at_visit = {group: [] for group in groups}
    for call, team in enumerate(plan):
        at_visit[groups[call]] += team
    count = 0
    if bonds.apart.size:
        for present in at_visit.values():
            count += sum(bonds.apart[a, b] for a, b in itertools.combinations(present, 2))
    for call, team in enumerate(plan):
        held = 0
        for officer in team:
            held |= int(bonds.has[officer])
        count += int(bonds.wants[call]) & ~held != 0
    if bonds.mates.size:
        for officer in range(len(of.officer_ids)):
            mine = [call for call, team in enumerate(plan) if officer in team]
            mine.sort(key=lambda call: bonds.turn[call])
            mates = [
                {o for o in at_visit[groups[call]] if o != officer and bonds.mates[officer, o]}
                for call in mine
            ]
            if mates:
                count += sum(bonds.before[officer, o] for o in mates[0])
            count += sum(len(a & b) for a, b in itertools.pairwise(mates))
    return int(count)


def _teams(of: OfficerPool, visit: int) -> Iterator[tuple[int, ...]]:
    first, last = of.starts[visit], of.starts[visit + 1]
    wanted = [int(bits) for bits in of.needs[first:last]]
    names = [int(o) for o in np.nonzero(of.eligible[visit])[0]]
    for team in itertools.combinations(names, int(last - first)):
        for seating in itertools.permutations(team):
            if all(bits & ~int(of.holds[o]) == 0 for bits, o in zip(wanted, seating, strict=True)):
                yield team
                break


class Coin:
    """A coin thrown when it is looked at, so that unused coins do not double the branches."""

    def __init__(self, source: EveryOutcome) -> None:
        self._source = source

    def __eq__(self, other: object) -> bool:
        return self._source.choose(2) == other

    __hash__ = None


class EveryOutcome:
    """A source of numbers that, run after run, takes every branch; knows each run's probability."""

    def __init__(self) -> None:
        self.script: list[int] = []
        self.options: list[int] = []
        self.probability = 1.0

    def choose(self, options: int) -> int:
        depth = len(self.options)
        if depth == len(self.script):
            self.script.append(0)
        self.options.append(options)
        self.probability /= options
        return self.script[depth]

    def coin(self) -> Coin:
        return Coin(self)

    def below(self, bound, _words, _cursor):
        return self.choose(int(bound))

    def pick(self, count, _words, _cursor):
        return self.choose(int(count)), self.coin()

    def comes_true(self, bits, _words, _cursor):
        if bits <= 0:
            return True
        true = self.choose(2) == 0
        # The coin was fair; the outcome is not.
        self.probability *= 2 * (0.5**bits if true else 1 - 0.5**bits)
        return true

    def outsider(self, call, leaver, n_officers, _words, _cursor, starts, holder, eligible):
        willing = [
            o
            for o in range(n_officers)
            if o != leaver and walk.may_join(o, call, starts, holder, eligible)
        ]
        return willing[self.choose(len(willing))], self.coin()

    def advance(self) -> bool:
        """Go to the next branch; False when there is none."""
        self.script = self.script[: len(self.options)]
        while self.script and self.script[-1] + 1 == self.options[len(self.script) - 1]:
            self.script.pop()
        self.options, self.probability = [], 1.0
        if not self.script:
            return False
        self.script[-1] += 1
        return True


KERNELS = (
    "propose", "fits_slots", "covers", "may_join", "is_eligible", "place_in_group", "period_of",
    "place_in_period", "overlap", "count", "leave", "keep", "trade", "undo", "score_lost",
    "broken_in_visit", "pairs_again", "rebook", "rebook_mates", "bonds_broken", "take_back",
)  # fmt: skip
"""What a step calls, but for its numbers."""

PENALTY = 2


def transition_matrix(
    of: OfficerPool, plans: list[Plan], source: type[EveryOutcome] = EveryOutcome
) -> np.ndarray:
    """Return P, shape (plans, plans): one step of the walk, exact up to rounding of doubles.

    With bonds, *plans* are all that obey the other rules, and the walk may pass through those that
    break bonds; `watched` gives the walk as it is seen where none is broken.

    Raises:
        KeyError: if a step leads out of *plans*.
    """
    index = {plan: i for i, plan in enumerate(plans)}
    matrix = np.zeros((len(plans), len(plans)))
    for plan in plans:
        for reached, probability in _outcomes(of, plan, source()).items():
            matrix[index[plan], index[reached]] += probability
    return matrix


def _outcomes(of: OfficerPool, plan: Plan, source: EveryOutcome) -> dict[Plan, float]:
    found: dict[Plan, float] = defaultdict(float)
    start = np.array([officer for team in plan for officer in team], np.int32)
    with pytest.MonkeyPatch.context() as patch:
        for kernel in KERNELS:
            patch.setattr(walk, kernel, in_python(getattr(walk, kernel)))
        for choice in ("below", "pick", "outsider", "comes_true"):
            patch.setattr(walk, choice, getattr(source, choice))
        while True:
            holder = start.copy()
            state = walking.walking_state(of, holder)
            words, cursor = np.zeros(1, np.uint32), np.zeros(1, np.int64)
            at_first = np.array([broken(of, plan)])
            walk.take_steps.py_func(2, 1, words, cursor, at_first, PENALTY, *state)
            reached = as_plan(of, holder)
            assert at_first[0] == broken(of, reached)
            found[reached] += source.probability
            if not source.advance():
                return found


def watched(matrix: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Return the walk as it is seen on the states *seen* only: the censored chain.

    P_SS + P_SO (1 - P_OO)^-1 P_OS, S seen and O others (J. Kemeny, J. Snell, 1960, 6.1).
    """
    inside, other = np.nonzero(seen)[0], np.nonzero(~seen)[0]
    stay = matrix[np.ix_(inside, inside)]
    if not len(other):
        return stay
    back = np.linalg.solve(
        np.eye(len(other)) - matrix[np.ix_(other, other)], matrix[np.ix_(other, inside)]
    )
    return stay + matrix[np.ix_(inside, other)] @ back


def in_python(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """Return the Python function behind a kernel: calling compiled ones step by step is slower."""
    return getattr(kernel, "py_func", kernel)


def distance_from_uniform(matrix: np.ndarray, steps: int) -> float:
    """Return the largest total variation from uniform after *steps* steps, over all starts."""
    law = np.linalg.matrix_power(matrix, steps)
    return float(0.5 * np.abs(law - 1 / len(matrix)).sum(axis=1).max())


def asymmetry(matrix: np.ndarray) -> float:
    """Return the largest difference between a step's probability and its reverse's."""
    return float(np.abs(matrix - matrix.T).max())


def is_connected(matrix: np.ndarray) -> bool:
    """Tell whether every plan can be reached from every other."""
    n_parts, _ = scipy.sparse.csgraph.connected_components(matrix > 0, connection="strong")
    return n_parts == 1
