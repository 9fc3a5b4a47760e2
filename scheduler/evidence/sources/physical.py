"""`physical`: dice or lottery balls, thrown in public and typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scheduler.domain.identifiers import is_plain
from scheduler.errors import Fault
from scheduler.evidence.sources.declaration import Declaration, number_faults
from scheduler.evidence.sources.kind import Kind, Known, Who

DIGITS = re.compile(r"[0-9]*")
"""Those of ASCII alone: full-width ones look alike and hash otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Physical(Declaration):
    """Declares *digits* decimal digits from *what* is thrown, such as `dice`."""

    KIND: ClassVar = Kind(
        name="physical",
        can_choose=Who.THROWER,
        can_withhold=Who.OPERATOR,
        known=Known.THROW,
        independent=True,
    )
    FIELDS: ClassVar = {"what": str, "digits": int}

    what: str
    digits: int

    @property
    def head(self) -> str:
        """The type and what is thrown."""
        return f"{self.KIND.name} {self.what}"

    def form_faults(self) -> Iterator[Fault]:
        """Yield a fault unless what is thrown has a plain name, and gives digits."""
        if not is_plain(self.what):
            yield Fault("not-a-plain-id", "what", {"found": self.what})
        yield from number_faults(self.digits, "digits")

    def value_faults(self, value: str) -> Iterator[Fault]:
        """Yield a fault unless *value* is as many ASCII digits as were declared."""
        if DIGITS.fullmatch(value) is None:
            yield Fault("digits-not-ascii", "line", {"found": value})
        if len(value) != self.digits:
            facts = {"found": len(value), "expected": self.digits}
            yield Fault("digits-miscounted", "line", facts)
