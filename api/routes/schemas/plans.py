"""Plans, policies and the calendar on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints, WithJsonSchema

from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import Given, Moment, Reason, Told
from api.routes.schemas.plan_document import PLAN_SCHEMA, POLICY_SCHEMA
from api.usecases.plans.the_plan import PlanState
from scheduler.domain.plans import PlanKind

PlanDocument = Annotated[dict[str, Any], WithJsonSchema(PLAN_SCHEMA)]
"""A plan as in a file of plans: its own reader names all faults at once, with their places."""

PolicyDocument = Annotated[dict[str, Any], WithJsonSchema(POLICY_SCHEMA)]

Document = Annotated[dict[str, Any], WithJsonSchema({"type": "object"})]


class PlanOut(Told):
    """A plan as it stands."""

    plan_id: str
    version: int
    state: PlanState
    kind: PlanKind
    name: str
    initiating_body: str
    bodies: list[str]
    starts: date
    ends: date
    draw_id: int | None
    document: Document
    created_at: Moment
    updated_at: Moment


class PlanVersionOut(Told):
    """What a plan said in one of its versions."""

    version: int
    document: Document
    at: Moment
    actor: str


class ReasonIn(Given):
    """Why."""

    reason: Reason = ""


class StratumPreview(Told):
    """A stratum of a pool, and how many it would give."""

    stratum: list[str]
    pool: int
    quota: int | None


class PreviewOut(Told):
    """What a plan would draw from, as the registry is now."""

    registry: int
    pool: int
    quota: int
    exclusions: dict[str, int]
    strata: list[StratumPreview]
    faults: list[ProblemFault] = []


class PolicyOut(Told):
    """A version of the policy."""

    version: str
    digest: str
    document: Document
    at: Moment
    actor: str


class PresetOut(Told):
    """Ratios by credit-risk class that a province or county has published."""

    name: str
    ratios: dict[str, str]


class CalendarDayIn(Given):
    """Whether offices are open on a day, and why."""

    working: bool
    note: Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")] = ""


class CalendarDayOut(Told):
    """A day that the district opened or closed."""

    day: date
    working: bool
    note: str


class CalendarOut(Told):
    """The working days of a year. *notices* tell if its holidays are not announced yet."""

    year: int
    holidays: list[date]
    make_up_days: list[date]
    changed: list[CalendarDayOut]
    notices: list[ProblemFault] = Field(default=[])
