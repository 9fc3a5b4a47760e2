"""Exact counting of the samples that satisfy overlapping quotas, and drawing one count vector.

Every cell is a table: count -> number of ways to take so many of it. Two tables are multiplied
when their cells meet in a margin, and a margin is summed out once all its cells are in one table
(bucket elimination; R. Dechter, Artificial Intelligence 113 (1999)). Where margins nest, a table
never needs more than one number as its key; where they cross, the key holds a count for each
margin still open. Going back down the tables draws a count vector x with odds exactly
prod C(N_cell, x_cell): all in whole numbers.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scheduler.domain.overlap import Cells, CountVector, OverlappingQuota
from scheduler.lottery.large_numbers import LargeNumbers

WORK = 1 << 19
"""Products of table entries that counting may take: half a second, or less."""

BITS = 1024
"""A product of two numbers of so many bits takes twice as long as one of small numbers."""

Table = dict[int, int]
"""Key (a field of bits for each open margin) -> number of ways."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """The table of one cell; *unit* is what one member adds to the key."""

    cell: int
    unit: int
    table: Table


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """Two tables with different cells, multiplied."""

    left: Node
    right: Node
    table: Table


@dataclass(frozen=True, slots=True, eq=False)
class Closed:
    """A table whose margin has been summed out; *field* are its bits."""

    below: Node
    field: int
    table: Table


Node = Leaf | Product | Closed


@dataclass(frozen=True)
class Counting:
    """All samples that satisfy a quota, counted."""

    n_cells: int
    root: Node
    factor: int  # common to all weights, which are smaller by it

    @cached_property
    def total(self) -> int:
        """How many samples satisfy the quota."""
        return self.factor * sum(self.root.table.values())

    def draw(self, numbers: LargeNumbers) -> CountVector:
        """Return a count vector with odds prod C(N, n); tables in order of their keys."""
        counts = [0] * self.n_cells
        pending = [(self.root, 0)]
        while pending:
            node, key = pending.pop()
            match node:
                case Leaf():
                    counts[node.cell] = key // node.unit
                case Closed():
                    above = [
                        (k, w)
                        for k, w in sorted(node.below.table.items())
                        if k & ~node.field == key
                    ]
                    pending.append((node.below, numbers.choose(above, node.table[key])))
                case Product():
                    chosen = numbers.choose(_splits(node, key), node.table[key])
                    pending += [(node.right, key - chosen), (node.left, chosen)]
        return tuple(counts)

    def expected(self) -> tuple[Fraction, ...]:
        """Return the expected count of each cell under the uniform law."""
        outside: dict[int, Table] = {id(self.root): dict.fromkeys(self.root.table, 1)}
        found = [Fraction(0)] * self.n_cells
        total = sum(self.root.table.values())
        pending = [self.root]
        while pending:
            node = pending.pop()
            around = outside.pop(id(node))
            match node:
                case Leaf():
                    ways = sum(
                        (key // node.unit) * weight * around.get(key, 0)
                        for key, weight in node.table.items()
                    )
                    found[node.cell] = Fraction(ways, total)
                case Closed():
                    outside[id(node.below)] = {
                        key: around.get(key & ~node.field, 0) for key in node.below.table
                    }
                    pending.append(node.below)
                case Product():
                    outside[id(node.left)], outside[id(node.right)] = _around(node, around)
                    pending += [node.left, node.right]
        return tuple(found)


def _splits(node: Product, key: int) -> Iterator[tuple[int, int]]:
    for part, weight in sorted(node.left.table.items()):
        other = node.right.table.get(key - part)
        if other is not None:
            yield part, weight * other


def _around(node: Product, around: Table) -> tuple[Table, Table]:
    """Return, for both factors, in how many ways what is outside of them can be completed."""
    left = dict.fromkeys(node.left.table, 0)
    right = dict.fromkeys(node.right.table, 0)
    for a, weight in node.left.table.items():
        for b, other in node.right.table.items():
            ways = around.get(a + b)
            if ways:
                left[a] += ways * other
                right[b] += ways * weight
    return left, right


class TooManyError(Exception):
    """The tables would take more work than allowed; the walk is for such quotas."""


def count_samples(cells: Cells, quota: OverlappingQuota, *, work: int | None = WORK) -> Counting:
    """Count all samples that satisfy *quota*.

    Raises:
        TooManyError: if that takes more than *work* products; with None there is no limit.
        ValueError: if no sample satisfies the quota.
    """
    elimination = _Elimination(cells, quota, work)
    root = elimination.run()
    if not root.table:
        message = "No sample satisfies the quota."
        raise ValueError(message)
    return Counting(len(cells.sizes), root, elimination.factor)


def _price_of_one(left: Node, right: Node) -> int:
    """Return how much longer a product takes than one of small numbers."""
    lengths = [max(node.table.values(), default=1).bit_length() for node in (left, right)]
    mean = sum(lengths) // 2
    return 1 + mean * math.isqrt(mean) // (BITS * math.isqrt(BITS))


class _Elimination:
    """Tables under construction: *bounds* are (cells, least, most) of each field of the key."""

    def __init__(self, cells: Cells, quota: OverlappingQuota, work: int | None) -> None:
        everyone = range(len(cells.sizes))
        self._least, self._most = [0] * len(everyone), [min(n, quota.size) for n in cells.sizes]
        self._bounds: list[tuple[frozenset[int], int, int]] = []
        for margin in quota.margins:
            inside = cells.within(margin)
            if len(inside) == 1:  # a bound of one cell needs no key
                self._least[inside[0]] = max(self._least[inside[0]], margin.least)
                self._most[inside[0]] = min(self._most[inside[0]], margin.most)
            else:
                self._bounds.append((frozenset(inside), margin.least, margin.most))
        self._bounds.append((frozenset(everyone), quota.size, quota.size))
        self._width = quota.size.bit_length() + 1
        self._left = work
        self.factor = 1
        self._open = set(range(len(self._bounds)))
        self._nodes: dict[frozenset[int], Node] = {
            frozenset({cell}): self._leaf(cell, size) for cell, size in enumerate(cells.sizes)
        }

    def _leaf(self, cell: int, size: int) -> Leaf:
        mine = [field for field, (inside, _, _) in enumerate(self._bounds) if cell in inside]
        unit = sum(1 << self._width * field for field in mine)
        top = min(self._most[cell], *(self._bounds[field][2] for field in mine))
        counts = range(self._least[cell], top + 1)
        self._spend(len(counts))
        ways = [math.comb(size, count) for count in counts]
        common = math.gcd(*ways) or 1
        self.factor *= common
        return Leaf(
            cell, unit, {n * unit: way // common for n, way in zip(counts, ways, strict=True)}
        )

    def run(self) -> Node:
        """Sum out the margins, the cheapest first, the size of the sample last."""
        everyone = len(self._bounds) - 1
        while self._open:
            waiting = sorted(self._open - {everyone}) or [everyone]
            self._close(min(waiting, key=self._price))
        return next(iter(self._nodes.values()))

    def _touching(self, field: int) -> list[frozenset[int]]:
        inside = self._bounds[field][0]
        return [name for name in self._nodes if name & inside]

    def _price(self, field: int) -> int:
        """Return the bits of how large the table of the margin's cells could become, about."""
        tables = (self._nodes[name].table for name in self._touching(field))
        return sum(len(table).bit_length() for table in tables)

    def _close(self, field: int) -> None:
        _, least, most = self._bounds[field]
        self._open.remove(field)
        heap = [(len(self._nodes[name].table), min(name), name) for name in self._touching(field)]
        if not heap:
            if least:
                self._nodes = {frozenset(): Leaf(-1, 1, {})}  # nobody can meet it
                self._open.clear()
            return
        heapq.heapify(heap)
        while len(heap) > 1:
            (_, _, one), (_, _, other) = heapq.heappop(heap), heapq.heappop(heap)
            made = self._multiply(self._nodes.pop(one), self._nodes.pop(other), one | other)
            self._nodes[one | other] = made
            heapq.heappush(heap, (len(made.table), min(one | other), one | other))
        name = heap[0][2]
        self._nodes[name] = self._sum_out(self._nodes[name], field, least, most)

    def _sum_out(self, node: Node, field: int, least: int, most: int) -> Closed:
        shift = self._width * field
        bits = ((1 << self._width) - 1) << shift
        table: Table = {}
        for key, weight in list(node.table.items()):
            if least <= (key & bits) >> shift <= most:
                table[key & ~bits] = table.get(key & ~bits, 0) + weight
            else:
                del node.table[key]
        return Closed(node, bits, table)

    def _multiply(self, left: Node, right: Node, name: frozenset[int]) -> Product:
        self._spend(len(left.table) * len(right.table) * _price_of_one(left, right))
        table: Table = {}
        for a, weight in left.table.items():
            for b, other in right.table.items():
                table[a + b] = table.get(a + b, 0) + weight * other
        for field in self._open:
            self._prune(table, field, name)
        self._prune(table, len(self._bounds) - 1, name)
        return Product(left, right, table)

    def _spend(self, work: int) -> None:
        if self._left is not None:
            self._left -= work
            if self._left < 0:
                raise TooManyError

    def _prune(self, table: Table, field: int, name: frozenset[int]) -> None:
        """Drop keys that count more of a margin than it allows."""
        inside, _, most = self._bounds[field]
        shift, ones = self._width * field, (1 << self._width) - 1
        if name & inside:
            for key in [key for key in table if (key >> shift) & ones > most]:
                del table[key]
