"""Results of tasks: drafted, signed, handed in, confirmed or returned."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.routes.http.answers import CHANGED, FOUND
from api.routes.http.authentication import Tx
from api.routes.http.transactions import TransactionalRoute
from api.routes.http.versions import IfMatch, require_match, tag
from api.routes.schemas.results import ResultIn, ResultOut, ReturnIn, SignatureIn
from api.routes.tellings.tasks import result_out
from api.tables.tasks import ResultRow
from api.usecases.refusals import refusal
from api.usecases.tasks.results import confirm as confirming
from api.usecases.tasks.results.content import Content, Finding
from api.usecases.tasks.results.save_draft import save_draft
from api.usecases.tasks.results.sign import Signing
from api.usecases.tasks.results.sign import sign as put_signature
from api.usecases.tasks.results.submit import submit as hand_in
from api.usecases.tasks.results.the_result import results_of, version_of
from api.usecases.tasks.the_task import the_task
from api.usecases.transaction import Transaction

router = APIRouter(route_class=TransactionalRoute, tags=["results"])

Number = Annotated[str, Path(min_length=1, max_length=160, pattern=r"^[!-~]+$")]


@router.get("/tasks/{number}/results", operation_id="listResults", responses=FOUND)
def list_results(tx: Tx, response: Response, number: Number) -> list[ResultOut]:
    """List the versions of a task's result, newest first."""
    tag(response, the_task(tx, number).task.version)
    return [result_out(one) for one in results_of(tx, number)]


@router.put("/tasks/{number}/result", operation_id="saveResult", responses=CHANGED)
def save(
    tx: Tx, response: Response, number: Number, given: ResultIn, if_match: IfMatch = None
) -> ResultOut:
    """Save what was found so far; the version to name is that of the task."""
    require_match(if_match, the_task(tx, number, update=True).task.version)
    content = Content(
        **given.model_dump(exclude={"items"}),
        items={name: Finding(**one.model_dump()) for name, one in given.items.items()},
    )
    return _answer(tx, response, save_draft(tx, number, content))


@router.post(
    "/tasks/{number}/signatures", operation_id="signResult", status_code=201, responses=CHANGED
)
def sign(tx: Tx, response: Response, number: Number, given: SignatureIn) -> ResultOut:
    """Sign what the record says now, or put on record that somebody refused."""
    signing = Signing(
        party=given.party,
        officer_id=given.officer_id,
        image=None if given.image is None else _decoded(given.image),
        remark=given.remark,
    )
    return _answer(tx, response, put_signature(tx, number, signing))


@router.post("/tasks/{number}/result/submit", operation_id="submitResult", responses=CHANGED)
def submit(tx: Tx, response: Response, number: Number) -> ResultOut:
    """Hand the result in; all that is missing is told at once."""
    return _answer(tx, response, hand_in(tx, number))


@router.post("/tasks/{number}/result/confirm", operation_id="confirmResult", responses=CHANGED)
def confirm(tx: Tx, response: Response, number: Number, if_match: IfMatch = None) -> ResultOut:
    """Confirm a result as its body; then it is due to be published."""
    require_match(if_match, the_task(tx, number, update=True).task.version)
    return _answer(tx, response, confirming.confirm(tx, number))


@router.post("/tasks/{number}/result/return", operation_id="returnResult", responses=CHANGED)
def return_result(
    tx: Tx, response: Response, number: Number, given: ReturnIn, if_match: IfMatch = None
) -> ResultOut:
    """Return a result for a reason; a new version follows and the old one is kept."""
    require_match(if_match, the_task(tx, number, update=True).task.version)
    return _answer(tx, response, confirming.return_result(tx, number, given.reason))


def _answer(tx: Transaction, response: Response, result: ResultRow) -> ResultOut:
    tag(response, the_task(tx, result.task_number).task.version)
    return result_out(version_of(tx, result))


def _decoded(image: str) -> bytes:
    try:
        return base64.b64decode(image, validate=True)
    except (ValueError, binascii.Error):
        raise refusal("signature-not-png", "image") from None
