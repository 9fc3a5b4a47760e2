"""Exact study of overlapping quotas on small pools: all count vectors, and the walk's own steps."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from fractions import Fraction

import numpy as np
import pytest

from scheduler.domain.overlap import CellLock, Cells, CountVector, Margin, OverlappingQuota
from scheduler.lottery.cells import walk

STEPS = ("excess", "shift", "exchange", "step")


def cells(sizes: dict[tuple[str, ...], int]) -> Cells:
    """Build cells of columns a, b, c ... from the number of units with each combination."""
    levels = tuple(sorted(sizes))
    columns = tuple("abcdefgh"[: len(levels[0])])
    return Cells(columns=columns, levels=levels, sizes=tuple(sizes[level] for level in levels))


def quota(size: int, bounds: dict[str, tuple[int, int]], **more) -> OverlappingQuota:
    """Build a quota from bounds by column and level: `{"a=x": (1, 2)}`."""
    margins = tuple(
        Margin(column=name.split("=")[0], level=name.split("=")[1], least=least, most=most)
        for name, (least, most) in bounds.items()
    )
    return OverlappingQuota(size=size, margins=margins, **more)


def all_counts(of: Cells, size: int) -> list[CountVector]:
    """List the count vectors of all samples of *size*."""
    ranges = [range(most + 1) for most in of.sizes]
    return [counts for counts in itertools.product(*ranges) if sum(counts) == size]


def ways(of: Cells, counts: CountVector) -> int:
    """Return how many samples have these counts."""
    return math.prod(math.comb(n, k) for n, k in zip(of.sizes, counts, strict=True))


def uniform_law(of: Cells, wanted: OverlappingQuota) -> dict[CountVector, Fraction]:
    """Return the law of the count vector if every sample that satisfies is equally likely."""
    found = {x: ways(of, x) for x in all_counts(of, wanted.size) if of.satisfy(x, wanted)}
    total = sum(found.values())
    return {counts: Fraction(weight, total) for counts, weight in found.items()}


def locked(of: Cells, wanted: OverlappingQuota, penalty: int = 4) -> CellLock:
    """Lock a quota with the first count vector that satisfies it."""
    start = next(x for x in all_counts(of, wanted.size) if of.satisfy(x, wanted))
    return CellLock(cells=of, quota=wanted, start=start, penalty=penalty)


class EveryChoice:
    """A source of choices that, run after run, takes every branch with its probability."""

    def __init__(self) -> None:
        self.script: list[int] = []
        self.taken: list[int] = []
        self.probability = 1.0

    def _branch(self, probabilities: list[float]) -> int:
        depth = len(self.taken)
        if depth == len(self.script):
            self.script.append(0)
        self.taken.append(len(probabilities))
        self.probability *= probabilities[self.script[depth]]
        return self.script[depth]

    def below(self, bound, _words, _cursor):
        return self._branch([1 / int(bound)] * int(bound))

    def comes_true(self, bits, _words, _cursor):
        return self._branch([2.0**-bits, 1 - 2.0**-bits]) == 0

    def advance(self) -> bool:
        self.script = self.script[: len(self.taken)]
        while self.script and self.script[-1] + 1 == self.taken[len(self.script) - 1]:
            self.script.pop()
        self.taken, self.probability = [], 1.0
        if not self.script:
            return False
        self.script[-1] += 1
        return True


def step_matrix(lock: CellLock) -> tuple[list[CountVector], np.ndarray]:
    """Return all count vectors, satisfying or not, and the matrix of one step among them."""
    vectors = all_counts(lock.cells, lock.quota.size)
    index = {counts: row for row, counts in enumerate(vectors)}
    matrix = np.zeros((len(vectors), len(vectors)))
    for counts in vectors:
        for reached, probability in _outcomes(lock, counts).items():
            matrix[index[counts], index[reached]] += probability
    return vectors, matrix


def _outcomes(lock: CellLock, counts: CountVector) -> dict[CountVector, float]:
    found: dict[CountVector, float] = defaultdict(float)
    source = EveryChoice()
    plain = CellLock(
        cells=lock.cells, quota=loose(lock), start=counts, penalty=lock.penalty
    )  # a lock's start must satisfy its quota; the bounds are put in below
    with pytest.MonkeyPatch.context() as patch:
        for kernel in STEPS:
            compiled = getattr(walk, kernel)
            patch.setattr(walk, kernel, getattr(compiled, "py_func", compiled))
        for choice in ("below", "comes_true"):
            patch.setattr(walk, choice, getattr(source, choice))
        while True:
            n, penalty, starts, of, _, _, cell_of, total = walk.walking_state(plain)
            least = np.array([margin.least for margin in lock.quota.margins])
            most = np.array([margin.most for margin in lock.quota.margins])
            words, cursor = np.zeros(1, np.uint32), np.zeros(1, np.int64)
            inside, outside = np.zeros(2, np.int64), np.zeros(2, np.int64)
            walk.step(
                n, inside, outside, words, cursor, penalty, starts, of, least, most, cell_of, total
            )
            reached = np.bincount(cell_of[:n], minlength=len(counts))
            found[tuple(reached.tolist())] += source.probability
            if not source.advance():
                return found


def loose(lock: CellLock) -> OverlappingQuota:
    """Return the lock's quota with the same margins and no bounds."""
    size = lock.quota.size
    return OverlappingQuota(
        size=size,
        margins=tuple(
            Margin(column=m.column, level=m.level, least=0, most=size) for m in lock.quota.margins
        ),
    )


def watched(matrix: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Return the matrix of the chain that is watched only in the states *inside*."""
    stay, leave = matrix[np.ix_(inside, inside)], matrix[np.ix_(inside, ~inside)]
    back, outside = matrix[np.ix_(~inside, inside)], matrix[np.ix_(~inside, ~inside)]
    return stay + leave @ np.linalg.solve(np.eye(len(outside)) - outside, back)
