"""Substitutes: who of a body could go in somebody's place. A list that never chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.tables.registries import OfficerRow
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.tasks.eligibility import body_officers, obstacles
from api.usecases.tasks.slots import Slot, open_slots
from api.usecases.tasks.the_task import Sight, places_of, the_task, visit_bodies
from api.usecases.transaction import Transaction
from scheduler.domain.registry import LEADER
from scheduler.errors import Fault


@dataclass(frozen=True, slots=True)
class Substitute:
    """An officer of the body, and what keeps him from going."""

    officer_id: str
    name: str
    body_id: str
    qualifications: tuple[str, ...]
    may_lead: bool
    obstacles: tuple[Fault, ...]

    @property
    def eligible(self) -> bool:
        """Whether nothing keeps him."""
        return not self.obstacles


def substitutes(tx: Transaction, number: str, body_id: str | None = None) -> list[Substitute]:
    """Return the officers of a body of the task who are not sent to its visit, by id.

    Raises:
        FaultsError: if it is not allowed, or the body takes no part in the task.
    """
    sight = the_task(tx, number)
    found: list[Substitute] = []
    for body in _bodies(tx, sight, body_id):
        found += _of_body(tx, sight, body)
    return found


def _bodies(tx: Transaction, sight: Sight, body_id: str | None) -> list[str]:
    if body_id is not None and body_id not in sight.bodies:
        raise refusal("body-not-in-task", "body_id", found=body_id, known=", ".join(sight.bodies))
    reach = tx.actor.reach(Operation.TASK_READ)
    wanted = sight.bodies if body_id is None else (body_id,)
    allowed = [one for one in wanted if one in reach]
    if not allowed:
        tx.actor.require(Operation.TASK_READ, wanted)
    return allowed


def _of_body(tx: Transaction, sight: Sight, body_id: str) -> list[Substitute]:
    visit = sight.visit
    sent = {place.officer_id for place in places_of(tx, visit, visit_bodies(tx, visit))}
    others = [row for row in body_officers(tx, body_id) if row.officer_id not in sent]
    kept = obstacles(tx, visit, visit.day, (row.officer_id for row in others), beside=sent)
    wanted = open_slots(tx, visit, body_id)
    return [
        Substitute(
            officer_id=row.officer_id,
            name=row.name,
            body_id=body_id,
            qualifications=tuple(row.qualifications),
            may_lead=row.may_lead,
            obstacles=(*kept[row.officer_id], *_unfit(row, wanted)),
        )
        for row in others
    ]


def _unfit(row: OfficerRow, wanted: list[Slot]) -> Iterator[Fault]:
    """Yield that somebody fits no place that is open; where none is open nobody can tell."""
    held = frozenset(row.qualifications) | ({LEADER} if row.may_lead else set())
    if wanted and not any(slot <= held for slot in wanted):
        facts = {"officer": row.officer_id, "needed": ", ".join(sorted(wanted[0] - held))}
        yield Fault("officer-unqualified", row.officer_id, facts)
