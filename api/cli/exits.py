"""How the program ends: the numbers that scripts may rely on."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, as documented in `docs/cli.md`."""

    FINE = 0
    DEFECT = 1  # something unexpected, or the judge faults what the engine made
    USAGE = 2
    FAULTY = 3
    SHORT = 4
    NOT_VERIFIED = 5
