"""Load a whole district at once: the registries, policy and plans of a draw's folder."""

from __future__ import annotations

import polars as pl

from api.files.forms.plans import plan_data
from api.files.table_rows import (
    bodies_frame,
    conflicts_frame,
    items_frame,
    leave_frame,
    relatives_frame,
)
from api.records.registries.changing import apply_difference, one_at_a_time
from api.records.registries.differences import Mode, difference
from api.records.registries.frames import held_frame
from api.records.registries.kinds import KINDS
from api.tables.registries import RegistryChange
from api.usecases.people.roles import Operation
from api.usecases.plans.write_plan import create_plan
from api.usecases.rules.policies import current_policy, keep_policy
from api.usecases.transaction import Transaction
from scheduler.domain.problem import Problem

REASON = "folder loaded"


def load_problem(tx: Transaction, problem: Problem) -> list[str]:
    """Make the registries and the policy as *problem* has them, and create its plans.

    Raises:
        FaultsError: if it is not allowed, or a plan is there already.
    """
    tx.actor.require(Operation.REGISTRY_WRITE)
    one_at_a_time(tx.session)
    for name, frame in _frames(problem).items():
        _load(tx, name, frame)
    if current_policy(tx).document["version"] != problem.policy.version:
        tx.actor.require(Operation.RULES_WRITE)
        keep_policy(tx, problem.policy)
    return [create_plan(tx, plan_data(plan)).plan_id for plan in problem.plans]


def _frames(problem: Problem) -> dict[str, pl.DataFrame]:
    return {
        "bodies": bodies_frame(problem.bodies),
        "items": items_frame(problem.items),
        "targets": problem.targets.frame,
        "officers": problem.officers.frame,
        "conflicts": conflicts_frame(problem.conflicts),
        "relatives": relatives_frame(problem.relatives),
        "leave": leave_frame(problem.leave),
        "history": problem.history.frame,
    }


def _load(tx: Transaction, name: str, frame: pl.DataFrame) -> None:
    kind = KINDS[name]
    found = difference(kind, held_frame(tx.session, kind), frame, Mode.REPLACE)
    if found.is_empty:
        return
    change = RegistryChange(
        kind=name, at=tx.now, actor=tx.actor.login, reason=REASON, **found.counts
    )
    tx.session.add(change)
    tx.session.flush()
    apply_difference(tx.session, kind, change, found)
    tx.tell("registry.loaded", ("registry", name), change=change.id, rows=frame.height)
