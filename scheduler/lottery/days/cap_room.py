"""Cap room: whether plans that meet may come one by one without breaking an annual cap.

Before the lock it was made sure that no cap breaks as long as plans that meet come together. Where
they cannot, their visits are counted against the caps here.

Rule: annual-cap
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import polars as pl

from scheduler.domain.problem import Problem
from scheduler.lottery.days.visits import Meeting

Comings = list[frozenset[str]]
"""The bodies that come to a target, for each of its visits that counts."""


class CapRoom:
    """The visits of this draw by target, as long as plans come together."""

    def __init__(self, problem: Problem, meetings: Iterable[Meeting]) -> None:
        self._problem = problem
        self._meetings = {meeting.visit_id: meeting for meeting in meetings}

    def allows(self, meeting: Meeting, parts: Sequence[Meeting]) -> bool:
        """Tell whether *meeting* may fall into *parts*; if so, they count from now on.

        A target that only one of the parts visits is visited no more often than before.
        """
        shared = [
            target_id
            for target_id in sorted({task.target_id for task in meeting.tasks})
            if sum(bool(self._coming(part, target_id)) for part in parts) > 1
        ]
        then = {name: one for name, one in self._meetings.items() if name != meeting.visit_id}
        then |= {part.visit_id: part for part in parts}
        if shared and not all(self._within_caps(then.values(), target_id) for target_id in shared):
            return False
        self._meetings = then
        return True

    def _within_caps(self, meetings: Iterable[Meeting], target_id: str) -> bool:
        now = [bodies for one in meetings if (bodies := self._coming(one, target_id))]
        before = self._before(target_id)
        for cap, counted in self._caps(now):
            due, used = _count(now, counted), _count(before, counted)
            if due and used + due > cap:
                return False
        return True

    def _coming(self, meeting: Meeting, target_id: str) -> frozenset[str]:
        """Return the bodies that come to a target with a meeting, under plans that count."""
        return frozenset(
            part.body_id
            for one in meeting.assignments
            if one.task.target_id == target_id and not self._problem.policy.is_exempt(one.plan)
            for part, _ in one.parts
        )

    def _before(self, target_id: str) -> Comings:
        """Return the visits of this year, made or drawn earlier, that count."""
        year = self._problem.window.starts.year
        counted = (
            (pl.col("target_id") == target_id)
            & ~pl.col("cap_exempt")
            & pl.col("day").is_between(date(year, 1, 1), date(year, 12, 31))
        )
        found: dict[str, set[str]] = defaultdict(set)
        for log in (self._problem.history, self._problem.live):
            for row in log.frame.filter(counted).iter_rows(named=True):
                found[row["visit_id"]].add(row["body_id"])
        return [frozenset(bodies) for bodies in found.values()]

    def _caps(self, now: Comings) -> Iterator[tuple[int, frozenset[str] | None]]:
        """Yield each cap with the bodies whose visits it counts; None is anybody."""
        caps = self._problem.policy.caps
        if caps.total is not None:
            yield caps.total, None
        if caps.per_body is not None:
            for body_id in sorted(frozenset().union(*now)):
                yield caps.per_body, frozenset({body_id})
        for level, cap in caps.per_level.items():
            bodies = (body for body in self._problem.bodies if body.level is level)
            yield cap, frozenset(body.body_id for body in bodies)


def _count(comings: Comings, counted: frozenset[str] | None) -> int:
    """Count visits with one of the bodies *counted*, or with any."""
    return sum(counted is None or not counted.isdisjoint(bodies) for bodies in comings)
