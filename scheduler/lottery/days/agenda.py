"""The agenda: slots dealt to visits, and taken again where plans meet.

Plans that meet at one premises hold a slot each, and need one. Their visit takes the first of its
slots that suits all its targets and on whose day every body has room, the others come free. Where
there is none, it falls apart into one visit for each plan, unless a target would then be visited
more often than its annual cap allows.

Rule: day-plan
Rule: check-once
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import Shortfall, ShortfallKind, Task, Visit
from scheduler.lottery.days.cap_room import CapRoom
from scheduler.lottery.days.dealing import Slot, deal, slots_in_order
from scheduler.lottery.days.ledger import Ledger, Needs, needs_of
from scheduler.lottery.days.openings import Days, Openings
from scheduler.lottery.days.visits import Meeting, parted
from scheduler.lottery.tickets import order_by_ticket


@dataclass(frozen=True, slots=True)
class Unit:
    """What a plan does in one go, a target or a round: it holds one of the plan's slots."""

    name: str
    plan_id: str
    needs: Needs


def units_of(meeting: Meeting) -> Iterator[Unit]:
    """Yield the units of a meeting: its assignments, or the one round that it is."""
    if meeting.assignments[0].plan.round_size > 1:
        yield Unit(meeting.visit_id, meeting.tasks[0].plan_id, needs_of(meeting))
        return
    for one in meeting.assignments:
        needs = {part.body_id: part.team_size for part, _ in one.parts}
        yield Unit(f"{one.task.target_id}/{one.task.plan_id}", one.task.plan_id, needs)


class Agenda:
    """Who comes when, as far as it is settled."""

    def __init__(self, lock: Lock, meetings: Iterable[Meeting], key: str) -> None:
        self.lock, self.key = lock, key
        self.ledger, self.openings = Ledger(lock), Openings(lock.problem)
        self.visits: dict[str, Visit] = {}
        self.splits: list[Shortfall] = []
        self._unfit: dict[str, Meeting] = {}  # on a day that does not suit, or on none yet
        self._meetings = {meeting.visit_id: meeting for meeting in meetings}
        self._units = {name: tuple(units_of(one)) for name, one in self._meetings.items()}
        self._caps = CapRoom(lock.problem, self._meetings.values())
        self._slot: dict[str, Slot] = {}  # by unit, then by visit
        self._free: set[Slot] = set()
        self._suits: dict[tuple[Task, ...], Days] = {}
        self._deal()

    def _deal(self) -> None:
        """Deal the slots of each plan to its units."""
        of_plan: dict[str, dict[str, Days]] = defaultdict(dict)
        for name, units in self._units.items():
            suitable = self._suitable(self._meetings[name])
            for unit in units:
                of_plan[unit.plan_id][unit.name] = suitable
        for plan_id, suits in of_plan.items():
            slots = slots_in_order(self.lock.days.of_plan.get(plan_id, ()), self.key)
            dealt = deal(self.in_order(suits), suits, slots)
            self._slot |= dealt.slots
            self._free.update(dealt.free)
        for unit in (unit for units in self._units.values() for unit in units):
            if unit.name in self._slot:
                self.ledger.use(unit.needs, self._slot[unit.name].day)

    def _suitable(self, meeting: Meeting) -> Days:
        """Return the days that suit a visit, looked up once."""
        if meeting.tasks not in self._suits:
            self._suits[meeting.tasks] = self.openings.suitable(meeting.tasks)
        return self._suits[meeting.tasks]

    def settle(self) -> None:
        """Give every meeting one of its slots; those that hold several choose, in ticket order."""
        several = []
        for name, units in self._units.items():
            if len(units) > 1:
                several.append(name)
            else:
                self._keep(self._meetings[name], self._given_back(units))
        for name in self.in_order(several):
            self._merge(self._meetings[name])
        for name in self.in_order(self._unfit):
            self._rehouse(self._unfit[name])

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Return visits, or units, in the order of their tickets."""
        return order_by_ticket(f"{self.key}/visit/", sorted(names))

    def _merge(self, meeting: Meeting) -> None:
        """Let plans that meet come together, or else one by one."""
        own = self._given_back(self._units[meeting.visit_id])
        slot = self._first(own, meeting) or self._first(self._free_slots(meeting), meeting)
        if slot is not None:
            self._put(meeting, slot.day, slot)
            return
        parts = parted(self.lock.problem, meeting)
        if len(parts) == 1 or not self._caps.allows(meeting, parts):
            self._keep(meeting, own)
            return
        self.splits.append(self._split(meeting, own))
        for part in parts:
            plan_id = part.tasks[0].plan_id
            self._keep(part, [slot for slot in own if slot.plan_id == plan_id])

    def _keep(self, meeting: Meeting, own: list[Slot]) -> None:
        """Put a visit into one of its own slots, whether or not there is room."""
        suitable = self._suitable(meeting)
        fitting = [slot for slot in own if slot.day in suitable]
        if not fitting:
            self._unfit[meeting.visit_id] = meeting
        slot = self._first(fitting, meeting) or next(iter(fitting or own), None)
        if slot is not None:
            self._put(meeting, slot.day, slot)

    def _rehouse(self, meeting: Meeting) -> None:
        """Find another day for a visit that none of its own slots suits.

        A slot that its plans do not need any more; or any of their days, with room; or else it
        stays where it is.
        """
        stay = self._slot.get(meeting.visit_id)
        if stay is not None:
            self._take_off(meeting, stay)
        slot = self._first(self._free_slots(meeting), meeting)
        if slot is not None:
            self._put(meeting, slot.day, slot)
            return
        suitable = self._suitable(meeting)
        possible = self.openings.possible(meeting.tasks)
        needs = needs_of(meeting)
        days = self._days_in_order(meeting, suitable)
        roomy = [day for day in days if self.ledger.short(needs, day) is None]
        if not roomy and stay is not None and stay.day in possible:
            self._put(meeting, stay.day, stay)
            return
        rest = roomy or days or self._days_in_order(meeting, possible)
        self._put(meeting, rest[0], None)

    def _first(self, slots: list[Slot], meeting: Meeting) -> Slot | None:
        """Return the first of *slots* that suits a visit on a day on which all bodies have room.

        If several are on that day, the one of the smallest plan.
        """
        suitable, needs = self._suitable(meeting), needs_of(meeting)
        for slot in slots:
            if slot.day in suitable and self.ledger.short(needs, slot.day) is None:
                return min(other for other in slots if other.day == slot.day)
        return None

    def _split(self, meeting: Meeting, own: list[Slot]) -> Shortfall:
        """Tell why plans that meet come one by one: what was short on the first day that suits."""
        suitable, needs = self._suitable(meeting), needs_of(meeting)
        shorts = (self.ledger.short(needs, slot.day) for slot in own if slot.day in suitable)
        body_id, left = next((short for short in shorts if short), (meeting.lead_body, 0))
        return Shortfall(
            kind=ShortfallKind.SPLIT,
            body_id=body_id,
            subject=meeting.visit_id,
            needed=needs[body_id],
            available=left,
        )

    def _put(self, meeting: Meeting, day: date, slot: Slot | None) -> None:
        """Let a visit take place on a day, in a slot of its plans or in none."""
        self.visits[meeting.visit_id] = meeting.on(day, slot.plan_id if slot else "")
        self.ledger.use(needs_of(meeting), day)
        if slot is not None:
            self._slot[meeting.visit_id] = slot
            self._free.discard(slot)

    def _take_off(self, meeting: Meeting, slot: Slot) -> None:
        """Take a visit off its slot."""
        self.ledger.free(needs_of(meeting), slot.day)
        self._free.add(slot)

    def _given_back(self, units: Iterable[Unit]) -> list[Slot]:
        """Free the slots of units, and their places; return them in ticket order."""
        found = []
        for unit in units:
            slot = self._slot.pop(unit.name, None)
            if slot is not None:
                self.ledger.free(unit.needs, slot.day)
                found.append(slot)
        self._free.update(found)
        return self._ordered(found)

    def _free_slots(self, meeting: Meeting) -> list[Slot]:
        """Return the slots that the plans of a meeting do not need any more, in ticket order."""
        plans = {task.plan_id for task in meeting.tasks}
        return self._ordered(slot for slot in self._free if slot.plan_id in plans)

    def _ordered(self, slots: Iterable[Slot]) -> list[Slot]:
        of_name = {slot.name: slot for slot in slots}
        if len(of_name) <= 1:
            return list(of_name.values())
        return [of_name[name] for name in order_by_ticket(f"{self.key}/slot/", sorted(of_name))]

    def _days_in_order(self, meeting: Meeting, days: Days) -> list[date]:
        names = sorted(day.isoformat() for day in days)
        ordered = order_by_ticket(f"{self.key}/other/{meeting.visit_id}/", names)
        return [date.fromisoformat(name) for name in ordered]
