"""`local`: fresh randomness of the operator's machine. Replayable, and not independent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scheduler.errors import Fault
from scheduler.evidence.sources.declaration import Declaration, hex_faults
from scheduler.evidence.sources.kind import Kind, Known, Who


@dataclass(frozen=True, slots=True)
class Local(Declaration):
    """Declares 64 hexadecimal digits from the operator's machine."""

    KIND: ClassVar = Kind(
        name="local",
        can_choose=Who.OPERATOR,
        can_withhold=Who.OPERATOR,
        known=Known.MADE,
        independent=False,
    )

    def value_faults(self, value: str) -> Iterator[Fault]:
        """Yield a fault unless *value* is 64 hexadecimal digits."""
        return hex_faults(value, "line")
