"""The problem of one draw: everything that is known before the seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.domain.aliases import MASK, NO_MASK, alias
from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.conflicts import Conflict, Kinship, Leave
from scheduler.domain.identifiers import is_plain
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.items import InspectionItem
from scheduler.domain.plans import Plan
from scheduler.domain.policy import Policy
from scheduler.domain.registry import OfficerRegistry, TargetRegistry


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DrawNumber:
    """Serial number of a draw, without gaps, and the attempt: `120116-2026-000001/1`."""

    series: str
    attempt: int = 1

    def __post_init__(self) -> None:
        if not is_plain(self.series) or self.attempt < 1:
            message = f"Draw number needs a plain series and an attempt from 1, got {self}."
            raise ValueError(message)

    def __str__(self) -> str:
        return f"{self.series}/{self.attempt}"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Registries, plans, policy, calendar and what has happened before.

    The tuples are sorted by id. That the parts fit together is checked by `scheduler.planning.fit`,
    which lists all faults at once. *mask* makes the officers' aliases; it is secret, and chosen
    before the seed.
    """

    number: DrawNumber
    window: Window
    targets: TargetRegistry
    officers: OfficerRegistry
    bodies: tuple[EnforcementBody, ...]
    items: tuple[InspectionItem, ...]
    plans: tuple[Plan, ...]
    policy: Policy
    calendar: WorkingCalendar
    history: InspectionLog
    live: InspectionLog
    conflicts: tuple[Conflict, ...] = ()
    leave: tuple[Leave, ...] = ()
    relatives: tuple[Kinship, ...] = ()
    mask: str = NO_MASK

    def __post_init__(self) -> None:
        if self.mask != NO_MASK and not MASK.fullmatch(self.mask):
            message = "A mask has 64 hexadecimal digits."
            raise ValueError(message)
        for name, key in (("bodies", "body_id"), ("items", "item_id"), ("plans", "plan_id")):
            ids = [getattr(value, key) for value in getattr(self, name)]
            if ids != sorted(set(ids)):
                message = f"{name} must be sorted by {key}, each once."
                raise ValueError(message)

    @cached_property
    def body(self) -> Mapping[str, EnforcementBody]:
        """Bodies by id."""
        return {body.body_id: body for body in self.bodies}

    @cached_property
    def item(self) -> Mapping[str, InspectionItem]:
        """Items by id."""
        return {item.item_id: item for item in self.items}

    @cached_property
    def plan(self) -> Mapping[str, Plan]:
        """Plans by id."""
        return {plan.plan_id: plan for plan in self.plans}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Officer -> the name that his tickets hash."""
        return {name: alias(self.mask, name) for name in self.officers.ids}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The working days of the draw's window."""
        return self.calendar.working_days(self.window)

    def days_of(self, plan: Plan) -> tuple[int, ...]:
        """Return the positions among `days` of those that the plan may use."""
        return tuple(position for position, day in enumerate(self.days) if plan.may_use(day))
