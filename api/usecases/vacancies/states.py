"""How far a vacancy has come."""

from __future__ import annotations

from enum import StrEnum


class VacancyState(StrEnum):
    """OPEN waits for a second person, CONFIRMED for a worker; NOBODY could be drawn for it.

    NAMED was filled by the head of the body himself. FAILED can be tried again.
    """

    OPEN = "open"
    CONFIRMED = "confirmed"
    FILLED = "filled"
    NOBODY = "nobody"
    NAMED = "named"
    FAILED = "failed"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"


WAITING = (VacancyState.OPEN.value, VacancyState.CONFIRMED.value, VacancyState.FAILED.value)
