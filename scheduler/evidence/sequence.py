"""Sequence: what may happen to an attempt next."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.vacancies import REASONS, VacancyKind
from scheduler.errors import Fault
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event, Record

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


def event_faults(attempt: Attempt, record: Record) -> Iterator[Fault]:
    """Yield why *record* cannot be the next of *attempt*; their places are not known here."""
    event = record.event
    needed, ended = NEEDS.get(event), ENDED_BY.get(event)
    if event is Event.VOID and not attempt.records:
        yield unplaced_fault("event-too-early", {"needed": Event.LOCK.value})
    elif event is Event.PUBLISH and attempt.is_void:
        needed = Event.LOCK
    elif attempt.is_void:
        yield unplaced_fault("attempt-void", {})
    if needed is not None and not attempt.has(needed):
        yield unplaced_fault("event-too-early", {"needed": needed.value})
        return
    if ended is not None and attempt.has(ended):
        yield unplaced_fault("event-too-late", {"after": ended.value})
    if event in ONCE and attempt.has(event):
        yield unplaced_fault("event-twice", {})
        return
    yield from _CHECKS.get(event, _nothing)(attempt, record)


def _nothing(_attempt: Attempt, _record: Record) -> Iterator[Fault]:
    return iter(())


def _commit(attempt: Attempt, record: Record) -> Iterator[Fault]:
    party = record.fields["party"]
    if any(one.fields["party"] == party for one in attempt.of(Event.COMMIT)):
        yield unplaced_fault("party-twice", {"party": party})


def _entropy(attempt: Attempt, record: Record) -> Iterator[Fault]:
    source, lock = record.fields["source"], attempt.the(Event.LOCK)
    if lock is not None and source >= len(lock.fields["entropy"]):
        yield unplaced_fault("source-not-declared", {"source": source})
    elif source not in attempt.missing_sources:
        yield unplaced_fault("source-twice", {"source": source})


def _exec(attempt: Attempt, record: Record) -> Iterator[Fault]:
    lock = attempt.the(Event.LOCK)
    if attempt.missing_sources:
        yield unplaced_fault("source-missing", {"source": attempt.missing_sources[0]})
    if lock is not None and record.fields["lock"] != lock.digest:
        yield unplaced_fault("quoted-record-differs", {"quoted": Event.LOCK.value})


def _vacancy(attempt: Attempt, record: Record) -> Iterator[Fault]:
    kind, reason = record.fields["kind"], record.fields["reason"]
    known = REASONS[VacancyKind(kind)] if kind in set(VacancyKind) else ()
    if reason not in known:
        facts = {"kind": kind, "reason": reason, "known": ", ".join(known or VacancyKind)}
        yield unplaced_fault("vacancy-reason-unfit", facts)
    if attempt.is_open:
        yield unplaced_fault("vacancy-open", {"number": len(attempt.of(Event.VACANCY))})
    elif record.fields["number"] != len(attempt.of(Event.VACANCY)) + 1:
        yield unplaced_fault("vacancy-gap", {"expected": len(attempt.of(Event.VACANCY)) + 1})


def _replace(attempt: Attempt, record: Record) -> Iterator[Fault]:
    latest = attempt.of(Event.VACANCY)[-1]
    if not attempt.is_open or record.fields["number"] != latest.fields["number"]:
        yield unplaced_fault("vacancy-not-open", {"number": record.fields["number"]})
    elif record.fields["vacancy"] != latest.digest:
        yield unplaced_fault("quoted-record-differs", {"quoted": Event.VACANCY.value})


def _void(attempt: Attempt, record: Record) -> Iterator[Fault]:
    del record
    if attempt.is_open:
        yield unplaced_fault("vacancy-open", {"number": len(attempt.of(Event.VACANCY))})


def _publish(attempt: Attempt, record: Record) -> Iterator[Fault]:
    executed = attempt.the(Event.EXEC)
    if attempt.is_open:
        yield unplaced_fault("vacancy-open", {"number": len(attempt.of(Event.VACANCY))})
    if attempt.is_void and attempt.missing_sources:
        yield unplaced_fault("source-missing", {"source": attempt.missing_sources[0]})
    lock = attempt.the(Event.LOCK)
    due = executed or lock
    if due is not None and record.fields["exec"] != due.digest:
        yield unplaced_fault("quoted-record-differs", {"quoted": due.event.value})


_CHECKS = {
    Event.COMMIT: _commit,
    Event.ENTROPY: _entropy,
    Event.EXEC: _exec,
    Event.VACANCY: _vacancy,
    Event.REPLACE: _replace,
    Event.VOID: _void,
    Event.PUBLISH: _publish,
}


def unplaced_fault(code: str, facts: dict[str, str | int]) -> Fault:
    """Return a fault of a record whose place is not known here."""
    return Fault(code, "", facts)
