"""The days of a draw, planned before its seed: how many visits of each plan on each day.

The names are not known yet, but how many visits each plan makes is. Blocks of plans that share
bodies are planned for themselves: a first guess that is levelled, then CP-SAT unless the guess is
as even as can be. What is found is frozen in the lock and never computed again.

Rule: day-plan
Rule: fixed-days
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Executor
from types import MappingProxyType

from scheduler.domain.dayplan import BodyDay, DayLoan, DayPlan, PlanDay
from scheduler.domain.lock import PlanPool
from scheduler.domain.problem import Problem
from scheduler.planning.days.block import PlanLoad, blocks
from scheduler.planning.days.borrowing import day_loans, helped
from scheduler.planning.days.distribution import planned
from scheduler.planning.days.explanation import explained
from scheduler.planning.days.loads import AbleDays, loads_of
from scheduler.planning.days.shortage import DayShortageError
from scheduler.planning.days.supply import Supply, supplies
from scheduler.planning.pool import Filters

ALL_DAYS: AbleDays = MappingProxyType({})


def plan_days(
    problem: Problem,
    pools: tuple[PlanPool, ...],
    filters: Filters,
    *,
    able: AbleDays = ALL_DAYS,
    executor: Executor | None = None,
) -> DayPlan:
    """Return how many visits of each plan are planned on each day.

    *able* are the days on which the plans' bodies could send a team to a target.
    Blocks do not depend on each other, so an executor may work on them in any order.

    Raises:
        DayShortageError: if the visits do not fit on the days, with what would mend it.
        UndecidedError: if CP-SAT could not tell whether they fit.
    """
    by_plan = {pool.plan_id: pool for pool in pools}
    loads = [
        load
        for plan in problem.plans
        for load in loads_of(problem, plan, by_plan.get(plan.plan_id), filters, able)
    ]
    taking_part = {part.body_id for plan in problem.plans for part in plan.participations}
    supply = supplies(problem, taking_part)
    found = list(blocks(len(problem.days), loads, supply))
    grids = list((executor.map if executor else map)(planned, found))
    made = [(block, grid) for block, grid in zip(found, grids, strict=True) if grid is not None]
    short = [block for block, grid in zip(found, grids, strict=True) if grid is None]
    borrowing = helped(problem, short, supply, made) if short else []
    still = [block for block, one in zip(short, borrowing, strict=True) if one is None]
    if still:
        raise DayShortageError(tuple(s for block in still for s in explained(problem, block)))
    lent = [one for one in borrowing if one is not None]
    made += zip(short, (one.grid for one in lent), strict=True)
    visits = [
        (load, row) for block, grid in made for load, row in zip(block.loads, grid, strict=True)
    ]
    loans = day_loans(problem, lent)
    if loans:
        supply |= supplies(problem, {loan.lender for loan in loans} - supply.keys())
    return _day_plan(problem, visits, supply, loans)


def _day_plan(
    problem: Problem,
    visits: list[tuple[PlanLoad, tuple[int, ...]]],
    supply: dict[str, Supply],
    loans: tuple[DayLoan, ...],
) -> DayPlan:
    used = {body_id: [0] * len(problem.days) for body_id in supply}
    on_day: Counter[tuple[str, int]] = Counter()
    for load, row in visits:
        on_day.update({(load.plan_id, day): count for day, count in enumerate(row) if count})
        for claim in load.claims:
            for day, count in enumerate(row):
                used[claim.body_id][day] += claim.places[count]
    return DayPlan(
        plan_days=tuple(
            PlanDay(plan_id, problem.days[day], count)
            for (plan_id, day), count in sorted(on_day.items())
        ),
        body_days=tuple(
            BodyDay(
                body_id=body_id,
                day=on,
                capacity=give.capacity(day),
                reserve=give.reserve(day),
                planned=used[body_id][day],
            )
            for body_id, give in sorted(supply.items())
            for day, on in enumerate(problem.days)
        ),
        loans=loans,
    )
