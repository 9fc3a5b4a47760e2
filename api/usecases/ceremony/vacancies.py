"""What log and dossier hold of the vacancies of an attempt, and the plan book as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.usecases.ceremony.office import Office
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.vacancies import Replacement, Vacancy, renamed, renamed_comer
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event, Record
from scheduler.evidence.sources.commit_reveal import CommitReveal
from scheduler.evidence.vacancies import (
    Account,
    read_vacancy,
    redraw_of,
    replacement_name,
    vacancy_name,
)
from scheduler.lottery.replacements.replace import after

UNREADABLE = (KeyError, TypeError, ValueError, RecursionError)
"""What documents raise that have not the form they must have."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A vacancy that was filled: its records, and what their documents say, in aliases."""

    number: int
    opened: Record
    closed: Record
    vacancy: Vacancy
    account: Account


def filled_vacancies(attempt: Attempt, documents: Mapping[str, bytes]) -> tuple[Filled, ...]:
    """Return the vacancies that were filled, in order.

    Raises:
        FaultsError: if one of their documents is gone or unreadable.
    """
    records = zip(attempt.of(Event.VACANCY), attempt.of(Event.REPLACE), strict=False)
    return tuple(_filled(opened, closed, documents) for opened, closed in records)


def _filled(opened: Record, closed: Record, documents: Mapping[str, bytes]) -> Filled:
    number = opened.fields["number"]
    vacancy = vacancy_in(documents, number)
    return Filled(number, opened, closed, vacancy, account_in(documents, number))


def vacancy_in(documents: Mapping[str, bytes], number: int) -> Vacancy:
    """Return what came free; raises as `filled_vacancies`."""
    name = vacancy_name(number)
    try:
        return read_vacancy(documents[name])
    except UNREADABLE:
        raise _unreadable(name) from None


def account_in(documents: Mapping[str, bytes], number: int) -> Account:
    """Return how that was filled; raises as `filled_vacancies`."""
    name = replacement_name(number)
    try:
        return Account.read(documents[name])
    except UNREADABLE:
        raise _unreadable(name) from None


def _unreadable(name: str) -> FaultsError:
    return FaultsError((Fault("evidence-unreadable", name, {"file": name}),))


def named_again(problem: Problem) -> dict[str, str]:
    """Return alias -> officer."""
    return {alias: name for name, alias in problem.aliases.items()}


def replacements_told(problem: Problem, filled: tuple[Filled, ...]) -> tuple[Replacement, ...]:
    """Return what the documents say, with people under the names that *problem* has for them.

    Raises:
        FaultsError: if they name somebody whom nobody knows.
    """
    names = named_again(problem)
    found = []
    for one in filled:
        try:
            vacancy = renamed(one.vacancy, names)
            came = renamed_comer(one.vacancy, one.account.came, names)
        except KeyError:
            raise _unreadable(replacement_name(one.number)) from None
        redraw = redraw_of(one.opened, vacancy, one.account.key)
        found.append(Replacement(redraw=redraw, came=came))
    return tuple(found)


def standing(
    attempt: Attempt, documents: Mapping[str, bytes], lock: Lock, book: PlanBook
) -> tuple[PlanBook, tuple[Replacement, ...]]:
    """Return the plan book of an attempt as it stands, and the replacements that made it so.

    Raises:
        FaultsError: if a document is gone, or says what cannot be.
    """
    told = replacements_told(lock.problem, filled_vacancies(attempt, documents))
    try:
        return after(lock, book, told), told
    except ValueError:
        raise _unreadable(replacement_name(len(told))) from None


def nonces_elsewhere(office: Office, number: DrawNumber) -> Iterator[str]:
    """Yield the nonces of all other attempts, as far as their dossiers are here."""
    for other in office.history.attempts.values():
        if other.number != number and office.dossier(other.number).exists():
            yield from _nonces_in(office, other)


def earlier_nonces(office: Office, attempt: Attempt, before: int) -> Iterator[str]:
    """Yield the nonces opened in this office, but for those of vacancies from *before* on."""
    yield from nonces_elsewhere(office, attempt.number)
    if office.dossier(attempt.number).exists():
        yield from _nonces_in(office, attempt, before)


def _nonces_in(office: Office, attempt: Attempt, before: int | None = None) -> Iterator[str]:
    secrets = office.dossier(attempt.number).secrets()
    yield from nonces_of(one.line for one in secrets.sources if one)
    for one in filled_vacancies(attempt, secrets.documents):
        if before is None or one.number < before:
            yield from nonces_of(one.account.lines)


def nonces_of(lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    """Yield the nonces among lines of seed texts."""
    for line in lines:
        if line.startswith(f"{CommitReveal.KIND.name} "):
            yield line.rpartition(" ")[2]
