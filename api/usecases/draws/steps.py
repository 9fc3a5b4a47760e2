"""Lock, void and publish: when each is possible, and how it begins once it is decided."""

from __future__ import annotations

from enum import StrEnum

from api.tables.draws import Approval, DrawRow
from api.usecases.ceremony.void_draw import void_draw
from api.usecases.draws.follow_log import follow_log
from api.usecases.draws.inputs import number_of
from api.usecases.draws.office import office_of
from api.usecases.draws.signers import as_logged, second_as_logged
from api.usecases.draws.states import (
    LOCKED,
    DrawMode,
    DrawState,
    Publication,
    enter,
    require_draw_state,
)
from api.usecases.refusals import refusal
from api.usecases.registries.snapshots import take_snapshots
from api.usecases.rules.policies import current_policy
from api.usecases.transaction import Transaction


class VoidCode(StrEnum):
    """Why a draw ended without a result, as the log tells everybody."""

    WRONG_INPUTS = "wrong_inputs"
    WRONG_RULES = "wrong_rules"
    SOURCE_FAILED = "source_failed"
    SECRECY_BROKEN = "secrecy_broken"
    ORDERED_FROM_ABOVE = "ordered_from_above"
    OTHER = "other"


def require_step(tx: Transaction, draw: DrawRow, step: str, code: str | None) -> None:
    """Refuse a step that is not possible now.

    Raises:
        FaultsError: if it is not.
    """
    if draw.mode == DrawMode.TEST:
        raise refusal("test-draw", str(draw.id), step=step)
    match step:
        case "lock":
            require_draw_state(draw, DrawState.CHECKED)
            _require_unchanged(tx, draw)
        case "void":
            require_draw_state(draw, *LOCKED)
            if code is None:
                raise refusal("reason-missing", "code", known=", ".join(VoidCode))
            if draw.publication != Publication.SEALED:
                raise refusal("draw-published", str(draw.id), step=step)
        case _:
            require_draw_state(draw, DrawState.DRAWN, DrawState.VOID)
            if draw.publication != Publication.SEALED:
                raise refusal("draw-published", str(draw.id), step=step)


def _require_unchanged(tx: Transaction, draw: DrawRow) -> None:
    """Refuse to lock anything but what was checked."""
    now = take_snapshots(tx)
    changed = sorted(name for name in now if now[name] != draw.snapshots.get(name))
    if changed:
        raise refusal("checked-otherwise", str(draw.id), kind=", ".join(changed))
    if current_policy(tx).version != draw.policy_version:
        raise refusal("checked-otherwise", str(draw.id), kind="policy")


def begin_step(tx: Transaction, draw: DrawRow, asked: Approval) -> None:
    """Begin what was decided; a worker goes on with what takes long."""
    match asked.step:
        case "lock":
            enter(tx, draw, DrawState.COMMITTING)
            tx.enqueue("lock-draw", draw.id)
        case "void":
            _void(tx, draw, asked)
        case _:
            draw.publication = Publication.PUBLISHING.value
            enter(tx, draw, DrawState(draw.state))
            tx.enqueue(
                "publish-draw", draw.id, by=as_logged(asked.asked_by), second=second_of(asked)
            )


def second_of(asked: Approval) -> str:
    """Return the second person of a step that was confirmed."""
    return second_as_logged(asked.asked_by, asked.decided_by)


def _void(tx: Transaction, draw: DrawRow, asked: Approval) -> None:
    number, office = number_of(draw), office_of(tx.service)
    if number is None:
        message = f"Draw {draw.id} is locked and has no number."
        raise AssertionError(message)
    if not office.attempt(number).is_void:
        code = asked.facts["code"]
        void_draw(
            office, number, reason=code, by=as_logged(asked.asked_by), second=second_of(asked)
        )
    follow_log(tx, office, draw)
