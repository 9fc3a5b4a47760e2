"""The board: visits on their days, and how two of a plan may change places.

A visit can go to another day on which its plan has a slot: one that is free, or one whose visit
comes to the day that is left. Either way both must suit, and no body may get beyond its room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import Visit
from scheduler.lottery.days.ledger import Ledger, needs_of
from scheduler.lottery.days.openings import Openings
from scheduler.lottery.tickets import order_by_ticket

Changed = tuple[Visit, ...]
"""Visits with other days."""


class Board:
    """All visits of a draw on their days."""

    def __init__(self, lock: Lock, visits: Iterable[Visit], key: str) -> None:
        self.key, self.visits = key, {visit.visit_id: visit for visit in visits}
        self.ledger, self.openings = Ledger(lock), Openings(lock.problem)
        self._planned = lock.days.of_plan
        for visit in self.visits.values():
            self.ledger.use(needs_of(visit), visit.day)

    def exchanges(self, visit: Visit) -> Iterator[Changed]:
        """Yield changed visits, of which *visit* on another planned day of its plan is the first.

        Free slots come first, by the tickets of their days, then other visits by theirs.
        """
        if not visit.slot_plan:
            return
        suitable = self.openings.suitable(visit.tasks) - {visit.day}
        mine = [one for one in self.visits.values() if one.slot_plan == visit.slot_plan]
        taken = Counter(one.day for one in mine)
        rows = self._planned.get(visit.slot_plan, ())
        free = {row.day for row in rows if taken[row.day] < row.visits} & suitable
        for day in self._days_in_order(visit, free):
            if self.ledger.allows([(needs_of(visit), visit.day, day)]):
                yield (replace(visit, day=day),)
        others = {one.visit_id: one for one in mine if one.day in suitable}
        for name in order_by_ticket(f"{self.key}/visit/", sorted(others)):
            yield from self._exchange(visit, others[name])

    def _exchange(self, visit: Visit, other: Visit) -> Iterator[Changed]:
        """Yield the two visits with their days exchanged, if that suits."""
        changes = (
            (needs_of(visit), visit.day, other.day),
            (needs_of(other), other.day, visit.day),
        )
        if visit.day in self.openings.suitable(other.tasks) and self.ledger.allows(changes):
            yield replace(visit, day=other.day), replace(other, day=visit.day)

    def change(self, changed: Changed) -> None:
        """Give visits their new days."""
        for visit in changed:
            self.ledger.free(needs_of(visit), self.visits[visit.visit_id].day)
            self.ledger.use(needs_of(visit), visit.day)
            self.visits[visit.visit_id] = visit

    def _days_in_order(self, visit: Visit, days: Iterable[date]) -> list[date]:
        names = sorted(day.isoformat() for day in days)
        ordered = order_by_ticket(f"{self.key}/other/{visit.visit_id}/", names)
        return [date.fromisoformat(name) for name in ordered]
