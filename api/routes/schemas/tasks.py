"""Tasks on the wire. What a target is worth to inspect, and whose it is, never is."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import BodyId, Day, Given, Moment, Reason, Told
from api.routes.schemas.plans import Document
from api.usecases.tasks.overdue import Overdue
from api.usecases.tasks.states import AssignmentState, TaskState, TeamRole

TaskNumber = Annotated[str, StringConstraints(min_length=1, max_length=160, pattern=r"^[!-~]+$")]


class DispatchIn(Given):
    """The tasks to dispatch; without any, all of the draw that are yours to manage."""

    task_numbers: Annotated[list[TaskNumber], Field(min_length=1, max_length=10_000)] | None = None


class DispatchOut(Told):
    """Numbers of tasks: sent now, sent before, and those whose team is not whole."""

    sent: list[str]
    before: list[str]
    unstaffed: list[str]


class TaskSummary(Told):
    """A task in a list."""

    number: str
    draw_id: int
    plan_id: str
    target_id: str
    target_name: str
    address: str | None
    lead_body: str
    bodies: list[str]
    state: TaskState
    version: int
    day: date
    planned_day: date
    starts: date
    ends: date
    due: date | None
    overdue: list[Overdue]


class OwnTask(TaskSummary):
    """A task of the officer who asks, and what he is there."""

    role: TeamRole
    accepted_at: Moment | None


class MemberOut(Told):
    """Somebody who goes."""

    officer_id: str
    name: str
    body_id: str
    role: TeamRole
    state: AssignmentState
    accepted: bool


class TaskItemOut(Told):
    """What is inspected, and by which law."""

    item_id: str
    name: str
    legal_basis: str
    body_id: str


class TaskEvent(Told):
    """Something that happened to a task; who did it is told to its bodies."""

    at: Moment
    action: str
    actor: str | None
    reason: str
    facts: Document


class TaskOut(TaskSummary):
    """A task in full. *beside* are the other tasks of the same visit."""

    plan_name: str
    visit_no: str
    dispatched_at: Moment | None
    checked_in_at: Moment | None
    recorded_at: Moment | None
    confirmed_at: Moment | None
    notice_id: int | None
    item_ids: list[str]
    items: list[TaskItemOut]
    team: list[MemberOut]
    beside: list[str]
    history: list[TaskEvent]


class CheckInIn(Given):
    """The check code of the visit."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class RescheduleIn(Given):
    """Another day for the whole visit, and why."""

    day: Day
    reason: Reason


class SubstituteOut(Told):
    """Somebody who is not sent, and what would keep him from going."""

    officer_id: str
    name: str
    body_id: str
    qualifications: list[str]
    may_lead: bool
    eligible: bool
    obstacles: list[ProblemFault]


class CarryIn(Given):
    """Why a task goes to the next window."""

    reason: Reason


class PlaceIn(Given):
    """Whom the head of the body names for a place that nobody could be drawn for, and why."""

    body_id: BodyId
    officer_id: BodyId
    reason: Reason


class FeedOut(Told):
    """The address of a calendar, told this once."""

    url: str
