"""Officers' time: how many visits each of a crew can still make, by day, by week, in the window.

Before the names the days of a plan's visits are not known, only which it may use. Days that the
same plans may use, in one week, are alike: what an officer can do on all of them is one number.

Rule: load-at-most
Rule: day-at-most
Rule: week-at-most
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.problem import Problem
from scheduler.lottery.candidates.roster import UNLIMITED, Roster
from scheduler.lottery.candidates.timetable import Engagements, Week, week_of
from scheduler.planning.causes import Cause

Visits = NDArray[np.int64]


@dataclass(frozen=True)
class OfficerTime:
    """Visits that the people of a roster can still make; UNLIMITED where nothing limits them."""

    roster: Roster
    weeks: tuple[Week, ...]  # (D,) the week of each working day
    on_day: Visits  # (n, D), 0 on days on which somebody is not there
    in_week: Mapping[Week, Visits]  # (n,)
    in_window: Visits  # (n,)

    def without(self, lifted: Iterable[Cause]) -> OfficerTime:
        """Return the same time without the limits *lifted*."""
        changed = self
        for cause in lifted:
            if cause is Cause.DAY_AT_MOST:
                on_day = np.where(self.roster.available, UNLIMITED, 0)
                changed = replace(changed, on_day=on_day)
            elif cause is Cause.WEEK_AT_MOST:
                weeks = {week: np.full_like(most, UNLIMITED) for week, most in self.in_week.items()}
                changed = replace(changed, in_week=weeks)
            elif cause is Cause.LOAD_AT_MOST:
                changed = replace(changed, in_window=np.full_like(self.in_window, UNLIMITED))
        return changed

    def within(self, days: Iterable[int]) -> Visits:
        """Return how many visits each could make on *days*, positions, together, (n,)."""
        by_week: dict[Week, list[int]] = defaultdict(list)
        for day in days:
            by_week[self.weeks[day]].append(day)
        total = np.zeros(len(self.in_window), np.int64)
        for some in by_week.values():
            total += self.of_week(some)
        return np.minimum(total, self.in_window)

    def of_week(self, days: Sequence[int]) -> Visits:
        """Return how many visits each could make on *days* of one week, (n,)."""
        in_week = self.in_week[self.weeks[days[0]]]
        return np.asarray(np.minimum(self.on_day[:, list(days)].sum(axis=1), in_week), np.int64)


def time_of(problem: Problem, roster: Roster, engaged: Engagements) -> OfficerTime:
    """Return what the people of *roster* can do besides what they are *engaged* for."""
    policy, names = problem.policy, roster.officer_ids
    weeks = tuple(week_of(day) for day in problem.days)
    shape = (len(names), len(weeks))
    on_day = np.where(roster.available, UNLIMITED, np.zeros(shape, np.int64))
    in_week = {week: np.full(len(names), UNLIMITED, np.int64) for week in weeks}
    if policy.max_per_day is not None:
        taken = [[engaged.on_day.get((one, day), 0) for day in problem.days] for one in names]
        left = policy.max_per_day - np.array(taken, np.int64).reshape(shape)
        on_day = np.where(roster.available, np.maximum(left, 0), 0)
    if policy.max_per_week is not None:
        for week in in_week:
            made = np.array([engaged.in_week.get((one, week), 0) for one in names], np.int64)
            in_week[week] = np.maximum(policy.max_per_week - made, 0)
    return OfficerTime(roster, weeks, on_day, in_week, roster.hard_max)
