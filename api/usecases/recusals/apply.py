"""Apply for the recusal of an officer; work does not stop before the decision (行政处罚法 43)."""

from __future__ import annotations

from sqlmodel import select

from api.tables.tasks import Assignment, RecusalRow
from api.usecases.people.roles import Operation
from api.usecases.recusals.states import Origin, RecusalState
from api.usecases.refusals import refusal
from api.usecases.tasks.states import AWAITED, RECORDABLE
from api.usecases.tasks.the_task import Sight, places_of, require_task_state, the_live_task
from api.usecases.transaction import Transaction
from scheduler.domain.conflicts import Relation


def apply(
    tx: Transaction,
    number: str,
    *,
    origin: Origin,
    relation: Relation,
    reason: str,
    officer_id: str | None = None,
) -> RecusalRow:
    """Apply for oneself, or enter for a body what the firm or the body itself asks.

    Raises:
        FaultsError: if it is not allowed, he is not sent there, or it was applied for already.
    """
    sight = the_live_task(tx, number)
    require_task_state(sight.task, *AWAITED, *RECORDABLE)
    place = _place(tx, sight, origin, officer_id)
    if not reason.strip():
        raise refusal("reason-missing", "reason")
    waiting = select(RecusalRow).where(
        RecusalRow.visit_id == sight.visit.id,
        RecusalRow.officer_id == place.officer_id,
        RecusalRow.state == RecusalState.APPLIED.value,
    )
    earlier = tx.session.exec(waiting).first()
    if earlier is not None:
        raise refusal("recusal-open", place.officer_id, number=earlier.id or 0)
    applied = RecusalRow(
        visit_id=sight.visit.id or 0,
        body_id=place.body_id,
        officer_id=place.officer_id,
        origin=origin.value,
        relation=relation.value,
        reason=reason,
        state=RecusalState.APPLIED.value,
        applied_by=tx.actor.login,
        applied_at=tx.now,
    )
    tx.session.add(applied)
    tx.session.flush()
    tx.tell(
        "recusal.applied",
        ("recusal", applied.id),
        bodies=[place.body_id],
        visit=sight.visit.id,
        origin=origin.value,
    )
    return applied


def _place(tx: Transaction, sight: Sight, origin: Origin, officer_id: str | None) -> Assignment:
    own = sight.mine
    wanted = officer_id or (own.officer_id if own else "")
    found = next(
        (place for place in places_of(tx, sight.visit, sight.bodies) if place.officer_id == wanted),
        None,
    )
    if own is not None and origin is Origin.OFFICER and wanted == own.officer_id:
        return own
    bodies = sight.bodies if found is None else (found.body_id,)
    tx.actor.require(Operation.TASK_MANAGE, bodies)
    if found is None:
        raise refusal("officer-not-in-team", "officer_id", found=wanted)
    return found
