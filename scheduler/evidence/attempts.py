"""An attempt at a draw: what the log holds of it, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduler.domain.problem import DrawNumber
from scheduler.evidence.records import Event, Record


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
