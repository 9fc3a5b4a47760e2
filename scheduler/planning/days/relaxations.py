"""Changes that mend a day shortage: each is the smallest of its kind, and was tried.

A change is tried on the plans and bodies that depend on each other, other shortages of theirs
left aside; what CP-SAT cannot decide in short work does not count as mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from scheduler.domain.problem import Problem
from scheduler.planning.days.block import DayBlock, PlanLoad
from scheduler.planning.days.feasibility import feasible
from scheduler.planning.days.grid import Measures
from scheduler.planning.days.shortage import DayChange, DayReason, DayRelaxation, DayShortage
from scheduler.planning.days.supply import Supply

TRIAL_WORK = 0.5
"""Deterministic time to try one change."""

MOST_PLANS = 6
"""Plans for which changes are tried: those that need most on the days in question."""

_Ranked = tuple[int, DayRelaxation]
"""A change and its size: the places that it adds, frees, saves, or moves to other days."""


def relaxations(problem: Problem, block: DayBlock, short: DayShortage) -> tuple[DayRelaxation, ...]:
    """Return the changes that mend *short*, the only shortage of *block*, smallest first."""
    trial = _Trial(problem, block, short)
    ranked = sorted((*trial.of_bodies(), *trial.of_plans()), key=_rank)
    return tuple(relaxation for _, relaxation in ranked)


def _rank(ranked: _Ranked) -> tuple[int, str, str]:
    size, relaxation = ranked
    return size, relaxation.change, relaxation.subject


@dataclass(frozen=True)
class _Trial:
    problem: Problem
    block: DayBlock
    short: DayShortage

    @property
    def days(self) -> list[int]:
        """The positions of the days in question."""
        return [self.problem.days.index(day) for day in self.short.days]

    def of_bodies(self) -> Iterator[_Ranked]:
        """Try more visits of each officer, a smaller reserve, and more officers."""
        if self.short.reason is DayReason.NO_DAY:
            return
        for supply in self.block.bodies:
            if supply.body_id not in self.short.body_ids or not supply.is_limited:
                continue
            if supply.per_officer is not None:
                yield from self._higher_maximum(supply, supply.per_officer)
                yield from self._lower_reserve(supply)
            if supply.in_week is not None:
                yield from self._higher_weekly(supply)
            yield from self._more_officers(supply)

    def of_plans(self) -> Iterator[_Ranked]:
        """Try fewer visits and other days, of the plans that need most."""
        loads = [load for load in self.block.loads if load.plan_id in self.short.plan_ids]
        for load in sorted(loads, key=lambda x: (-self._places(x, x.visits), x.plan_id))[
            :MOST_PLANS
        ]:
            if self.short.reason is DayReason.FULL_DAYS:
                yield from self._fewer_visits(load)
            yield from self._other_days(load)

    def _places(self, load: PlanLoad, visits: int) -> int:
        """Return the places that visits of a plan take of the bodies in question."""
        short = self.short.body_ids
        return sum(claim.places[visits] for claim in load.claims if claim.body_id in short)

    def _higher_maximum(self, supply: Supply, per_officer: int) -> Iterator[_Ranked]:
        def raised(by: int) -> DayBlock:
            return self._with(replace(supply, per_officer=per_officer + by))

        most = sum(self._places(load, load.visits) for load in self.block.loads)
        least = _least(lambda by: _fits(raised(by)), most)
        if least is not None:
            size = least * sum(supply.officers[day] for day in self.days)
            yield size, DayRelaxation(DayChange.HIGHER_DAILY_MAXIMUM, supply.body_id, least)

    def _higher_weekly(self, supply: Supply) -> Iterator[_Ranked]:
        most = sum(self._places(load, load.visits) for load in self.block.loads)
        least = _least(lambda by: _fits(self._with(supply.weekly(by))), most)
        if least is not None:
            weeks = [week for week in supply.weeks if not set(week).isdisjoint(self.days)]
            size = least * sum(max(supply.officers[day] for day in week) for week in weeks)
            yield size, DayRelaxation(DayChange.HIGHER_WEEKLY_MAXIMUM, supply.body_id, least)

    def _lower_reserve(self, supply: Supply) -> Iterator[_Ranked]:
        percent = ceil(100 * supply.reserved) - 1

        def lowered(by: int) -> Supply:
            return replace(supply, reserved=Fraction(percent + 1 - by, 100))

        least = _least(lambda by: _fits(self._with(lowered(by))), percent + 1)
        if least is not None:
            lower = lowered(least)
            size = sum(supply.reserve(day) - lower.reserve(day) for day in self.days)
            yield size, DayRelaxation(DayChange.LOWER_RESERVE, supply.body_id, lower.reserved)

    def _more_officers(self, supply: Supply) -> Iterator[_Ranked]:
        most = ceil(self.short.needed / (1 - supply.reserved)) + 1
        least = _least(lambda by: _fits(self._with(supply.joined(by))), most)
        if least is not None:
            weeks = sum(not set(week).isdisjoint(self.days) for week in supply.weeks)
            each = [
                limit * count
                for limit, count in ((supply.per_officer, len(self.days)), (supply.per_week, weeks))
                if limit is not None
            ]
            size = least * min(each)
            yield size, DayRelaxation(DayChange.MORE_OFFICERS, supply.body_id, least)

    def _fewer_visits(self, load: PlanLoad) -> Iterator[_Ranked]:
        least = _least(lambda by: _fits(self._instead(load, _less(load, by))), load.visits)
        if least is not None:
            size = self._places(load, least)
            yield size, DayRelaxation(DayChange.FEWER_VISITS, load.plan_id, least)

    def _other_days(self, load: PlanLoad) -> Iterator[_Ranked]:
        """Try all days of the window if the plan has fixed days, else days around the window."""
        size = self.short.needed - self.short.available
        plan = self.problem.plan[load.plan_id]
        within = [n for n, day in enumerate(self.problem.days) if day in plan.window]
        if plan.fixed_days:
            if within and _fits(self._instead(load, replace(load, days=tuple(within)))):
                yield size, DayRelaxation(DayChange.ANY_DAY, load.plan_id, 0)
            return
        after = [n for n, day in enumerate(self.problem.days) if day >= plan.window.ends]
        before = [n for n, day in enumerate(self.problem.days) if day < plan.window.starts]
        spare = [*after, *reversed(before)]

        def widened(by: int) -> DayBlock:
            days = tuple(sorted((*load.days, *spare[:by])))
            return self._instead(load, replace(load, days=days))

        least = _least(lambda by: _fits(widened(by)), len(spare))
        if least is not None:
            yield size, DayRelaxation(DayChange.MORE_DAYS, load.plan_id, least)

    def _with(self, supply: Supply) -> DayBlock:
        bodies = self.block.bodies
        changed = (supply if one.body_id == supply.body_id else one for one in bodies)
        return replace(self.block, bodies=tuple(changed))

    def _instead(self, load: PlanLoad, changed: PlanLoad) -> DayBlock:
        loads = (changed if one is load else one for one in self.block.loads)
        return replace(self.block, loads=tuple(one for one in loads if one.visits))


def _less(load: PlanLoad, by: int) -> PlanLoad:
    """Return the plan with *by* visits fewer."""
    left = load.visits - by
    claims = (replace(claim, places=claim.places[: left + 1]) for claim in load.claims)
    return replace(load, visits=left, claims=tuple(claims))


def _fits(block: DayBlock) -> bool:
    if not all(load.days for load in block.loads):
        return False
    return feasible(Measures(block), work=TRIAL_WORK).value is not None


def _least(mends: Callable[[int], bool], most: int) -> int | None:
    """Return the least amount in 1..*most* that mends, or None."""
    if most < 1 or not mends(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if mends(middle) else (middle, high)
    return high
