"""The check: everything that can be known about a draw before its seed. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field

from scheduler.domain.dayplan import DayPlan
from scheduler.domain.lock import PlanPool
from scheduler.domain.overlap import CellLock
from scheduler.domain.problem import Problem
from scheduler.errors import Fault
from scheduler.lottery.candidates.crews import Crew
from scheduler.planning import fit
from scheduler.planning.capacity import BodyCapacity, capacity
from scheduler.planning.caps import CapClash
from scheduler.planning.cells.plans import UnmetQuota, lock_plans
from scheduler.planning.days.plan import plan_days
from scheduler.planning.days.shortage import DayShortage, DayShortageError
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters
from scheduler.planning.pool_shortage import PoolShortage, pool_shortages
from scheduler.planning.shortages.able_days import able_days
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.finding import shortages
from scheduler.planning.shortages.relaxations import relaxed
from scheduler.planning.shortages.shortage import Shortage
from scheduler.planning.shortages.told_once import told_once


@dataclass(frozen=True, slots=True)
class Check:
    """What is known before the seed. With faults the rest may be empty: it needs a sound problem.

    A draw can be locked when there are no faults, no shortage that is certain, no overlapping
    quotas that cannot be met, and the visits fit on the days. *cells* are what is locked of the
    plans whose quotas overlap, *days* how many visits of each plan are planned on each day.
    *pool_shortages* refuse nothing: such a plan draws its whole pool.
    """

    faults: tuple[Fault, ...]
    pools: tuple[PlanPool, ...] = ()
    capacities: tuple[BodyCapacity, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    cells: Mapping[str, CellLock] = field(default_factory=dict)
    unmet: tuple[UnmetQuota, ...] = ()
    days: DayPlan | None = None
    day_shortages: tuple[DayShortage, ...] = ()
    pool_shortages: tuple[PoolShortage, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the draw can be locked."""
        certain = any(short.certain for short in self.shortages)
        return not (self.faults or self.unmet or self.day_shortages or certain)


def check(problem: Problem, *, executor: Executor | None = None) -> Check:
    """Look for all faults, then compute pools and quotas, then capacity, feasibility and days."""
    faults = fit.faults(problem)
    if faults:
        return Check(faults)
    filters = Filters(problem)
    pools, clashes = pools_and_clashes(problem, filters)
    celled = lock_plans(problem, pools)
    faults = (
        *_empty_pools(pools),
        *(_clash_fault(clash) for clash in clashes),
        *celled.faults,
    )
    case = Case(problem, {pool.plan_id: pool for pool in pools}, filters)
    asked = case.demands(problem.body)
    times = case.times(Crew(body_id) for body_id in asked)
    found = tuple(relaxed(case, short) for short in shortages(case, asked))
    days, of_days = _days(case, pools, executor)
    told, day_shortages = told_once(found, of_days)
    return Check(
        faults=faults,
        pools=pools,
        capacities=tuple(capacity(times[Crew(body_id)], asked[body_id]) for body_id in asked),
        shortages=told,
        cells=celled.locks,
        unmet=celled.unmet,
        days=days,
        day_shortages=day_shortages,
        pool_shortages=tuple(pool_shortages(problem, pools)),
    )


def _days(
    case: Case, pools: tuple[PlanPool, ...], executor: Executor | None
) -> tuple[DayPlan | None, tuple[DayShortage, ...]]:
    able = able_days(case)
    try:
        return plan_days(case.problem, pools, case.filters, able=able, executor=executor), ()
    except DayShortageError as error:
        return None, error.shortages


def _empty_pools(pools: tuple[PlanPool, ...]) -> Iterator[Fault]:
    for pool in pools:
        if not pool.quota:
            facts = {"pool": pool.size, "excluded": sum(pool.exclusions.values())}
            yield Fault("nothing-to-draw", f"plans[{pool.plan_id}].targets", facts)


def _clash_fault(clash: CapClash) -> Fault:
    return Fault(
        "cap-clash",
        f"plans[{clash.plan_ids[0]}].targets",
        {
            "cap": clash.cap.value,
            "plans": ", ".join(clash.plan_ids),
            "targets": clash.count,
            "example": clash.target_id,
            "visits": clash.visits,
            "room": clash.room,
            "lacking": clash.visits - clash.room,
        },
    )
