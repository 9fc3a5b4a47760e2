"""How far a draw has come, and what leads from one state to another."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import select

from api.tables.draws import DrawBody, DrawRow
from api.tables.plans import PlanRow
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction


class DrawState(StrEnum):
    """PLANNING is being checked, COMMITTING is being locked, ENTROPY_PENDING waits for sources."""

    DRAFT = "draft"
    PLANNING = "planning"
    CHECKED = "checked"
    INFEASIBLE = "infeasible"
    FAILED = "failed"
    COMMITTING = "committing"
    ENTROPY_PENDING = "entropy_pending"
    DRAWING = "drawing"
    DRAWN = "drawn"
    CANCELLED = "cancelled"
    VOID = "void"


class Publication(StrEnum):
    """How much of a draw is public."""

    SEALED = "sealed"
    PUBLISHING = "publishing"
    PUBLISHED = "published"


class DrawMode(StrEnum):
    """An OFFICIAL draw is logged; a TEST is drawn with a throwaway seed and leaves nothing."""

    OFFICIAL = "official"
    TEST = "test"


BEFORE_LOCK = (
    DrawState.DRAFT,
    DrawState.CHECKED,
    DrawState.INFEASIBLE,
    DrawState.FAILED,
)
"""States in which plans and settings may still change."""

LOCKED = (DrawState.ENTROPY_PENDING, DrawState.DRAWING, DrawState.DRAWN)
FINAL = (DrawState.DRAWN, DrawState.CANCELLED, DrawState.VOID)


def require_draw_state(draw: DrawRow, *states: DrawState) -> None:
    """Refuse what a draw in its state does not allow.

    Raises:
        FaultsError: if it is in no state of *states*.
    """
    if draw.state not in states:
        facts = {"found": draw.state, "expected": ", ".join(states)}
        raise refusal("wrong-state", str(draw.id), kind="draw", **facts)


def enter(tx: Transaction, draw: DrawRow, state: DrawState, *, reason: str = "") -> None:
    """Let a draw come to *state*, and tell everybody whom it concerns."""
    draw.state = state.value
    draw.version += 1
    draw.moments = {**draw.moments, state.value: tx.now.isoformat()}
    tx.session.add(draw)
    tx.session.flush()
    facts = {"mode": draw.mode, "series": draw.series, "attempt": draw.attempt}
    tx.tell(
        f"draw.{state}", ("draw", draw.id), bodies=draw_bodies(tx, draw), reason=reason, **facts
    )


def reopen_draft(tx: Transaction, draw: DrawRow) -> None:
    """Make a draw a draft again because something in it changed.

    Raises:
        FaultsError: if it is past that.
    """
    require_draw_state(draw, *BEFORE_LOCK)
    draw.report = draw.failure = None
    draw.snapshots = {}
    enter(tx, draw, DrawState.DRAFT)


def draw_bodies(tx: Transaction, draw: DrawRow) -> list[str]:
    """Return the bodies that a draw concerns."""
    query = select(DrawBody.body_id).where(DrawBody.draw_id == draw.id)
    return sorted(tx.session.exec(query))


def draw_plans(tx: Transaction, draw: DrawRow) -> list[PlanRow]:
    """Return the plans in a draw, by id."""
    query = select(PlanRow).where(PlanRow.draw_id == draw.id)
    return sorted(tx.session.exec(query), key=lambda plan: plan.plan_id)
