"""Caps between plans: no target may be drawn by more plans than its annual cap can bear.

Dropping a task after the draw would break the exact chances of section 3, so the question is
settled before the lock: for each target, how many visits would there be if every plan drew it?

Rule: annual-cap
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.bodies import Level
from scheduler.domain.lock import Exclusion
from scheduler.domain.plans import Plan
from scheduler.domain.policy import CapConflict
from scheduler.domain.problem import Problem
from scheduler.planning.pool import Filters, Mask, Pool
from scheduler.planning.usage import Counts


@dataclass(frozen=True, slots=True)
class CapClash:
    """Targets that plans could draw more often than one cap has room for."""

    cap: Exclusion  # which kind of cap
    plan_ids: tuple[str, ...]
    target_id: str  # an example
    count: int  # how many targets are in the same position
    visits: int
    room: int


Span = tuple[int, ...]
"""The days on which a plan may come, as positions in the draw's days."""


@dataclass(frozen=True)
class Meter:
    """Counts the visits that a set of plans could make to one target, at most.

    Visits are formed per premises (综合查一次), from whatever plans happen to meet there, by the
    last of their days. If all plans in play share a day, everything that may merge becomes one
    visit. Else another plan's days can part any two, but never two that have the same.
    """

    filters: Filters
    members: Mapping[str, Mask]  # plan -> targets it could visit

    @property
    def problem(self) -> Problem:
        """The problem whose plans are metered."""
        return self.filters.problem

    @cached_property
    def span(self) -> Mapping[str, Span]:
        """The span of each plan."""
        return {plan.plan_id: self.problem.days_of(plan) for plan in self.problem.plans}

    @cached_property
    def together(self) -> Mask:
        """Whether all plans that could meet at the target's premises share a day, shape (N,)."""
        premises = self.filters.premises
        # There are no more premises than targets.
        common = np.ones((len(premises), len(self.problem.days)), np.bool_)
        for plan in self.problem.plans:
            if plan.merging:
                here = premises[self.members[plan.plan_id]]
                for day in set(range(len(self.problem.days))).difference(self.span[plan.plan_id]):
                    common[here, day] = False
        return np.asarray(common.any(axis=1), np.bool_)[premises]

    def visits(self, plans: Sequence[Plan], *, together: bool) -> int:
        """Return the visits at most if all *plans* draw the target: merged ones count once."""
        spans = {self.span[plan.plan_id] for plan in plans if plan.merging}
        apart = sum(not plan.merging for plan in plans)
        return apart + (min(1, len(spans)) if together else len(spans))

    def visits_per_target(self, plans: Sequence[Plan]) -> Counts:
        """Return `visits` for every target, of those of *plans* that could draw it, shape (N,)."""
        spans: dict[Span, Mask] = {}
        visits = np.zeros(len(self.problem.targets), np.int64)
        for plan in plans:
            inside = self.members[plan.plan_id]
            if plan.merging:
                span = self.span[plan.plan_id]
                spans[span] = spans[span] | inside if span in spans else inside
            else:
                visits += inside
        merged = np.sum(list(spans.values()), axis=0, dtype=np.int64) if spans else 0 * visits
        return visits + np.where(self.together, np.minimum(merged, 1), merged)


@dataclass(frozen=True, slots=True)
class _Cap:
    """One cap, the plans it concerns, and the room left per target, shape (N,)."""

    kind: Exclusion
    plans: frozenset[str]
    room: Counts


def _caps(problem: Problem, filters: Filters) -> Iterator[_Cap]:
    limits = problem.policy.caps
    counted = [plan for plan in problem.plans if not problem.policy.is_exempt(plan)]

    def with_body(ids: set[str]) -> frozenset[str]:
        return frozenset(
            p.plan_id for p in counted if ids & {part.body_id for part in p.participations}
        )

    if limits.total is not None:
        everyone = frozenset(plan.plan_id for plan in counted)
        yield _Cap(Exclusion.CAP_TOTAL, everyone, _room(limits.total, filters.usage.total))
    for level in sorted(limits.per_level):
        ids = {body.body_id for body in problem.bodies if body.level is Level(level)}
        room = _room(limits.per_level[level], filters.usage.by_level(level))
        yield _Cap(Exclusion.CAP_LEVEL, with_body(ids), room)
    if limits.per_body is not None:
        for body_id in sorted({p.body_id for plan in counted for p in plan.participations}):
            room = _room(limits.per_body, filters.usage.by_body(body_id))
            yield _Cap(Exclusion.CAP_BODY, with_body({body_id}), room)


def settle(
    problem: Problem, pools: list[Pool], filters: Filters
) -> tuple[list[Pool], tuple[CapClash, ...]]:
    """Return the pools after the policy's way with clashes, and the clashes that remain.

    By priority, a target stays with the plans that come first as long as there is room; the
    others exclude it, and only lists can still clash, for nobody can drop what they name. Else
    all clashes are reported and the pools stay as they are.
    """
    meter = Meter(filters, _membership(problem, pools))
    by_priority = problem.policy.cap_conflict is CapConflict.BY_PRIORITY
    clashes: list[CapClash] = []
    dropped: dict[str, Mask] = {}
    for cap in _caps(problem, filters):
        fixed = _lists_only(problem, cap) if by_priority else cap
        clashes += (_clash(meter, plans, over, cap) for plans, over in _over(meter, fixed))
        for plan_id, rows in _given_up(meter, cap) if by_priority else ():
            if plan_id not in dropped:
                dropped[plan_id] = np.zeros(len(problem.targets), np.bool_)
            dropped[plan_id][rows] = True
    settled = [
        pool.without(dropped[pool.plan_id], Exclusion.KEPT_BY_OTHER_PLAN)
        if pool.plan_id in dropped
        else pool
        for pool in pools
    ]
    return settled, tuple(clashes)


def _lists_only(problem: Problem, cap: _Cap) -> _Cap:
    lists = {plan.plan_id for plan in problem.plans if plan.listed_ids is not None}
    return replace(cap, plans=cap.plans & lists)


def _room(cap: int, used: Counts) -> Counts:
    """Return what is left of a cap; a target visited too often already has nothing left."""
    return np.maximum(cap - used, 0)


def _membership(problem: Problem, pools: list[Pool]) -> dict[str, Mask]:
    members = {pool.plan_id: pool.inside for pool in pools}
    for plan in problem.plans:
        if plan.listed_ids is not None:
            inside = np.zeros(len(problem.targets), np.bool_)
            position = problem.targets.position
            inside[[position[t] for t in plan.listed_ids if t in position]] = True
            members[plan.plan_id] = inside
    return members


def _plans_over(meter: Meter, cap: _Cap) -> tuple[list[Plan], NDArray[np.int64]]:
    """Return the plans of a cap, and the targets that they could visit too often."""
    plans = [plan for plan in meter.problem.plans if plan.plan_id in cap.plans]
    if not plans:
        return plans, np.empty(0, np.int64)
    return plans, np.nonzero(meter.visits_per_target(plans) > cap.room)[0]


def _over(meter: Meter, cap: _Cap) -> Iterator[tuple[list[Plan], NDArray[np.int64]]]:
    """Yield each set of plans that could visit targets too often, with exactly these targets."""
    plans, rows = _plans_over(meter, cap)
    if not len(rows):
        return
    table = np.array([meter.members[plan.plan_id][rows] for plan in plans])
    for column, here in _alike(table):
        yield [plan for plan, inside in zip(plans, column, strict=True) if inside], rows[here]


def _alike(
    table: NDArray[np.bool_],
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.int64]]]:
    """Yield each distinct column of *table* with the positions at which it stands."""
    if not table.size:
        return
    packed = np.ascontiguousarray(np.packbits(table, axis=0).T)
    whole = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    order = np.argsort(whole, kind="stable")
    starts = np.nonzero(np.concatenate([[True], whole[order][1:] != whole[order][:-1]]))[0]
    for here in np.split(order, starts[1:]):
        yield table[:, here[0]], here


def _clash(meter: Meter, plans: list[Plan], over: NDArray[np.int64], cap: _Cap) -> CapClash:
    worst = int(over[np.argmin(cap.room[over])])
    return CapClash(
        cap=cap.kind,
        plan_ids=tuple(plan.plan_id for plan in plans),
        target_id=meter.problem.targets.ids[worst],
        count=len(over),
        visits=meter.visits(plans, together=bool(meter.together[worst])),
        room=int(cap.room[worst]),
    )


def _given_up(meter: Meter, cap: _Cap) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yield the targets that each plan gives up: those for which plans before it leave no room."""
    plans, over = _plans_over(meter, cap)
    apart, merged = np.zeros((2, len(over)), np.int64)  # visits of the plans kept so far
    met: dict[Span, Mask] = defaultdict(lambda: np.zeros(len(over), np.bool_))
    for plan in sorted(plans, key=_precedence) if len(over) else ():
        here = np.nonzero(meter.members[plan.plan_id][over])[0]
        alone, joined, span = apart[here], merged[here], meter.span[plan.plan_id]
        if plan.merging:
            joined += ~met[span][here]
        else:
            alone += 1
        together = np.where(meter.together[over[here]], np.minimum(joined, 1), joined)
        fits = (alone + together <= cap.room[over[here]]) | (plan.listed_ids is not None)
        kept = here[fits]
        apart[kept], merged[kept] = alone[fits], joined[fits]
        if plan.merging:
            met[span][kept] = True
        if not fits.all():
            yield plan.plan_id, over[here[~fits]]


def _precedence(plan: Plan) -> tuple[bool, bool, int, str]:
    """Order lists first, since they are fixed; then by priority, plans without one last."""
    return (
        plan.listed_ids is None,
        plan.priority is None,
        plan.priority if plan.priority is not None else 0,
        plan.plan_id,
    )
