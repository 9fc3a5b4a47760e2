"""Results on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from api.routes.schemas.base import BodyId, Given, Instant, Moment, Reason, Told
from api.usecases.tasks.states import Party, ResultState
from scheduler.domain.results import FollowUp, Method, ResultCategory

Remark = Annotated[str, StringConstraints(max_length=4_000, pattern=r"^[^\x00]*$")]
Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Image = Annotated[
    str,
    StringConstraints(max_length=400_000, pattern=r"^[A-Za-z0-9+/]+={0,2}$"),
    Field(description="A PNG in base64."),
]


class FindingIn(Given):
    """What was found of one item."""

    category: ResultCategory | None = None
    remark: Remark = ""


class ResultIn(Given):
    """What a record says so far; what is not there yet can be added later."""

    category: ResultCategory | None = None
    follow_up: FollowUp | None = None
    method: Method | None = None
    remark: Remark = ""
    present: Line = ""
    withdrawal_asked: bool | None = None
    started_at: Instant | None = None
    ended_at: Instant | None = None
    items: Annotated[dict[BodyId, FindingIn], Field(max_length=500)] = {}


class FindingOut(Told):
    """What was found of one item."""

    category: ResultCategory | None
    remark: str


class SignatureIn(Given):
    """A signature of an officer or of the firm: an image, or a remark why there is none."""

    party: Party
    officer_id: BodyId | None = None
    image: Image | None = None
    remark: Line = ""


class SignatureOut(Told):
    """A signature. *valid* tells whether it signs what the record says now."""

    party: Party
    officer_id: str | None
    image: str | None
    refused: bool
    remark: str
    signed_at: Moment
    valid: bool


class ResultOut(Told):
    """A version of a result."""

    task_number: str
    version: int
    state: ResultState
    category: ResultCategory | None
    follow_up: FollowUp | None
    method: Method | None
    remark: str
    present: str
    withdrawal_asked: bool | None
    started_at: Moment | None
    ended_at: Moment | None
    items: dict[str, FindingOut]
    signatures: list[SignatureOut]
    content_digest: str
    recorded_by: str
    recorded_at: Moment
    confirmed_by: str | None
    returned_for: str


class ReturnIn(Given):
    """Why a result goes back to those who recorded it."""

    reason: Reason
