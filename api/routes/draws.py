"""Draws: compose, check, lock, give entropy, draw, publish; each step on record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.routes.http.answers import CHANGED, FOUND, KNOWN, problems
from api.routes.http.authentication import Tx
from api.routes.http.pages import Cursor, Limit, Page, number_position, paged
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.schemas.draws import (
    ApprovalIn,
    ApprovalOut,
    CommitmentIn,
    DrawChange,
    DrawIn,
    DrawOut,
    DrawSummary,
    EntropyIn,
    SourcesIn,
)
from api.routes.schemas.plans import ReasonIn
from api.routes.tellings.draws import draw_out, draw_summary
from api.tables.draws import DrawRow
from api.usecases.draws import approvals, compose
from api.usecases.draws import the_draw as finding
from api.usecases.draws.check_draw import request_check
from api.usecases.draws.commit_nonce import commit_nonce
from api.usecases.draws.compose import Sources
from api.usecases.draws.give_entropy import give_entropy as give
from api.usecases.draws.relax_draw import relax_draw
from api.usecases.draws.states import DrawState
from api.usecases.draws.test_draw import request_test
from api.usecases.transaction import Transaction

router = APIRouter(route_class=TransactionalRoute, tags=["draws"])

DrawId = Annotated[int, Path(ge=1, le=1 << 53)]
Number = Annotated[int, Path(ge=0, le=1 << 53)]
STARTED = CHANGED


@router.get("/draws", operation_id="listDraws", responses=KNOWN)
def list_draws(
    tx: Tx,
    request: Request,
    response: Response,
    state: DrawState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[DrawSummary]:
    """List draws of your bodies, newest first."""
    found = finding.list_draws(tx, state=state, before=number_position(cursor), limit=limit)
    return paged(request, response, found, limit, draw_summary, lambda draw: draw.id)


@router.post(
    "/draws", operation_id="createDraw", status_code=201, responses=KNOWN | problems(404, 409)
)
def create_draw(tx: Tx, request: Request, response: Response, given: DrawIn) -> DrawOut:
    """Compose a draw of plans that are ready."""
    draw = compose.create_draw(
        tx,
        given.title,
        given.plan_ids,
        mode=given.mode,
        announced=given.announced,
        sources=_sources(given.sources),
        repeats=given.repeats,
    )
    response.headers["Location"] = f"/api/v1/draws/{draw.id}"
    return _tagged(tx, request, response, draw)


@router.get("/draws/{draw_id}", operation_id="getDraw", responses=FOUND)
def get_draw(tx: Tx, request: Request, response: Response, draw_id: DrawId) -> DrawOut:
    """Tell how far a draw has come, what its check found and which sources it waits for."""
    return _tagged(tx, request, response, finding.the_draw(tx, draw_id))


@router.patch("/draws/{draw_id}", operation_id="changeDraw", responses=CHANGED)
def change_draw(
    tx: Tx,
    request: Request,
    response: Response,
    draw_id: DrawId,
    given: DrawChange,
    if_match: IfMatch = None,
) -> DrawOut:
    """Change a draw that is not locked; it must be checked again."""
    require_match(if_match, finding.the_draw(tx, draw_id).version)
    draw = compose.change_draw(
        tx,
        draw_id,
        title=given.title,
        plan_ids=given.plan_ids,
        announced=given.announced,
        sources=None if given.sources is None else _sources(given.sources),
    )
    return _tagged(tx, request, response, draw)


@router.post("/draws/{draw_id}/check", operation_id="checkDraw", status_code=202, responses=STARTED)
def check_draw(tx: Tx, request: Request, response: Response, draw_id: DrawId) -> DrawOut:
    """Ask for a check: pools, quotas, capacity, days, and what is short with what mends it."""
    return _started(tx, request, response, request_check(tx, draw_id))


@router.post("/draws/{draw_id}/run", operation_id="runTest", status_code=202, responses=STARTED)
def run_test(tx: Tx, request: Request, response: Response, draw_id: DrawId) -> DrawOut:
    """Draw a test that was checked: its seed is thrown away, and nobody is sent anywhere."""
    return _started(tx, request, response, request_test(tx, draw_id))


@router.post(
    "/draws/{draw_id}/relaxations/{number}",
    operation_id="relaxDraw",
    status_code=202,
    responses=STARTED,
)
def relax(tx: Tx, request: Request, response: Response, draw_id: DrawId, number: Number) -> DrawOut:
    """Apply a relaxation that the last check offered, and ask for a new check."""
    return _started(tx, request, response, relax_draw(tx, draw_id, number))


@router.post("/draws/{draw_id}/cancel", operation_id="cancelDraw", responses=CHANGED)
def cancel_draw(
    tx: Tx, request: Request, response: Response, draw_id: DrawId, given: ReasonIn
) -> DrawOut:
    """Give up a draw before its lock, also while it is being checked."""
    return _tagged(tx, request, response, compose.cancel_draw(tx, draw_id, given.reason))


@router.post(
    "/draws/{draw_id}/commitments",
    operation_id="commitNonce",
    status_code=201,
    responses=CHANGED,
)
def commit(
    tx: Tx, request: Request, response: Response, draw_id: DrawId, given: CommitmentIn
) -> DrawOut:
    """Log a body's commitment to a nonce, made for the number that the draw is expected to get."""
    draw = commit_nonce(tx, draw_id, given.draw, given.party, given.commitment)
    return _tagged(tx, request, response, draw)


@router.post("/draws/{draw_id}/entropy", operation_id="giveEntropy", responses=CHANGED)
def give_entropy(
    tx: Tx, request: Request, response: Response, draw_id: DrawId, given: EntropyIn
) -> DrawOut:
    """Deliver what a source gives; with the last one the draw begins."""
    draw = give(tx, draw_id, given.source, given.value, given.proof)
    return _tagged(tx, request, response, draw)


@router.get("/draws/{draw_id}/approvals", operation_id="listApprovals", responses=FOUND)
def list_approvals(tx: Tx, draw_id: DrawId) -> list[ApprovalOut]:
    """List what was asked for in a draw, newest first."""
    return [ApprovalOut.model_validate(row) for row in approvals.approvals_of(tx, draw_id)]


@router.post(
    "/draws/{draw_id}/approvals",
    operation_id="askApproval",
    status_code=201,
    responses=CHANGED,
)
def ask(tx: Tx, draw_id: DrawId, given: ApprovalIn, if_match: IfMatch = None) -> ApprovalOut:
    """Ask for lock, void or publication; somebody else has to confirm it."""
    require_match(if_match, finding.the_draw(tx, draw_id, update=True).version)
    return ApprovalOut.model_validate(
        approvals.ask(tx, draw_id, given.step, code=given.code, reason=given.reason)
    )


@router.post(
    "/draws/{draw_id}/approvals/{number}/confirm",
    operation_id="confirmApproval",
    status_code=202,
    responses=STARTED,
)
def confirm(tx: Tx, draw_id: DrawId, number: Number) -> ApprovalOut:
    """Confirm as the second person; the step then begins."""
    return ApprovalOut.model_validate(approvals.confirm(tx, draw_id, number))


@router.post(
    "/draws/{draw_id}/approvals/{number}/reject",
    operation_id="rejectApproval",
    responses=CHANGED,
)
def reject(tx: Tx, draw_id: DrawId, number: Number, given: ReasonIn) -> ApprovalOut:
    """Say no as the second person, or take back what you asked for."""
    return ApprovalOut.model_validate(approvals.reject(tx, draw_id, number, given.reason))


def _sources(given: SourcesIn) -> Sources:
    return Sources(
        local=given.local,
        physical=[(thrown.what, thrown.digits) for thrown in given.physical],
        beacon=given.beacon,
        delay=given.delay,
    )


def _started(tx: Transaction, request: Request, response: Response, draw: DrawRow) -> DrawOut:
    response.headers["Location"] = f"/api/v1/draws/{draw.id}"
    response.headers["Retry-After"] = "1"
    return _tagged(tx, request, response, draw)


def _tagged(tx: Transaction, request: Request, response: Response, draw: DrawRow) -> DrawOut:
    tag(response, draw.version)
    return draw_out(tx, request, draw)
