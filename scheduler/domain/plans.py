"""Plans (检查计划): who inspects which targets, how many, in which window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.domain.calendar import Window
from scheduler.domain.identifiers import is_plain
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.quota import Quota
from scheduler.domain.scope import Scope
from scheduler.domain.suitability import Suitability


class PlanKind(StrEnum):
    """Kinds of plans, as the district reports them."""

    DUAL_RANDOM = "dual_random"
    JOINT_DUAL_RANDOM = "joint_dual_random"
    SPECIAL = "special"
    ASSIGNED_FROM_ABOVE = "assigned_from_above"
    CASE_CHECK = "case_check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One body's part in a plan: the team it sends and the items it checks.

    *slots* lists, for as many members of the team as need one, the qualifications that the
    member in that place must hold together; the rest of the team may be any certified officer.
    A body takes part in a visit when one of its items applies to the target, or always if it
    lists none. *experts* are places on top of the team, each for an expert (role EXPERT) of the
    body who holds these qualifications; they never count as officers.
    """

    body_id: str
    team_size: int = 2
    slots: tuple[frozenset[str], ...] = ()
    item_ids: tuple[str, ...] = ()
    experts: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        if self.team_size < 1 or len(self.slots) > self.team_size:
            message = (
                f"A team of {self.body_id!r} needs at least one officer and no more slots than "
                f"officers, got {self.team_size} officers and {len(self.slots)} slots."
            )
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTargets:
    """Targets come from this draw: *quota* of the pool that *scope* describes."""

    scope: Scope
    quota: Quota | OverlappingQuota


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTargets:
    """Targets are fixed by a list, with the reason and the person who approved it."""

    target_ids: tuple[str, ...]
    reason: str
    approver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTargets:
    """Targets were drawn by another body, whose published draw is quoted by number and digest."""

    target_ids: tuple[str, ...]
    draw_number: str
    digest: str


TargetSource = DrawnTargets | ListedTargets | PublishedTargets


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan. *lead_body* leads on site; the first participation is the initiating body's.

    *merging* allows its visits to be made together with other plans' (综合查一次). *priority*
    decides, lowest first, which plans keep a target whose annual cap cannot serve them all.
    *fixed_days*, if any, are the only days of its visits. *round_size* above 1 bundles
    neighbouring targets: one team visits so many of them on one day, and each round is one visit.
    *lending* allows officers of lending bodies, *suitability* prefers some officers to others.
    """

    plan_id: str
    name: str
    kind: PlanKind
    window: Window
    participations: tuple[Participation, ...]
    targets: TargetSource
    lead_body: str
    merging: bool = True
    priority: int | None = None
    fixed_days: tuple[date, ...] = ()
    round_size: int = 1
    lending: bool = True
    suitability: Suitability | None = None

    def __post_init__(self) -> None:
        if self.round_size < 1 or (self.round_size > 1 and self.merging):
            message = f"Plan {self.plan_id}: rounds hold at least one target and do not merge."
            raise ValueError(message)
        if list(self.fixed_days) != sorted(set(self.fixed_days)):
            message = f"Plan {self.plan_id}: fixed days ascend, each once."
            raise ValueError(message)
        bodies = [part.body_id for part in self.participations]
        if not is_plain(self.plan_id):
            message = f"plan_id must be plain ASCII, got {self.plan_id!r}."
            raise ValueError(message)
        if not bodies or len(set(bodies)) != len(bodies) or self.lead_body not in bodies:
            message = (
                f"Plan {self.plan_id} needs at least one body, each once, and a lead among them; "
                f"got {bodies} led by {self.lead_body!r}."
            )
            raise ValueError(message)

    @property
    def initiating_body(self) -> str:
        """The body that draws the targets."""
        return self.participations[0].body_id

    def may_use(self, day: date) -> bool:
        """Tell whether the plan may come on a working day: in its window, on a fixed one if any."""
        return day in self.window and (not self.fixed_days or day in self.fixed_days)

    @property
    def listed_ids(self) -> tuple[str, ...] | None:
        """The fixed targets, or None if the targets are drawn here."""
        return None if isinstance(self.targets, DrawnTargets) else self.targets.target_ids
