"""Overlapping quotas: what their cells, their sample and its margins must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from scheduler.domain.lock import PlanPool
from scheduler.domain.overlap import CountVector, OverlappingQuota
from scheduler.domain.planbook import StratumDraw
from scheduler.domain.quota import Stratum
from scheduler.rules.strata import Strata
from scheduler.rules.view import CaseFile

Breach = tuple[tuple[str, ...], Mapping[str, int | str]]
"""Subjects and facts of what does not hold."""


def breaches(
    case: CaseFile, pool: PlanPool, quota: OverlappingQuota, figures: Mapping[Stratum, StratumDraw]
) -> Iterator[Breach]:
    """Yield what does not hold of a plan whose quotas overlap; *figures* are those of its cells.

    That these counts and no others follow from the seed is for a replay to see.
    """
    chosen = [s for s in case.book.selections if s.plan_id == pool.plan_id and not s.reserve]
    drawn = Counter(selection.stratum for selection in chosen)
    yield from _of_lock(case, pool, quota, tuple(drawn[cell.stratum] for cell in pool.strata))
    for cell in pool.strata:
        row, count = figures.get(cell.stratum), drawn[cell.stratum]
        found = (-1, -1) if row is None else (row.pool, row.quota)
        if found != (len(cell.rows), count):
            facts = {"pool": len(cell.rows), "drawn": count}
            yield cell.stratum, {**facts, "published_pool": found[0], "published": found[1]}
    if len(chosen) != quota.size:
        yield (), {"due": quota.size, "drawn": len(chosen)}
    named = {selection.target_id for selection in chosen}
    yield from _of_margins(case, quota, named)


def _of_lock(
    case: CaseFile, pool: PlanPool, quota: OverlappingQuota, counts: CountVector
) -> Iterator[Breach]:
    lock = case.lock.cells.get(pool.plan_id)
    if lock is None or lock.quota != quota or pool.sample != quota.size:
        yield (), {"locked": "another quota"}
        return
    cells = [(cell.stratum, len(cell.rows)) for cell in pool.strata if len(cell.rows)]
    locked = list(zip(lock.cells.levels, lock.cells.sizes, strict=True))
    if (lock.cells.columns, locked) != (quota.columns, cells):
        yield (), {"locked": "other cells"}
    elif lock.lottery and counts not in {ticket.counts for ticket in lock.lottery}:
        yield (), {"locked": "no such counts in the lottery"}


def _of_margins(case: CaseFile, quota: OverlappingQuota, named: set[str]) -> Iterator[Breach]:
    """Count by the registry, whatever cell a selection claims."""
    if not quota.columns:
        return
    known = case.problem.targets.position
    of_row = Strata(case.problem.targets).of_rows(quota.columns)
    held = Counter(
        pair
        for target_id in named & known.keys()
        for pair in zip(quota.columns, of_row[known[target_id]], strict=True)
    )
    for margin in quota.margins:
        count = held[margin.column, margin.level]
        if not margin.least <= count <= margin.most:
            facts = {"least": margin.least, "most": margin.most, "drawn": count}
            yield (margin.column, margin.level), facts
