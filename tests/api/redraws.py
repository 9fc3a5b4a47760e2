"""Draws of the smallest district by an office of its own, in which places come free."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from api.files.folder_writing import write_problem
from api.files.planbook.edition import Edition
from api.usecases.ceremony.fill_vacancy import Filling, fill_vacancy
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.publish_draw import publish_draw
from api.usecases.ceremony.vacate import Fresh, vacate
from api.usecases.make_draw import make_draw, write_result
from api.usecases.steps import Steps
from api.usecases.verification.verify import Verification
from scenarios.catalogue import build
from scheduler.domain.vacancies import OfficerVacancy, TargetVacancy, Vacancy
from scheduler.evidence.records import Record
from scheduler.evidence.sources.context import Delivery
from tests.api.offices import MOMENT, Clock, office_in

PROBLEM = build("tiny")
NUMBER = PROBLEM.number
LOCAL = Fresh(local=True)


@dataclass
class Desk:
    """An office in *home* with one draw that was made."""

    home: Path
    clock: Clock = field(default_factory=Clock)
    word: str = "later"

    def __post_init__(self) -> None:
        self.office: Office = office_in(self.home, self.clock, self.word)

    def vacate(self, vacancy: Vacancy, fresh: Fresh = LOCAL, **told: str) -> Record:
        usual = "recusal" if isinstance(vacancy, OfficerVacancy) else "dissolved"
        told = {"reason": usual, "by": "planner", "second": "chief"} | told
        return vacate(self.office, NUMBER, vacancy, fresh, Steps(), **told)

    def fill(self, *values: str | Delivery) -> Filling:
        """Fill what came free with these values, or with one of this machine."""
        values = values or (self.office.outside.secret(),)
        given = {
            at: one if isinstance(one, Delivery) else Delivery(value=one)
            for at, one in enumerate(values)
        }
        return fill_vacancy(self.office, NUMBER, given, Steps())

    def redrawn(self, vacancy: Vacancy, **told: str) -> Filling:
        self.vacate(vacancy, **told)
        return self.fill()

    def write(self, edition: Edition, name: str = "anew") -> Path:
        write_result(self.office, edition, self.home / name, Steps())
        return self.home / name

    def publish(self) -> tuple[Path, Path]:
        public, audit = self.home / "public", self.home / "audit"
        publish_draw(self.office, NUMBER, public, audit, Steps(), by="planner", second="chief")
        return public, audit


def drawn_in(home: Path, now: datetime = MOMENT) -> tuple[Desk, Edition]:
    """Draw; return the office, and what was drawn."""
    clock = Clock(now)
    write_problem(PROBLEM, home / "inputs")
    opening = partial(office_in, home, clock)
    found = make_draw(opening, home / "inputs", home / "planbook", Steps(), announced=True)
    return Desk(home, clock), found.edition


def place_in(edition: Edition, team: int = 0, member: int = 0) -> OfficerVacancy:
    """Return one of the places of a draw."""
    one = edition.book.teams[team]
    return OfficerVacancy(one.visit_id, one.body_id, one.officer_ids[member])


def target_in(edition: Edition, reserves: int = 1) -> TargetVacancy:
    """Return a target for which so many stand by at least."""
    for one in edition.selected:
        waiting = [
            other
            for other in edition.reserves
            if (other.plan_id, other.stratum) == (one.plan_id, one.stratum)
        ]
        if len(waiting) >= reserves:
            return TargetVacancy(one.plan_id, one.target_id)
    raise LookupError(reserves)


def verified(folder: Path) -> Verification:
    """Make all steps of a verification."""
    found = Verification(folder, Steps())
    list(found)
    return found


def told(verification: Verification) -> list[tuple[str, list[str]]]:
    """Return the steps that found something, with the codes of the faults."""
    return [
        (one.step, [fault.code for fault in one.faults])
        for one in verification.findings
        if not one.sound
    ]
