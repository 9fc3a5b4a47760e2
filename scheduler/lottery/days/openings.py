"""Openings: on which days plans and targets can be visited at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from scheduler.domain.planbook import Task
from scheduler.domain.problem import Problem

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Days = frozenset[date]


def is_closed(day: date, closed_days: Iterable[str]) -> bool:
    """Tell whether one of *closed_days*, ISO days and names of weekdays, is *day*."""
    return not {day.isoformat(), WEEKDAYS[day.weekday()]}.isdisjoint(closed_days)


@dataclass(frozen=True, slots=True)
class Openings:
    """Looks the days of a plan up once."""

    problem: Problem
    _of_plan: dict[str, Days] = field(default_factory=dict)

    def of_plan(self, plan_id: str) -> Days:
        """Return the working days of a plan: of its window, or those of them that are fixed."""
        if plan_id not in self._of_plan:
            plan = self.problem.plan[plan_id]
            self._of_plan[plan_id] = frozenset(filter(plan.may_use, self.problem.days))
        return self._of_plan[plan_id]

    def possible(self, tasks: Iterable[Task]) -> Days:
        """Return the days on which all plans of *tasks*, one or more, may come."""
        plans = {task.plan_id for task in tasks}
        return frozenset.intersection(*(self.of_plan(plan_id) for plan_id in plans))

    def suitable(self, tasks: Iterable[Task]) -> Days:
        """Return those of the possible days on which no target is closed."""
        tasks = tuple(tasks)
        possible, closed = self.possible(tasks), self._closed_days(tasks)
        return frozenset(d for d in possible if not is_closed(d, closed)) if closed else possible

    def is_open(self, tasks: Iterable[Task], day: date) -> bool:
        """Tell whether no target is closed on a day."""
        return not is_closed(day, self._closed_days(tasks))

    def _closed_days(self, tasks: Iterable[Task]) -> set[str]:
        known = self.problem.targets.closed_days
        return {name for task in tasks for name in known.get(task.target_id, ())}
