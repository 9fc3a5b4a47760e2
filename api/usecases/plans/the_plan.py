"""A plan as it stands: where it is found, who may see it, what its document says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from sqlmodel import col, select

from api.files.forms.form import Entry
from api.files.forms.plans import read_plan
from api.files.forms.texts import text_faults
from api.files.imports import Findings
from api.tables.plans import PlanBody, PlanRow
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.rules.known import surroundings
from api.usecases.transaction import Transaction
from scheduler.domain.plans import DrawnTargets, Plan, PlanKind
from scheduler.domain.quota import Quota
from scheduler.errors import FaultsError

LONGEST_NAME = 200
MOST_CONDITIONS = 200
FIRST_YEAR, LAST_YEAR = 2000, 2200


class PlanState(StrEnum):
    """READY can be put in a draw, IN_DRAW is in one that is not locked; then it is as its draw."""

    READY = "ready"
    IN_DRAW = "in_draw"
    LOCKED = "locked"
    DRAWN = "drawn"
    CANCELLED = "cancelled"


def the_plan(tx: Transaction, plan_id: str, *, update: bool = False) -> PlanRow:
    """Return a plan that the actor may see.

    Raises:
        FaultsError: if there is none.
    """
    found = tx.session.get(PlanRow, plan_id, with_for_update=update or None)
    reach = tx.actor.reach(Operation.PLAN_READ)
    if found is None or not reach.touches(bodies_of(tx, plan_id)):
        raise not_found("plan", plan_id)
    return found


def bodies_of(tx: Transaction, plan_id: str) -> list[str]:
    """Return the bodies that take part in a plan."""
    query = select(PlanBody.body_id).where(PlanBody.plan_id == plan_id)
    return list(tx.session.exec(query.order_by(col(PlanBody.body_id))))


def plan_of(tx: Transaction, document: Mapping[str, Any]) -> Plan:
    """Return the plan that a document describes.

    Raises:
        FaultsError: with all that is wrong with it.
    """
    faults = tuple(text_faults(document))
    if faults:
        raise FaultsError(faults)
    findings = Findings("plan")
    around = surroundings(tx, _named_targets(document))
    plan = read_plan(Entry(document, "", findings), around)
    if plan is not None:
        _check_joint(plan, findings)
        _check_extent(plan, findings)
    if plan is None or findings.faults:
        raise FaultsError(tuple(findings.faults))
    return plan


def _check_joint(plan: Plan, findings: Findings) -> None:
    if plan.kind is PlanKind.JOINT_DUAL_RANDOM and len(plan.participations) == 1:
        findings.entry_fault("joint-plan-alone", "participations", found=1)


def _check_extent(plan: Plan, findings: Findings) -> None:
    """Refuse what no check of a draw would come to an end with, or no page could show."""
    if len(plan.name) > LONGEST_NAME or "\n" in plan.name:
        findings.entry_fault("name-unfit", "name", found=len(plan.name), most=LONGEST_NAME)
    if not (plan.window.starts.year >= FIRST_YEAR and plan.window.ends.year <= LAST_YEAR):
        found = f"{plan.window.starts} - {plan.window.ends}"
        findings.entry_fault(
            "window-out-of-reach", "window", found=found, first=FIRST_YEAR, last=LAST_YEAR
        )
    if isinstance(plan.targets, DrawnTargets):
        quota = plan.targets.quota
        if isinstance(quota, Quota) and not (quota.otherwise or any(quota.amounts.values())):
            findings.entry_fault("quota-of-nothing", "targets.draw.quota")
        count = len(plan.targets.scope.conditions)
        if count > MOST_CONDITIONS:
            findings.entry_fault(
                "scope-too-long", "targets.draw.scope", found=count, most=MOST_CONDITIONS
            )


def _named_targets(document: Mapping[str, Any]) -> Iterator[str]:
    targets = document.get("targets")
    if not isinstance(targets, Mapping):
        return
    for source in ("list", "published"):
        inner = targets.get(source)
        ids = inner.get("target_ids") if isinstance(inner, Mapping) else None
        if isinstance(ids, list):
            yield from (str(one) for one in ids)


def require_plan_state(found: PlanRow, *states: PlanState) -> None:
    """Refuse what a plan in its state does not allow.

    Raises:
        FaultsError: if it is in no state of *states*.
    """
    if found.state not in states:
        facts = {"found": found.state, "expected": ", ".join(states)}
        raise refusal("wrong-state", found.plan_id, kind="plan", **facts)
