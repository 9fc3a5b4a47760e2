"""Reports: what is late, whose certificate ends, who was replaced, how bodies did in a month."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.routes.http.answers import KNOWN
from api.routes.http.authentication import Tx
from api.routes.http.transactions import TransactionalRoute
from api.routes.schemas.reports import (
    AssessedOut,
    AssessmentOut,
    ExpiringOut,
    OverdueOfBody,
    OverdueOut,
    ReplacementsOut,
)
from api.usecases.reports.assessment import Month
from api.usecases.reports.assessment import assessment as assess
from api.usecases.reports.certificates import expiring_certificates
from api.usecases.reports.overdue import overdue_report
from api.usecases.reports.replacements import replacements_report
from api.usecases.tasks.overdue import Overdue

router = APIRouter(prefix="/reports", route_class=TransactionalRoute, tags=["reports"])


@router.get("/overdue", operation_id="reportOverdue", responses=KNOWN)
def overdue(tx: Tx) -> OverdueOut:
    """Tell how many tasks are late, by body and by what should have happened."""
    day, found = overdue_report(tx)
    return OverdueOut(
        day=day,
        bodies=[
            OverdueOfBody(
                body_id=one.body_id,
                name=one.name,
                inspection=one.counts[Overdue.INSPECTION],
                recording=one.counts[Overdue.RECORDING],
                publication=one.counts[Overdue.PUBLICATION],
            )
            for one in found
        ],
    )


@router.get("/certificates", operation_id="reportCertificates", responses=KNOWN)
def certificates(tx: Tx, days: Annotated[int, Query(ge=0, le=3_660)] = 60) -> list[ExpiringOut]:
    """List officers whose certificate is over, or will be within so many days."""
    return [ExpiringOut.model_validate(one) for one in expiring_certificates(tx, days)]


@router.get("/replacements", operation_id="reportReplacements", responses=KNOWN)
def replacements(tx: Tx) -> ReplacementsOut:
    """Tell who left places after draws, how often and why."""
    return ReplacementsOut.model_validate(replacements_report(tx))


@router.get("/assessment", operation_id="reportAssessment", responses=KNOWN)
def assessment(
    tx: Tx, month: Annotated[str, Query(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$")]
) -> AssessmentOut:
    """Assess a month by body: completion, publication, participation, coverage, returns."""
    year, number = month.split("-")
    found = assess(tx, Month.of(int(year), int(number)))
    return AssessmentOut(month=month, bodies=[AssessedOut.model_validate(one) for one in found])
