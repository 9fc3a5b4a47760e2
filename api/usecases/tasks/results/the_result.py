"""The versions of a task's result, and the signatures under each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from api.tables.tasks import ResultRow, Signature
from api.usecases.refusals import not_found, refusal
from api.usecases.tasks.results.content import Content, content_of
from api.usecases.tasks.states import ResultState, TeamRole
from api.usecases.tasks.the_task import Sight, require_officer, the_task
from api.usecases.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a result: what it says, and who signed."""

    result: ResultRow
    content: Content
    signatures: tuple[Signature, ...]


def results_of(tx: Transaction, number: str) -> list[Version]:
    """Return all versions of a task's result, newest first.

    Raises:
        FaultsError: if there is no such task.
    """
    the_task(tx, number)
    query = select(ResultRow).where(ResultRow.task_number == number)
    found = tx.session.exec(query.order_by(col(ResultRow.version).desc())).all()
    return [version_of(tx, result) for result in found]


def version_of(tx: Transaction, result: ResultRow) -> Version:
    """Return a version with all that belongs to it."""
    return Version(result, content_of(tx, result), tuple(signatures_of(tx, result)))


def newest(tx: Transaction, number: str) -> ResultRow | None:
    """Return the newest version of a task's result."""
    query = select(ResultRow).where(ResultRow.task_number == number)
    return tx.session.exec(query.order_by(col(ResultRow.version).desc())).first()


def the_draft(tx: Transaction, number: str) -> ResultRow:
    """Return the draft of a task's result.

    Raises:
        FaultsError: if nothing was written yet, or all was handed in.
    """
    found = newest(tx, number)
    if found is None or found.state != ResultState.DRAFT:
        raise not_found("draft", number)
    return found


def the_submitted(tx: Transaction, number: str) -> ResultRow:
    """Return the version that was handed in last.

    Raises:
        FaultsError: if none was.
    """
    query = select(ResultRow).where(
        ResultRow.task_number == number,
        col(ResultRow.state).in_((ResultState.SUBMITTED.value, ResultState.CONFIRMED.value)),
    )
    found = tx.session.exec(query.order_by(col(ResultRow.version).desc())).first()
    if found is None:
        raise not_found("result", number)
    return found


def signatures_of(tx: Transaction, result: ResultRow) -> Sequence[Signature]:
    """Return the signatures under a version, in the order in which they were given."""
    query = select(Signature).where(Signature.result_id == result.id)
    return tx.session.exec(query.order_by(col(Signature.id))).all()


def require_recorder(sight: Sight) -> str:
    """Return the officer who records; an expert only advises.

    Raises:
        FaultsError: if the actor is none of the team's officers.
    """
    place = require_officer(sight)
    if place.role == TeamRole.EXPERT:
        raise refusal("experts-only-advise", place.officer_id, officer=place.officer_id)
    return place.officer_id
