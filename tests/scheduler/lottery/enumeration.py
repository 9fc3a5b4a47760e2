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

from scheduler.lottery import walk
from scheduler.lottery.pool import OfficerPool


def pool(
    allowed: list[set[int]],
    *,
    sizes: list[int] | None = None,
    lowest: list[int] | int = 0,
    highest: list[int] | int = 99,
    needs: dict[int, list[int]] | None = None,
    holds: list[int] | None = None,
) -> OfficerPool:
    """Build a pool: *allowed[v]* may go to visit v, whose first places need the bits *needs[v]*."""
    n_officers = len(holds) if holds else max(max(names) for names in allowed) + 1
    sizes = sizes or [1] * len(allowed)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    wanted = np.zeros(starts[-1], np.uint64)
    for visit, bits in (needs or {}).items():
        wanted[starts[visit] : starts[visit] + len(bits)] = bits
    eligible = np.zeros((len(allowed), n_officers), np.bool_)
    for visit, names in enumerate(allowed):
        eligible[visit, sorted(names)] = True
    return OfficerPool(
        body_id="B",
        visit_ids=tuple(f"v{v}" for v in range(len(allowed))),
        officer_ids=tuple(f"o{o}" for o in range(n_officers)),
        starts=starts,
        needs=wanted,
        holds=np.array(holds or [0] * n_officers, np.uint64),
        eligible=eligible,
        lowest=np.broadcast_to(np.asarray(lowest, np.int64), n_officers).copy(),
        highest=np.broadcast_to(np.asarray(highest, np.int64), n_officers).copy(),
    )


Plan = tuple[tuple[int, ...], ...]
"""The team of each visit, ascending."""


def as_plan(of: OfficerPool, holder: np.ndarray) -> Plan:
    """Read a plan from the officers of all places."""
    return tuple(
        tuple(sorted(int(o) for o in holder[of.starts[v] : of.starts[v + 1]]))
        for v in range(len(of.visit_ids))
    )


def all_plans(of: OfficerPool) -> list[Plan]:
    """List F by brute force, from the definition: teams that fill their slots, loads in band."""
    teams = [list(_teams(of, visit)) for visit in range(len(of.visit_ids))]
    found: list[Plan] = []

    def extend(chosen: list[tuple[int, ...]], load: np.ndarray) -> None:
        if (load > of.highest).any():
            return
        if len(chosen) == len(teams):
            if (load >= of.lowest).all():
                found.append(tuple(chosen))
            return
        for team in teams[len(chosen)]:
            after = load.copy()
            after[list(team)] += 1
            extend([*chosen, team], after)

    extend([], np.zeros(len(of.officer_ids), np.int64))
    return found


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

    def outsider(self, visit, n_officers, _words, _cursor, starts, holder, eligible):
        willing = [
            o for o in range(n_officers) if walk.may_join(o, visit, starts, holder, eligible)
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


def transition_matrix(
    of: OfficerPool, plans: list[Plan], source: type[EveryOutcome] = EveryOutcome
) -> np.ndarray:
    """Return P, shape (plans, plans): one step of the walk, exact up to rounding of doubles.

    Raises:
        KeyError: if a step leads out of F.
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
        for kernel in ("propose", "apply", "covers", "may_join", "is_eligible"):
            patch.setattr(walk, kernel, in_python(getattr(walk, kernel)))
        for choice in ("below", "pick", "outsider"):
            patch.setattr(walk, choice, getattr(source, choice))
        while True:
            holder = start.copy()
            state = walk.walking_state(of, holder)
            words, cursor = np.zeros(1, np.uint32), np.zeros(1, np.int64)
            walk.take_steps.py_func(1, words, cursor, *state)
            found[as_plan(of, holder)] += source.probability
            if not source.advance():
                return found


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
