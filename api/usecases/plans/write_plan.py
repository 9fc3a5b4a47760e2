"""Create, change and cancel plans; every version is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, delete, func, select

from api.files.forms.plans import plan_data
from api.tables.draws import DrawRow
from api.tables.plans import PlanBody, PlanRow, PlanVersion
from api.usecases.draws.states import DrawState, reopen_draft
from api.usecases.people.roles import Operation
from api.usecases.plans.the_plan import PlanState, plan_of, require_plan_state, the_plan
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction
from scheduler.domain.plans import Plan

OPEN = (PlanState.READY, PlanState.IN_DRAW)


def create_plan(tx: Transaction, document: Mapping[str, Any]) -> PlanRow:
    """Create a plan; one without a number gets the next one of its initiating body.

    Raises:
        FaultsError: if it is not allowed, or with all that is wrong with it.
    """
    tx.actor.require_anywhere(Operation.PLAN_WRITE)
    numbered = dict(document)
    if not numbered.get("plan_id"):
        numbered["plan_id"] = "pending"
    plan = plan_of(tx, numbered)
    tx.actor.require(Operation.PLAN_WRITE, [plan.initiating_body])
    if plan.plan_id == "pending":
        numbered["plan_id"] = _next_id(tx, plan)
        plan = plan_of(tx, numbered)
    if tx.session.get(PlanRow, plan.plan_id):
        raise refusal("plan-id-taken", "plan_id", found=plan.plan_id)
    row = PlanRow(
        **_columns(plan), state=PlanState.READY.value, created_at=tx.now, updated_at=tx.now
    )
    tx.session.add(row)
    tx.session.flush()
    _keep_parts(tx, row, plan)
    tx.tell("plan.created", ("plan", row.plan_id), bodies=_bodies(plan), kind=row.kind)
    return row


def change_plan(tx: Transaction, plan_id: str, document: Mapping[str, Any]) -> PlanRow:
    """Give a plan a new version; a draw that was checked with it must be checked again.

    Raises:
        FaultsError: if it is not allowed, the plan is locked, or with all that is wrong with it.
    """
    row = the_plan(tx, plan_id, update=True)
    tx.actor.require(Operation.PLAN_WRITE, [row.initiating_body])
    require_plan_state(row, *OPEN)
    plan = plan_of(tx, {**document, "plan_id": plan_id})
    tx.actor.require(Operation.PLAN_WRITE, [plan.initiating_body])
    return replace_plan(tx, row, plan)


def replace_plan(tx: Transaction, row: PlanRow, plan: Plan) -> PlanRow:
    """Let a plan be *plan* from now on; who may do that was asked before."""
    _reopen(tx, row)
    for name, value in _columns(plan).items():
        setattr(row, name, value)
    row.version += 1
    row.updated_at = tx.now
    tx.session.add(row)
    tx.session.exec(delete(PlanBody).where(col(PlanBody.plan_id) == row.plan_id))
    _keep_parts(tx, row, plan)
    tx.tell("plan.changed", ("plan", row.plan_id), bodies=_bodies(plan), version=row.version)
    return row


def cancel_plan(tx: Transaction, plan_id: str, reason: str) -> PlanRow:
    """Give up a plan that is not locked.

    Raises:
        FaultsError: if it is not allowed, or locked already.
    """
    row = the_plan(tx, plan_id, update=True)
    tx.actor.require(Operation.PLAN_WRITE, [row.initiating_body])
    require_plan_state(row, *OPEN)
    _reopen(tx, row)
    row.state, row.draw_id = PlanState.CANCELLED.value, None
    row.version += 1
    row.updated_at = tx.now
    tx.session.add(row)
    tx.tell("plan.cancelled", ("plan", plan_id), bodies=[row.initiating_body], reason=reason)
    return row


def _reopen(tx: Transaction, row: PlanRow) -> None:
    """Make the draw that a plan is in a draft again; refuse if it is past that."""
    if row.draw_id is None:
        return
    draw = tx.session.get(DrawRow, row.draw_id, with_for_update=True)
    if draw is not None and draw.state != DrawState.DRAFT:
        reopen_draft(tx, draw)


def _next_id(tx: Transaction, plan: Plan) -> str:
    start = f"{plan.initiating_body}-{plan.window.starts:%Y%m}-"
    query = select(func.count()).where(col(PlanRow.plan_id).startswith(start, autoescape=True))
    number = tx.session.exec(query).one() + 1
    while tx.session.get(PlanRow, f"{start}{number:03}"):
        number += 1
    return f"{start}{number:03}"


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "plan_id": plan.plan_id,
        "kind": plan.kind.value,
        "name": plan.name,
        "initiating_body": plan.initiating_body,
        "starts": plan.window.starts,
        "ends": plan.window.ends,
        "document": plan_data(plan),
    }


def _keep_parts(tx: Transaction, row: PlanRow, plan: Plan) -> None:
    for body_id in _bodies(plan):
        tx.session.add(PlanBody(plan_id=row.plan_id, body_id=body_id))
    tx.session.add(
        PlanVersion(
            plan_id=row.plan_id,
            version=row.version,
            document=row.document,
            at=tx.now,
            actor=tx.actor.login,
        )
    )
    tx.session.flush()


def _bodies(plan: Plan) -> list[str]:
    return [part.body_id for part in plan.participations]
