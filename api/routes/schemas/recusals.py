"""Recusals and vacancies on the wire."""

from __future__ import annotations

from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import BodyId, Given, Moment, Reason, Told
from api.usecases.recusals.states import Origin, RecusalState
from api.usecases.vacancies.states import VacancyState
from scheduler.domain.conflicts import Relation
from scheduler.domain.vacancies import Reason as Cause
from scheduler.domain.vacancies import VacancyKind


class RecusalIn(Given):
    """An application that an officer withdraw; without *officer_id* it is your own."""

    officer_id: BodyId | None = None
    origin: Origin = Origin.OFFICER
    relation: Relation
    reason: Reason


class DecisionIn(Given):
    """What the head of the body decides, and why."""

    avoid: bool
    reason: Reason


class RecusalOut(Told):
    """An application. *reason* is told to those who decide, and to the officer himself."""

    id: int
    visit_id: int
    body_id: str
    officer_id: str
    origin: Origin
    relation: Relation | None
    reason: str | None
    state: RecusalState
    version: int
    applied_by: str
    applied_at: Moment
    decided_by: str | None
    decided_at: Moment | None
    decision: str
    vacancy_id: int | None = None


class VacancyIn(Given):
    """A place or a target that came free: of a place its officer, of a target nobody.

    *cause* is a code: leave, certificate, transfer; dissolved, unreachable, moved.
    """

    kind: VacancyKind
    officer_id: BodyId | None = None
    cause: Cause
    note: Reason = ""


class VacancyOut(Told):
    """A vacancy and what came of it. *came* is empty where nobody could be drawn."""

    id: int
    draw_id: int
    kind: VacancyKind
    cause: Cause
    visit_id: int
    body_id: str
    officer_id: str | None
    task_number: str | None
    recusal_id: int | None
    state: VacancyState
    version: int
    note: str
    asked_by: str
    asked_at: Moment
    decided_by: str | None
    decided_at: Moment | None
    number: int | None
    came: str | None
    filled_at: Moment | None
    failure: list[ProblemFault] = []
