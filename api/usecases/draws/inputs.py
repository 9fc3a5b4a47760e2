"""What a draw is made from, taken out of the database in one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.files.store import Store
from api.tables.draws import DrawRow
from api.usecases.draws.earlier import Earlier
from api.usecases.draws.problem import (
    NO_NUMBER,
    kept_plan,
    kept_policy,
    problem_with,
    registries_of,
)
from api.usecases.draws.states import draw_plans
from api.usecases.rules.calendar import calendar_around
from api.usecases.rules.policies import policy_version
from api.usecases.transaction import Transaction
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.problem import DrawNumber, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawInputs:
    """Everything but the registries, which are in the store."""

    number: DrawNumber
    window: tuple[date, date]
    snapshots: Mapping[str, str]
    plans: tuple[Mapping[str, Any], ...]
    policy: Mapping[str, Any]
    calendar: WorkingCalendar
    earlier: Earlier


def inputs_of(tx: Transaction, draw: DrawRow, earlier: Earlier) -> DrawInputs:
    """Return what *draw* is made from."""
    return DrawInputs(
        number=number_of(draw) or NO_NUMBER,
        window=(draw.starts, draw.ends),
        snapshots=draw.snapshots,
        plans=tuple(plan.document for plan in draw_plans(tx, draw)),
        policy=policy_version(tx, draw.policy_version).document,
        calendar=calendar_around(tx, Window(draw.starts, draw.ends)),
        earlier=earlier,
    )


def number_of(draw: DrawRow) -> DrawNumber | None:
    """Return the number of a draw; None if it has none yet."""
    if draw.series is None:
        return None
    return DrawNumber(series=draw.series, attempt=draw.attempt)


def problem_of(store: Store, inputs: DrawInputs, number: DrawNumber | None = None) -> Problem:
    """Return the problem, under its own number or another."""
    return problem_with(
        registries_of(store, inputs.snapshots),
        number=number or inputs.number,
        window=inputs.window,
        plans=[kept_plan(document) for document in inputs.plans],
        policy=kept_policy(inputs.policy),
        calendar=inputs.calendar,
        earlier=inputs.earlier,
    )
