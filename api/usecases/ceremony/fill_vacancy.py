"""Fill a vacancy: take the chance that was declared for it, find who comes, log that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.files.evidence.secrets import Secrets
from api.files.planbook.edition import Edition
from api.usecases.ceremony.alone import alone
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.ceremony.vacancies import (
    account_in,
    earlier_nonces,
    named_again,
    standing,
    vacancy_in,
)
from api.usecases.steps import Steps
from scheduler.domain.hashing import plain
from scheduler.domain.problem import DrawNumber
from scheduler.domain.vacancies import Replacement, renamed, renamed_comer
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.commitments import commitment
from scheduler.evidence.records import Event, Record
from scheduler.evidence.sources.assembling import seed_lines
from scheduler.evidence.sources.checking import check_entropy
from scheduler.evidence.sources.context import Context, Delivery, Published
from scheduler.evidence.sources.declaration import Declaration
from scheduler.evidence.sources.kinds import read_declarations
from scheduler.evidence.vacancies import (
    Account,
    Given,
    redraw_of,
    replacement_name,
    vacancy_context,
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


@alone
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
    declared = read_declarations(opened.fields["entropy"])
    sources = _kept(secrets, count) or _sources(declared, given)
    found = reopened(office, number, steps)
    steps.begin("log")
    independent = found.lock.problem.policy.independent_entropy
    published = {at: Published(line=s.line, at=now, proof=s.proof) for at, s in enumerate(sources)}
    faults = check_entropy(declared, published, _context(office, opened, independent=independent))
    if faults:
        raise FaultsError(faults)
    lines = [one.line for one in sources]
    key = vacancy_key(number, count, hidden, lines, found.lock.profile)
    vacancy = renamed(hidden, named_again(found.lock.problem))
    book, told = standing(office.attempt(number), secrets.documents, found.lock, found.book)
    chosen = replacement(found.lock, book, redraw_of(opened, vacancy, key), told)
    came = renamed_comer(vacancy, chosen.came, found.lock.problem.aliases)
    account = Account(sources=sources, key=plain(key), came=came)
    record = _logged(office, opened, secrets, account, now)
    return Filling(Edition(found.lock, found.book), chosen, record)


def _kept(secrets: Secrets, count: int) -> tuple[Given, ...]:
    """Return what an interrupted call kept of the sources; nothing if none was."""
    if replacement_name(count) not in secrets.documents:
        return ()
    return account_in(secrets.documents, count).sources


def _sources(declared: Sequence[Declaration], given: Mapping[int, Delivery]) -> tuple[Given, ...]:
    lines = seed_lines(declared, given)
    return tuple(Given(line=line, proof=given[at].proof) for at, line in enumerate(lines))


def _context(office: Office, opened: Record, *, independent: bool) -> Context:
    count = int(opened.fields["number"])
    return vacancy_context(
        office.history,
        opened.draw,
        count,
        opened.at,
        opened.fields["entropy"],
        require_independent=independent,
        earlier_nonces=earlier_nonces(office, office.attempt(opened.draw), count),
    )


def _logged(
    office: Office, opened: Record, secrets: Secrets, account: Account, now: datetime
) -> Record:
    name = replacement_name(int(opened.fields["number"]))
    content = account.content()
    secrets = secrets.with_document(name, content, office.outside.secret())
    record = office.make(
        Event.REPLACE,
        opened.draw,
        at=now,
        number=opened.fields["number"],
        vacancy=opened.digest,
        documents={name: commitment(name, secrets.salts[name], content)},
    )
    office.dossier(opened.draw).keep(secrets)
    office.log_it(record)
    return record
