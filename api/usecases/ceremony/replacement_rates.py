"""Rates: how often each officer left a place, and why; how often each reason was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from api.files.folder import read_problem
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.vacancies import named_again, vacancy_in
from scheduler.domain.vacancies import OfficerVacancy, VacancyKind
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event

THRESHOLD = 3
"""Vacancies of one officer, in all draws of an office, up to which nobody is warned."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Vacancies by (officer, reason), and by (kind, reason). Officers have their own ids."""

    by_officer: Counter[tuple[str, str]]
    by_reason: Counter[tuple[str, str]]

    @property
    def frequent(self) -> dict[str, int]:
        """Officers who left more places than the threshold, and how many."""
        totals: Counter[str] = Counter()
        for (officer_id, _), count in self.by_officer.items():
            totals[officer_id] += count
        return {name: totals[name] for name in sorted(totals) if totals[name] > THRESHOLD}


def replacement_rates(office: Office) -> Rates:
    """Count the vacancies of all draws; who left is known where the dossier is here.

    Raises:
        FaultsError: if a dossier is damaged.
    """
    rates = Rates(Counter(), Counter())
    for attempt in office.history.attempts.values():
        vacancies = attempt.of(Event.VACANCY)
        for record in vacancies:
            rates.by_reason[record.fields["kind"], record.fields["reason"]] += 1
        if vacancies and office.dossier(attempt.number).exists():
            rates.by_officer.update(_who_left(office, attempt))
    return rates


def _who_left(office: Office, attempt: Attempt) -> Iterator[tuple[str, str]]:
    """Yield officer and reason for each place that an officer left."""
    dossier = office.dossier(attempt.number)
    secrets = dossier.secrets()
    names: dict[str, str] | None = None
    for record in attempt.of(Event.VACANCY):
        if record.fields["kind"] != VacancyKind.OFFICER.value:
            continue
        if names is None:
            problem = replace(read_problem(dossier.inputs), mask=secrets.mask)
            names = named_again(problem)
        vacancy = vacancy_in(secrets.documents, record.fields["number"])
        if isinstance(vacancy, OfficerVacancy):
            yield names.get(vacancy.officer_id, vacancy.officer_id), record.fields["reason"]
