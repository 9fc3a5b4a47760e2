"""Publications: people decide what becomes public."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from api.routes.http.answers import CHANGED, FOUND, KNOWN, problems
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.transactions import TransactionalRoute
from api.routes.public import TargetId, proof_response
from api.routes.schemas.notices import (
    NoticeReasonIn,
    PublicationIn,
    PublicationOut,
    PublishedOut,
    WithdrawalIn,
)
from api.routes.schemas.plans import ReasonIn
from api.usecases.notices import publications as deciding
from api.usecases.notices.kinds import PublicationState
from api.usecases.notices.plan_notice import publish_plan_notice
from api.usecases.notices.proofs import proof_for_firm

router = APIRouter(route_class=TransactionalRoute, tags=["publications"])

Number = Annotated[int, Path(ge=1, le=1 << 53)]
PlanId = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[!-~]+$")]


@router.get("/publications", operation_id="listPublications", responses=KNOWN)
def list_publications(  # noqa: PLR0913, PLR0917 - a page is asked for with these
    tx: Tx,
    request: Request,
    response: Response,
    state: PublicationState | None = None,
    draw_id: Annotated[int | None, Query(ge=1, le=1 << 53)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[PublicationOut]:
    """List what was asked to be public, newest first."""
    before = number_position(cursor)
    found = deciding.publications(tx, state=state, draw_id=draw_id, before=before, limit=limit)
    return paged(request, response, found, limit, PublicationOut.model_validate, lambda one: one.id)


@router.post(
    "/publications",
    operation_id="askPublication",
    status_code=201,
    responses=KNOWN | problems(404, 409),
)
def ask(tx: Tx, response: Response, given: PublicationIn) -> PublicationOut:
    """Ask to publish confirmed results; somebody else has to confirm it."""
    asked = deciding.ask_results(
        tx,
        given.draw_id,
        plan_id=given.plan_id,
        numbers=given.task_numbers,
        reason=given.reason,
    )
    response.headers["Location"] = f"/api/v1/publications/{asked.id}"
    return PublicationOut.model_validate(asked)


@router.get("/publications/{number}", operation_id="getPublication", responses=FOUND)
def get_publication(tx: Tx, number: Number) -> PublicationOut:
    """Tell what was asked to be public, and what was decided."""
    return PublicationOut.model_validate(deciding.the_publication(tx, number))


@router.post(
    "/publications/{number}/confirm",
    operation_id="confirmPublication",
    status_code=202,
    responses=CHANGED,
)
def confirm(tx: Tx, response: Response, number: Number) -> PublicationOut:
    """Confirm as the second person; a worker then publishes."""
    response.headers["Location"] = f"/api/v1/publications/{number}"
    response.headers["Retry-After"] = "1"
    return PublicationOut.model_validate(deciding.confirm(tx, number))


@router.post("/publications/{number}/reject", operation_id="rejectPublication", responses=CHANGED)
def reject(tx: Tx, number: Number, given: ReasonIn) -> PublicationOut:
    """Say no as the second person, or take back what you asked for."""
    return PublicationOut.model_validate(deciding.reject(tx, number, given.reason))


@router.post(
    "/notices/{number}/withdrawals",
    operation_id="askWithdrawal",
    status_code=201,
    responses=CHANGED,
)
def withdraw(tx: Tx, response: Response, number: Number, given: WithdrawalIn) -> PublicationOut:
    """Ask that a notice counts no more; somebody else has to confirm it."""
    asked = deciding.ask_withdrawal(tx, number, given.reason)
    response.headers["Location"] = f"/api/v1/publications/{asked.id}"
    return PublicationOut.model_validate(asked)


@router.post(
    "/plans/{plan_id}/notice",
    operation_id="publishPlanNotice",
    status_code=201,
    responses=CHANGED,
)
def publish_plan(
    tx: Tx, response: Response, plan_id: PlanId, given: NoticeReasonIn
) -> PublishedOut:
    """Publish the notice of a plan as it stands: figures and words, never targets."""
    notice = publish_plan_notice(tx, plan_id, given.reason)
    response.headers["Location"] = f"/api/v1/public/notices/{notice.id}"
    return PublishedOut.model_validate(notice)


@router.get(
    "/draws/{draw_id}/proofs/{target_id}",
    operation_id="getProofForFirm",
    response_class=Response,
    responses=FOUND | problems(409),
)
def get_proof(
    tx: Tx,
    request: Request,
    draw_id: Number,
    target_id: TargetId,
    form: Annotated[Literal["html", "text"], Query(alias="format")] = "html",
    lang: Literal["zh", "en"] | None = None,
) -> Response:
    """Fetch the whole proof for one firm, to hand it to that firm alone."""
    response = proof_response(request, proof_for_firm(tx, draw_id, target_id), form, lang)
    response.headers["Cache-Control"] = "private, no-store"
    return response
