"""Preview a plan: its pool and quota, as the registry is now. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.usecases.draws.earlier import earlier_tasks
from api.usecases.draws.problem import NO_NUMBER, kept_policy, problem_with, registries_of
from api.usecases.people.roles import Operation
from api.usecases.plans.the_plan import plan_of
from api.usecases.registries.snapshots import take_snapshots
from api.usecases.rules.calendar import calendar_around
from api.usecases.rules.policies import current_policy
from api.usecases.transaction import Transaction
from scheduler.domain.lock import PlanPool
from scheduler.domain.plans import DrawnTargets, Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Fault, FaultsError
from scheduler.planning import fit
from scheduler.planning.lock import pools_and_clashes

PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan would draw from. *faults* are those that only the registries show."""

    registry: int
    plan: Plan
    pool: PlanPool | None
    faults: tuple[Fault, ...]


def preview_plan(tx: Transaction, document: Mapping[str, Any]) -> Preview:
    """Look at a plan that is being composed.

    Raises:
        FaultsError: if it is not allowed, or with all that is wrong with the document.
    """
    tx.actor.require_anywhere(Operation.PLAN_WRITE)
    plan = plan_of(tx, {**document, "plan_id": document.get("plan_id") or PREVIEW})
    problem = _alone(tx, plan)
    faults = fit.faults(problem)
    if faults:
        raise FaultsError(tuple(faults))
    pools, _ = pools_and_clashes(problem)
    return Preview(len(problem.targets), plan, pools[0] if pools else None, ())


def _alone(tx: Transaction, plan: Plan) -> Problem:
    """Return the problem that has this plan and no other."""
    registries = registries_of(tx.service.store, take_snapshots(tx))
    return problem_with(
        registries,
        number=NO_NUMBER,
        window=(plan.window.starts, plan.window.ends),
        plans=[plan],
        policy=kept_policy(current_policy(tx).document),
        calendar=calendar_around(tx, plan.window),
        earlier=earlier_tasks(tx),
    )


def listed(preview: Preview) -> int:
    """Return how many targets a plan lists; 0 if it draws them."""
    targets = preview.plan.targets
    return 0 if isinstance(targets, DrawnTargets) else len(targets.target_ids)
