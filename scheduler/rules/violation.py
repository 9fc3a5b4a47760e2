"""What the judge finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of *rule*: the ids it concerns, widest first, and the facts that show it."""

    rule: str
    subjects: tuple[str, ...]
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        told = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        return f"{self.rule}: {' / '.join(self.subjects)}" + (f": {told}" if told else "")
