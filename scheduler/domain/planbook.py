"""The plan book: everything that a draw produces."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scheduler.domain.calendar import Window
from scheduler.domain.policy import Remedy
from scheduler.domain.quota import Stratum
from scheduler.domain.registry import Role


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

    Not so in a cell of overlapping quotas, whose *quota* was drawn: there *quota* / *pool* is what
    was left of the chance once the counts were known. *cutoff* is the highest winning ticket;
    empty if nobody was drawn.
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
    experts: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One coming together: the tasks done there, and what each body sends.

    All at one premises, unless it is a round of a plan: then *premises_id* is that of its first
    target. *slot_plan* is the plan whose planned day the visit takes (the smallest of its plans
    that has one on *day*), or empty if the visit is not on a planned day of its own.
    """

    visit_id: str
    premises_id: str
    tasks: tuple[Task, ...]
    demands: tuple[Demand, ...]  # ascending by body
    lead_body: str
    window: Window
    day: date
    slot_plan: str = ""

    @property
    def target_ids(self) -> tuple[str, ...]:
        """The targets visited, ascending."""
        return tuple(sorted({task.target_id for task in self.tasks}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The officers one body sends to a visit.

    *places* pairs each officer, ascending, with the slot he fills (empty: a free place); some may
    be lent by other bodies. *experts* does so for the experts, who come on top.
    """

    visit_id: str
    body_id: str
    places: tuple[tuple[str, frozenset[str]], ...]
    leader: str
    experts: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def officer_ids(self) -> tuple[str, ...]:
        """The officers, ascending."""
        return tuple(officer for officer, _ in self.places)

    @property
    def expert_ids(self) -> tuple[str, ...]:
        """The experts, ascending."""
        return tuple(expert for expert, _ in self.experts)


class ShortfallKind(StrEnum):
    """What could not be met after the seed, and is published as such."""

    UNSTAFFED = "unstaffed"
    DIRECT = "direct"
    NO_EXPERT = "no_expert"
    BELOW_MINIMUM = "below_minimum"
    SPLIT = "split"
    RESERVE = "reserve"
    OFF_PLAN = "off_plan"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Shortfall:
    """Something the officers of *body_id* could not give, with its numbers.

    UNSTAFFED: the team of visit *subject* is carried to the next window with first claim; *needed*
    officers, of whom *available* could be found. BELOW_MINIMUM: officer *subject* gets *available*
    visits instead of his minimum *needed*. DIRECT: as UNSTAFFED, but the head of the body names the
    officers. NO_EXPERT: of *needed* experts *available* could be found, and none is sent. SPLIT:
    plans that meet at the premises of visit *subject* have no day in common on which each body
    has room, so they come one by one; of *needed* places of *body_id* there were *available*.
    RESERVE: visit *subject* needs *needed* places of a day on which *available* were left beside
    the urgent reserve, and takes from that. OFF_PLAN: no planned day that was left suits visit
    *subject*, so it is on another, without a slot of a plan. CLOSED: no day with room suits it, so
    it is on a day on which a target is closed. Of both, *needed* is the one day, and *available* 0.
    """

    kind: ShortfallKind
    body_id: str
    subject: str
    needed: int
    available: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class RemedyUse:
    """A remedy that helped: visit and body, and how.

    OTHER_DAY: *was* is the day first dealt, *now* the day of the visit. LENDING: *now* is the
    lending body, *places* how many it sends. DIRECT_ASSIGNMENT: *places* for the head to fill.
    """

    remedy: Remedy
    visit_id: str
    body_id: str
    was: str = ""
    now: str = ""
    places: int = 0


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
    role: Role = Role.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyDraw:
    """Figures of one body's draw of officers, or of experts.

    *widened* is how much the band of loads had to grow. *pool* names the pool that the body was
    drawn in, alone or with others; *steps* and *moves* are those of its walk. *watched* is 0
    unless rules bind people to each other: then the walk may pass through plans that break them,
    and counts the steps after which all of them hold.
    """

    body_id: str
    officers: int
    visits: int
    places: int
    widened: int
    steps: int
    moves: int
    role: Role = Role.OFFICER
    pool: str = ""
    watched: int = 0


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
    remedies: tuple[RemedyUse, ...] = field(default=())
