"""Confirm a result as the body, or return it with a reason; then a new version follows."""

from __future__ import annotations

from api.tables.tasks import ResultRow
from api.usecases.days import today, working_day_after
from api.usecases.people.roles import Operation
from api.usecases.refusals import refusal
from api.usecases.tasks.changing import enter
from api.usecases.tasks.results.content import content_of, write_content
from api.usecases.tasks.results.the_result import newest, the_submitted
from api.usecases.tasks.states import ResultState, TaskState
from api.usecases.tasks.the_task import Sight, require_task_state, the_live_task
from api.usecases.transaction import Transaction


def confirm(tx: Transaction, number: str) -> ResultRow:
    """Confirm the result that was handed in; from now on it has to be published in time.

    Raises:
        FaultsError: if it is not allowed, one recorded it oneself, or none was handed in.
    """
    sight = the_live_task(tx, number)
    _require_body(tx, sight)
    require_task_state(sight.task, TaskState.RECORDED)
    result = the_submitted(tx, number)
    if tx.actor.officer_id is not None and tx.actor.officer_id == result.recorded_by:
        raise refusal("second-person-same", number, step="confirm")
    result.state, result.confirmed_by = ResultState.CONFIRMED.value, tx.actor.login
    result.confirmed_at = sight.task.confirmed_at = tx.now
    days = tx.service.settings.publication_days
    sight.task.due = working_day_after(tx, today(tx), days)
    tx.session.add(result)
    due = sight.task.due.isoformat()
    enter(tx, sight.task, TaskState.CONFIRMED, version=result.version, due=due)
    return result


def return_result(tx: Transaction, number: str, reason: str) -> ResultRow:
    """Return a result for a reason, also one that is public: its notice stays until the next one.

    A draft that says the same follows, for the team to change; it has to be signed again.

    Raises:
        FaultsError: if it is not allowed, none was handed in, or no reason is given.
    """
    sight = the_live_task(tx, number)
    _require_body(tx, sight)
    states = (TaskState.RECORDED, TaskState.CONFIRMED, TaskState.PUBLISHED)
    require_task_state(sight.task, *states)
    if not reason.strip():
        raise refusal("reason-missing", "reason")
    returned, last = the_submitted(tx, number), newest(tx, number)
    returned.state, returned.returned_for = ResultState.RETURNED.value, reason
    returned.returned_by, returned.returned_at = tx.actor.login, tx.now
    tx.session.add(returned)
    again = ResultRow(
        task_number=number,
        version=(last.version if last else returned.version) + 1,
        state=ResultState.DRAFT.value,
        recorded_by=returned.recorded_by,
        recorded_at=tx.now,
    )
    write_content(tx, again, content_of(tx, returned))
    sight.task.recorded_at = sight.task.confirmed_at = None
    enter(tx, sight.task, TaskState.RETURNED, reason=reason, version=returned.version)
    return again


def _require_body(tx: Transaction, sight: Sight) -> None:
    tx.actor.require(Operation.RESULT_CONFIRM, [sight.task.lead_body])
