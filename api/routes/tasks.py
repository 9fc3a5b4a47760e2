"""Tasks: dispatched to officers, accepted, moved, checked in at."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.routes.http.answers import CHANGED, FOUND, KNOWN, problems
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, paged, text_position
from api.routes.http.problems import problem_response
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.schemas.base import Day
from api.routes.schemas.tasks import (
    CheckInIn,
    DispatchIn,
    DispatchOut,
    OwnTask,
    RescheduleIn,
    SubstituteOut,
    TaskOut,
    TaskSummary,
)
from api.routes.tellings.tasks import own_task, substitute_out, task_out, task_summary
from api.usecases.tasks import list_tasks as listing
from api.usecases.tasks.accept import accept as accept_place
from api.usecases.tasks.check_in import check_in as arrive
from api.usecases.tasks.dispatch import dispatch as dispatch_tasks
from api.usecases.tasks.overdue import Overdue
from api.usecases.tasks.reschedule import reschedule as move
from api.usecases.tasks.states import TaskState
from api.usecases.tasks.substitutes import substitutes as list_substitutes
from api.usecases.tasks.task_detail import task_detail
from api.usecases.tasks.the_task import the_task
from api.usecases.transaction import Transaction

router = APIRouter(route_class=TransactionalRoute, tags=["tasks"])

DrawId = Annotated[int, Path(ge=1, le=1 << 53)]
Number = Annotated[str, Path(min_length=1, max_length=160, pattern=r"^[!-~]+$")]
Id = Annotated[str | None, Query(min_length=1, max_length=64, pattern=r"^[!-~]+$")]


@router.post("/draws/{draw_id}/dispatch", operation_id="dispatchTasks", responses=CHANGED)
def dispatch(tx: Tx, draw_id: DrawId, given: DispatchIn | None = None) -> DispatchOut:
    """Let officers see their tasks; those dispatched before stay as they are."""
    done = dispatch_tasks(tx, draw_id, given.task_numbers if given else None)
    return DispatchOut.model_validate(done)


@router.get("/tasks", operation_id="listTasks", responses=KNOWN)
def list_tasks(  # noqa: PLR0913, PLR0917 - what tasks are looked for by
    tx: Tx,
    request: Request,
    response: Response,
    draw_id: Annotated[int | None, Query(ge=1, le=1 << 53)] = None,
    plan_id: Id = None,
    body_id: Id = None,
    officer_id: Id = None,
    state: TaskState | None = None,
    day: Day | None = None,
    overdue: Annotated[
        Overdue | bool | None, Query(description="One kind of overdue, or any, or none.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[TaskSummary]:
    """List the tasks of your bodies, by number."""
    filters = listing.Filters(
        draw_id=draw_id,
        plan_id=plan_id,
        body_id=body_id,
        officer_id=officer_id,
        state=state,
        day=day,
        overdue=overdue,
    )
    found = listing.list_tasks(tx, filters, after=text_position(cursor), limit=limit)
    return paged(request, response, found, limit, task_summary, lambda one: one.task.number)


@router.get("/tasks/mine", operation_id="listMyTasks", responses=KNOWN)
def list_mine(
    tx: Tx,
    starts: Annotated[Day | None, Query(description="The first day; today, if not given.")] = None,
    days: Annotated[int, Query(ge=1, le=62)] = 7,
) -> list[OwnTask]:
    """List your own tasks by day; from today on also those that were left over."""
    return [own_task(one) for one in listing.my_tasks(tx, starts, days)]


@router.get("/tasks/{number}", operation_id="getTask", responses=FOUND)
def get_task(tx: Tx, response: Response, number: Number) -> TaskOut:
    """Tell about a task: its visit, team, items with legal basis, and what has happened."""
    return _answer(tx, response, number)


@router.post("/tasks/{number}/accept", operation_id="acceptTask", responses=CHANGED)
def accept(tx: Tx, response: Response, number: Number) -> TaskOut:
    """Accept your place in the visit of a task."""
    accept_place(tx, number)
    return _answer(tx, response, number)


@router.post(
    "/tasks/{number}/check-in",
    operation_id="checkIn",
    response_model=TaskOut,
    responses=CHANGED | problems(429),
)
def check_in(
    tx: Tx, request: Request, response: Response, number: Number, given: CheckInIn
) -> TaskOut | Response:
    """Check in at a visit, on its day, with its check code; for all its tasks."""
    arrival = arrive(tx, number, given.code)
    if arrival.refused is not None:
        return problem_response(request, (arrival.refused,))
    return _answer(tx, response, number)


@router.post("/tasks/{number}/reschedule", operation_id="rescheduleTask", responses=CHANGED)
def reschedule(
    tx: Tx, response: Response, number: Number, given: RescheduleIn, if_match: IfMatch = None
) -> TaskOut:
    """Move the visit of a task to another day of its window; the day of the draw stays known."""
    require_match(if_match, the_task(tx, number, update=True).task.version)
    move(tx, number, given.day, given.reason)
    return _answer(tx, response, number)


@router.get("/tasks/{number}/substitutes", operation_id="listSubstitutes", responses=FOUND)
def list_others(
    tx: Tx, request: Request, number: Number, body_id: Id = None
) -> list[SubstituteOut]:
    """List who of your body is not sent to a visit, and what would keep each; nobody is chosen."""
    return [substitute_out(request, one) for one in list_substitutes(tx, number, body_id)]


def _answer(tx: Transaction, response: Response, number: str) -> TaskOut:
    detail = task_detail(tx, number)
    tag(response, detail.sight.task.version)
    return task_out(detail)
