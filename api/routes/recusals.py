"""Recusals, and the vacancies that they and other causes open after a draw."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.routes.http.answers import CHANGED, FOUND, KNOWN
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.schemas.plans import ReasonIn
from api.routes.schemas.recusals import DecisionIn, RecusalIn, RecusalOut, VacancyIn, VacancyOut
from api.routes.schemas.tasks import CarryIn, PlaceIn, TaskOut
from api.routes.tellings.recusals import recusal_out, vacancy_out
from api.routes.tellings.tasks import task_out
from api.tables.tasks import VacancyRow
from api.usecases.recusals import the_recusal as finding
from api.usecases.recusals.apply import apply
from api.usecases.recusals.decide import decide as decide_recusal
from api.usecases.recusals.states import RecusalState
from api.usecases.tasks.carry import carry as carry_task
from api.usecases.tasks.task_detail import task_detail
from api.usecases.transaction import Transaction
from api.usecases.vacancies import ask as asking
from api.usecases.vacancies import the_vacancy as looking
from api.usecases.vacancies.name_directly import name_directly
from api.usecases.vacancies.states import VacancyState
from scheduler.domain.vacancies import VacancyKind

router = APIRouter(route_class=TransactionalRoute, tags=["recusals"])

TaskNumber = Annotated[str, Path(min_length=1, max_length=160, pattern=r"^[!-~]+$")]
Number = Annotated[int, Path(ge=1, le=1 << 53)]


@router.post(
    "/tasks/{number}/recusals", operation_id="applyRecusal", status_code=201, responses=CHANGED
)
def apply_recusal(tx: Tx, response: Response, number: TaskNumber, given: RecusalIn) -> RecusalOut:
    """Apply that an officer withdraw; until it is decided, work goes on."""
    made = apply(tx, number, **given.model_dump())
    response.headers["Location"] = f"/api/v1/recusals/{made.id}"
    tag(response, made.version)
    return recusal_out(tx, made)


@router.get("/recusals", operation_id="listRecusals", responses=KNOWN)
def list_recusals(
    tx: Tx,
    request: Request,
    response: Response,
    state: RecusalState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RecusalOut]:
    """List applications of your bodies, or your own, newest first."""
    found = finding.recusals(tx, state=state, before=number_position(cursor), limit=limit)
    return paged(
        request, response, found, limit, lambda one: recusal_out(tx, one), lambda one: one.id
    )


@router.get("/recusals/{number}", operation_id="getRecusal", responses=FOUND)
def get_recusal(tx: Tx, response: Response, number: Number) -> RecusalOut:
    """Tell about an application."""
    found = finding.the_recusal(tx, number)
    tag(response, found.version)
    return recusal_out(tx, found)


@router.post("/recusals/{number}/decide", operation_id="decideRecusal", responses=CHANGED)
def decide(
    tx: Tx, response: Response, number: Number, given: DecisionIn, if_match: IfMatch = None
) -> RecusalOut:
    """Decide as the head of the body; to avoid opens a redraw of that place alone."""
    require_match(if_match, finding.the_recusal(tx, number, update=True).version)
    decided = decide_recusal(tx, number, avoid=given.avoid, reason=given.reason)
    tag(response, decided.version)
    return recusal_out(tx, decided)


@router.post(
    "/tasks/{number}/vacancies", operation_id="askVacancy", status_code=201, responses=CHANGED
)
def ask(
    tx: Tx, request: Request, response: Response, number: TaskNumber, given: VacancyIn
) -> VacancyOut:
    """Ask that a place or a target be drawn anew; somebody else has to confirm it."""
    if given.kind is VacancyKind.TARGET:
        made = asking.ask_for_target(tx, number, given.cause, given.note)
    else:
        officer_id = given.officer_id or ""
        made = asking.ask_for_place(tx, number, officer_id, given.cause, given.note)
    response.headers["Location"] = f"/api/v1/vacancies/{made.id}"
    return _answer(request, response, made)


@router.get("/vacancies", operation_id="listVacancies", responses=KNOWN)
def list_vacancies(  # noqa: PLR0913, PLR0917 - a page is asked for with these
    tx: Tx,
    request: Request,
    response: Response,
    draw_id: Annotated[int | None, Query(ge=1, le=1 << 53)] = None,
    state: VacancyState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[VacancyOut]:
    """List vacancies of your bodies, newest first."""
    before = number_position(cursor)
    found = looking.vacancies(tx, draw_id=draw_id, state=state, before=before, limit=limit)
    return paged(
        request, response, found, limit, lambda one: vacancy_out(request, one), lambda one: one.id
    )


@router.get("/vacancies/{number}", operation_id="getVacancy", responses=FOUND)
def get_vacancy(tx: Tx, request: Request, response: Response, number: Number) -> VacancyOut:
    """Tell about a vacancy and who or what came."""
    return _answer(request, response, looking.the_vacancy(tx, number))


@router.post(
    "/vacancies/{number}/confirm",
    operation_id="confirmVacancy",
    status_code=202,
    responses=CHANGED,
)
def confirm(tx: Tx, request: Request, response: Response, number: Number) -> VacancyOut:
    """Confirm as the second person; a worker then draws that place alone."""
    return _started(request, response, asking.confirm(tx, number))


@router.post("/vacancies/{number}/reject", operation_id="rejectVacancy", responses=CHANGED)
def reject(
    tx: Tx, request: Request, response: Response, number: Number, given: ReasonIn
) -> VacancyOut:
    """Say no as the second person, or take back what you asked for."""
    return _answer(request, response, asking.reject(tx, number, given.reason))


@router.post(
    "/vacancies/{number}/retry", operation_id="retryVacancy", status_code=202, responses=CHANGED
)
def retry(tx: Tx, request: Request, response: Response, number: Number) -> VacancyOut:
    """Let a worker try again what failed."""
    return _started(request, response, asking.retry(tx, number))


@router.post(
    "/tasks/{number}/places", operation_id="nameOfficer", status_code=201, responses=CHANGED
)
def name_officer(tx: Tx, response: Response, number: TaskNumber, given: PlaceIn) -> TaskOut:
    """Name an officer for a place that nobody could be drawn for; that is published."""
    name_directly(tx, number, given.body_id, given.officer_id, given.reason)
    return _task(tx, response, number)


@router.post("/tasks/{number}/carry", operation_id="carryTask", responses=CHANGED)
def carry(tx: Tx, response: Response, number: TaskNumber, given: CarryIn) -> TaskOut:
    """Carry a task to the next window that has no whole team, or whose window is over."""
    carry_task(tx, number, given.reason)
    return _task(tx, response, number)


def _task(tx: Transaction, response: Response, number: str) -> TaskOut:
    detail = task_detail(tx, number)
    tag(response, detail.sight.task.version)
    return task_out(detail)


def _started(request: Request, response: Response, vacancy: VacancyRow) -> VacancyOut:
    response.headers["Location"] = f"/api/v1/vacancies/{vacancy.id}"
    response.headers["Retry-After"] = "1"
    return _answer(request, response, vacancy)


def _answer(request: Request, response: Response, vacancy: VacancyRow) -> VacancyOut:
    tag(response, vacancy.version)
    return vacancy_out(request, vacancy)
