"""Decide on a recusal as the head of the body: to avoid, or not.

Who has to avoid a firm avoids it in later draws too, and his place is drawn anew.
"""

from __future__ import annotations

from sqlmodel import col, select

from api.records.registries.changing import one_at_a_time
from api.tables.registries import ConflictRow, RegistryChange
from api.tables.tasks import RecusalRow, VisitRow
from api.usecases.days import today
from api.usecases.people.roles import Operation
from api.usecases.recusals.states import RecusalState
from api.usecases.recusals.the_recusal import the_recusal
from api.usecases.refusals import refusal
from api.usecases.tasks.staffing import OVER
from api.usecases.tasks.the_task import visit_tasks
from api.usecases.transaction import Transaction
from api.usecases.vacancies.ask import ask_for_recusal
from scheduler.domain.conflicts import ConflictState, Subject


def decide(tx: Transaction, recusal_id: int, *, avoid: bool, reason: str) -> RecusalRow:
    """Decide an application.

    Raises:
        FaultsError: if it is not allowed, one is concerned oneself, or it is decided already.
    """
    found = the_recusal(tx, recusal_id, update=True)
    tx.actor.require(Operation.RECUSAL_DECIDE, [found.body_id])
    if tx.actor.officer_id is not None and tx.actor.officer_id == found.officer_id:
        raise refusal("own-recusal", str(recusal_id))
    if found.state != RecusalState.APPLIED:
        facts = {"found": found.state, "expected": RecusalState.APPLIED.value}
        raise refusal("wrong-state", str(recusal_id), kind="recusal", **facts)
    if not reason.strip():
        raise refusal("reason-missing", "reason")
    state = RecusalState.DECIDED_AVOID if avoid else RecusalState.DECIDED_NOT
    found.state, found.decision = state.value, reason
    found.decided_by, found.decided_at = tx.actor.login, tx.now
    found.version += 1
    tx.session.add(found)
    visit = tx.session.get_one(VisitRow, found.visit_id, with_for_update=True)
    tx.tell(
        f"recusal.{state}",
        ("recusal", recusal_id),
        bodies=[found.body_id],
        visit=visit.id,
    )
    if avoid:
        _keep_conflicts(tx, found, visit)
        ask_for_recusal(tx, found, visit)
    return found


def _keep_conflicts(tx: Transaction, found: RecusalRow, visit: VisitRow) -> None:
    """Put conflicts with all targets of the visit into the registry, unless they are there."""
    one_at_a_time(tx.session)
    targets = {task.target_id for task in visit_tasks(tx, visit) if task.state not in OVER}
    known = select(ConflictRow.subject_id).where(
        col(ConflictRow.held_until).is_(None),
        ConflictRow.officer_id == found.officer_id,
        ConflictRow.subject == Subject.TARGET.value,
        ConflictRow.state == ConflictState.DECIDED_AVOID.value,
        col(ConflictRow.until).is_(None),
    )
    missing = sorted(targets.difference(tx.session.exec(known).all()))
    if not missing:
        return
    change = RegistryChange(
        kind="conflicts",
        at=tx.now,
        actor=tx.actor.login,
        added=len(missing),
        reason=f"recusal {found.id}",
    )
    tx.session.add(change)
    tx.session.flush()
    for target_id in missing:
        tx.session.add(
            ConflictRow(
                held_from=change.id or 0,
                officer_id=found.officer_id,
                subject=Subject.TARGET.value,
                subject_id=target_id,
                relation=found.relation,
                state=ConflictState.DECIDED_AVOID.value,
                since=today(tx),
                until=None,
            )
        )
    tx.session.flush()
    tx.tell(
        "registry.changed",
        ("registry", "conflicts"),
        bodies=[found.body_id],
        change=change.id,
        added=len(missing),
    )
