"""Steps that need two people: one asks, another confirms, and only then it happens."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlmodel import col, select

from api.tables.draws import Approval, DrawRow
from api.usecases.draws.states import draw_bodies
from api.usecases.draws.steps import begin_step, require_step
from api.usecases.draws.the_draw import require_whole, the_draw
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction


class Step(StrEnum):
    """What two people decide."""

    LOCK = "lock"
    VOID = "void"
    PUBLISH = "publish"


class ApprovalState(StrEnum):
    """OPEN waits for a second person."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OPERATIONS = {
    Step.LOCK: Operation.DRAW_WRITE,
    Step.VOID: Operation.DRAW_WRITE,
    Step.PUBLISH: Operation.NOTICE_PUBLISH,
}


def ask(
    tx: Transaction, draw_id: int, step: Step, *, code: str | None = None, reason: str = ""
) -> Approval:
    """Ask for a step; where the district wants no second person, it begins at once.

    Raises:
        FaultsError: if it is not allowed, not possible now, or asked for already.
    """
    draw = the_draw(tx, draw_id, update=True)
    require_whole(tx, draw, OPERATIONS[step])
    require_step(tx, draw, step.value, code)
    open_already = select(Approval).where(
        Approval.draw_id == draw_id, Approval.state == ApprovalState.OPEN.value
    )
    if tx.session.exec(open_already).first():
        raise refusal("approval-open", str(draw_id), draw=draw_id)
    asked = Approval(
        draw_id=draw_id,
        step=step.value,
        state=ApprovalState.OPEN.value,
        reason=reason,
        asked_by=tx.actor.login,
        asked_at=tx.now,
        facts={"code": code},
    )
    tx.session.add(asked)
    tx.session.flush()
    tx.tell("approval.asked", ("draw", draw_id), reason=reason, step=step.value, number=asked.id)
    if not tx.service.settings.second_person:
        _confirm(tx, draw, asked)
    return asked


def confirm(tx: Transaction, draw_id: int, approval_id: int) -> Approval:
    """Confirm as the second person, and begin the step.

    Raises:
        FaultsError: if it is not allowed, was asked for by the same person, or is past.
    """
    draw, asked = _open(tx, draw_id, approval_id)
    tx.actor.require(Operation.DRAW_APPROVE, draw_bodies(tx, draw))
    if asked.asked_by.casefold() == tx.actor.login.casefold():
        raise refusal("second-person-same", str(approval_id), step=asked.step)
    _confirm(tx, draw, asked)
    return asked


def reject(tx: Transaction, draw_id: int, approval_id: int, reason: str) -> Approval:
    """Say no as the second person; or as the first, who takes back what he asked for.

    Raises:
        FaultsError: if it is not allowed, or past.
    """
    draw, asked = _open(tx, draw_id, approval_id)
    own = asked.asked_by == tx.actor.login
    if not own:
        tx.actor.require(Operation.DRAW_APPROVE, draw_bodies(tx, draw))
    _decide(tx, asked, ApprovalState.WITHDRAWN if own else ApprovalState.REJECTED, reason)
    return asked


def approvals_of(tx: Transaction, draw_id: int) -> Sequence[Approval]:
    """Return what was asked for in a draw, newest first.

    Raises:
        FaultsError: if there is no such draw.
    """
    the_draw(tx, draw_id)
    query = select(Approval).where(Approval.draw_id == draw_id)
    return tx.session.exec(query.order_by(col(Approval.id).desc())).all()


def _open(tx: Transaction, draw_id: int, approval_id: int) -> tuple[DrawRow, Approval]:
    draw = the_draw(tx, draw_id, update=True)
    asked = tx.session.get(Approval, approval_id)
    if asked is None or asked.draw_id != draw_id:
        raise not_found("approval", approval_id)
    if asked.state != ApprovalState.OPEN:
        facts = {"found": asked.state, "expected": ApprovalState.OPEN.value}
        raise refusal("wrong-state", str(approval_id), kind="approval", **facts)
    return draw, asked


def _confirm(tx: Transaction, draw: DrawRow, asked: Approval) -> None:
    require_step(tx, draw, asked.step, asked.facts["code"])
    _decide(tx, asked, ApprovalState.CONFIRMED, "")
    begin_step(tx, draw, asked)


def _decide(tx: Transaction, asked: Approval, state: ApprovalState, reason: str) -> None:
    asked.state, asked.decided_by, asked.decided_at = state.value, tx.actor.login, tx.now
    tx.session.add(asked)
    tx.tell(
        f"approval.{state}",
        ("draw", asked.draw_id),
        reason=reason,
        step=asked.step,
        number=asked.id,
    )
