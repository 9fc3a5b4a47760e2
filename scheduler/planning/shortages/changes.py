"""Changes: a problem as it would be with a relaxation made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import polars as pl

from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Leave
from scheduler.domain.lock import PlanPool
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import DrawnTargets, Participation, Plan
from scheduler.domain.policy import Policy, Remedy
from scheduler.domain.problem import Problem
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import LEADER, DutyStatus, OfficerRegistry
from scheduler.planning.lock import pools_and_clashes
from scheduler.planning.shortages.shortage import SENIOR, Change, Relaxation

NEW = "new"
"""What the ids of officers begin with who are not there yet."""


def applied(
    problem: Problem, relaxation: Relaxation, pools: Mapping[str, PlanPool] | None = None
) -> Problem:
    """Return the problem with a change made; *pools* are looked up if they are not given."""
    if relaxation.change is Change.FEWER_VISITS:
        return _fewer_visits(problem, relaxation, pools)
    for made in (_of_officers, _of_policy, _of_plan):
        change = made.get(relaxation.change)
        if change is not None:
            return change(problem, relaxation)
    message = f"Nobody knows how to apply {relaxation.change}."
    raise ValueError(message)


Making = Callable[[Problem, Relaxation], Problem]


# --- the registry of officers, and leave -------------------------------------------------------


def _with_officers(problem: Problem, frame: pl.DataFrame) -> Problem:
    return replace(problem, officers=OfficerRegistry.from_frame(frame))


def _set(problem: Problem, relaxation: Relaxation, **columns: pl.Expr) -> Problem:
    """Return the problem with new values in the rows of the officers named."""
    named = pl.col("officer_id").is_in(relaxation.officer_ids)
    frame = problem.officers.frame.with_columns(
        pl.when(named).then(value).otherwise(pl.col(name)).alias(name)
        for name, value in columns.items()
    )
    return _with_officers(problem, frame)


def _renew(problem: Problem, relaxation: Relaxation) -> Problem:
    return _set(problem, relaxation, cert_valid_to=pl.lit(relaxation.day))


def _recall(problem: Problem, relaxation: Relaxation) -> Problem:
    """Cut the draw's window out of the leave of those named."""
    window = problem.window
    kept: list[Leave] = []
    for leave in problem.leave:
        if leave.officer_id not in relaxation.officer_ids:
            kept.append(leave)
            continue
        before, after = min(leave.ends, window.starts), max(leave.starts, window.ends)
        if leave.starts < before:
            kept.append(replace(leave, ends=before))
        if after < leave.ends:
            kept.append(replace(leave, starts=after))
    return replace(problem, leave=tuple(kept))


def _repost(problem: Problem, relaxation: Relaxation) -> Problem:
    return _set(
        problem,
        relaxation,
        status=pl.lit(DutyStatus.ON_DUTY.value),
        seconded=pl.lit(value=False),
        front_line=pl.lit(value=True),
    )


def _qualify(problem: Problem, relaxation: Relaxation) -> Problem:
    learnt = [name for name in relaxation.qualifications if name != LEADER]
    columns = {}
    if learnt:
        known = pl.col("qualifications")
        columns["qualifications"] = known.list.set_union(pl.lit(learnt, dtype=pl.List(pl.String)))
    if LEADER in relaxation.qualifications:
        columns["may_lead"] = pl.lit(value=True)
    return _set(problem, relaxation, **columns)


def _senior(problem: Problem, relaxation: Relaxation) -> Problem:
    return _set(problem, relaxation, senior=pl.lit(value=True))


def _more_officers(problem: Problem, relaxation: Relaxation) -> Problem:
    """Add people who hold what is asked for and nothing else, under the policy's limits."""
    first = sum(name.startswith(f"{NEW}-{relaxation.subject}-") for name in problem.officers.ids)
    names = [f"{NEW}-{relaxation.subject}-{first + n + 1}" for n in range(relaxation.amount)]
    rows = pl.DataFrame(
        {
            "officer_id": names,
            "name": names,
            "body_id": [relaxation.subject] * len(names),
            "cert_valid_to": [problem.window.ends] * len(names),
            "may_lead": [LEADER in relaxation.qualifications] * len(names),
            "qualifications": [sorted(set(relaxation.qualifications) - {LEADER, SENIOR})]
            * len(names),
            "min_visits": [0] * len(names),
            "role": [relaxation.role.value] * len(names),
            "senior": [SENIOR in relaxation.qualifications] * len(names),
        },
        schema_overrides={"qualifications": pl.List(pl.String), "min_visits": pl.Int32},
    )
    return _with_officers(problem, pl.concat([problem.officers.frame, rows], how="diagonal"))


def _higher_maximum(problem: Problem, relaxation: Relaxation) -> Problem:
    mine = (pl.col("body_id") == relaxation.subject) & (pl.col("role") == relaxation.role.value)
    least = pl.lit(relaxation.amount, dtype=pl.Int32)
    usual = pl.lit(problem.policy.max_visits, dtype=pl.Int32)
    now = pl.coalesce("max_visits", usual)
    raised = pl.when(now < least).then(least).otherwise(pl.col("max_visits"))
    frame = problem.officers.frame.with_columns(
        pl.when(mine).then(raised).otherwise(pl.col("max_visits")).alias("max_visits")
    )
    return _with_officers(problem, frame)


def _lower_minimum(problem: Problem, relaxation: Relaxation) -> Problem:
    now = pl.coalesce("min_visits", pl.lit(problem.policy.min_visits, dtype=pl.Int32))
    return _set(problem, relaxation, min_visits=(now - relaxation.amount).clip(lower_bound=0))


_of_officers: Mapping[Change, Making] = {
    Change.RENEW: _renew,
    Change.RECALL: _recall,
    Change.REPOST: _repost,
    Change.QUALIFY: _qualify,
    Change.SENIOR: _senior,
    Change.MORE_OFFICERS: _more_officers,
    Change.HIGHER_MAXIMUM: _higher_maximum,
    Change.LOWER_MINIMUM: _lower_minimum,
}


# --- the policy --------------------------------------------------------------------------------


def _borrow(problem: Problem, relaxation: Relaxation) -> Problem:
    """Let the lender lend, after the others, to all plans of the body."""
    policy, body_id = problem.policy, relaxation.subject
    lending = {**policy.lending, body_id: (*policy.lending.get(body_id, ()), relaxation.lender)}
    others = tuple(one for one in policy.remedies if one is not Remedy.LENDING)
    last = Remedy.DIRECT_ASSIGNMENT
    first = others.index(last) if last in others else len(others)
    remedies = (*others[:first], Remedy.LENDING, *others[first:])
    plans = tuple(
        replace(plan, lending=True)
        if body_id in {part.body_id for part in plan.participations}
        else plan
        for plan in problem.plans
    )
    changed = replace(policy, lending=lending, remedies=remedies)
    return replace(problem, policy=changed, plans=plans)


def _policy(**fixed: object) -> Making:
    """Return a change of fields of the policy; an ellipsis stands for the amount."""

    def made(problem: Problem, relaxation: Relaxation) -> Problem:
        fields = {
            name: relaxation.amount if value is ... else value for name, value in fixed.items()
        }
        policy: Policy = replace(problem.policy, **fields)  # type: ignore[arg-type]  # by name
        return replace(problem, policy=policy)

    return made


_of_policy: Mapping[Change, Making] = {
    Change.BORROW: _borrow,
    Change.HIGHER_WEEKLY: _policy(max_per_week=...),
    Change.HIGHER_DAILY: _policy(max_per_day=...),
    Change.SHORTER_REST: _policy(cooling_off_months=...),
    Change.WITH_PAIRS: _policy(no_repeated_pairs=False),
    Change.WITHOUT_SENIOR: _policy(require_senior=False),
    Change.WITHOUT_LEADER: _policy(require_leader=False),
}


# --- plans -------------------------------------------------------------------------------------


def with_plan(problem: Problem, changed: Plan) -> Problem:
    """Return the problem with *changed* in place of the plan of that id."""
    plans = (changed if plan.plan_id == changed.plan_id else plan for plan in problem.plans)
    return replace(problem, plans=tuple(plans))


def _plan(change: Callable[[Plan, Relaxation], Plan]) -> Making:
    def made(problem: Problem, relaxation: Relaxation) -> Problem:
        return with_plan(problem, change(problem.plan[relaxation.subject], relaxation))

    return made


def _part(change: Callable[[Participation, Relaxation], Participation]) -> Making:
    """Return a change of the part that the body *lender* takes in a plan."""

    def made(plan: Plan, relaxation: Relaxation) -> Plan:
        parts = (
            change(part, relaxation) if part.body_id == relaxation.lender else part
            for part in plan.participations
        )
        return replace(plan, participations=tuple(parts))

    return _plan(made)


def _without_slot(part: Participation, relaxation: Relaxation) -> Participation:
    gone = set(relaxation.qualifications)
    slots = (frozenset(slot - gone) for slot in part.slots)
    return replace(part, slots=tuple(slot for slot in slots if slot))


_of_plan: Mapping[Change, Making] = {
    Change.LENDING: _plan(lambda plan, _: replace(plan, lending=True)),
    Change.LATER: _plan(
        lambda plan, r: replace(plan, window=Window(plan.window.starts, _after(r)))
    ),
    Change.EARLIER: _plan(
        lambda plan, r: replace(plan, window=Window(r.day or plan.window.starts, plan.window.ends))
    ),
    Change.SMALLER_TEAM: _part(lambda part, r: replace(part, team_size=r.amount)),
    Change.WITHOUT_SLOT: _part(_without_slot),
    Change.WITHOUT_EXPERTS: _part(lambda part, _: replace(part, experts=())),
}


def _after(relaxation: Relaxation) -> date:
    if relaxation.day is None:
        message = f"{relaxation} names no day."
        raise ValueError(message)
    return relaxation.day + timedelta(days=1)


def _fewer_visits(
    problem: Problem, relaxation: Relaxation, pools: Mapping[str, PlanPool] | None
) -> Problem:
    plan = problem.plan[relaxation.subject]
    if not isinstance(plan.targets, DrawnTargets):
        kept = tuple(x for x in plan.targets.target_ids if x not in relaxation.target_ids)
        return with_plan(problem, replace(plan, targets=replace(plan.targets, target_ids=kept)))
    if pools is None:
        pools = {pool.plan_id: pool for pool in pools_and_clashes(problem)[0]}
    quota = _less(plan.targets.quota, pools[plan.plan_id], relaxation.amount)
    return with_plan(problem, replace(plan, targets=replace(plan.targets, quota=quota)))


def _less(quota: Quota | OverlappingQuota, pool: PlanPool, fewer: int) -> Quota | OverlappingQuota:
    """Return a quota of so many targets fewer, taken from the strata that give most."""
    if isinstance(quota, OverlappingQuota):
        return replace(quota, size=quota.size - fewer)
    due = {part.stratum: part.quota or 0 for part in pool.strata}
    for _ in range(fewer):
        largest = max(due, key=lambda stratum: due[stratum])
        due[largest] -= 1
    if not quota.columns:
        return replace(
            quota, kind=QuotaKind.COUNT, amounts={}, otherwise=Fraction(sum(due.values()))
        )
    amounts = {stratum: Fraction(count) for stratum, count in due.items()}
    return replace(quota, kind=QuotaKind.COUNT, amounts=amounts, otherwise=Fraction(0))
