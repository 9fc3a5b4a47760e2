"""What has happened, as far as somebody may know.

Whoever may read the audit sees every event of the district, or every one that concerns his bodies.
Others see what happened to things that they may read. An event that concerns further bodies too is
told to them without who did it, why and how: that may be those bodies' own matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlmodel import col, select

from api.tables.events import Event
from api.usecases.people.actor import Reach
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction

READING: Mapping[str, Operation] = {
    "draw": Operation.DRAW_READ,
    "import": Operation.REGISTRY_READ,
    "notice": Operation.PLAN_READ,
    "plan": Operation.PLAN_READ,
    "registry": Operation.REGISTRY_READ,
    "row": Operation.REGISTRY_READ,
    "task": Operation.TASK_READ,
    "visit": Operation.TASK_READ,
}
"""What lets somebody read a subject, and so what happened to it; of others only the audit tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events to look for; what is not given does not matter. *until* is not included."""

    actor: str | None = None
    action: str | None = None
    subject: str | None = None
    subject_id: str | None = None
    body_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """An event as somebody may see it. *actor* is None if that is not told."""

    id: int
    at: datetime
    actor: str | None
    action: str
    subject: str
    subject_id: str
    bodies: list[str]
    reason: str
    facts: dict[str, Any]


def list_events(
    tx: Transaction, wanted: Wanted, *, before: int | None = None, limit: int = 50
) -> Sequence[SeenEvent]:
    """Return events, newest first; one more than *limit*.

    Raises:
        FaultsError: if nothing at all may be seen, or the actor is asked for by somebody to whom
            actors are not always told.
    """
    query = select(Event).where(seen(tx))
    if wanted.actor is not None and not tx.actor.reach(Operation.AUDIT_READ).everybody:
        raise refusal("not-allowed", "actor", operation=Operation.AUDIT_READ.value)
    for condition in _conditions(wanted):
        query = query.where(condition)
    if before is not None:
        query = query.where(col(Event.id) < before)
    found = tx.session.exec(query.order_by(col(Event.id).desc()).limit(limit + 1))
    return [as_seen(tx, event) for event in found]


def the_event(tx: Transaction, event_id: int) -> SeenEvent:
    """Return an event that the actor may see.

    Raises:
        FaultsError: if there is none.
    """
    event = tx.session.exec(select(Event).where(seen(tx), Event.id == event_id)).first()
    if event is None:
        raise not_found("event", event_id)
    return as_seen(tx, event)


def seen(tx: Transaction) -> ColumnElement[bool]:
    """Return the condition that the actor may see an event.

    Raises:
        FaultsError: if that is none.
    """
    audit = tx.actor.reach(Operation.AUDIT_READ)
    reaches = {subject: tx.actor.reach(operation) for subject, operation in READING.items()}
    if not audit and not any(reaches.values()):
        raise refusal("not-allowed", "events", operation=Operation.AUDIT_READ.value)
    allowed = [
        and_(col(Event.subject) == subject, _touches(reach)) for subject, reach in reaches.items()
    ]
    return or_(_touches(audit), *allowed)


def _touches(reach: Reach) -> ColumnElement[bool]:
    if reach.everybody:
        return true()
    return or_(false(), *(_concerns(body_id) for body_id in sorted(reach.bodies)))


def _concerns(body_id: str) -> ColumnElement[bool]:
    return col(Event.bodies).contains(f",{body_id},", autoescape=True)


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    for name in ("actor", "action", "subject", "subject_id"):
        value = getattr(wanted, name)
        if value is not None:
            yield col(getattr(Event, name)) == value
    if wanted.body_id is not None:
        yield _concerns(wanted.body_id)
    if wanted.since is not None:
        yield col(Event.at) >= wanted.since
    if wanted.until is not None:
        yield col(Event.at) < wanted.until


def as_seen(tx: Transaction, event: Event) -> SeenEvent:
    """Return an event that the actor may see, as far as he may know it."""
    audit = tx.actor.reach(Operation.AUDIT_READ)
    operation = READING.get(event.subject)
    reading = tx.actor.reach(operation) if operation else Reach()
    reach = Reach(audit.bodies | reading.bodies, audit.everybody or reading.everybody)
    bodies = [body_id for body_id in event.bodies.split(",") if body_id]
    own = [body_id for body_id in bodies if body_id in reach]
    whole = reach.everybody or own == bodies
    return SeenEvent(
        id=event.id or 0,
        at=event.at,
        actor=event.actor if whole else None,
        action=event.action,
        subject=event.subject,
        subject_id=event.subject_id,
        bodies=own,
        reason=event.reason if whole else "",
        facts=event.facts if whole else {},
    )
