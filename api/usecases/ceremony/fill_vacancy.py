"""Fill a vacancy: take the chance that was declared for it, find who comes, log that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.files.evidence.secrets import Secrets
from api.files.planbook.edition import Edition
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.ceremony.vacancies import (
    named_again,
    standing,
    vacancy_in,
)
from api.usecases.steps import Steps
from scheduler.domain.problem import DrawNumber
from scheduler.domain.vacancies import (
    Replacement,
    renamed,
    renamed_comer,
)
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event, Record
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.vacancies import (
    Account,
    redraw_of,
    vacancy_key,
)
from scheduler.lottery.replacements.replace import replacement


@dataclass(frozen=True, slots=True)
class Filling:
    """A vacancy that was filled: the draw as its exec left it, who came, and the record of it."""

    edition: Edition
    replacement: Replacement
    record: Record

    @property
    def number(self) -> int:
        """The number of the vacancy."""
        return int(self.record.fields["number"])


def open_vacancy(attempt: Attempt) -> Record | None:
    """Return the vacancy that waits to be filled, if one does."""
    return attempt.of(Event.VACANCY)[-1] if attempt.is_open else None


def fill_vacancy(
    office: Office, number: DrawNumber, given: Mapping[int, Delivery], steps: Steps
) -> Filling:
    """Fill the open vacancy with what its sources gave; if it was filled before, tell that again.

    What an interrupted call kept but did not log is kept: a second throw is no second chance.

    Raises:
        FaultsError: if none was logged, what was given is not what was declared, or the log
            forbids it.
        JudgementError: if the draw itself breaks a rule.
    """
    attempt, dossier = office.attempt(number), office.dossier(number)
    vacancies = attempt.of(Event.VACANCY)
    if not vacancies:
        facts: dict[str, str | int] = {"number": 1, "draw": str(number)}
        raise FaultsError((Fault("vacancy-not-open", str(number), facts),))
    secrets = dossier.secrets()
    opened = open_vacancy(attempt)
    if opened is None:
        again = reopened(office, number, steps)
        _, told = standing(attempt, secrets.documents, again.lock, again.book)
        return Filling(Edition(again.lock, again.book), told[-1], attempt.of(Event.REPLACE)[-1])
    return _filled(office, opened, secrets, given, steps)


def _filled(
    office: Office,
    opened: Record,
    secrets: Secrets,
    given: Mapping[int, Delivery],
    steps: Steps,
) -> Filling:
    number, count = opened.draw, int(opened.fields["number"])
    hidden, now = vacancy_in(secrets.documents, count), office.outside.clock()
    found = reopened(office, number, steps)
    steps.begin("log")
    sources = _sources(opened, secrets, given)
    independent = found.lock.problem.policy.independent_entropy
    faults = _faults(office, opened, sources, Published_at(now), independent=independent)
    if faults:
        raise FaultsError(faults)
    key = vacancy_key(number, count, hidden, [one.line for one in sources])
    vacancy = renamed(hidden, named_again(found.lock.problem))
    book, told = standing(office.attempt(number), secrets.documents, found.lock, found.book)
    chosen = replacement(found.lock, book, redraw_of(opened, vacancy, key), told)
    came = renamed_comer(vacancy, chosen.came, found.lock.problem.aliases)
    account = Account(sources=sources, key=key, came=came)
    record = _logged(office, opened, secrets, account, now)
    return Filling(Edition(found.lock, found.book), chosen, record)
