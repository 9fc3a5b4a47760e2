"""Way in: who comes for what came free, and the plan book with the replacements applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.domain.vacancies import OfficerVacancy, Redraw, Replacement, Vacancy
from scheduler.lottery.replacements.officers import filled, stand_in, team_left
from scheduler.lottery.replacements.targets import reserve_for, selection_lost, visiting


def is_in(book: PlanBook, vacancy: Vacancy) -> bool:
    """Tell whether *book* has the place or the target that *vacancy* says came free."""
    if isinstance(vacancy, OfficerVacancy):
        return team_left(book, vacancy) is not None
    return selection_lost(book, vacancy) is not None


def replacement(
    lock: Lock, book: PlanBook, redraw: Redraw, earlier: Sequence[Replacement] = ()
) -> Replacement:
    """Return who comes; *book* has the *earlier* replacements applied.

    Raises:
        ValueError: if *book* has nothing of that kind to be replaced.
    """
    vacancy = redraw.vacancy
    if isinstance(vacancy, OfficerVacancy):
        came = stand_in(lock, book, vacancy, redraw.key, earlier)
    else:
        came = reserve_for(lock, book, vacancy, redraw.since)
    return Replacement(redraw=redraw, came=came)


def after(lock: Lock, book: PlanBook, replacements: Iterable[Replacement]) -> PlanBook:
    """Return *book* with *replacements* applied, in their order; nothing else changes.

    Raises:
        ValueError: if one of them does not fit.
    """
    for one in replacements:
        vacancy = one.vacancy
        if isinstance(vacancy, OfficerVacancy):
            book = filled(lock, book, vacancy, one.came)
        else:
            book = visiting(lock, book, vacancy, one.came, one.redraw.since)
    return book
