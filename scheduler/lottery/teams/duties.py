"""Who does what in a drawn team: places with qualifications, and the leader, by ticket.

Rule: leader
Rule: qualified
Rule: expert-places
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.domain.planbook import Demand, Team
from scheduler.domain.registry import LEADER
from scheduler.lottery.tickets import order_by_ticket

Held = Mapping[str, frozenset[str]]
"""Officer -> qualifications held, with `lead` for those who may lead."""


@dataclass(frozen=True, slots=True)
class People:
    """What dealing needs to know of people: what they hold, and the aliases for their tickets."""

    held: Held
    aliases: Mapping[str, str]

    def in_order(self, key: str, names: Iterable[str]) -> list[str]:
        """Return *names* in the order of their tickets."""
        return order_by_ticket(key, sorted(names), self.aliases)


def team(
    visit_id: str, demand: Demand, members: list[str], experts: list[str], people: People, key: str
) -> Team:
    """Deal the slots of *demand* among *members* and choose the leader, under the officer key.

    The places of *experts* are dealt in the same way.
    """
    held, label = people.held, f"{key}/place/{visit_id}/"
    filled = dict(_seated(list(demand.slots), people.in_order(label, members), held))
    advising = people.in_order(label, experts)
    return Team(
        visit_id=visit_id,
        body_id=demand.body_id,
        places=tuple((name, filled.get(name, frozenset())) for name in sorted(members)),
        leader=_leader(visit_id, members, people, key),
        experts=tuple(sorted(_seated(list(demand.experts) if experts else [], advising, held))),
    )


def _leader(visit_id: str, members: list[str], people: People, key: str) -> str:
    able = [name for name in members if LEADER in people.held[name]]
    return people.in_order(f"{key}/lead/{visit_id}/", able or members)[0]


def _seated(
    slots: list[frozenset[str]], members: list[str], held: Held
) -> list[tuple[str, frozenset[str]]]:
    """Fill each slot in turn with the first member such that the rest can still be filled."""
    if not slots:
        return []
    for name in members:
        rest = [other for other in members if other != name]
        if slots[0] <= held[name] and can_fill(slots[1:], rest, held):
            return [(name, slots[0]), *_seated(slots[1:], rest, held)]
    message = f"The slots {slots} cannot be filled by {members}."
    raise ValueError(message)


def can_fill(slots: list[frozenset[str]], members: list[str], held: Held) -> bool:
    """Tell whether each slot can be filled by another member."""
    if not slots:
        return True
    return any(
        slots[0] <= held[name]
        and can_fill(slots[1:], [other for other in members if other != name], held)
        for name in members
    )
