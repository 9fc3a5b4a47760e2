"""Who could go to a visit on a day, by the registries as they are now; and why others could not.

A redraw goes by the registries that were locked. This is for people who move a visit, look for
somebody, or name somebody themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from api.records.registries.kinds import KINDS
from api.records.registries.named import named_rows
from api.tables.draws import DrawRow
from api.tables.registries import ConflictRow, LeaveRow, OfficerRow, RelativesRow, TargetRow
from api.tables.tasks import Assignment, TaskRow, VisitRow
from api.usecases.draws.problem import kept_policy
from api.usecases.draws.states import DrawState
from api.usecases.rules.policies import policy_version
from api.usecases.tasks.staffing import OVER
from api.usecases.tasks.states import AssignmentState
from api.usecases.tasks.the_task import visit_tasks
from api.usecases.transaction import Transaction
from scheduler.domain.conflicts import ConflictState, Subject
from scheduler.domain.registry import DutyStatus
from scheduler.errors import Fault


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the registries say about a visit and those who might go there on *day*."""

    day: date
    officers: Mapping[str, sa.RowMapping]
    away: frozenset[str]
    busy: Mapping[str, int]
    most_a_day: int
    conflicted: frozenset[str]
    kin: Mapping[str, frozenset[str]]


def obstacles(
    tx: Transaction,
    visit: VisitRow,
    day: date,
    officer_ids: Iterable[str],
    *,
    beside: Collection[str] = (),
) -> dict[str, list[Fault]]:
    """Return what keeps each officer from going to *visit* on *day*, with those *beside* him."""
    ids = sorted(set(officer_ids))
    around = _surroundings(tx, visit, day, ids)
    return {name: list(_obstacles(around, name, beside)) for name in ids}


def _obstacles(around: Surroundings, name: str, beside: Collection[str]) -> Iterator[Fault]:
    facts: dict[str, str | int] = {"officer": name, "day": around.day.isoformat()}
    row = around.officers.get(name)
    if row is None or row["held_until"] is not None:
        yield Fault("officer-gone", name, facts)
        return
    if row["status"] != DutyStatus.ON_DUTY.value:
        yield Fault("officer-off-duty", name, facts)
    valid_to = row["cert_valid_to"]
    if valid_to is None or valid_to < around.day:
        yield Fault("officer-certificate-over", name, facts)
    if name in around.away:
        yield Fault("officer-on-leave", name, facts)
    if around.busy.get(name, 0) >= around.most_a_day:
        yield Fault("officer-busy", name, facts)
    if name in around.conflicted:
        yield Fault("officer-in-conflict", name, facts)
    if not around.kin.get(name, frozenset()).isdisjoint(beside):
        yield Fault("officer-related", name, facts)


def _surroundings(tx: Transaction, visit: VisitRow, day: date, ids: list[str]) -> Surroundings:
    draw = tx.session.get_one(DrawRow, visit.draw_id)
    policy = kept_policy(policy_version(tx, draw.policy_version).document)
    return Surroundings(
        day=day,
        officers=named_rows(tx.session, KINDS["officers"], ids),
        away=_away(tx, day, ids),
        busy=_busy(tx, visit, day, ids),
        most_a_day=policy.max_per_day or 1,
        conflicted=_conflicted(tx, visit, day, ids),
        kin=_kin(tx, ids),
    )


def _away(tx: Transaction, day: date, ids: list[str]) -> frozenset[str]:
    query = select(LeaveRow.officer_id).where(
        _current(LeaveRow),
        col(LeaveRow.officer_id).in_(ids),
        col(LeaveRow.starts) <= day,
        col(LeaveRow.ends) > day,
    )
    return frozenset(tx.session.exec(query))


def _busy(tx: Transaction, visit: VisitRow, day: date, ids: list[str]) -> Mapping[str, int]:
    """Return how many other visits each officer has on that day."""
    alive = (
        select(TaskRow.visit_id)
        .join(DrawRow, col(DrawRow.id) == col(TaskRow.draw_id))
        .where(DrawRow.state == DrawState.DRAWN.value, col(TaskRow.state).not_in(OVER))
    )
    query = (
        select(Assignment.officer_id, sa.func.count())
        .join(VisitRow, col(VisitRow.id) == col(Assignment.visit_id))
        .where(
            VisitRow.day == day,
            VisitRow.id != visit.id,
            col(VisitRow.id).in_(alive),
            col(Assignment.officer_id).in_(ids),
            Assignment.state != AssignmentState.LEFT.value,
        )
        .group_by(Assignment.officer_id)
    )
    return dict(tx.session.exec(query).all())


def _conflicted(tx: Transaction, visit: VisitRow, day: date, ids: list[str]) -> frozenset[str]:
    subjects = _subjects(tx, visit)
    query = select(ConflictRow).where(
        _current(ConflictRow),
        col(ConflictRow.officer_id).in_(ids),
        ConflictRow.state == ConflictState.DECIDED_AVOID.value,
    )
    return frozenset(
        row.officer_id
        for row in tx.session.exec(query)
        if row.subject_id in subjects[row.subject]
        and (row.since is None or row.since <= day)
        and (row.until is None or day < row.until)
    )


def _subjects(tx: Transaction, visit: VisitRow) -> Mapping[str, set[str]]:
    """Return what a conflict may be with: the targets visited, their groups and their people."""
    ids = [task.target_id for task in visit_tasks(tx, visit) if task.state not in OVER]
    found: dict[str, set[str]] = defaultdict(set)
    found[Subject.TARGET.value].update(ids)
    query = select(TargetRow).where(_current(TargetRow), col(TargetRow.target_id).in_(ids))
    for row in tx.session.exec(query):
        found[Subject.PERSON.value].update(row.people)
        if row.group_id is not None:
            found[Subject.GROUP.value].add(row.group_id)
    return found


def _kin(tx: Transaction, ids: list[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    either = sa.or_(col(RelativesRow.officer_id).in_(ids), col(RelativesRow.relative_id).in_(ids))
    for row in tx.session.exec(select(RelativesRow).where(_current(RelativesRow), either)):
        found[row.officer_id].add(row.relative_id)
        found[row.relative_id].add(row.officer_id)
    return {name: frozenset(names) for name, names in found.items()}


def _current(table: type[SQLModel]) -> Any:  # noqa: ANN401 - a condition
    held_until: Any = table.__table__.c.held_until  # type: ignore[attr-defined]
    return held_until.is_(None)


def body_officers(tx: Transaction, body_id: str) -> list[OfficerRow]:
    """Return the officers of a body, by id; experts are none."""
    query = select(OfficerRow).where(
        _current(OfficerRow), OfficerRow.body_id == body_id, OfficerRow.role == "officer"
    )
    return list(tx.session.exec(query.order_by(col(OfficerRow.officer_id))))
