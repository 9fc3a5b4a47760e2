"""Vacancies: a place or a target that came free after the draw, and who or what came instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

NOBODY = ""
"""Who comes where nobody could."""


class VacancyKind(StrEnum):
    """What came free."""

    OFFICER = "officer"
    TARGET = "target"


class Reason(StrEnum):
    """Why it came free: recusal (回避), leave, an expired certificate, a transfer to another post.

    A target is dissolved, unreachable, or moved out of the district.
    """

    RECUSAL = "recusal"
    LEAVE = "leave"
    CERTIFICATE = "certificate"
    TRANSFER = "transfer"
    DISSOLVED = "dissolved"
    UNREACHABLE = "unreachable"
    MOVED = "moved"


REASONS: Mapping[VacancyKind, tuple[Reason, ...]] = {
    VacancyKind.OFFICER: (Reason.RECUSAL, Reason.LEAVE, Reason.CERTIFICATE, Reason.TRANSFER),
    VacancyKind.TARGET: (Reason.DISSOLVED, Reason.UNREACHABLE, Reason.MOVED),
}
"""Which reasons go with what."""

FOR_GOOD = frozenset({Reason.CERTIFICATE, Reason.TRANSFER})
"""Reasons for which somebody does not stand in elsewhere either."""


@dataclass(frozen=True, slots=True)
class OfficerVacancy:
    """An officer leaves the team that a body sends to a visit."""

    KIND: ClassVar = VacancyKind.OFFICER

    visit_id: str
    body_id: str
    officer_id: str

    @property
    def place(self) -> str:
        """What came free, without the name of the one who left."""
        return f"{self.visit_id}/{self.body_id}"


@dataclass(frozen=True, slots=True)
class TargetVacancy:
    """A drawn target of a plan cannot be visited."""

    KIND: ClassVar = VacancyKind.TARGET

    plan_id: str
    target_id: str

    @property
    def place(self) -> str:
        """What came free."""
        return f"{self.plan_id}/{self.target_id}"


Vacancy = OfficerVacancy | TargetVacancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Redraw:
    """A vacancy with all that decides who comes: no visit is moved to a day before *since*.

    *key* is what tickets start with; it may carry the mark of its hash.
    """

    vacancy: Vacancy
    reason: Reason
    since: date
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Who or what came: the id of an officer or of a target, or `NOBODY`."""

    redraw: Redraw
    came: str

    @property
    def vacancy(self) -> Vacancy:
        """What it fills."""
        return self.redraw.vacancy


def renamed(vacancy: Vacancy, names: Mapping[str, str]) -> Vacancy:
    """Return *vacancy* with another name of its officer, if it has one; raises KeyError."""
    if isinstance(vacancy, TargetVacancy):
        return vacancy
    return replace(vacancy, officer_id=names[vacancy.officer_id])


def renamed_comer(vacancy: Vacancy, came: str, names: Mapping[str, str]) -> str:
    """Return the other name of whoever came for *vacancy*; raises KeyError."""
    return came if isinstance(vacancy, TargetVacancy) or came == NOBODY else names[came]
