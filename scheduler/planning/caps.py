"""Caps between plans: no target may be drawn by more plans than its annual cap can bear.

Dropping a task after the draw would break the exact chances of section 3, so the question is
settled before the lock: for each target, how many visits would there be if every plan drew it?

Rule: annual-cap
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.bodies import Level
from scheduler.domain.lock import Exclusion
from scheduler.domain.plans import Plan
from scheduler.domain.policy import CapConflict
from scheduler.domain.problem import Problem
from scheduler.planning.pool import Filters, Pool


@dataclass(frozen=True, slots=True)
class CapClash:
    """Targets that plans could draw more often than one cap has room for."""

    cap: Exclusion  # which kind of cap
    plan_ids: tuple[str, ...]
    target_id: str  # an example
    count: int  # how many targets are in the same position
    visits: int
    room: int


@dataclass(frozen=True)
class Meter:
    """Counts the visits that a set of plans could make to one target, at most."""

    problem: Problem

    @cached_property
    def _days(self) -> dict[str, tuple[int, int]]:
        position = {day: n for n, day in enumerate(self.problem.days)}
        found = {}
        for plan in self.problem.plans:
            days = [position[d] for d in self.problem.days if d in plan.window]
            found[plan.plan_id] = (days[0], days[-1]) if days else (0, -1)
        return found

    def span(self, plan: Plan) -> tuple[int, int]:
        """Return the first and the last working day of a plan, as positions in the draw's days."""
        return self._days[plan.plan_id]

    def visits(self, plans: Sequence[Plan]) -> int:
        """Return the visits if all *plans* draw the target: merged ones count once."""
        apart = sum(not plan.merging for plan in plans)
        return apart + self.groups(frozenset(self.span(plan) for plan in plans if plan.merging))

    def groups(self, spans: frozenset[tuple[int, int]]) -> int:
        """Return into how many visits mergeable plans with these spans of days fall.

        The greedy grouping by end of window is a smallest set of days that meets every span, so
        fewer plans never need more visits.
        """
        if spans not in self._groups:
            self._groups[spans] = _greedy_groups(spans)
        return self._groups[spans]

    @cached_property
    def _groups(self) -> dict[frozenset[tuple[int, int]], int]:
        return {}


def _greedy_groups(spans: frozenset[tuple[int, int]]) -> int:
    groups, latest_start, earliest_end = 0, 0, -1
    for first, last in sorted(spans, key=lambda span: span[::-1]):
        if groups and max(latest_start, first) <= earliest_end:
            latest_start = max(latest_start, first)
        else:
            groups, latest_start, earliest_end = groups + 1, first, last
    return groups


@dataclass(frozen=True, slots=True)
class _Cap:
    """One cap, the plans it concerns, and the room left per target, shape (N,)."""

    kind: Exclusion
    plans: frozenset[str]
    room: NDArray[np.int64]


def _caps(problem: Problem, filters: Filters) -> Iterator[_Cap]:
    limits = problem.policy.caps
    counted = [plan for plan in problem.plans if not problem.policy.is_exempt(plan)]

    def with_body(ids: set[str]) -> frozenset[str]:
        return frozenset(
            p.plan_id for p in counted if ids & {part.body_id for part in p.participations}
        )

    if limits.total is not None:
        everyone = frozenset(plan.plan_id for plan in counted)
        yield _Cap(Exclusion.CAP_TOTAL, everyone, limits.total - filters.usage.total)
    for level in sorted(limits.per_level):
        ids = {body.body_id for body in problem.bodies if body.level is Level(level)}
        room = limits.per_level[level] - filters.usage.by_level(level)
        yield _Cap(Exclusion.CAP_LEVEL, with_body(ids), room)
    if limits.per_body is not None:
        for body_id in sorted({p.body_id for plan in counted for p in plan.participations}):
            room = limits.per_body - filters.usage.by_body(body_id)
            yield _Cap(Exclusion.CAP_BODY, with_body({body_id}), room)


def settle(
    problem: Problem, pools: list[Pool], filters: Filters
) -> tuple[list[Pool], tuple[CapClash, ...]]:
    """Return the pools after the policy's way with clashes, and the clashes that remain.

    By priority, a target stays with the plans that come first as long as there is room; the
    others exclude it. Else all clashes are reported and the pools stay as they are.
    """
    meter = Meter(problem)
    members = _membership(problem, pools)
    clashes: list[CapClash] = []
    dropped: dict[str, NDArray[np.bool_]] = {}
    for cap in _caps(problem, filters):
        for plans, over in _over(problem, meter, members, cap):
            if problem.policy.cap_conflict is CapConflict.BY_PRIORITY:
                _drop(problem, meter, plans, over, cap, dropped)
            else:
                clashes.append(_clash(problem, cap, plans, over, meter.visits(plans)))
    settled = [
        pool.without(dropped[pool.plan_id], Exclusion.KEPT_BY_OTHER_PLAN)
        if pool.plan_id in dropped
        else pool
        for pool in pools
    ]
    return settled, tuple(clashes)


def _membership(problem: Problem, pools: list[Pool]) -> dict[str, NDArray[np.bool_]]:
    members = {pool.plan_id: pool.inside for pool in pools}
    for plan in problem.plans:
        if plan.listed_ids is not None:
            inside = np.zeros(len(problem.targets), np.bool_)
            position = problem.targets.position
            inside[[position[t] for t in plan.listed_ids if t in position]] = True
            members[plan.plan_id] = inside
    return members


def _over(
    problem: Problem, meter: Meter, members: dict[str, NDArray[np.bool_]], cap: _Cap
) -> Iterator[tuple[list[Plan], NDArray[np.int64]]]:
    """Yield each set of plans that could visit targets too often, with exactly these targets."""
    plans = [plan for plan in problem.plans if plan.plan_id in cap.plans]
    if not plans:
        return
    table = np.array([members[plan.plan_id] for plan in plans])
    crowded = np.nonzero(table.sum(axis=0) > cap.room)[0]  # a plan is one visit at most
    visits = _visits_per_target(meter, plans, table[:, crowded])
    rows = crowded[visits > cap.room[crowded]]
    for column, here in _alike(table[:, rows]):
        chosen = [plan for plan, inside in zip(plans, column, strict=True) if inside]
        yield chosen, rows[here]


def _visits_per_target(
    meter: Meter, plans: list[Plan], table: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the visits for each column of *table*, shape (plans, targets), if all plans draw it.

    Plans matter only by their spans, of which there are few, and by whether they stand apart.
    """
    merging = np.array([plan.merging for plan in plans], np.bool_)
    spans = sorted({meter.span(plan) for plan in plans if plan.merging})
    of_span = np.array([[meter.span(p) == s for p in plans] for s in spans], np.bool_)
    occurs = np.array([table[merging & mine].any(axis=0) for mine in of_span], np.bool_)
    visits = np.asarray(table[~merging].sum(axis=0), np.int64)
    for column, here in _alike(occurs.reshape(len(spans), table.shape[1])):
        visits[here] += meter.groups(
            frozenset(span for span, inside in zip(spans, column, strict=True) if inside)
        )
    return visits


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


def _clash(
    problem: Problem, cap: _Cap, plans: list[Plan], over: NDArray[np.int64], visits: int
) -> CapClash:
    worst = over[np.argmin(cap.room[over])]
    return CapClash(
        cap=cap.kind,
        plan_ids=tuple(plan.plan_id for plan in plans),
        target_id=problem.targets.ids[worst],
        count=len(over),
        visits=visits,
        room=int(cap.room[worst]),
    )


def _drop(
    problem: Problem,
    meter: Meter,
    plans: list[Plan],
    over: NDArray[np.int64],
    cap: _Cap,
    dropped: dict[str, NDArray[np.bool_]],
) -> None:
    """Mark, for each room that occurs, the plans that give the targets up."""
    order = sorted(plans, key=_precedence)
    for room in np.unique(cap.room[over]):
        rows = over[cap.room[over] == room]
        kept: list[Plan] = []
        for plan in order:
            if plan.listed_ids is not None or meter.visits([*kept, plan]) <= room:
                kept.append(plan)
            else:
                mask = dropped.setdefault(plan.plan_id, np.zeros(len(problem.targets), np.bool_))
                mask[rows] = True


def _precedence(plan: Plan) -> tuple[bool, bool, int, str]:
    """Order lists first, since they are fixed; then by priority, plans without one last."""
    return (
        plan.listed_ids is None,
        plan.priority is None,
        plan.priority if plan.priority is not None else 0,
        plan.plan_id,
    )
