"""Compose a draw of plans, and change it until it is locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, delete

from api.tables.draws import DrawBody, DrawRow
from api.tables.plans import PlanRow
from api.usecases.ceremony.declare_sources import NETWORKS
from api.usecases.draws.states import (
    BEFORE_LOCK,
    DrawMode,
    DrawState,
    draw_plans,
    enter,
    reopen_draft,
    require_draw_state,
)
from api.usecases.draws.the_draw import require_whole, the_draw
from api.usecases.people.roles import Operation
from api.usecases.plans.the_plan import PlanState, bodies_of, require_plan_state, the_plan
from api.usecases.refusals import refusal
from api.usecases.rules.policies import current_policy
from api.usecases.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the seed comes from: this machine, things thrown (name, digits), a beacon.

    Bodies that committed to a nonce before the lock are sources anyway.
    """

    local: bool = True
    physical: Sequence[tuple[str, int]] = ()
    beacon: str = ""
    delay: int = 0

    def __post_init__(self) -> None:
        if self.beacon and self.beacon not in NETWORKS:
            known = ", ".join(NETWORKS)
            raise refusal("beacon-unknown", "sources.beacon", found=self.beacon, known=known)

    @property
    def data(self) -> dict[str, Any]:
        """As plain data."""
        physical = [list(thrown) for thrown in self.physical]
        return {
            "local": self.local,
            "physical": physical,
            "beacon": self.beacon,
            "delay": self.delay,
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Sources:
        """Return what `data` told."""
        thrown = tuple((str(what), int(digits)) for what, digits in data["physical"])
        return cls(local=data["local"], physical=thrown, beacon=data["beacon"], delay=data["delay"])


def create_draw(  # noqa: PLR0913 - what a draw is made of
    tx: Transaction,
    title: str,
    plan_ids: Sequence[str],
    *,
    mode: DrawMode = DrawMode.OFFICIAL,
    announced: bool = False,
    sources: Sources | None = None,
    repeats: int | None = None,
) -> DrawRow:
    """Compose a draw of plans that are ready; *repeats* names a void one, of which this is anew.

    Raises:
        FaultsError: if it is not allowed, or a plan cannot be in it.
    """
    tx.actor.require_anywhere(Operation.DRAW_WRITE)
    plans = _plans(tx, plan_ids)
    draw = DrawRow(
        title=title,
        mode=mode.value,
        state=DrawState.DRAFT.value,
        starts=min(plan.starts for plan in plans),
        ends=max(plan.ends for plan in plans),
        announced=announced,
        sources=(sources or Sources()).data,
        policy_version=current_policy(tx).version,
        created_by=tx.actor.login,
        created_at=tx.now,
    )
    if repeats is not None:
        _repeat(tx, draw, repeats)
    tx.session.add(draw)
    tx.session.flush()
    _take_in(tx, draw, plans)
    require_whole(tx, draw, Operation.DRAW_WRITE)
    enter(tx, draw, DrawState.DRAFT)
    return draw


def change_draw(
    tx: Transaction,
    draw_id: int,
    *,
    title: str | None = None,
    plan_ids: Sequence[str] | None = None,
    announced: bool | None = None,
    sources: Sources | None = None,
) -> DrawRow:
    """Change a draw that is not locked; it must be checked again, with the newest policy.

    Raises:
        FaultsError: if it is not allowed, or too late.
    """
    draw = the_draw(tx, draw_id, update=True)
    require_whole(tx, draw, Operation.DRAW_WRITE)
    require_draw_state(draw, *BEFORE_LOCK)
    draw.title = draw.title if title is None else title
    draw.announced = draw.announced if announced is None else announced
    draw.sources = draw.sources if sources is None else sources.data
    draw.policy_version = current_policy(tx).version
    if plan_ids is not None:
        _let_go(tx, draw)
        plans = _plans(tx, plan_ids)
        draw.starts = min(plan.starts for plan in plans)
        draw.ends = max(plan.ends for plan in plans)
        _take_in(tx, draw, plans)
        require_whole(tx, draw, Operation.DRAW_WRITE)
    reopen_draft(tx, draw)
    return draw


def cancel_draw(tx: Transaction, draw_id: int, reason: str) -> DrawRow:
    """Give up a draw before its lock, also one that is being checked; its plans are free again.

    Raises:
        FaultsError: if it is not allowed, or too late: then it can only be void.
    """
    draw = the_draw(tx, draw_id, update=True)
    require_whole(tx, draw, Operation.DRAW_WRITE)
    require_draw_state(draw, *BEFORE_LOCK, DrawState.PLANNING)
    if draw.series is not None:
        raise refusal("draw-already-logged", str(draw_id), draw=f"{draw.series}/{draw.attempt}")
    enter(tx, draw, DrawState.CANCELLED, reason=reason)
    _let_go(tx, draw)
    return draw


def free_plans(tx: Transaction, draw: DrawRow) -> None:
    """Let the plans of a draw that came to nothing be ready again."""
    _let_go(tx, draw)


def _plans(tx: Transaction, plan_ids: Sequence[str]) -> list[PlanRow]:
    if not plan_ids:
        raise refusal("draw-without-plan", "plan_ids")
    plans = [the_plan(tx, plan_id, update=True) for plan_id in sorted(set(plan_ids))]
    for plan in plans:
        if plan.draw_id is not None:
            raise refusal("plan-taken", plan.plan_id, plan=plan.plan_id, draw=plan.draw_id)
        require_plan_state(plan, PlanState.READY)
    return plans


def _take_in(tx: Transaction, draw: DrawRow, plans: Sequence[PlanRow]) -> None:
    tx.session.exec(delete(DrawBody).where(col(DrawBody.draw_id) == draw.id))
    for plan in plans:
        plan.draw_id, plan.state = draw.id, PlanState.IN_DRAW.value
        tx.session.add(plan)
    bodies = {body_id for plan in plans for body_id in bodies_of(tx, plan.plan_id)}
    for body_id in sorted(bodies):
        tx.session.add(DrawBody(draw_id=draw.id or 0, body_id=body_id))
    tx.session.flush()


def _let_go(tx: Transaction, draw: DrawRow) -> None:
    for plan in draw_plans(tx, draw):
        plan.draw_id, plan.state = None, PlanState.READY.value
        tx.session.add(plan)
    tx.session.flush()


def _repeat(tx: Transaction, draw: DrawRow, repeats: int) -> None:
    earlier = the_draw(tx, repeats)
    require_whole(tx, earlier, Operation.DRAW_WRITE)
    require_draw_state(earlier, DrawState.VOID)
    draw.series, draw.attempt = earlier.series, earlier.attempt + 1
