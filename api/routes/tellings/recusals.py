"""Recusals and vacancies as they are answered."""

from __future__ import annotations

from fastapi import Request
from sqlmodel import col, select

from api.routes.schemas.recusals import RecusalOut, VacancyOut
from api.routes.tellings.draws import faults_out
from api.tables.tasks import RecusalRow, VacancyRow
from api.usecases.recusals.the_recusal import tells_reason
from api.usecases.transaction import Transaction


def recusal_out(tx: Transaction, row: RecusalRow) -> RecusalOut:
    """Return an application, with its reason for those who may know it."""
    query = select(VacancyRow.id).where(VacancyRow.recusal_id == row.id)
    vacancy_id = tx.session.exec(query.order_by(col(VacancyRow.id).desc())).first()
    told = tells_reason(tx, row)
    hidden = {} if told else {"reason": None, "relation": None, "decision": ""}
    return RecusalOut.model_validate({**row.model_dump(), "vacancy_id": vacancy_id, **hidden})


def vacancy_out(request: Request, row: VacancyRow) -> VacancyOut:
    """Return a vacancy; of one that failed, why."""
    failure = row.failure or {"faults": []}
    faults = failure["faults"] or _unforeseen(failure)
    return VacancyOut.model_validate(
        {**row.model_dump(), "cause": row.reason, "failure": faults_out(request, faults)}
    )


def _unforeseen(failure: dict[str, object]) -> list[dict[str, object]]:
    code = failure.get("code")
    return [] if code is None else [{"code": code, "place": "redraw", "facts": {}}]
