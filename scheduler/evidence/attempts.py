"""Attempts: how far each draw has come, and what may happen to it next.

The same rules let an office append a record, and let a verifier find one that never could have
been. They are given the records in the order of the log, one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault
from scheduler.evidence.records import Event, Record

NUMBER = re.compile(r"(.*?)(\d{6})", re.ASCII | re.DOTALL)

Facts = dict[str, str | int]


@dataclass(slots=True)
class Attempt:
    """What the log holds of one attempt at a draw."""

    number: DrawNumber
    records: list[Record] = field(default_factory=list)

    def of(self, event: Event) -> list[Record]:
        """Return its records of one kind, in order."""
        return [record for record in self.records if record.event is event]

    def has(self, event: Event) -> bool:
        """Tell whether that has happened."""
        return any(record.event is event for record in self.records)

    def the(self, event: Event) -> Record | None:
        """Return the record of something that happens once, or None if it has not yet."""
        return next((record for record in self.records if record.event is event), None)

    @property
    def plans(self) -> frozenset[str]:
        """The plans that it locked."""
        lock = self.the(Event.LOCK)
        return frozenset(lock.fields["plans"]) if lock else frozenset()

    @property
    def missing_sources(self) -> list[int]:
        """The sources, from 0, that have not delivered."""
        lock = self.the(Event.LOCK)
        delivered = {record.fields["source"] for record in self.of(Event.ENTROPY)}
        declared = range(len(lock.fields["entropy"])) if lock else range(0)
        return [source for source in declared if source not in delivered]

    @property
    def is_open(self) -> bool:
        """Whether a vacancy waits for its replacement."""
        return len(self.of(Event.VACANCY)) > len(self.of(Event.REPLACE))

    @property
    def is_void(self) -> bool:
        """Whether it ended without a result."""
        return self.has(Event.VOID)


class History:
    """All attempts of a log, as far as it has been read."""

    def __init__(self) -> None:
        self.attempts: dict[DrawNumber, Attempt] = {}
        self._last_in: dict[str, int] = {}  # series without its six digits -> last number
        self._at: datetime | None = None
        self._read = 0

    def admit(self, record: Record) -> tuple[Fault, ...]:
        """Take *record* as the next of the log; return what is wrong with that, and then do not."""
        faults = self.faults_of(record)
        if not faults:
            self._take(record)
        return faults

    def faults_of(self, record: Record) -> tuple[Fault, ...]:
        """Return why *record* cannot be the next of the log; nothing if it can."""
        place = f"log.jsonl[{self._read}]"
        told = {"draw": str(record.draw), "event": record.event.value}
        return tuple(Fault(code, place, told | facts) for code, facts in self._wrong(record))

    def attempt(self, number: DrawNumber) -> Attempt:
        """Return an attempt, or one without records if there is none."""
        return self.attempts.get(number) or Attempt(number)

    def holder(self, plan_id: str) -> DrawNumber | None:
        """Return the attempt, not void, that a plan is in."""
        holders = (a for a in self.attempts.values() if plan_id in a.plans and not a.is_void)
        return next((attempt.number for attempt in holders), None)

    def _take(self, record: Record) -> None:
        self.attempts.setdefault(record.draw, Attempt(record.draw)).records.append(record)
        match = NUMBER.fullmatch(record.draw.series)
        if match:
            self._last_in[match[1]] = max(self._last_in.get(match[1], 0), int(match[2]))
        self._at = record.at
        self._read += 1

    def _wrong(self, record: Record) -> Iterator[tuple[str, Facts]]:
        if self._at is not None and record.at < self._at:
            yield "time-went-back", {"found": record.at.isoformat(), "last": self._at.isoformat()}
        if record.draw not in self.attempts:
            yield from self._wrong_number(record.draw)
        yield from _wrong_event(self.attempt(record.draw), record)
        if record.event is Event.LOCK:
            for plan_id in record.fields["plans"]:
                holder = self.holder(plan_id)
                if holder is not None:
                    yield "plan-in-other-attempt", {"plan": plan_id, "other": str(holder)}
        if record.event in {Event.VOID, Event.PUBLISH}:
            if record.fields["by"] == record.fields["second"]:
                yield "second-person-missing", {"found": record.fields["by"]}

    def _wrong_number(self, number: DrawNumber) -> Iterator[tuple[str, Facts]]:
        match = NUMBER.fullmatch(number.series)
        if match is None:
            yield "draw-number-form", {"found": number.series}
            return
        last = self._last_in.get(match[1])
        earlier = [one for one in self.attempts if one.series == number.series]
        if earlier:
            latest = max(earlier, key=lambda one: one.attempt)
            if number.attempt != latest.attempt + 1:
                yield "attempt-gap", {"expected": latest.attempt + 1}
            elif not self.attempts[latest].is_void:
                yield "attempt-live", {"other": str(latest)}
        elif number.attempt != 1:
            yield "attempt-gap", {"expected": 1}
        elif last is not None and int(match[2]) != last + 1:
            yield "draw-number-gap", {"expected": f"{match[1]}{last + 1:06}"}


ONCE = (Event.LOCK, Event.EXEC, Event.VOID, Event.PUBLISH)

NEEDS = {
    Event.ENTROPY: Event.LOCK,
    Event.EXEC: Event.LOCK,
    Event.VACANCY: Event.EXEC,
    Event.REPLACE: Event.VACANCY,
    Event.PUBLISH: Event.EXEC,
    Event.OUTCOME: Event.PUBLISH,
}
"""What must have happened before."""

ENDED_BY = {
    Event.COMMIT: Event.LOCK,
    Event.ENTROPY: Event.EXEC,
    Event.VACANCY: Event.PUBLISH,
    Event.REPLACE: Event.PUBLISH,
    Event.VOID: Event.PUBLISH,
}
"""What must not have happened yet."""


def _wrong_event(attempt: Attempt, record: Record) -> Iterator[tuple[str, Facts]]:
    event = record.event
    needed, ended = NEEDS.get(event), ENDED_BY.get(event)
    if event is Event.VOID and not attempt.records:
        yield "event-too-early", {"needed": Event.LOCK.value}
    elif event is Event.PUBLISH and attempt.is_void:
        needed = Event.LOCK
    elif attempt.is_void:
        yield "attempt-void", {}
    if needed is not None and not attempt.has(needed):
        yield "event-too-early", {"needed": needed.value}
        return
    if ended is not None and attempt.has(ended):
        yield "event-too-late", {"after": ended.value}
    if event in ONCE and attempt.has(event):
        yield "event-twice", {}
        return
    yield from _CHECKS.get(event, _nothing)(attempt, record)


def _nothing(_attempt: Attempt, _record: Record) -> Iterator[tuple[str, Facts]]:
    return iter(())


def _commit(attempt: Attempt, record: Record) -> Iterator[tuple[str, Facts]]:
    party = record.fields["party"]
    if any(one.fields["party"] == party for one in attempt.of(Event.COMMIT)):
        yield "party-twice", {"party": party}


def _entropy(attempt: Attempt, record: Record) -> Iterator[tuple[str, Facts]]:
    source, lock = record.fields["source"], attempt.the(Event.LOCK)
    if lock is not None and source >= len(lock.fields["entropy"]):
        yield "source-not-declared", {"source": source}
    elif source not in attempt.missing_sources:
        yield "source-twice", {"source": source}


def _exec(attempt: Attempt, record: Record) -> Iterator[tuple[str, Facts]]:
    lock = attempt.the(Event.LOCK)
    if attempt.missing_sources:
        yield "source-missing", {"source": attempt.missing_sources[0]}
    if lock is not None and record.fields["lock"] != lock.digest:
        yield "quoted-record-differs", {"quoted": Event.LOCK.value}


def _vacancy(attempt: Attempt, record: Record) -> Iterator[tuple[str, Facts]]:
    if attempt.is_open:
        yield "vacancy-open", {"number": len(attempt.of(Event.VACANCY))}
    elif record.fields["number"] != len(attempt.of(Event.VACANCY)) + 1:
        yield "vacancy-gap", {"expected": len(attempt.of(Event.VACANCY)) + 1}


def _replace(attempt: Attempt, record: Record) -> Iterator[tuple[str, Facts]]:
    latest = attempt.of(Event.VACANCY)[-1]
    if not attempt.is_open or record.fields["number"] != latest.fields["number"]:
        yield "vacancy-not-open", {"number": record.fields["number"]}
    elif record.fields["vacancy"] != latest.digest:
        yield "quoted-record-differs", {"quoted": Event.VACANCY.value}


def _void(attempt: Attempt, record: Record) -> Iterator[tuple[str, Facts]]:
    del record
    if attempt.is_open:
        yield "vacancy-open", {"number": len(attempt.of(Event.VACANCY))}


def _publish(attempt: Attempt, record: Record) -> Iterator[tuple[str, Facts]]:
    executed = attempt.the(Event.EXEC)
    if attempt.is_open:
        yield "vacancy-open", {"number": len(attempt.of(Event.VACANCY))}
    if attempt.is_void and attempt.missing_sources:
        yield "source-missing", {"source": attempt.missing_sources[0]}
    lock = attempt.the(Event.LOCK)
    due = executed or lock
    if due is not None and record.fields["exec"] != due.digest:
        yield "quoted-record-differs", {"quoted": due.event.value}


_CHECKS = {
    Event.COMMIT: _commit,
    Event.ENTROPY: _entropy,
    Event.EXEC: _exec,
    Event.VACANCY: _vacancy,
    Event.REPLACE: _replace,
    Event.VOID: _void,
    Event.PUBLISH: _publish,
}
