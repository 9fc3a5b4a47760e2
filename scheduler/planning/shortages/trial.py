"""A trial: a change is made to the problem, and what was short is looked for again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.planning.days.block import DayBlock, blocks
from scheduler.planning.days.feasibility import feasible
from scheduler.planning.days.grid import Measures
from scheduler.planning.days.loads import loads_of
from scheduler.planning.days.supply import supplies
from scheduler.planning.shortages.able_days import able_days
from scheduler.planning.shortages.case import Case
from scheduler.planning.shortages.changes import applied
from scheduler.planning.shortages.finding import found_at
from scheduler.planning.shortages.shortage import Relaxation, Shortage

Keys = frozenset[tuple[object, ...]]


@dataclass(frozen=True)
class Trial:
    """Tells whether changes mend *short*. Other shortages may stay, new ones must not come."""

    case: Case
    short: Shortage

    @cached_property
    def before(self) -> Keys:
        """What is short as things stand."""
        return self._keys(self.case, self.short.body_ids) | self.short.keys

    def mends(self, relaxation: Relaxation) -> bool:
        """Make the change and look again at the bodies concerned."""
        problem = applied(self.case.problem, relaxation, self.case.pools)
        after = self._keys(self.case.changed(problem), self.short.body_ids)
        return self.short.keys.isdisjoint(after) and after <= self.before

    def least(self, make: Callable[[int], Relaxation], most: int) -> Relaxation | None:
        """Return *make* of the least number in 1..*most* that mends, or None."""
        if most < 1 or not self.mends(make(most)):
            return None
        low, high = 0, most
        while high - low > 1:
            # Most changes are small: 1, 2, 4, ... are tried before halves.
            middle = (
                min(max(1, 2 * low), (low + high) // 2) if high == most else ((low + high) // 2)
            )
            low, high = (low, middle) if self.mends(make(middle)) else (middle, high)
        return make(high)

    def fewest(
        self, make: Callable[[tuple[str, ...]], Relaxation], names: Sequence[str]
    ) -> Relaxation | None:
        """Return *make* of some of *names*, first ones first, of whom none can be left out."""
        found = self.least(lambda n: make(tuple(names[:n])), len(names))
        if found is None:
            return None
        for name in found.officer_ids[:-1]:
            fewer = make(tuple(other for other in found.officer_ids if other != name))
            found = fewer if self.mends(fewer) else found
        return found

    def _keys(self, case: Case, bodies: Collection[str]) -> Keys:
        found = found_at(case, bodies, certain=self.short.certain)
        return frozenset().union(*(one.keys for one in found), _day_keys(case, bodies))


def _day_keys(case: Case, bodies: Collection[str]) -> Iterator[tuple[object, ...]]:
    """Yield the bodies, tied to *bodies* by plans, whose visits do not fit on the days."""
    problem = case.problem
    if problem.policy.max_per_day is problem.policy.max_per_week is None:
        return
    tied, known = set(bodies), 0
    while len(tied) > known:
        known = len(tied)
        plans = [
            plan for plan in problem.plans if tied & {part.body_id for part in plan.participations}
        ]
        tied |= {part.body_id for plan in plans for part in plan.participations}
    able = able_days(case, plans)
    loads = [
        load
        for plan in plans
        for load in loads_of(problem, plan, case.pools.get(plan.plan_id), case.filters, able)
    ]
    for block in blocks(len(problem.days), loads, supplies(problem, tied)):
        if not _fits(block):
            yield "days", *(supply.body_id for supply in block.bodies)


def _fits(block: DayBlock) -> bool:
    """Tell whether the visits fit on the days; not if that cannot be told."""
    if not all(load.days for load in block.loads):
        return False
    return feasible(Measures(block)).value is not None
