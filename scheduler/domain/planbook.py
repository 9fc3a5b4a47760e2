"""The plan book: everything that a draw produces."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scheduler.domain.calendar import Window
from scheduler.domain.quota import Stratum


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A target drawn, or standing by as a reserve, for one plan.

    *rank* counts from 1 in the stratum, by ticket. Selected are the ranks up to the quota.
    A listed target has no ticket and no rank.
    """

    plan_id: str
    target_id: str
    stratum: Stratum = ()
    rank: int | None = None
    ticket: str = ""
    reserve: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StratumDraw:
    """One stratum's figures: chances are exactly *quota* / *pool* for each target (equal weights).

    *cutoff* is the highest winning ticket; empty if nobody was drawn.
    """

    plan_id: str
    stratum: Stratum
    pool: int
    quota: int
    cutoff: str


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """One target of one plan (任务)."""

    plan_id: str
    target_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one body must send to a visit. *slots* as in `Participation`."""

    body_id: str
    team_size: int
    slots: tuple[frozenset[str], ...]
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One coming together at one premises: the tasks done there, and what each body sends."""

    visit_id: str
    premises_id: str
    tasks: tuple[Task, ...]
    demands: tuple[Demand, ...]  # ascending by body
    lead_body: str
    window: Window
    day: date

    @property
    def target_ids(self) -> tuple[str, ...]:
        """The targets visited, ascending."""
        return tuple(sorted({task.target_id for task in self.tasks}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The officers one body sends to a visit.

    *places* pairs each officer, ascending, with the slot he fills (empty: a free place).
    """

    visit_id: str
    body_id: str
    places: tuple[tuple[str, frozenset[str]], ...]
    leader: str

    @property
    def officer_ids(self) -> tuple[str, ...]:
        """The members, ascending."""
        return tuple(officer for officer, _ in self.places)


class ShortfallKind(StrEnum):
    """What could not be met after the seed, and is published as such."""

    UNSTAFFED = "unstaffed"
    BELOW_MINIMUM = "below_minimum"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Shortfall:
    """Something the officers of *body_id* could not give, with its numbers.

    UNSTAFFED: the team of visit *subject* is carried to the next window with first claim; *needed*
    officers, of whom *available* could be found. BELOW_MINIMUM: officer *subject* gets *available*
    visits instead of his minimum *needed*.
    """

    kind: ShortfallKind
    body_id: str
    subject: str
    needed: int
    available: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLoad:
    """An officer's share of his body's work.

    *share* is the fair share of the window's places as a fraction (numerator, denominator),
    *lowest* and *highest* the band that the draw kept, *live* the places of earlier draws that
    count within it, *drawn* the places of this draw.
    """

    officer_id: str
    body_id: str
    days_available: int
    share: tuple[int, int]
    lowest: int
    highest: int
    live: int
    drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyDraw:
    """Figures of one body's officer draw: *widened* is how much the band of loads had to grow."""

    body_id: str
    officers: int
    visits: int
    places: int
    widened: int
    steps: int
    moves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBook:
    """All results of one draw, each tuple in the stated order."""

    seed_text: str
    selections: tuple[Selection, ...]  # by plan, reserve last, stratum, rank or id
    strata: tuple[StratumDraw, ...]  # by plan, stratum
    visits: tuple[Visit, ...]  # by visit id
    teams: tuple[Team, ...]  # by visit id, body
    loads: tuple[OfficerLoad, ...]  # by officer
    bodies: tuple[BodyDraw, ...]  # by body
    shortfalls: tuple[Shortfall, ...] = field(default=())
