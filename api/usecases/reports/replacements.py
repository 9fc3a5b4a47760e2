"""The report of replacements: who left places how often, of how many, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import col, select

from api.tables.tasks import Assignment, VacancyRow
from api.usecases.ceremony.replacement_rates import THRESHOLD
from api.usecases.reports.scope import bodies_in_report
from api.usecases.tasks.states import AssignmentState
from api.usecases.transaction import Transaction
from api.usecases.vacancies.states import VacancyState
from scheduler.domain.vacancies import VacancyKind

MADE = (VacancyState.FILLED.value, VacancyState.NOBODY.value, VacancyState.NAMED.value)


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many of his *places* an officer left, by cause; *frequent* above the threshold."""

    officer_id: str
    body_id: str
    places: int
    left: int
    causes: dict[str, int]

    @property
    def frequent(self) -> bool:
        """Whether he left more places than nobody wonders about."""
        return self.left > THRESHOLD


@dataclass(frozen=True, slots=True)
class Replacements:
    """Who left, why places and targets came free, and how many the head of a body filled."""

    officers: list[Replaced]
    causes: dict[str, dict[str, int]]
    named_directly: int


def replacements_report(tx: Transaction) -> Replacements:
    """Return the replacements of one's bodies.

    Raises:
        FaultsError: if it is not allowed.
    """
    bodies = bodies_in_report(tx)
    query = select(VacancyRow).where(col(VacancyRow.state).in_(MADE))
    rows = [row for row in tx.session.exec(query) if row.body_id in bodies]
    causes: dict[str, Counter[str]] = {}
    left: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        causes.setdefault(row.kind, Counter())[row.reason] += 1
        if row.kind == VacancyKind.OFFICER and row.officer_id is not None:
            left.setdefault((row.officer_id, row.body_id), Counter())[row.reason] += 1
    places = _places(tx, {officer_id for officer_id, _ in left})
    return Replacements(
        officers=[
            Replaced(officer_id, body_id, places[officer_id], found.total(), dict(found))
            for (officer_id, body_id), found in sorted(left.items())
        ],
        causes={kind: dict(found) for kind, found in sorted(causes.items())},
        named_directly=_named_directly(tx, frozenset(bodies)),
    )


def _places(tx: Transaction, officers: set[str]) -> Counter[str]:
    query = (
        select(Assignment.officer_id, sa.func.count())
        .where(col(Assignment.officer_id).in_(officers))
        .group_by(Assignment.officer_id)
    )
    return Counter(dict(tx.session.exec(query).all()))


def _named_directly(tx: Transaction, bodies: frozenset[str]) -> int:
    query = (
        select(Assignment.body_id, sa.func.count())
        .where(Assignment.state == AssignmentState.DIRECT.value)
        .group_by(Assignment.body_id)
    )
    return sum(count for body_id, count in tx.session.exec(query) if body_id in bodies)
