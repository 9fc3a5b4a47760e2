"""Look for plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from api.tables.plans import PlanBody, PlanRow, PlanVersion
from api.usecases.people.roles import Operation
from api.usecases.plans.the_plan import PlanState, the_plan
from api.usecases.transaction import Transaction
from scheduler.domain.plans import PlanKind


def list_plans(  # noqa: PLR0913 - what is looked for
    tx: Transaction,
    *,
    state: PlanState | None = None,
    kind: PlanKind | None = None,
    body_id: str | None = None,
    day: date | None = None,
    words: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Sequence[PlanRow]:
    """Return plans by id; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.PLAN_READ)
    query = select(PlanRow)
    if not reach.everybody:
        query = query.where(_of_bodies(reach.bodies))
    if body_id is not None:
        query = query.where(_of_bodies(frozenset({body_id})))
    if state is not None:
        query = query.where(PlanRow.state == state.value)
    if kind is not None:
        query = query.where(PlanRow.kind == kind.value)
    if day is not None:
        query = query.where(col(PlanRow.starts) <= day, col(PlanRow.ends) > day)
    if words:
        query = query.where(
            or_(
                col(PlanRow.name).contains(words, autoescape=True),
                col(PlanRow.plan_id).contains(words, autoescape=True),
            )
        )
    if after is not None:
        query = query.where(col(PlanRow.plan_id) > after)
    return tx.session.exec(query.order_by(col(PlanRow.plan_id)).limit(limit + 1)).all()


def _of_bodies(bodies: frozenset[str]) -> ColumnElement[bool]:
    mine = select(PlanBody.plan_id).where(col(PlanBody.body_id).in_(bodies))
    return col(PlanRow.plan_id).in_(mine)


def plan_versions(tx: Transaction, plan_id: str) -> Sequence[PlanVersion]:
    """Return every version that a plan had, newest first.

    Raises:
        FaultsError: if there is no such plan.
    """
    the_plan(tx, plan_id)
    query = select(PlanVersion).where(PlanVersion.plan_id == plan_id)
    return tx.session.exec(query.order_by(col(PlanVersion.version).desc())).all()
