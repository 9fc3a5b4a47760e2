"""Dealing: the units of a plan to the plan's day-slots, both in the order of their tickets.

A unit is what a plan does in one go: a target, or a round of targets. It takes the first free slot
on a day that suits it. If there is none, those before it make way along a shortest chain of
changes, so that as many units as possible get a day that suits them (an augmenting path of a
bipartite matching: C. Berge 1957). The others get what is left over.

Rule: open-day
Rule: fixed-days
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from scheduler.domain.dayplan import PlanDay
from scheduler.lottery.tickets import order_by_ticket


class Slot(NamedTuple):
    """The place of one visit on a planned day: *number* counts from 1 among those of the day."""

    plan_id: str
    day: date
    number: int

    @property
    def name(self) -> str:
        """What its ticket is made of."""
        return f"{self.plan_id}/{self.day.isoformat()}/{self.number}"


def slots_in_order(planned: Sequence[PlanDay], key: str) -> list[Slot]:
    """Return the slots of planned days in the order of their tickets under the day key."""
    slots = [Slot(p.plan_id, p.day, number + 1) for p in planned for number in range(p.visits)]
    of_name = {slot.name: slot for slot in slots}
    return [of_name[name] for name in order_by_ticket(f"{key}/slot/", sorted(of_name))]


@dataclass(frozen=True, slots=True)
class Deal:
    """Which slot each unit got. *misfits* got one on a day that does not suit them, or none."""

    slots: Mapping[str, Slot]
    misfits: frozenset[str]
    free: tuple[Slot, ...]  # in ticket order


def deal(units: Sequence[str], suits: Mapping[str, frozenset[date]], slots: list[Slot]) -> Deal:
    """Deal *slots* to *units*, each in ticket order; *suits* are the days that suit a unit."""
    table = _Table(slots, suits)
    misfits = [unit for unit in units if not table.seat(unit)]
    left = table.free()
    held = table.held() | dict(zip(misfits, left, strict=False))
    return Deal(held, frozenset(misfits), tuple(left[len(misfits) :]))


@dataclass
class _Table:
    """Slots with the units that hold them."""

    slots: list[Slot]
    suits: Mapping[str, frozenset[date]]
    holder: dict[Slot, str] = field(default_factory=dict)
    of_day: dict[date, list[Slot]] = field(init=False)

    def __post_init__(self) -> None:
        self.of_day = defaultdict(list)
        for slot in self.slots:
            self.of_day[slot.day].append(slot)
        self._open = dict.fromkeys(self.slots)  # free slots, in ticket order

    def free(self) -> list[Slot]:
        """Return the slots that nobody holds."""
        return list(self._open)

    def held(self) -> dict[str, Slot]:
        """Return the slot of each unit that has one."""
        return {unit: slot for slot, unit in self.holder.items()}

    def seat(self, unit: str) -> bool:
        """Give the unit a slot that suits it, if need be by moving others."""
        slot = next((slot for slot in self._open if slot.day in self.suits[unit]), None)
        if slot is not None:
            self._take(unit, slot)
            return True
        return self._make_way(unit)

    def _take(self, unit: str, slot: Slot) -> None:
        self.holder[slot] = unit
        self._open.pop(slot, None)

    def _make_way(self, unit: str) -> bool:
        """Search day by day, nearest first, for a slot to which a chain of units can move up."""
        came: dict[date, tuple[date | None, str, Slot | None]] = {}
        queue = self._reach(unit, None, None, came)
        for day in queue:  # grows while it is read
            free = next((slot for slot in self.of_day[day] if slot in self._open), None)
            if free is not None:
                self._move_up(day, free, came)
                return True
            for slot in self.of_day[day]:
                queue += self._reach(self.holder[slot], day, slot, came)
        return False

    def _reach(
        self,
        unit: str,
        source: date | None,
        slot: Slot | None,
        came: dict[date, tuple[date | None, str, Slot | None]],
    ) -> list[date]:
        """Note the days that a unit could move to, in ticket order, unless they are noted."""
        found = [day for day in self.of_day if day in self.suits[unit] and day not in came]
        came.update((day, (source, unit, slot)) for day in found)
        return found

    def _move_up(
        self,
        day: date,
        free: Slot,
        came: dict[date, tuple[date | None, str, Slot | None]],
    ) -> None:
        goal: Slot | None = free
        at: date | None = day
        while at is not None and goal is not None:
            at, unit, left = came[at]
            self._take(unit, goal)
            goal = left
