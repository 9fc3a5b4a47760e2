"""Reports on the wire."""

from __future__ import annotations

from datetime import date

from api.routes.schemas.base import Told


class OverdueOfBody(Told):
    """How many tasks a body leads that are late: to inspect, to record, to publish."""

    body_id: str
    name: str
    inspection: int
    recording: int
    publication: int


class OverdueOut(Told):
    """What is late on a day; `GET /tasks?overdue=true` lists the tasks."""

    day: date
    bodies: list[OverdueOfBody]


class ExpiringOut(Told):
    """An officer whose certificate ends, and how many visits he has after that."""

    officer_id: str
    name: str
    body_id: str
    valid_to: date | None
    days_left: int | None
    visits_after: int


class ReplacedOut(Told):
    """How many of his places an officer left."""

    officer_id: str
    body_id: str
    places: int
    left: int
    causes: dict[str, int]
    frequent: bool


class ReplacementsOut(Told):
    """Who was replaced, why, and how many places no lot could fill."""

    officers: list[ReplacedOut]
    causes: dict[str, dict[str, int]]
    named_directly: int


class ShareOut(Told):
    """So many of so many."""

    count: int
    of: int
    percent: str | None


class AssessedOut(Told):
    """How a body did in a month.

    *actions* and *front_line* give the inspections of an officer, for information: they are no
    merit, and nothing is ranked by them.
    """

    body_id: str
    name: str
    completion: ShareOut
    publication_on_time: ShareOut
    participation: ShareOut
    duty_coverage: ShareOut
    returned: ShareOut
    actions: int
    front_line: int


class AssessmentOut(Told):
    """The assessment of a month, by body."""

    month: str
    bodies: list[AssessedOut]
