"""Draws on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import BodyId, Given, Moment, Reason, Text, Told
from api.routes.schemas.plans import Document
from api.usecases.draws.approvals import ApprovalState, Step
from api.usecases.draws.states import DrawMode, DrawState, Publication
from api.usecases.draws.steps import VoidCode

PlanIds = Annotated[list[BodyId], Field(min_length=1, max_length=1_000)]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Thrown(Given):
    """A physical source: what is thrown, and how many digits it gives."""

    what: Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[!-~]+$")]
    digits: Annotated[int, Field(ge=1, le=1_000)]


class SourcesIn(Given):
    """Where the seed comes from; bodies that commit to a nonce are sources anyway."""

    local: bool = True
    physical: Annotated[list[Thrown], Field(max_length=20)] = []
    beacon: Literal["", "mainnet", "quicknet"] = ""
    delay: Annotated[int, Field(ge=0, le=7 * 86_400)] = 0


class DrawIn(Given):
    """A draw of plans; *repeats* names a void draw that is made anew as its next attempt."""

    title: Text
    plan_ids: PlanIds
    mode: DrawMode = DrawMode.OFFICIAL
    announced: bool = False
    sources: SourcesIn = SourcesIn()
    repeats: Annotated[int, Field(ge=1, le=1 << 53)] | None = None


class DrawChange(Given):
    """What is given changes; the draw must then be checked again."""

    title: Text | None = None
    plan_ids: PlanIds | None = None
    announced: bool | None = None
    sources: SourcesIn | None = None


class SourceOut(Told):
    """A source that the lock declares."""

    number: int
    kind: str
    head: str
    party: str | None
    delivered: bool
    by_service: bool


class Failure(Told):
    """Why a step failed."""

    code: str
    during: str | None = None
    faults: list[ProblemFault] = []


class DrawOut(Told):
    """A draw and how far it has come. *number* is its own once it is logged."""

    id: int
    title: str
    mode: DrawMode
    state: DrawState
    publication: Publication
    version: int
    number: str | None
    expected_number: str | None = None
    starts: date
    ends: date
    announced: bool
    plan_ids: list[str]
    bodies: list[str]
    policy_version: str
    snapshots: dict[str, str]
    sources: Document
    declared: list[SourceOut] = []
    report: Document | None = None
    failure: Failure | None = None
    created_by: str
    created_at: Moment
    moments: dict[str, str]


class DrawSummary(Told):
    """A draw in a list."""

    id: int
    title: str
    mode: DrawMode
    state: DrawState
    publication: Publication
    version: int
    number: str | None
    starts: date
    ends: date
    created_by: str
    created_at: Moment


class ApprovalIn(Given):
    """A step that two people decide, and why; a void draw needs a code, which goes into the log."""

    step: Step
    code: VoidCode | None = None
    reason: Reason = ""


class ApprovalOut(Told):
    """What was asked for, and what was decided."""

    id: int
    draw_id: int
    step: Step
    state: ApprovalState
    reason: str
    asked_by: str
    asked_at: Moment
    decided_by: str | None
    decided_at: Moment | None


class CommitmentIn(Given):
    """A body's commitment to a nonce, made for the draw's number."""

    draw: Text
    party: BodyId
    commitment: Hex


class EntropyIn(Given):
    """What a source gives: a nonce, digits, or a beacon's value with its signature as proof."""

    source: Annotated[int, Field(ge=0, le=1_000)]
    value: Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=r"^[!-~]+$")]
    proof: dict[Annotated[str, StringConstraints(max_length=40)], Any] = {}


class StepEvent(Told):
    """Something that happened to a draw."""

    id: int
    at: Moment
    actor: str
    action: str
    reason: str
    facts: Document
