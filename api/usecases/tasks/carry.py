"""Carry a task to the next window, because its team is not whole or its window is over."""

from __future__ import annotations

from api.usecases.days import today
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.tasks.changing import enter
from api.usecases.tasks.staffing import open_places
from api.usecases.tasks.states import AWAITED, TaskState
from api.usecases.tasks.the_task import Sight, require_task_state, the_live_task
from api.usecases.transaction import Transaction


def carry(tx: Transaction, number: str, reason: str) -> Sight:
    """Give up a task in this window. What was drawn and could be done cannot be given up.

    Raises:
        FaultsError: if it is not allowed, there is no need, or no reason is given.
    """
    sight = the_live_task(tx, number)
    tx.actor.require(Operation.TASK_MANAGE, [sight.task.lead_body])
    require_task_state(sight.task, *AWAITED)
    if not reason.strip():
        raise refusal("reason-missing", "reason")
    visit = sight.visit
    missing = {body for _, body in open_places(tx, [visit.id or 0])}
    if visit.ends > today(tx) and missing.isdisjoint(sight.bodies):
        raise refusal("carry-without-need", number, task=number)
    enter(tx, sight.task, TaskState.CARRIED, reason=reason)
    return sight
