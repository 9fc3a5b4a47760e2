"""Save what was found so far: nothing is lost on the way, and nothing has to be complete yet."""

from __future__ import annotations

from api.tables.tasks import ResultRow
from api.usecases.tasks.changing import touch
from api.usecases.tasks.results.content import Content, write_content
from api.usecases.tasks.results.the_result import newest, require_recorder
from api.usecases.tasks.states import RECORDABLE, ResultState
from api.usecases.tasks.the_task import Sight, require_task_state, the_live_task
from api.usecases.transaction import Transaction
from scheduler.errors import Fault, FaultsError


def save_draft(tx: Transaction, number: str, content: Content) -> ResultRow:
    """Let the draft of a task's result say *content*; signatures under another text are void.

    Raises:
        FaultsError: if one is not of the team, it is not the time, or an item is none of the task.
    """
    sight = the_live_task(tx, number)
    officer_id = require_recorder(sight)
    require_task_state(sight.task, *RECORDABLE)
    _refuse_strange_items(sight, content)
    result = newest(tx, number)
    if result is None or result.state != ResultState.DRAFT:
        result = ResultRow(
            task_number=number,
            version=result.version + 1 if result else 1,
            state=ResultState.DRAFT.value,
            recorded_by=officer_id,
            recorded_at=tx.now,
        )
    result.recorded_by, result.recorded_at = officer_id, tx.now
    write_content(tx, result, content)
    touch(tx, sight.task)
    tx.tell(
        "task.draft_saved",
        ("task", number),
        bodies=sight.bodies,
        version=result.version,
        officer=officer_id,
    )
    return result


def _refuse_strange_items(sight: Sight, content: Content) -> None:
    strange = sorted(set(content.items) - set(sight.task.item_ids))
    if strange:
        known = ", ".join(sight.task.item_ids)
        raise FaultsError(
            tuple(
                Fault("item-not-in-task", f"items[{name}]", {"found": name, "known": known})
                for name in strange
            )
        )
