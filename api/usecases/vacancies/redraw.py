"""A worker's step: draw anew what came free in a draw, one vacancy after the other.

The office's log is the truth. A worker that dies between log and database leaves a vacancy that is
logged and not told; the next one finds it there by what it says, and goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from api.files.evidence.locking import READ_AND_WRITE, held
from api.files.planbook.edition import Edition
from api.tables.draws import DrawRow
from api.tables.tasks import TaskRow, VacancyRow, VisitRow
from api.usecases.ceremony.fill_vacancy import fill_vacancy, open_vacancy
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.ceremony.vacancies import named_again, standing, vacancy_in
from api.usecases.ceremony.vacate import Fresh, vacate
from api.usecases.draws.inputs import number_of
from api.usecases.draws.office import office_of
from api.usecases.draws.run_draw import planbook_folder
from api.usecases.draws.signers import as_logged, second_as_logged
from api.usecases.jobs.ending import failure_data
from api.usecases.make_draw import write_result
from api.usecases.people.actor import SERVICE
from api.usecases.service import Service
from api.usecases.steps import Steps
from api.usecases.transaction import begin
from api.usecases.vacancies.apply_replacement import apply_replacement
from api.usecases.vacancies.states import VacancyState
from api.usecases.vacancies.the_vacancy import enter
from scheduler.domain.problem import DrawNumber
from scheduler.domain.vacancies import (
    NOBODY,
    OfficerVacancy,
    TargetVacancy,
    Vacancy,
    VacancyKind,
    renamed,
)
from scheduler.errors import FaultsError
from scheduler.evidence.records import Event
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.kinds import read_declarations
from scheduler.verification import Replay

NOT_BY_LOT = ("vacancy-not-in-plan", "event-too-late")
"""What the ceremony says of a place that is none of the draw's: its head filled it himself, or the
draw is public, so that whoever stands by is known.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A vacancy to be filled: what came free, why, by whom; *known* is its number if logged."""

    id: int
    vacancy: Vacancy
    reason: str
    by: str
    second: str
    known: int | None
    claimed: frozenset[int]


def redraw(service: Service, draw_id: int) -> None:
    """Fill all confirmed vacancies of a draw; of each that fails it is told why."""
    with begin(service, SERVICE) as tx:
        draw = tx.session.get(DrawRow, draw_id)
        number = number_of(draw) if draw else None
        if draw is None or number is None:
            return
    office = office_of(service)
    failed: Exception | None = None
    # Two workers at once would see each other's vacancy as open, and fail.
    with held(office.folder / f".redraw-{draw_id}", READ_AND_WRITE):
        while (asked := _next(service, draw_id)) is not None:
            try:
                _fill(service, office, number, asked)
            except Exception as error:  # noqa: BLE001 - raised below, after the others had a try
                _fail(service, asked, error)
                failed = failed or error
    if failed is not None:
        raise failed


def _next(service: Service, draw_id: int) -> Asked | None:
    with begin(service, SERVICE, writes=False) as tx:
        rows = tx.session.exec(
            select(VacancyRow).where(VacancyRow.draw_id == draw_id).order_by(col(VacancyRow.id))
        ).all()
        # One that is logged and not filled comes first: the log takes no other before.
        waiting = [row for row in rows if row.state == VacancyState.CONFIRMED]
        row = min(waiting, key=lambda one: (one.number is None, one.id), default=None)
        if row is None:
            return None
        visit = tx.session.get_one(VisitRow, row.visit_id)
        return Asked(
            id=row.id or 0,
            vacancy=_vacancy(row, visit, tx.session.get(TaskRow, row.task_number or "")),
            reason=row.reason,
            by=as_logged(row.asked_by),
            second=second_as_logged(row.asked_by, row.decided_by),
            known=row.number,
            claimed=frozenset(one.number for one in rows if one.number is not None),
        )


def _vacancy(row: VacancyRow, visit: VisitRow, task: TaskRow | None) -> Vacancy:
    if row.kind == VacancyKind.TARGET and task is not None:
        return TargetVacancy(task.plan_id, task.target_id)
    return OfficerVacancy(visit.visit_no, row.body_id, str(row.officer_id))


def _fill(service: Service, office: Office, number: DrawNumber, asked: Asked) -> None:
    steps = Steps()
    count = asked.known or _logged(office, number, asked, steps)
    if count is None:
        _by_hand(service, asked)
        return
    _keep_number(service, asked, count)
    found = _filled(office, number, steps)
    secrets = office.dossier(number).secrets()
    attempt = office.attempt(number)
    book, told = standing(attempt, secrets.documents, found.lock, found.book)
    with begin(service, SERVICE) as tx:
        row = tx.session.get_one(VacancyRow, asked.id, with_for_update=True)
        if row.state == VacancyState.CONFIRMED:
            apply_replacement(tx, row, Edition(found.lock, book), told[count - 1].came)
    edition = Edition(found.lock, found.book)
    write_result(office, edition, planbook_folder(service, number), steps, replace=True)


def _logged(office: Office, number: DrawNumber, asked: Asked, steps: Steps) -> int | None:
    """Return the number of the vacancy in the log, after logging it; None if it is not by lot."""
    logged = _find(office, number, asked, steps)
    if logged is not None:
        return logged
    try:
        record = vacate(
            office,
            number,
            asked.vacancy,
            Fresh(local=True),
            steps,
            reason=asked.reason,
            by=asked.by,
            second=asked.second,
        )
    except FaultsError as error:
        if [fault.code for fault in error.faults if fault.code not in NOT_BY_LOT] == []:
            return None
        raise
    return int(record.fields["number"])


def _find(office: Office, number: DrawNumber, asked: Asked, steps: Steps) -> int | None:
    """Return the number of a vacancy that was logged and not told to the database."""
    office.refresh()
    records = office.attempt(number).of(Event.VACANCY)
    untold = [one.fields["number"] for one in records if one.fields["number"] not in asked.claimed]
    if not untold:
        return None
    names = named_again(reopened(office, number, steps).lock.problem)
    documents = office.dossier(number).secrets().documents
    for count in untold:
        if renamed(vacancy_in(documents, count), names) == asked.vacancy:
            return int(count)
    return None


def _keep_number(service: Service, asked: Asked, count: int) -> None:
    with begin(service, SERVICE) as tx:
        row = tx.session.get_one(VacancyRow, asked.id, with_for_update=True)
        row.number = count
        tx.session.add(row)


def _filled(office: Office, number: DrawNumber, steps: Steps) -> Replay:
    """Fill the vacancy if it is open still; return the draw as its exec left it."""
    opened = open_vacancy(office.attempt(number))
    if opened is None:
        return reopened(office, number, steps)
    declared = read_declarations(opened.fields["entropy"])
    given = {place: Delivery(value=office.outside.secret()) for place, _ in enumerate(declared)}
    edition = fill_vacancy(office, number, given, steps).edition
    return Replay(edition.lock, edition.book, ())


def _by_hand(service: Service, asked: Asked) -> None:
    """Let a place be empty that was not drawn: its head named somebody, and may do so again."""
    with begin(service, SERVICE) as tx:
        row = tx.session.get_one(VacancyRow, asked.id, with_for_update=True)
        if row.state == VacancyState.CONFIRMED:
            apply_replacement(tx, row, None, NOBODY)


def _fail(service: Service, asked: Asked, error: Exception) -> None:
    with begin(service, SERVICE) as tx:
        row = tx.session.get_one(VacancyRow, asked.id, with_for_update=True)
        if row.state == VacancyState.CONFIRMED:
            row.failure = failure_data(error)
            enter(tx, row, VacancyState.FAILED)
