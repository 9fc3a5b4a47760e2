"""When people are out: visits drawn now, and visits that earlier draws gave them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem

Period = Callable[[date], str]
"""The name of the day or week that a day belongs to."""

Counts = Counter[tuple[str, str]]
"""Visits by person and period."""


class Outing(NamedTuple):
    """One visit of somebody."""

    day: date
    visit_id: str


class Excess(NamedTuple):
    """Too many visits of somebody in one period: *drawn* now on top of those of *earlier* draws."""

    officer_id: str
    period: str
    earlier: int
    drawn: int


Outings = Mapping[str, frozenset[Outing]]
"""Everybody's visits, each once, whoever else and whatever else was there."""


def iso_week(day: date) -> str:
    """Return the week (Monday to Sunday) as ISO 8601 writes it: 2026-W10."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def limits(policy: Policy) -> Iterator[tuple[Period, int]]:
    """Yield the periods in which visits are limited, and how many there may be."""
    if policy.max_per_day is not None:
        yield date.isoformat, policy.max_per_day
    if policy.max_per_week is not None:
        yield iso_week, policy.max_per_week


def earlier_outings(problem: Problem, names: Collection[str]) -> Outings:
    """Return the visits of *names* in history and live tasks, on whatever day."""
    found: dict[str, set[Outing]] = defaultdict(set)
    wanted = sorted(names)
    for log in (problem.history, problem.live):
        rows = log.frame.select("officer_ids", "day", "visit_id").explode("officer_ids")
        for name, day, visit_id in rows.filter(pl.col("officer_ids").is_in(wanted)).iter_rows():
            found[name].add(Outing(day, visit_id))
    return {name: frozenset(outings) for name, outings in found.items()}


def count(outings: Outings, period: Period) -> Counts:
    """Count everybody's visits in each period."""
    days = {one.day for some in outings.values() for one in some}
    called = {day: period(day) for day in days}  # far fewer days than visits
    return Counter((name, called[one.day]) for name, some in outings.items() for one in some)


def excess(drawn: Outings, earlier: Outings, period: Period, limit: int) -> Iterator[Excess]:
    """Yield who got more visits in a period than was left of *limit*.

    What earlier draws gave him is not taken away: he then gets nothing more.
    """
    before = count(earlier, period)
    for (name, when), now in sorted(count(drawn, period).items()):
        if now > max(0, limit - before[name, when]):
            yield Excess(name, when, before[name, when], now)
