"""The documents of vacancies and replacements, their seed text, and what their entropy may be.

People stand in them under their aliases.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from scheduler.domain.hashing import Profile, derived, marked
from scheduler.domain.problem import DrawNumber
from scheduler.domain.vacancies import (
    OfficerVacancy,
    Reason,
    Redraw,
    TargetVacancy,
    Vacancy,
    VacancyKind,
)
from scheduler.errors import Fault
from scheduler.evidence.canonical import canonical
from scheduler.evidence.history import History
from scheduler.evidence.records import Event, Record
from scheduler.evidence.sources.context import Context
from scheduler.evidence.sources.declaration import Declaration

VERSIONS = {
    Profile.SHA256: "doubledraw-vacancy-1",
    Profile.SM3: "doubledraw-vacancy-sm3-1",
}
"""The first line of a seed text, which tells the hash."""

VACANCIES = "audit/vacancies"
REPLACEMENTS = "audit/replacements"

FIELDS: Mapping[VacancyKind, tuple[str, ...]] = {
    VacancyKind.OFFICER: ("visit_id", "body_id", "officer_id"),
    VacancyKind.TARGET: ("plan_id", "target_id"),
}


def vacancy_name(number: int) -> str:
    """Return the name of the document about what came free."""
    return f"{VACANCIES}/{number}.json"


def replacement_name(number: int) -> str:
    """Return the name of the document about who came."""
    return f"{REPLACEMENTS}/{number}.json"


def vacancy_content(vacancy: Vacancy) -> bytes:
    """Return the document about *vacancy*."""
    fields = {name: getattr(vacancy, name) for name in FIELDS[vacancy.KIND]}
    return canonical({"kind": vacancy.KIND.value, **fields})


def read_vacancy(content: bytes) -> Vacancy:
    """Read it back; raises KeyError, TypeError or ValueError if *content* is no such document."""
    data = _object(content)
    kind = VacancyKind(data["kind"])
    values = {name: str(data[name]) for name in FIELDS[kind]}
    made = OfficerVacancy(**values) if kind is VacancyKind.OFFICER else TargetVacancy(**values)
    _refuse_other(content, vacancy_content(made))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a source gave for a redraw: its line of the seed text, and what proves it."""

    line: str
    proof: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How a vacancy was filled: *sources* in declared order, the key they give, and who *came*."""

    sources: tuple[Given, ...]
    key: str
    came: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of its sources."""
        return tuple(one.line for one in self.sources)

    def content(self) -> bytes:
        """Return the document that tells it."""
        sources = [{"line": one.line, **one.proof} for one in self.sources]
        return canonical({"came": self.came, "key": self.key, "sources": sources})

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Read it back; raises KeyError, TypeError or ValueError if *content* is no account."""
        data = _object(content)
        made = cls(
            sources=tuple(map(_given, data["sources"])),
            key=str(data["key"]),
            came=str(data["came"]),
        )
        _refuse_other(content, made.content())
        return made


def _given(data: Mapping[str, Any]) -> Given:
    proof = {str(name): str(data[name]) for name in data if name != "line"}
    return Given(line=str(data["line"]), proof=proof)


def _object(content: bytes) -> dict[str, Any]:
    data = json.loads(content)
    if not isinstance(data, dict):
        message = "The document is no object."
        raise TypeError(message)
    return data


def _refuse_other(found: bytes, expected: bytes) -> None:
    if found != expected:
        message = "The document says more than it should, or not in canonical form."
        raise ValueError(message)


def vacancy_text(
    draw: DrawNumber, number: int, vacancy: Vacancy, lines: Iterable[str], profile: Profile
) -> str:
    """Return the seed text of a redraw."""
    head = (VERSIONS[profile], f"draw {draw}", f"vacancy {number}", f"of {vacancy.place}")
    return "".join(f"{line}\n" for line in (*head, *(f"entropy {line}" for line in lines)))


def vacancy_key(
    draw: DrawNumber, number: int, vacancy: Vacancy, lines: Iterable[str], profile: Profile
) -> str:
    """Return the key of a redraw, with the mark of its hash: the hash of its seed text."""
    return derived(marked(vacancy_text(draw, number, vacancy, lines, profile), profile))


def redraw_of(record: Record, vacancy: Vacancy, key: str) -> Redraw:
    """Return the redraw that the record of *vacancy* asks for."""
    reason = Reason(record.fields["reason"])
    return Redraw(vacancy=vacancy, reason=reason, since=record.at.date(), key=key)


def vacancy_context(  # noqa: PLR0913 - what surrounds the sources
    history: History,
    draw: DrawNumber,
    number: int,
    at: datetime,
    entropy: Iterable[Mapping[str, Any]],
    *,
    require_independent: bool,
    earlier_nonces: Iterable[str] = (),
) -> Context:
    """Return the context of the sources that vacancy *number*, logged *at*, declares itself.

    Commitments of the draw's own lock count as used: their nonces are known by now.
    """
    return Context(
        draw=draw,
        locked_at=at,
        logged=frozenset(_commits(entropy)),
        earlier_commits=frozenset(_earlier_commits(history, draw, number)),
        earlier_nonces=frozenset(earlier_nonces),
        require_independent=require_independent,
    )


def _commits(entropy: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in entropy:
        if "commit" in one:
            yield str(one.get("party")), str(one["commit"])


def _earlier_commits(history: History, draw: DrawNumber, number: int) -> Iterator[str]:
    """Yield all other commitments of the log."""
    for attempt in history.attempts.values():
        for record in attempt.records:
            if record.event is Event.COMMIT:
                yield record.fields["commit"]
            mine = record.draw == draw and record.fields.get("number") == number
            if record.event is Event.VACANCY and not mine:
                yield from (commit for _, commit in _commits(record.fields["entropy"]))


def mixed_faults(declared: Sequence[Declaration]) -> Iterator[Fault]:
    """Yield a fault if a beacon is declared beside other sources.

    All is delivered at once, so the others could be chosen once the beacon is known.
    """
    if len(declared) > 1 and any(one.known_from for one in declared):
        yield Fault("vacancy-beacon-alone", "entropy")
