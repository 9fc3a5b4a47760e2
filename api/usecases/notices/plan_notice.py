"""A plan's notice (抽查计划公告): in figures and words, never with the targets."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from api.files.values.cells import write_fraction
from api.records.registries.kinds import KINDS
from api.records.registries.named import named_rows
from api.tables.draws import DrawRow
from api.tables.notices import NoticeRow
from api.tables.plans import PlanRow
from api.usecases.draws.problem import kept_plan
from api.usecases.draws.states import draw_plans
from api.usecases.notices.keep_notice import Draft, keep_notice
from api.usecases.notices.kinds import TOLD_COLUMNS, NoticeKind
from api.usecases.people.roles import Operation
from api.usecases.plans.the_plan import PlanState, require_plan_state, the_plan
from api.usecases.refusals import refusal
from api.usecases.transaction import Transaction
from api.wording.scopes import scope_words
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import DrawnTargets, ListedTargets, Plan, PublishedTargets
from scheduler.domain.quota import Quota, QuotaKind


def publish_plan_notice(tx: Transaction, plan_id: str, reason: str = "") -> NoticeRow:
    """Publish the notice of a plan on request, as it stands.

    Raises:
        FaultsError: if it is not allowed, the plan was cancelled, or only its test is drawn.
    """
    row = the_plan(tx, plan_id, update=True)
    tx.actor.require(Operation.NOTICE_PUBLISH, [row.initiating_body])
    states = (PlanState.READY, PlanState.IN_DRAW, PlanState.LOCKED, PlanState.DRAWN)
    require_plan_state(row, *states)
    draw = tx.session.get(DrawRow, row.draw_id) if row.draw_id else None
    if draw is not None and draw.mode != "official":
        raise refusal("test-draw", plan_id, step="notice")
    locked = draw if row.state in {PlanState.LOCKED, PlanState.DRAWN} else None
    return keep_notice(tx, _draft(tx, row, locked), reason)


def publish_plan_notices(tx: Transaction, draw: DrawRow) -> None:
    """Publish the notices of all plans of a draw that is locked."""
    for row in draw_plans(tx, draw):
        keep_notice(tx, _draft(tx, row, draw), "locked")


def _draft(tx: Transaction, row: PlanRow, locked: DrawRow | None) -> Draft:
    plan = kept_plan(row.document)
    return Draft(
        kind=NoticeKind.PLAN,
        subject=plan.plan_id,
        title=plan.name,
        content={**_said(tx, plan), "targets": _targets(plan, _pool(plan, locked))},
        body_id=plan.initiating_body,
    )


def _said(tx: Transaction, plan: Plan) -> dict[str, Any]:
    bodies = [part.body_id for part in plan.participations]
    items = [name for part in plan.participations for name in part.item_ids]
    body_rows = named_rows(tx.session, KINDS["bodies"], bodies)
    item_rows = named_rows(tx.session, KINDS["items"], items)
    return {
        "plan_id": plan.plan_id,
        "plan_kind": plan.kind.value,
        "window": {
            "starts": plan.window.starts.isoformat(),
            "ends": plan.window.ends.isoformat(),
        },
        "bodies": [
            {"body_id": name, "name": body_rows[name]["name"] if name in body_rows else name}
            for name in bodies
        ],
        "lead_body": plan.lead_body,
        "items": [
            {
                "item_id": name,
                "name": item_rows[name]["name"],
                "legal_basis": item_rows[name]["legal_basis"] or "",
                "body_id": item_rows[name]["body_id"],
            }
            for name in items
            if name in item_rows
        ],
    }


def _pool(plan: Plan, locked: DrawRow | None) -> Mapping[str, Any] | None:
    """Return what the check found of a plan that is locked."""
    report = (locked.report if locked else None) or {}
    return next((one for one in report.get("pools", ()) if one["plan_id"] == plan.plan_id), None)


def _targets(plan: Plan, pool: Mapping[str, Any] | None) -> dict[str, Any]:
    match plan.targets:
        case DrawnTargets(scope=scope, quota=quota):
            figures = {} if pool is None else {"pool": pool["pool"], "quota_due": pool["quota"]}
            words = scope_words(scope, TOLD_COLUMNS)
            told = {"source": "draw", "scope": {"zh": words.zh, "en": words.en}}
            return {**told, "quota": _quota(quota), **figures}
        case ListedTargets(target_ids=ids):
            return {"source": "list", "count": len(ids)}
        case PublishedTargets(target_ids=ids, draw_number=number, digest=digest):
            return {"source": "published", "count": len(ids), "draw": number, "digest": digest}


def _quota(quota: Quota | OverlappingQuota) -> dict[str, Any]:
    """Return how many are drawn; by what, only if that is public of every firm anyway."""
    if isinstance(quota, OverlappingQuota):
        return {"kind": "overlapping"}
    if not TOLD_COLUMNS.issuperset(quota.columns):
        return {"kind": quota.kind.value, "by": "internal"}
    percent = quota.kind is QuotaKind.RATIO
    return {
        "kind": quota.kind.value,
        "otherwise": _amount(quota.otherwise, percent=percent),
        "by": list(quota.columns),
        "amounts": [
            {"stratum": list(stratum), "amount": _amount(amount, percent=percent)}
            for stratum, amount in sorted(quota.amounts.items())
        ],
    }


def _amount(amount: Fraction, *, percent: bool) -> str:
    return str(write_fraction(amount, percent=percent))
