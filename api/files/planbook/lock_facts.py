"""What solvers found before the seed, as plain data and back: planned days, cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.domain.dayplan import BodyDay, DayLoan, DayPlan, PlanDay
from scheduler.domain.overlap import CellLock, CountVector, WeightedCounts

MOST_FIGURE = 2**31 - 1
"""Of one day; what is larger was not written by us."""

BODY_DAY = ("capacity", "reserve", "planned")


@dataclass(frozen=True, slots=True)
class SavedCells:
    """What a solver found for overlapping quotas; the cells themselves follow from the inputs."""

    start: CountVector
    penalty: int
    visits: int
    lottery: tuple[WeightedCounts, ...]


def days_data(days: DayPlan) -> dict[str, Any]:
    """Return planned days as plain data: plan or body, then day."""
    plans: dict[str, dict[str, int]] = defaultdict(dict)
    bodies: dict[str, dict[str, dict[str, int | None]]] = defaultdict(dict)
    for plan in days.plan_days:
        plans[plan.plan_id][plan.day.isoformat()] = plan.visits
    for body in days.body_days:
        figures = {name: getattr(body, name) for name in BODY_DAY}
        bodies[body.body_id][body.day.isoformat()] = figures
    found: dict[str, Any] = {"plans": plans, "bodies": bodies}
    if days.loans:
        found["loans"] = _loans_data(days)
    return found


def _loans_data(days: DayPlan) -> dict[str, dict[str, dict[str, int]]]:
    """Return what is lent: borrower, day, lender."""
    loans: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for loan in days.loans:
        loans[loan.body_id][loan.day.isoformat()][loan.lender] = loan.places
    return loans


def cells_data(lock: CellLock) -> dict[str, Any]:
    """Return what a solver found as plain data: numbers in the order of the plan's strata.

    What the cells stand for is not told: it may be a risk class, and follows from the inputs.
    """
    return {
        "start": _vector_text(lock.start),
        "penalty": lock.penalty,
        "visits": lock.visits,
        "lottery": [
            {"weight": ticket.weight, "counts": _vector_text(ticket.counts)}
            for ticket in lock.lottery
        ],
    }


def read_days(data: Mapping[str, Any]) -> DayPlan:
    """Read planned days; raises as `read_cells`."""
    return DayPlan(
        plan_days=tuple(
            PlanDay(str(plan_id), date.fromisoformat(day), _figure(visits))
            for plan_id, days in sorted(data["plans"].items())
            for day, visits in sorted(days.items())
        ),
        body_days=tuple(
            BodyDay(
                str(body_id),
                date.fromisoformat(day),
                None if figures["capacity"] is None else _figure(figures["capacity"]),
                _figure(figures["reserve"]),
                _figure(figures["planned"]),
            )
            for body_id, days in sorted(data["bodies"].items())
            for day, figures in sorted(days.items())
        ),
        loans=tuple(
            DayLoan(str(body_id), date.fromisoformat(day), str(lender), _figure(places))
            for body_id, days in sorted(data.get("loans", {}).items())
            for day, lent in sorted(days.items())
            for lender, places in sorted(lent.items())
        ),
    )


def read_cells(data: Mapping[str, Any]) -> SavedCells:
    """Read what a solver found.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: if it is not that.
    """
    return SavedCells(
        start=_read_vector(data["start"]),
        penalty=_count(data["penalty"]),
        visits=_count(data["visits"]),
        lottery=tuple(
            WeightedCounts(_count(ticket["weight"]), _read_vector(ticket["counts"]))
            for ticket in data["lottery"]
        ),
    )


def _vector_text(counts: CountVector) -> str:
    # One line, not thousands.
    return " ".join(map(str, counts))


def _read_vector(text: str) -> CountVector:
    return tuple(_count(int(number)) for number in text.split())


def _figure(value: object) -> int:
    """Read a number of visits or places of one day."""
    figure = _count(value)
    if figure > MOST_FIGURE:
        message = f"So many on one day is no plan: {figure}."
        raise ValueError(message)
    return figure


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        message = f"A whole number from 0 was expected, not {value!r}."
        raise ValueError(message)
    return value
