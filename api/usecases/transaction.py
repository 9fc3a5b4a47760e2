"""One request, or one step of a job: who asks, when, and a session that keeps all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from api.database.sessions import transaction
from api.tables.draws import Job
from api.tables.events import Event
from api.usecases.people.actor import Actor
from api.usecases.service import Service
from api.usecases.webhooks.plan_deliveries import plan_deliveries


@dataclass(frozen=True, slots=True)
class Transaction:
    """What a use case is given."""

    service: Service
    session: Session
    actor: Actor
    now: datetime

    def tell(
        self,
        action: str,
        subject: tuple[str, object],
        /,
        *,
        bodies: Iterable[str] = (),
        reason: str = "",
        **facts: Any,  # noqa: ANN401 - plain data
    ) -> Event:
        """Put on record what happened to *subject* (kind, id), and to whom it matters."""
        kind, name = subject
        event = Event(
            at=self.now,
            actor=self.actor.login,
            action=action,
            subject=kind,
            subject_id=str(name),
            bodies=enclosed(bodies),
            reason=reason,
            facts=facts,
        )
        self.session.add(event)
        self.session.flush()
        plan_deliveries(self.session, event)
        return event

    def enqueue(self, kind: str, subject_id: object, **arguments: Any) -> Job:  # noqa: ANN401
        """Ask the workers for a job, which starts only if this transaction is kept."""
        job = Job(
            id=self.service.secret()[:32],
            kind=kind,
            subject_id=str(subject_id),
            state="queued",
            asked_by=self.actor.login,
            asked_at=self.now,
            arguments=arguments,
        )
        self.session.add(job)
        self.session.flush()
        self.service.queue.enqueue(self.session, job.id)
        return job


def enclosed(bodies: Iterable[str]) -> str:
    """Return ids between commas, so that one can be searched for: `,B01,B02,`."""
    listed = sorted(set(bodies))
    return f",{','.join(listed)}," if listed else ""


@contextmanager
def begin(service: Service, actor: Actor, *, writes: bool = True) -> Iterator[Transaction]:
    """Give a transaction of *actor*'s, now."""
    with transaction(service.engine, writes=writes) as session:
        yield Transaction(service, session, actor, service.clock())
    if writes:
        service.queue.after_commit()
