"""The district's rules: policies and the calendar."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from api.routes.http.answers import FOUND, KNOWN, problems
from api.routes.http.authentication import Tx
from api.routes.http.problems import language, told
from api.routes.http.transactions import TransactionalRoute
from api.routes.schemas.base import Day
from api.routes.schemas.plans import (
    CalendarDayIn,
    CalendarDayOut,
    CalendarOut,
    PolicyDocument,
    PolicyOut,
)
from api.usecases.people.roles import Operation
from api.usecases.rules import calendar as calendars
from api.usecases.rules import policies

router = APIRouter(route_class=TransactionalRoute, tags=["rules"])

Version = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]


@router.get("/policies", operation_id="listPolicies", responses=KNOWN)
def list_policies(tx: Tx) -> list[PolicyOut]:
    """List the versions of the policy, newest first."""
    return [PolicyOut.model_validate(row) for row in policies.policies(tx)]


@router.post(
    "/policies", operation_id="addPolicy", status_code=201, responses=KNOWN | problems(409)
)
def add_policy(tx: Tx, given: PolicyDocument) -> PolicyOut:
    """Add a version of the policy, which counts for draws composed from now on."""
    return PolicyOut.model_validate(policies.add_policy(tx, given))


@router.get("/policies/{version}", operation_id="getPolicy", responses=FOUND)
def get_policy(tx: Tx, version: Version) -> PolicyOut:
    """Tell a version of the policy."""
    tx.actor.require_anywhere(Operation.PLAN_READ)
    return PolicyOut.model_validate(policies.policy_version(tx, version))


@router.get("/calendar", operation_id="getCalendar", responses=KNOWN)
def get_calendar(
    tx: Tx, request: Request, year: Annotated[int, Query(ge=2000, le=2200)]
) -> CalendarOut:
    """Tell the days off, and those worked to make up for them, of a year."""
    tx.actor.require_anywhere(Operation.PLAN_READ)
    found = calendars.calendar_of(tx, range(year, year + 1))
    return CalendarOut(
        year=year,
        holidays=sorted(found.days.holidays),
        make_up_days=sorted(found.days.make_up_days),
        changed=[CalendarDayOut.model_validate(row) for row in found.changed],
        notices=[told(notice, language(request)) for notice in found.notices],
    )


@router.put("/calendar/{day}", operation_id="changeDay", responses=KNOWN)
def change_day(tx: Tx, day: Day, given: CalendarDayIn) -> CalendarDayOut:
    """Open or close the offices on a day, against what was announced."""
    row = calendars.change_day(tx, day, working=given.working, note=given.note)
    return CalendarDayOut.model_validate(row)


@router.delete("/calendar/{day}", operation_id="restoreDay", status_code=204, responses=FOUND)
def restore_day(tx: Tx, day: Day) -> None:
    """Let a day be as it was announced."""
    calendars.restore_day(tx, day)
