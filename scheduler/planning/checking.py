"""The check: everything that can be known about a draw before its seed. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field

from scheduler.domain.dayplan import DayPlan
from scheduler.domain.lock import PlanPool
from scheduler.domain.overlap import CellLock
from scheduler.domain.planbook import Visit
from scheduler.domain.plans import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Fault
from scheduler.lottery.eligibility import Barriers, barriers
from scheduler.lottery.roster import Roster, rosters
from scheduler.lottery.visits import Meeting, meeting_of_one
from scheduler.planning import fit
from scheduler.planning.caps import CapClash
from scheduler.planning.cell_plans import UnmetQuota, lock_plans
from scheduler.planning.day_shortage import DayShortage, DayShortageError
from scheduler.planning.days import plan_days
from scheduler.planning.demand import demands
from scheduler.planning.feasibility import BodyCapacity, Shortage, capacity, shortage
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.pool import Filters


@dataclass(frozen=True, slots=True)
class Check:
    """What is known before the seed. With faults the rest may be empty: it needs a sound problem.

    A draw can be locked when there are no faults, no shortage that is certain, no overlapping
    quotas that cannot be met, and the visits fit on the days. *cells* are what is locked of the
    plans whose quotas overlap, *days* how many visits of each plan are planned on each day.
    """

    faults: tuple[Fault, ...]
    pools: tuple[PlanPool, ...] = ()
    capacities: tuple[BodyCapacity, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    cells: Mapping[str, CellLock] = field(default_factory=dict)
    unmet: tuple[UnmetQuota, ...] = ()
    days: DayPlan | None = None
    day_shortages: tuple[DayShortage, ...] = ()

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
    asked = demands(problem, pools, filters)
    # Nothing is drawn yet: the order of officers is of no consequence, any key will do.
    of_body = rosters(problem, asked, "check")
    found = (shortage(problem, of_body[body_id], asked[body_id]) for body_id in asked)
    days, day_shortages = _days(problem, pools, filters, executor)
    return Check(
        faults=faults,
        pools=pools,
        capacities=tuple(capacity(of_body[body_id], asked[body_id]) for body_id in asked),
        shortages=(
            *(short for short in found if short is not None),
            *_listed_shortages(problem, of_body),
        ),
        cells=celled.locks,
        unmet=celled.unmet,
        days=days,
        day_shortages=day_shortages,
    )


def _days(
    problem: Problem, pools: tuple[PlanPool, ...], filters: Filters, executor: Executor | None
) -> tuple[DayPlan | None, tuple[DayShortage, ...]]:
    try:
        return plan_days(problem, pools, filters, executor=executor), ()
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
        },
    )


def _listed_shortages(problem: Problem, of_body: Mapping[str, Roster]) -> Iterator[Shortage]:
    """Look for listed targets, whose names are known, that no team could visit on any day."""
    listed = [
        (plan, meeting_of_one(problem, plan, target_id))
        for plan in problem.plans
        for target_id in plan.listed_ids or ()
    ]
    days = {plan.plan_id: [d for d in problem.days if d in plan.window] for plan, _ in listed}
    known = barriers(problem, [meeting.on(days[plan.plan_id][0]) for plan, meeting in listed])
    for plan, meeting in listed:
        visits = [meeting.on(day) for day in days[plan.plan_id]]
        for demand in meeting.demands:
            able = _able(problem, of_body[demand.body_id], visits, known)
            if able < demand.team_size:
                yield _nobody_for(plan, meeting, of_body[demand.body_id], demand.team_size, able)


def _able(problem: Problem, roster: Roster, visits: list[Visit], known: Barriers) -> int:
    """Count the officers who could go on at least one of the days."""
    months = problem.policy.cooling_off_months
    able: set[str] = set()
    for visit in visits:
        day = problem.days.index(visit.day)
        there = {o for j, o in enumerate(roster.officer_ids) if roster.available[j, day]}
        able |= there - set(known.barred(visit, cooling_off_months=months))
    return len(able)


def _nobody_for(plan: Plan, meeting: Meeting, roster: Roster, needed: int, able: int) -> Shortage:
    return Shortage(
        body_id=roster.body_id,
        plan_ids=(plan.plan_id,),
        qualifications=(),
        needed=needed,
        available=able,
        officers=len(roster.officer_ids),
        certain=True,
        target_id=meeting.tasks[0].target_id,
    )
