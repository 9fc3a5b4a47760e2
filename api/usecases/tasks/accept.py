"""Accept: an officer says that he has seen where he goes, and goes."""

from __future__ import annotations

from api.usecases.tasks.changing import enter, touch
from api.usecases.tasks.states import TaskState, TeamRole
from api.usecases.tasks.the_task import (
    Sight,
    places_of,
    require_officer,
    require_task_state,
    task_bodies,
    the_live_task,
    visit_tasks,
)
from api.usecases.transaction import Transaction


def accept(tx: Transaction, number: str) -> Sight:
    """Accept one's place in the visit of a task; with the last of its officers it is accepted.

    Raises:
        FaultsError: if one is not sent there, or it is too late.
    """
    sight = the_live_task(tx, number)
    place = require_officer(sight)
    if place.accepted_at is not None:
        return sight
    require_task_state(sight.task, TaskState.DISPATCHED)
    place.accepted_at = tx.now
    tx.session.add(place)
    touch(tx, sight.task)
    facts = {"officer": place.officer_id}
    tx.tell("task.place_accepted", ("task", number), bodies=sight.bodies, **facts)
    for task in visit_tasks(tx, sight.visit):
        team = places_of(tx, sight.visit, task_bodies(tx, task.number))
        waiting = any(one.accepted_at is None for one in team if one.role != TeamRole.EXPERT)
        if task.state == TaskState.DISPATCHED and not waiting:
            enter(tx, task, TaskState.ACCEPTED)
    return sight
