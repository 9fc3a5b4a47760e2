"""A vacancy as it stands: where it is found, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from api.tables.tasks import VacancyRow
from api.usecases.people.roles import Operation
from api.usecases.refusals import not_found, refusal
from api.usecases.transaction import Transaction
from api.usecases.vacancies.states import VacancyState


def the_vacancy(tx: Transaction, vacancy_id: int, *, update: bool = False) -> VacancyRow:
    """Return a vacancy of one's bodies.

    Raises:
        FaultsError: if there is none.
    """
    found = tx.session.get(
        VacancyRow, vacancy_id, with_for_update=update or None, populate_existing=update
    )
    if found is None or found.body_id not in tx.actor.reach(Operation.TASK_READ):
        raise not_found("vacancy", vacancy_id)
    return found


def vacancies(
    tx: Transaction,
    *,
    draw_id: int | None = None,
    state: VacancyState | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Sequence[VacancyRow]:
    """Return vacancies of one's bodies, newest first; one more than *limit*.

    Raises:
        FaultsError: if it is not allowed.
    """
    reach = tx.actor.require_anywhere(Operation.TASK_READ)
    query = select(VacancyRow)
    if not reach.everybody:
        query = query.where(col(VacancyRow.body_id).in_(reach.bodies))
    if draw_id is not None:
        query = query.where(VacancyRow.draw_id == draw_id)
    if state is not None:
        query = query.where(VacancyRow.state == state.value)
    if before is not None:
        query = query.where(col(VacancyRow.id) < before)
    return tx.session.exec(query.order_by(col(VacancyRow.id).desc()).limit(limit + 1)).all()


def require_vacancy_state(found: VacancyRow, *states: VacancyState) -> None:
    """Refuse what a vacancy in its state does not allow.

    Raises:
        FaultsError: if it is in no state of *states*.
    """
    if found.state not in states:
        facts = {"found": found.state, "expected": ", ".join(states)}
        raise refusal("wrong-state", str(found.id), kind="vacancy", **facts)


def enter(tx: Transaction, found: VacancyRow, state: VacancyState, reason: str = "") -> None:
    """Let a vacancy come to *state*, and tell its body."""
    found.state = state.value
    found.version += 1
    tx.session.add(found)
    tx.session.flush()
    tx.tell(
        f"vacancy.{state}",
        ("vacancy", found.id),
        bodies=[found.body_id],
        reason=reason,
        kind=found.kind,
        cause=found.reason,
        draw=found.draw_id,
        visit=found.visit_id,
    )
