"""Draws as they are answered."""

from __future__ import annotations

from typing import Any

from fastapi import Request

from api.routes.http.problems import ProblemFault, language, told
from api.routes.schemas.draws import DrawOut, DrawSummary, Failure, SourceOut
from api.tables.draws import DrawRow
from api.usecases.draws.commit_nonce import expected_number
from api.usecases.draws.give_entropy import sources_of
from api.usecases.draws.inputs import number_of
from api.usecases.draws.states import draw_bodies, draw_plans
from api.usecases.transaction import Transaction
from scheduler.errors import Fault


def draw_out(tx: Transaction, request: Request, draw: DrawRow) -> DrawOut:
    """Return a draw with everything that its people may know."""
    number, expected = number_of(draw), expected_number(tx, draw)
    fields = draw.model_dump(exclude={"failure"})
    return DrawOut(
        **{name: fields[name] for name in DrawOut.model_fields if name in fields},
        number=None if number is None else str(number),
        expected_number=None if expected is None else str(expected),
        plan_ids=[plan.plan_id for plan in draw_plans(tx, draw)],
        bodies=draw_bodies(tx, draw),
        declared=[SourceOut.model_validate(source) for source in sources_of(tx, draw)],
        failure=_failure(request, draw.failure),
    )


def draw_summary(draw: DrawRow) -> DrawSummary:
    """Return a draw for a list."""
    number = number_of(draw)
    return DrawSummary.model_validate(
        {**draw.model_dump(), "number": None if number is None else str(number)}
    )


def faults_out(request: Request, kept: list[dict[str, Any]]) -> list[ProblemFault]:
    """Return faults that were kept as plain data."""
    lang = language(request)
    return [told(Fault(one["code"], one["place"], one["facts"]), lang) for one in kept]


def _failure(request: Request, failure: dict[str, Any] | None) -> Failure | None:
    if failure is None:
        return None
    return Failure(
        code=failure["code"],
        during=failure.get("during"),
        faults=faults_out(request, failure["faults"]),
    )
