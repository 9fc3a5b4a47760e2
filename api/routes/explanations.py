"""Ask why something was drawn as it was; a worker finds out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.routes.http.answers import CHANGED, FOUND
from api.routes.http.authentication import Tx
from api.routes.http.transactions import TransactionalRoute
from api.routes.schemas.jobs import JobOut, SubjectIn
from api.routes.tellings.draws import faults_out
from api.tables.draws import Job
from api.usecases.draws.explain_draw import request_explanation
from api.usecases.jobs.the_job import the_job

router = APIRouter(route_class=TransactionalRoute, tags=["draws"])

DrawId = Annotated[int, Path(ge=1, le=1 << 53)]
JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.post(
    "/draws/{draw_id}/explanations",
    operation_id="explainDraw",
    status_code=202,
    responses=CHANGED,
)
def explain(
    tx: Tx, request: Request, response: Response, draw_id: DrawId, given: SubjectIn
) -> JobOut:
    """Ask why a target, an officer or a task fared as it did; look at `Location` for the answer."""
    job = request_explanation(tx, draw_id, given.subject)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    response.headers["Retry-After"] = "1"
    return _told(request, job)


@router.get("/jobs/{job_id}", operation_id="getJob", responses=FOUND)
def get_job(tx: Tx, request: Request, job_id: JobId) -> JobOut:
    """Tell how far a job is that you asked for, and what came of it."""
    return _told(request, the_job(tx, job_id))


def _told(request: Request, job: Job) -> JobOut:
    fields = job.model_dump(exclude={"failure"})
    failure = job.failure or {}
    return JobOut(
        **{name: fields[name] for name in JobOut.model_fields if name in fields},
        failure=failure.get("code"),
        faults=faults_out(request, failure.get("faults", [])),
    )
