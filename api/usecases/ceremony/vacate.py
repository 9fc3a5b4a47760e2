"""Vacate: log that a place or a target came free, and where the chance that fills it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.usecases.ceremony.alone import alone
from api.usecases.ceremony.declare_sources import NETWORKS
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.reopen_dossier import reopened
from api.usecases.ceremony.vacancies import earlier_nonces, standing
from api.usecases.steps import Steps
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.vacancies import Vacancy, renamed
from scheduler.errors import Fault, FaultsError
from scheduler.evidence.commitments import commitment
from scheduler.evidence.records import Event, Record
from scheduler.evidence.sources.chains import LEAST_DELAY
from scheduler.evidence.sources.checking import check_declarations
from scheduler.evidence.sources.commit_reveal import CommitReveal
from scheduler.evidence.sources.declaration import Declaration
from scheduler.evidence.sources.drand import Drand
from scheduler.evidence.sources.local import Local
from scheduler.evidence.sources.physical import Physical
from scheduler.evidence.vacancies import (
    mixed_faults,
    vacancy_content,
    vacancy_context,
    vacancy_name,
)
from scheduler.lottery.replacements.replace import is_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """Sources of the chance that fills one vacancy: a beacon alone, or all others together.

    *commits* are (party, commitment), made after the vacancy was applied for; *beacon* names a
    network, whose round comes *delay* seconds after the vacancy is logged.
    """

    commits: Sequence[tuple[str, str]] = ()
    physical: Sequence[tuple[str, int]] = ()
    local: bool = False
    beacon: str = ""
    delay: int = LEAST_DELAY

    def __call__(self, now: datetime) -> tuple[Declaration, ...]:
        """Declare them for a vacancy that is logged *now*.

        Raises:
            FaultsError: if one of them cannot be declared so.
        """
        declared: list[Declaration] = [
            CommitReveal(party=party, commit=commit) for party, commit in self.commits
        ]
        declared += [Physical(what=what, digits=digits) for what, digits in self.physical]
        declared += [Local()] if self.local else []
        if self.beacon:
            declared.append(Drand.after(NETWORKS[self.beacon], now, self.delay))
        return tuple(declared)


@alone
def vacate(  # noqa: PLR0913 - what, why, by whom
    office: Office,
    number: DrawNumber,
    vacancy: Vacancy,
    declare: Fresh,
    steps: Steps,
    *,
    reason: str,
    by: str,
    second: str,
) -> Record:
    """Log a vacancy of an attempt that was executed. What an interrupted call kept is kept.

    Raises:
        FaultsError: if there is nothing of that kind to come free, the sources cannot be declared
            so, or the log forbids it.
    """
    attempt, dossier = office.attempt(number), office.dossier(number)
    if not attempt.has(Event.EXEC):
        facts = {"needed": Event.EXEC.value, "draw": str(number)}
        raise FaultsError((Fault("event-too-early", str(number), facts),))
    found, secrets = reopened(office, number, steps), dossier.secrets()
    steps.begin("log")
    problem = found.lock.problem
    book, told = standing(attempt, secrets.documents, found.lock, found.book)
    if not is_in(book, vacancy):
        raise FaultsError((Fault("vacancy-not-in-plan", vacancy.place, {"place": vacancy.place}),))
    now, count = office.outside.clock(), len(told) + 1
    declared = declare(now)
    _refuse_sources(office, problem, count, declared, now)
    name, content = vacancy_name(count), vacancy_content(renamed(vacancy, problem.aliases))
    secrets = secrets.with_document(name, content, office.outside.secret())
    record = office.make(
        Event.VACANCY,
        number,
        at=now,
        number=count,
        kind=vacancy.KIND.value,
        reason=reason,
        by=by,
        second=second,
        entropy=[one.entry() for one in declared],
        documents={name: commitment(name, secrets.salts[name], content)},
    )
    dossier.keep(secrets)
    office.log_it(record)
    return record


def _refuse_sources(
    office: Office,
    problem: Problem,
    count: int,
    declared: tuple[Declaration, ...],
    now: datetime,
) -> None:
    context = vacancy_context(
        office.history,
        problem.number,
        count,
        now,
        [one.entry() for one in declared],
        require_independent=problem.policy.independent_entropy,
        earlier_nonces=earlier_nonces(office, office.attempt(problem.number), count),
    )
    faults = (*check_declarations(declared, context), *mixed_faults(declared))
    if faults:
        raise FaultsError(faults)
