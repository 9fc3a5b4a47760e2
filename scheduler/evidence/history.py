"""History: all attempts of a log, and whether a record could be its next.

The same rules let an office append a record, and let a verifier find one that never could have
been. They are given the records in the order of the log, one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault
from scheduler.evidence.attempts import Attempt
from scheduler.evidence.records import Event, Record, moment_text
from scheduler.evidence.sequence import event_faults, unplaced_fault

NUMBER = re.compile(r"(.*?)(\d{6})", re.ASCII | re.DOTALL)


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
        self._read += 1
        return faults

    def skip(self) -> None:
        """Pass over a line of the log that is no record."""
        self._read += 1

    @property
    def size(self) -> int:
        """How many lines of the log have been read."""
        return self._read

    def faults_of(self, record: Record) -> tuple[Fault, ...]:
        """Return why *record* cannot be the next of the log; nothing if it can."""
        place = f"log.jsonl[{self._read}]"
        told = {"draw": str(record.draw), "event": record.event.value}
        return tuple(
            replace(fault, place=place, facts=told | dict(fault.facts))
            for fault in self._wrong(record)
        )

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

    def _wrong(self, record: Record) -> Iterator[Fault]:
        if self._at is not None and record.at < self._at:
            told = {"found": moment_text(record.at), "last": moment_text(self._at)}
            yield unplaced_fault("time-went-back", dict(told))
        if record.draw not in self.attempts:
            yield from self._wrong_number(record.draw)
        yield from event_faults(self.attempt(record.draw), record)
        if record.event is Event.LOCK:
            for plan_id in record.fields["plans"]:
                holder = self.holder(plan_id)
                if holder is not None:
                    yield unplaced_fault(
                        "plan-in-other-attempt", {"plan": plan_id, "other": str(holder)}
                    )
        people = record.fields.get("by", ""), record.fields.get("second")
        if people[1] is not None and people[0].casefold() == people[1].casefold():
            yield unplaced_fault("second-person-missing", {"found": record.fields["by"]})

    def _wrong_number(self, number: DrawNumber) -> Iterator[Fault]:
        match = NUMBER.fullmatch(number.series)
        if match is None:
            yield unplaced_fault("draw-number-form", {"found": number.series})
            return
        last = self._last_in.get(match[1])
        earlier = [one for one in self.attempts if one.series == number.series]
        if earlier:
            latest = max(earlier, key=lambda one: one.attempt)
            if number.attempt != latest.attempt + 1:
                yield unplaced_fault("attempt-gap", {"expected": latest.attempt + 1})
            elif not self.attempts[latest].is_void:
                yield unplaced_fault("attempt-live", {"other": str(latest)})
        elif number.attempt != 1:
            yield unplaced_fault("attempt-gap", {"expected": 1})
        elif last is not None and int(match[2]) != last + 1:
            yield unplaced_fault("draw-number-gap", {"expected": f"{match[1]}{last + 1:06}"})
