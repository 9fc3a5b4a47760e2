"""Pools: who can be drawn by each plan, every exclusion counted by its first reason.

Rule: pool-reconciles
Rule: in-scope
Rule: active
Rule: not-whitelisted
Rule: past-grace
Rule: annual-cap
Rule: item-once-a-year
Rule: redraw-gap
Rule: one-plan-per-premises
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.bodies import Level
from scheduler.domain.calendar import months_before
from scheduler.domain.lock import Exclusion
from scheduler.domain.plans import DrawnTargets, Participation, Plan
from scheduler.domain.problem import Problem
from scheduler.domain.scope import Condition, Scope
from scheduler.planning.usage import Usage

Mask = NDArray[np.bool_]
"""One truth value per target, in registry order, shape (N,)."""


@dataclass(frozen=True)
class Filters:
    """The conditions that plans share, each computed once."""

    problem: Problem

    @cached_property
    def usage(self) -> Usage:
        """Earlier inspections per target."""
        return Usage(self.problem)

    @cached_property
    def scopes(self) -> dict[Scope, Mask]:
        """Every scope of a plan or item of this draw, evaluated over the registry."""
        parts = [part for plan in self.problem.plans for part in plan.participations]
        items = {item_id for part in parts for item_id in part.item_ids}
        wanted = {self.problem.item[i].applies_to: None for i in sorted(items)}
        wanted |= {
            plan.targets.scope: None
            for plan in self.problem.plans
            if isinstance(plan.targets, DrawnTargets)
        }
        everywhere = np.ones(len(self.problem.targets), np.bool_)
        holds = self._conditions(condition for scope in wanted for condition in scope.conditions)
        return {
            scope: np.logical_and.reduce([everywhere, *(holds[one] for one in scope.conditions)])
            for scope in wanted
        }

    def _conditions(self, wanted: Iterable[Condition]) -> dict[Condition, Mask]:
        """Return where each condition holds; scopes have many of them in common."""
        frame = self.problem.targets.frame
        names = {condition: str(n) for n, condition in enumerate(dict.fromkeys(wanted))}
        found = frame.select(
            condition.expression(frame.schema[condition.column]).alias(name)
            for condition, name in names.items()
        )
        return {condition: found[name].to_numpy() for condition, name in names.items()}

    @cached_property
    def premises(self) -> NDArray[np.int64]:
        """A number from 0 for the premises of each target, shape (N,)."""
        names = self.problem.targets.frame["premises_id"]
        return names.rank("dense").to_numpy().astype(np.int64) - 1

    def applies(self, item_id: str) -> Mask:
        """Targets to which an item applies."""
        return self.scopes[self.problem.item[item_id].applies_to]

    @cached_property
    def inactive(self) -> Mask:
        """Targets that are not active."""
        return ~self._column("active")

    @cached_property
    def whitelisted(self) -> Mask:
        """Targets on the whitelist, if the policy spares them."""
        return self._column("whitelisted") & self.problem.policy.exclude_whitelisted

    @cached_property
    def in_grace(self) -> Mask:
        """Targets registered within the grace period."""
        months = self.problem.policy.grace_months
        if not months:
            return np.zeros(len(self.problem.targets), np.bool_)
        since = months_before(self.problem.window.starts, months)
        young = self.problem.targets.frame["reg_date"] > since
        return young.fill_null(value=False).to_numpy()

    def _column(self, name: str) -> Mask:
        return self.problem.targets.frame[name].to_numpy().astype(np.bool_)

    @cached_property
    def total_used_up(self) -> Mask:
        """Targets with as many visits this year as the total cap allows."""
        cap = self.problem.policy.caps.total
        return _reached(self.usage.total, cap)

    @cached_property
    def _level_used_up(self) -> dict[Level, Mask]:
        caps = self.problem.policy.caps.per_level
        return {level: _reached(self.usage.by_level(level), cap) for level, cap in caps.items()}

    def level_used_up(self, plan: Plan) -> Mask:
        """Targets whose cap for the level of one of the plan's bodies is used up."""
        levels = {self.problem.body[part.body_id].level for part in plan.participations}
        return self._any(self._level_used_up[x] for x in sorted(levels & set(self._level_used_up)))

    @cached_property
    def _body_used_up(self) -> dict[str, Mask]:
        cap = self.problem.policy.caps.per_body
        bodies = {part.body_id for plan in self.problem.plans for part in plan.participations}
        return {body: _reached(self.usage.by_body(body), cap) for body in sorted(bodies)}

    def body_used_up(self, plan: Plan) -> Mask:
        """Targets whose cap for one of the plan's bodies is used up."""
        return self._any(self._body_used_up[part.body_id] for part in plan.participations)

    def _any(self, masks: Iterator[Mask]) -> Mask:
        found = np.zeros(len(self.problem.targets), np.bool_)
        for mask in masks:
            found |= mask
        return found

    def item_done(self, plan: Plan) -> Mask:
        """Targets at which all the initiating body's items that apply were done this year."""
        items = plan.participations[0].item_ids
        if not items or not self.problem.policy.item_once_a_year:
            return np.zeros(len(self.problem.targets), np.bool_)
        open_items = (self.applies(i) & ~self.usage.done_this_year(i) for i in items)
        return ~self._any(open_items)

    def drawn_recently(self, plan: Plan) -> Mask:
        """Targets that the initiating body drew within the redraw gap."""
        if not self.problem.policy.redraw_gap_months:
            return np.zeros(len(self.problem.targets), np.bool_)
        return self.usage.drawn_recently(plan.initiating_body)

    def premises_taken(self, plan: Plan) -> Mask:
        """Targets at premises with a live task, or that another plan lists."""
        if not self.problem.policy.one_plan_per_premises:
            return np.zeros(len(self.problem.targets), np.bool_)
        taken = set(self.problem.live.frame["target_id"].to_list())
        for other in self.problem.plans:
            if other.listed_ids is not None and other.plan_id != plan.plan_id:
                taken |= set(other.listed_ids)
        frame = self.problem.targets.frame
        there = frame.filter(pl.col("target_id").is_in(sorted(taken)))["premises_id"].unique()
        return frame["premises_id"].is_in(there.implode()).to_numpy()

    def concerned(self, part: Participation) -> Mask:
        """Targets to which a body would come: one of its items applies, or it lists none."""
        if not part.item_ids:
            return np.ones(len(self.problem.targets), np.bool_)
        return self._any(self.applies(item_id) for item_id in part.item_ids)


def _reached(used: NDArray[np.int64], cap: int | None) -> Mask:
    return np.zeros(len(used), np.bool_) if cap is None else used >= cap


def reasons(plan: Plan, filters: Filters) -> Iterator[tuple[Exclusion, Mask]]:
    """Yield, in the order in which they count, the reasons that keep targets from *plan*."""
    if not isinstance(plan.targets, DrawnTargets):
        message = f"Plan {plan.plan_id} does not draw its targets."
        raise TypeError(message)
    yield Exclusion.OUT_OF_SCOPE, ~filters.scopes[plan.targets.scope]
    yield Exclusion.NO_ITEM, ~filters.concerned(plan.participations[0])
    yield Exclusion.INACTIVE, filters.inactive
    if filters.problem.policy.is_exempt(plan):
        return
    yield Exclusion.WHITELISTED, filters.whitelisted
    yield Exclusion.GRACE_PERIOD, filters.in_grace
    yield Exclusion.CAP_BODY, filters.body_used_up(plan)
    yield Exclusion.CAP_LEVEL, filters.level_used_up(plan)
    yield Exclusion.CAP_TOTAL, filters.total_used_up
    yield Exclusion.ITEM_DONE, filters.item_done(plan)
    yield Exclusion.DRAWN_RECENTLY, filters.drawn_recently(plan)
    yield Exclusion.PREMISES_TAKEN, filters.premises_taken(plan)


@dataclass(frozen=True, slots=True)
class Pool:
    """The rows that a plan can draw, and why the others are not among them."""

    plan_id: str
    inside: Mask
    exclusions: dict[Exclusion, int]

    def without(self, dropped: Mask, reason: Exclusion) -> Pool:
        """Return the pool less the targets of *dropped*, counted under *reason*."""
        lost = int(np.count_nonzero(self.inside & dropped))
        if not lost:
            return self
        return Pool(self.plan_id, self.inside & ~dropped, {**self.exclusions, reason: lost})


def pool_of(plan: Plan, filters: Filters) -> Pool:
    """Return the pool of one plan that draws its targets."""
    inside = np.ones(len(filters.problem.targets), np.bool_)
    pool = Pool(plan.plan_id, inside, {})
    for reason, excluded in reasons(plan, filters):
        pool = pool.without(excluded, reason)
    return pool


def exclusion_of(plan: Plan, filters: Filters, row: int) -> list[tuple[Exclusion, bool]]:
    """Return every reason with whether it applies to the target in *row*, in order."""
    return [(reason, bool(mask[row])) for reason, mask in reasons(plan, filters)]
