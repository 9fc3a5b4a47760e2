"""The monthly assessment (月考核): whether bodies did what they had to, in time and well.

How often anybody was inspected is no merit: inspection counts and fines must not be targets
(国办发〔2024〕54号). So 人均执法量 is told for information and nothing is ranked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction

import sqlalchemy as sa
from sqlmodel import col, select

from api.files.planbook.totals import BEIJING
from api.tables.draws import DrawRow
from api.tables.notices import NoticeRow
from api.tables.registries import ItemRow, OfficerRow
from api.tables.tasks import Assignment, ResultRow, TaskBody, TaskRow, VisitRow
from api.usecases.days import day_of
from api.usecases.draws.states import DrawState
from api.usecases.notices.kinds import NoticeKind
from api.usecases.reports.scope import bodies_in_report
from api.usecases.tasks.states import DONE, AssignmentState, TaskState, TeamRole
from api.usecases.transaction import Transaction
from scheduler.domain.registry import DutyStatus, Role

INSPECTED = (*DONE, TaskState.RETURNED.value)


@dataclass(frozen=True, slots=True)
class Share:
    """So many *of* so many."""

    count: int
    of: int

    @property
    def percent(self) -> str | None:
        """As a percentage with two places; None of nothing."""
        if not self.of:
            return None
        hundredths = round(Fraction(self.count * 10_000, self.of))
        return f"{hundredths // 100}.{hundredths % 100:02}"


@dataclass(frozen=True, slots=True)
class Assessed:
    """How a body did. *actions* and *front_line* give 人均执法量, for information alone."""

    body_id: str
    name: str
    completion: Share
    publication_on_time: Share
    participation: Share
    duty_coverage: Share
    returned: Share
    actions: int
    front_line: int


@dataclass(frozen=True, slots=True)
class Month:
    """The days from *starts* up to *ends*, and the moments at which they begin in China."""

    starts: date
    ends: date

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """Return a month of the calendar."""
        return cls(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))

    def has_day(self, column: object) -> sa.ColumnElement[bool]:
        """Return the condition that a day lies in the month."""
        found = col(column)
        return sa.and_(found >= self.starts, found < self.ends)

    def has_moment(self, column: object) -> sa.ColumnElement[bool]:
        """Return the condition that a moment lies in the month."""
        first, last = (datetime.combine(day, time(), BEIJING) for day in (self.starts, self.ends))
        found = col(column)
        return sa.and_(found >= first, found < last)


def assessment(tx: Transaction, month: Month) -> list[Assessed]:
    """Return how each body did in a month, by body.

    Raises:
        FaultsError: if it is not allowed.
    """
    names = bodies_in_report(tx)
    due, done = _tasks(tx, month), _tasks(tx, month, INSPECTED)
    public_due, in_time = _publications(tx, month)
    officers, front_line = _officers(tx)
    took_part, actions = _work(tx, month)
    items, inspected = _items(tx, month)
    handed_in, returned = _results(tx, month)
    return [
        Assessed(
            body_id=one,
            name=names[one],
            completion=Share(done[one], due[one]),
            publication_on_time=Share(in_time[one], public_due[one]),
            participation=Share(len(took_part[one] & officers[one]), len(officers[one])),
            duty_coverage=Share(len(items[one] & inspected), len(items[one])),
            returned=Share(returned[one], handed_in[one]),
            actions=actions[one],
            front_line=front_line[one],
        )
        for one in names
    ]


def _tasks(tx: Transaction, month: Month, states: tuple[str, ...] | None = None) -> Counter[str]:
    """Return how many tasks each body leads that were drawn for the month, in some states."""
    dropped = TaskRow.state != TaskState.DROPPED.value
    query = (
        select(TaskRow.lead_body, sa.func.count())
        .join(VisitRow, col(VisitRow.id) == col(TaskRow.visit_id))
        .join(DrawRow, col(DrawRow.id) == col(TaskRow.draw_id))
        .where(
            DrawRow.state == DrawState.DRAWN.value,
            month.has_day(VisitRow.planned_day),
            dropped if states is None else col(TaskRow.state).in_(states),
        )
        .group_by(TaskRow.lead_body)
    )
    return Counter(dict(tx.session.exec(query).all()))


def _publications(tx: Transaction, month: Month) -> tuple[Counter[str], Counter[str]]:
    """Return how many results had to be public by a day of the month, and how many were."""
    first = (
        select(NoticeRow.subject, sa.func.min(NoticeRow.published_at).label("at"))
        .where(NoticeRow.kind == NoticeKind.RESULT.value)
        .group_by(NoticeRow.subject)
        .subquery()
    )
    query = (
        select(TaskRow.lead_body, col(TaskRow.due), first.c.at)
        .outerjoin(first, first.c.subject == col(TaskRow.number))
        .where(month.has_day(TaskRow.due))
    )
    due: Counter[str] = Counter()
    in_time: Counter[str] = Counter()
    for body_id, day, at in tx.session.exec(query):
        due[body_id] += 1
        in_time[body_id] += at is not None and day is not None and day_of(at) <= day
    return due, in_time


def _officers(tx: Transaction) -> tuple[dict[str, set[str]], Counter[str]]:
    """Return the officers on duty of each body, and how many of them are in the front line."""
    query = select(OfficerRow).where(
        col(OfficerRow.held_until).is_(None),
        OfficerRow.role == Role.OFFICER.value,
        OfficerRow.status == DutyStatus.ON_DUTY.value,
    )
    found: dict[str, set[str]] = defaultdict(set)
    front_line: Counter[str] = Counter()
    for row in tx.session.exec(query):
        found[row.body_id].add(row.officer_id)
        front_line[row.body_id] += row.front_line
    return found, front_line


def _work(tx: Transaction, month: Month) -> tuple[dict[str, set[str]], Counter[str]]:
    """Return which officers of each body inspected in the month, and how many tasks it did."""
    query = (
        select(TaskBody.body_id, TaskRow.number, Assignment.officer_id)
        .join(TaskRow, col(TaskRow.number) == col(TaskBody.task_number))
        .join(VisitRow, col(VisitRow.id) == col(TaskRow.visit_id))
        .join(
            Assignment,
            sa.and_(
                col(Assignment.visit_id) == col(VisitRow.id),
                col(Assignment.body_id) == col(TaskBody.body_id),
            ),
        )
        .where(
            month.has_day(VisitRow.day),
            col(TaskRow.state).in_(INSPECTED),
            Assignment.state != AssignmentState.LEFT.value,
            Assignment.role != TeamRole.EXPERT.value,
        )
    )
    officers: dict[str, set[str]] = defaultdict(set)
    tasks: dict[str, set[str]] = defaultdict(set)
    for body_id, number, officer_id in tx.session.exec(query):
        officers[body_id].add(officer_id)
        tasks[body_id].add(number)
    return officers, Counter({body_id: len(found) for body_id, found in tasks.items()})


def _items(tx: Transaction, month: Month) -> tuple[dict[str, set[str]], set[str]]:
    """Return the items of each body, and those of all bodies that were inspected in the month."""
    of_body: dict[str, set[str]] = defaultdict(set)
    for row in tx.session.exec(select(ItemRow).where(col(ItemRow.held_until).is_(None))):
        of_body[row.body_id].add(row.item_id)
    query = (
        select(col(TaskRow.item_ids))
        .join(VisitRow, col(VisitRow.id) == col(TaskRow.visit_id))
        .where(month.has_day(VisitRow.day), col(TaskRow.state).in_(INSPECTED))
    )
    inspected = {name for names in tx.session.exec(query) for name in names}
    return of_body, inspected


def _results(tx: Transaction, month: Month) -> tuple[Counter[str], Counter[str]]:
    """Return how many results each body's teams handed in, and how many of them came back."""
    query = (
        select(TaskRow.lead_body, ResultRow.returned_at)
        .join(ResultRow, col(ResultRow.task_number) == col(TaskRow.number))
        .where(month.has_moment(ResultRow.recorded_at), ResultRow.state != "draft")
    )
    handed_in: Counter[str] = Counter()
    returned: Counter[str] = Counter()
    for body_id, returned_at in tx.session.exec(query):
        handed_in[body_id] += 1
        returned[body_id] += returned_at is not None
    return handed_in, returned
