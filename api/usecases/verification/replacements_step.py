"""The step about redraws: every vacancy was filled by whom its own chance gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from api.usecases.ceremony.vacancies import (
    UNREADABLE,
    Filled,
    filled_vacancies,
    named_again,
    nonces_of,
)
from api.usecases.verification.entropy_step import used_elsewhere
from api.usecases.verification.finding import Finding
from scheduler.domain.hashing import plain
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook
from scheduler.domain.vacancies import Replacement, Vacancy, renamed, renamed_comer
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.history import History
from scheduler.evidence.records import Event
from scheduler.evidence.sources.checking import check_entropy
from scheduler.evidence.sources.context import Published
from scheduler.evidence.sources.declaration import placed
from scheduler.evidence.sources.kinds import read_declarations
from scheduler.evidence.vacancies import (
    mixed_faults,
    redraw_of,
    replacement_name,
    vacancy_context,
    vacancy_key,
    vacancy_name,
)
from scheduler.lottery.replacements.replace import after, is_in, replacement

Documents = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What the step found: the plan book with the replacements, as far as they are right."""

    finding: Finding
    book: PlanBook
    replacements: tuple[Replacement, ...]


@dataclass
class _Redrawing:
    """A replay under way: the book as it stands, and who came so far."""

    lock: Lock
    book: PlanBook
    history: History
    attempt: Attempt
    nonces: set[str]
    told: list[Replacement] = field(default_factory=list)

    def faults(self, one: Filled) -> Iterator[Fault]:
        """Yield why vacancy *one* was not filled so; if all is right, apply it."""
        yield from placed(replacement_name(one.number), self._entropy_faults(one))
        self.nonces |= set(nonces_of(one.account.lines))
        draw, lines = one.opened.draw, one.account.lines
        key = vacancy_key(draw, one.number, one.vacancy, lines, self.lock.profile)
        if one.account.key != plain(key):
            yield _unlike("replacement-key-wrong", one, one.account.key, plain(key))
            return
        yield from self._redrawn(one, key)

    def _entropy_faults(self, one: Filled) -> Iterator[Fault]:
        entropy = one.opened.fields["entropy"]
        declared = read_declarations(entropy)
        context = vacancy_context(
            self.history,
            one.opened.draw,
            one.number,
            one.opened.at,
            entropy,
            require_independent=self.lock.problem.policy.independent_entropy,
            earlier_nonces=self.nonces
            | set(used_elsewhere(one.account.lines, self.history, self.attempt)),
        )
        published = {
            at: Published(line=given.line, at=one.closed.at, proof=given.proof)
            for at, given in enumerate(one.account.sources)
        }
        yield from check_entropy(declared, published, context)
        yield from mixed_faults(declared)

    def _redrawn(self, one: Filled, key: str) -> Iterator[Fault]:
        names, place = named_again(self.lock.problem), vacancy_name(one.number)
        if one.vacancy.KIND.value != one.opened.fields["kind"]:
            yield Fault("vacancy-unlike-record", place, {"number": one.number})
            return
        vacancy = _renamed(one.vacancy, names)
        if vacancy is None or not is_in(self.book, vacancy):
            yield Fault("vacancy-not-in-plan", place, {"place": one.vacancy.place})
            return
        redraw = redraw_of(one.opened, vacancy, key)
        due = replacement(self.lock, self.book, redraw, self.told)
        came = renamed_comer(vacancy, due.came, self.lock.problem.aliases)
        if came != one.account.came:
            yield _unlike("replacement-unlike", one, one.account.came, came)
            return
        self.told.append(due)
        self.book = after(self.lock, self.book, (due,))


def _unlike(code: str, one: Filled, found: str, expected: str) -> Fault:
    facts: dict[str, str | int] = {"number": one.number, "found": found, "expected": expected}
    return Fault(code, replacement_name(one.number), facts)


def _renamed(vacancy: Vacancy, names: Mapping[str, str]) -> Vacancy | None:
    try:
        return renamed(vacancy, names)
    except KeyError:
        return None


def replacements_step(
    documents: Documents,
    history: History,
    attempt: Attempt,
    found: tuple[Lock, PlanBook],
    lines: Sequence[str],
) -> Replaced:
    """Replay each replacement over the draw *found*; *lines* are those of its own seed text."""
    lock, book = found
    try:
        filled = filled_vacancies(attempt, documents)
        redrawing = _Redrawing(lock, book, history, attempt, set(nonces_of(tuple(lines))))
        faults = _first_faults(redrawing, filled)
    except FaultsError as error:
        return Replaced(Finding("replacements", faults=error.faults), book, ())
    except UNREADABLE as error:
        fault = Fault("evidence-unreadable", "replacements", {"found": type(error).__name__})
        return Replaced(Finding("replacements", faults=(fault,)), book, ())
    finding = Finding("replacements", len(filled), faults=faults)
    return Replaced(finding, redrawing.book, tuple(redrawing.told))


def _first_faults(redrawing: _Redrawing, filled: Sequence[Filled]) -> tuple[Fault, ...]:
    """Return what is wrong with the first that is wrong: what follows stands on it."""
    for one in filled:
        faults = tuple(redrawing.faults(one))
        if faults:
            return faults
    return ()


def opened_names(attempt: Attempt) -> Iterator[str]:
    """Yield the names of the documents of vacancies and replacements, and of nothing else."""
    for record in attempt.of(Event.VACANCY):
        yield vacancy_name(record.fields["number"])
    for record in attempt.of(Event.REPLACE):
        yield replacement_name(record.fields["number"])
