"""Cells as published in a lock, held against the pools: all that can be seen without a solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.domain.lock import PlanPool
from scheduler.domain.overlap import CellLock, Law
from scheduler.domain.problem import Problem
from scheduler.errors import Fault
from scheduler.planning.cells.method import with_method
from scheduler.planning.quotas import overlapping


def cell_faults(
    problem: Problem, pools: tuple[PlanPool, ...], published: Mapping[str, CellLock]
) -> Iterator[Fault]:
    """Yield the plans whose published cells cannot be those of this problem.

    They must be there for plans with overlapping quotas and for no others, have the cells of the
    pool and the quota of the plan, and count or walk as anyone decides who repeats the trials.
    That their count vectors satisfy the quota is seen when they are built; which of those a solver
    found first is of no consequence for the law. That a lottery is leximin takes a solver to see.
    """
    wanted = {name: (cells, quota) for name, cells, quota in overlapping(problem, pools)}
    for plan_id in sorted(wanted.keys() | published.keys()):
        lock = published.get(plan_id)
        if lock is None or plan_id not in wanted:
            yield _fault(plan_id, "missing" if lock is None else "unasked")
        elif lock.cells != wanted[plan_id][0]:
            yield _fault(plan_id, "cells")
        elif lock.quota != wanted[plan_id][1]:
            yield _fault(plan_id, "quota")
        elif lock.quota.law is Law.UNIFORM and with_method(lock) != lock:
            yield _fault(plan_id, "walk")


def _fault(plan_id: str, found: str) -> Fault:
    return Fault("cells-unlike", f"plans[{plan_id}].targets.quota", {"found": found})
