"""The ledger: officer-places of the bodies by day, what visits use of them, and what is left.

Rule: reserve-kept
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import Visit
from scheduler.lottery.days.visits import Meeting

Needs = Mapping[str, int]
"""Body -> officers that it sends."""

BodyDay = tuple[str, date]


class Ledger:
    """Places in use, by body and day. A body without a daily limit always has room."""

    def __init__(self, lock: Lock) -> None:
        self._room = lock.days.room
        self._used: Counter[BodyDay] = Counter()

    def use(self, needs: Needs, day: date) -> None:
        """Take places on a day."""
        for body_id, places in needs.items():
            self._used[body_id, day] += places

    def free(self, needs: Needs, day: date) -> None:
        """Give places back."""
        for body_id, places in needs.items():
            self._used[body_id, day] -= places

    def left(self, body_id: str, day: date) -> int | None:
        """Return how many places are left, less than 0 if too many are taken; None is no limit."""
        room = self._room.get((body_id, day))
        return None if room is None else room - self._used[body_id, day]

    def short(self, needs: Needs, day: date) -> tuple[str, int] | None:
        """Return the first body without room for its part of *needs* and what it has left."""
        for body_id, places in sorted(needs.items()):
            left = self.left(body_id, day)
            if left is not None and left < places:
                return body_id, max(0, left)
        return None

    def overfull(self, needs: Needs, day: date) -> list[str]:
        """Return the bodies among *needs* of which too many places are taken that day."""
        lefts = ((body_id, self.left(body_id, day)) for body_id in sorted(needs))
        return [body_id for body_id, left in lefts if left is not None and left < 0]

    def allows(self, changes: Iterable[tuple[Needs, date, date]]) -> bool:
        """Tell whether *changes* (needs, from day, to day) leave every body the room it had.

        Where too many places are taken already, they may not become more.
        """
        more: Counter[BodyDay] = Counter()
        for needs, source, goal in changes:
            for body_id, places in needs.items():
                more[body_id, source] -= places
                more[body_id, goal] += places
        lefts = ((self.left(*where), added) for where, added in more.items())
        return all(left is None or added <= max(0, left) for left, added in lefts)


def needs_of(visit: Meeting | Visit) -> dict[str, int]:
    """Return the officers that each body sends to a visit."""
    return {demand.body_id: demand.team_size for demand in visit.demands}


def as_used(lock: Lock, visits: Iterable[Visit]) -> Ledger:
    """Return the ledger of visits on their days."""
    ledger = Ledger(lock)
    for visit in visits:
        ledger.use(needs_of(visit), visit.day)
    return ledger
