"""Jobs on the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from api.routes.http.problems import ProblemFault
from api.routes.schemas.base import Given, Moment, Told
from api.routes.schemas.plans import Document


class SubjectIn(Given):
    """What to explain: the id of a target or officer, the number of a task, or `PLAN/TARGET`."""

    subject: Annotated[str, StringConstraints(min_length=1, max_length=140, pattern=r"^[!-~]+$")]


class JobOut(Told):
    """A job: *result* is there when it is done, *failure* and *faults* when it failed."""

    id: str
    kind: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    asked_at: Moment
    started_at: Moment | None
    ended_at: Moment | None
    result: Document | None = None
    failure: str | None = None
    faults: list[ProblemFault] = []
