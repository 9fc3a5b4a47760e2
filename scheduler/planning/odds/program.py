"""The least largest odds, from a linear program, certified: for what no flow carries.

    minimise t  subject to  least <= A p <= most,  0 <= p <= t

With x = p / t and s = 1 / t it becomes

    maximise s  subject to  least * s <= A x <= most * s,  0 <= x <= 1

which has bounds in place of as many rows as there are pairs, and always a solution.

No number of the solver is believed. Any multipliers y of the rows prove a bound: y * (A x) is at
most the sum of the positive entries of yA, and at least s * (y * least), so that t is at least the
quotient (LP duality). The duals are rounded to integers, and the quotient is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.planning.odds.flow import NoPlanError
from scheduler.planning.odds.rows import Pairs, Row
from scheduler.solving.linear import LinearProgram
from scheduler.solving.outcome import Status

INFINITE = float("inf")

SCALE = 1 << 30
"""The largest multiplier after rounding. Products and sums of a column fit into 64 bits."""

Sides = list[tuple[Row, bool]]
"""Rows by the side that is meant: whether *least* (true) or *most*."""


def proven_odds(pool: OfficerPool, *, most_pairs: int, solver: str = "GLOP") -> Fraction:
    """Return a bound on the largest odds, optimal but for rounding; 0 if none was found.

    Nothing is tried if there are more than *most_pairs* kinds of pairs.

    Raises:
        NoPlanError: if the multipliers prove odds above 1: then no plan obeys the rules.
        InvalidModelError: if the solver calls the program invalid.
    """
    pairs = Pairs.of(pool)
    if not 0 < len(pairs) <= most_pairs:
        return Fraction(0)
    sides = list(sides_of(pairs.rows()))
    duals = _duals(sides, len(pairs), solver)
    largest = np.abs(duals).max(initial=0.0)
    if not largest:
        return Fraction(0)
    multipliers = np.rint(duals / largest * SCALE).astype(np.int64)
    places, shared_by = certified(sides, len(pairs), multipliers)
    if places <= 0:
        return Fraction(0)
    if places > shared_by:
        raise NoPlanError(pool.name)
    return Fraction(places, shared_by)


def sides_of(rows: Iterable[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield the sides of rows that limit anything; an equation is one."""
    for row in rows:
        if row.least or row.least == row.most:
            yield row, True
        if row.most is not None and row.least != row.most:
            yield row, False


def _duals(sides: Sides, n_pairs: int, solver: str) -> NDArray[np.float64]:
    """Solve the program; return a multiplier of each side, positive for *least*, or noughts."""
    program = LinearProgram(solver)
    for _ in range(n_pairs):
        program.variable(0, 1)
    s = program.variable(0, INFINITE, gain=1.0)
    for row, is_least in sides:
        bound = row.least if is_least else row.most or 0
        terms = [*zip(row.pairs.tolist(), row.times.tolist(), strict=True), (s, -bound)]
        low = 0.0 if is_least else -INFINITE
        high = INFINITE if is_least and row.least != row.most else float(row.grows)
        program.constraint(low, high, terms)
    found = program.solve()
    if found.status is not Status.OPTIMAL or found.value is None:
        return np.zeros(len(sides))
    return -found.value.duals


def certified(sides: Sides, n_pairs: int, multipliers: NDArray[np.int64]) -> tuple[int, int]:
    """Return (a, b) for which *multipliers* prove a <= b * t, in integers.

    They prove nothing if a is not positive. Multipliers of the wrong sign are dropped.
    """
    value, excess, gains = 0, 0, np.zeros(n_pairs, np.int64)
    for (row, is_least), multiplier in zip(sides, multipliers.tolist(), strict=True):
        if row.least != row.most and (multiplier < 0) == is_least:
            continue
        value += multiplier * (row.least if is_least else row.most or 0)
        excess -= min(multiplier, 0) * row.grows
        gains[row.pairs] += multiplier * row.times
    excess += sum(np.maximum(gains, 0).tolist())
    return value, excess
