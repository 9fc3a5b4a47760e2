"""Apply a relaxation that a check found to work: to plans, or to the policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from api.tables.draws import DrawRow
from api.tables.plans import PlanRow
from api.usecases.draws.check_draw import request_check
from api.usecases.draws.earlier import earlier_tasks
from api.usecases.draws.inputs import inputs_of, problem_of
from api.usecases.draws.states import DrawState, require_draw_state
from api.usecases.draws.the_draw import require_whole, the_draw
from api.usecases.people.roles import Operation
from api.usecases.plans.write_plan import replace_plan
from api.usecases.refusals import not_found, refusal
from api.usecases.rules.policies import current_policy, keep_policy
from api.usecases.transaction import Transaction
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.registry import Role
from scheduler.planning.days.shortage import DayChange
from scheduler.planning.shortages.changes import applied
from scheduler.planning.shortages.shortage import Change, Relaxation


def relax_draw(tx: Transaction, draw_id: int, number: int) -> DrawRow:
    """Make the change that the last check offered under *number*, and ask for a new check.

    Raises:
        FaultsError: if it is not allowed, there is no such offer, or only people can make it true:
            a certificate is not renewed by a button.
    """
    draw = the_draw(tx, draw_id, update=True)
    require_whole(tx, draw, Operation.DRAW_WRITE)
    require_draw_state(draw, DrawState.INFEASIBLE, DrawState.CHECKED)
    offer = _offer(draw, number)
    before = problem_of(tx.service.store, inputs_of(tx, draw, earlier_tasks(tx)))
    after = _changed(before, offer)
    if after.plans == before.plans and after.policy == before.policy:
        raise refusal("relaxation-needs-people", str(number), change=str(offer["change"]))
    for old, new in zip(before.plans, after.plans, strict=True):
        if old != new:
            row = tx.session.get_one(PlanRow, old.plan_id, with_for_update=True)
            tx.actor.require(Operation.PLAN_WRITE, [row.initiating_body])
            replace_plan(tx, row, new)
    if after.policy != before.policy:
        tx.actor.require(Operation.RULES_WRITE)
        draw.policy_version = keep_policy(tx, _next_version(tx, after.policy)).version
    tx.tell("draw.relaxed", ("draw", draw_id), change=str(offer["change"]), number=number)
    tx.session.flush()
    if draw.state != DrawState.DRAFT:
        draw.state = DrawState.DRAFT.value
    return request_check(tx, draw_id)


def _offer(draw: DrawRow, number: int) -> Mapping[str, Any]:
    report = draw.report or {}
    for short in (*report.get("shortages", ()), *report.get("day_shortages", ())):
        for relaxation in short["relaxations"]:
            if relaxation["number"] == number:
                return dict(relaxation)
    raise not_found("relaxation", number)


def _changed(problem: Problem, offer: Mapping[str, Any]) -> Problem:
    """Return the problem with an offer taken; the same if only people can make it true."""
    if "size" in offer:  # those about days have none
        return applied(problem, _relaxation(offer))
    change, subject, amount = DayChange(offer["change"]), str(offer["subject"]), offer["amount"]
    if change is DayChange.FEWER_VISITS:
        fewer = Relaxation(change=Change.FEWER_VISITS, subject=subject, amount=int(amount))
        return applied(problem, fewer)
    if change is DayChange.ANY_DAY:
        plan = replace(problem.plan[subject], fixed_days=())
        others = (plan if one.plan_id == subject else one for one in problem.plans)
        return replace(problem, plans=tuple(others))
    return replace(problem, policy=_other_policy(problem.policy, change, amount))


def _other_policy(policy: Policy, change: DayChange, amount: int | str) -> Policy:
    match change:
        case DayChange.LOWER_RESERVE:
            return replace(policy, urgent_reserve=Fraction(amount))
        case DayChange.HIGHER_DAILY_MAXIMUM if policy.max_per_day is not None:
            return replace(policy, max_per_day=policy.max_per_day + int(amount))
        case DayChange.HIGHER_WEEKLY_MAXIMUM if policy.max_per_week is not None:
            return replace(policy, max_per_week=policy.max_per_week + int(amount))
    return policy


def _relaxation(offer: Mapping[str, Any]) -> Relaxation:
    return Relaxation(
        change=Change(offer["change"]),
        subject=offer["subject"],
        amount=offer["amount"],
        size=offer["size"],
        was=offer["was"],
        lender=offer["lender"],
        role=Role(offer["role"]),
        officer_ids=tuple(offer["officer_ids"]),
        target_ids=tuple(offer["target_ids"]),
        qualifications=tuple(offer["qualifications"]),
        day=date.fromisoformat(offer["day"]) if offer["day"] else None,
    )


def _next_version(tx: Transaction, policy: Policy) -> Policy:
    """Return *policy* under a version that is not taken."""
    stem, _, count = current_policy(tx).version.rpartition("+")
    stem, number = (stem, int(count) + 1) if stem and count.isdigit() else (policy.version, 1)
    return replace(policy, version=f"{stem}+{number}")
