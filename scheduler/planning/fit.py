"""Fit: do registries, plans and policy belong together? All faults at once, before any pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl
from polars._typing import PolarsDataType

from scheduler.domain.frames import rows_by
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import DrawnTargets, Participation, Plan, PlanKind
from scheduler.domain.problem import Problem
from scheduler.domain.quota import NO_VALUE, Stratum
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.errors import Fault
from scheduler.lottery.days.visits import applying
from scheduler.planning.cells.quota_fit import overlapping_faults

MOST_SLOTS = 15
"""Slots with a qualification that the visits of one body may need together, so that their sets
can be counted; the leader's may come to them. So many experts, too."""

TEXT_OPERATORS = (Operator.STARTS_WITH, Operator.CONTAINS)


def faults(problem: Problem) -> tuple[Fault, ...]:
    """Return everything that keeps the problem from being planned, in a stable order."""
    found = [
        *_registry_faults(problem),
        *_lending_faults(problem),
        *_relative_faults(problem),
        *_item_faults(problem),
    ]
    known = _Known(problem)
    for plan in problem.plans:
        found += _window_faults(problem, plan)
        found += _fixed_day_faults(problem, plan)
        found += _kind_faults(plan)
        found += _body_faults(problem, plan)
        found += _target_faults(known, plan)
    return tuple(found)


@dataclass(frozen=True)
class _Known:
    """What the registry of targets holds that plans name, looked up once."""

    problem: Problem
    _strata: dict[tuple[str, ...], set[Stratum]] = field(default_factory=dict)

    @cached_property
    def listed(self) -> dict[str, dict[str, Any]]:
        """The rows of targets that plans list."""
        ids = (target_id for plan in self.problem.plans for target_id in plan.listed_ids or ())
        return rows_by(self.problem.targets.frame, "target_id", ids)

    def strata(self, columns: tuple[str, ...]) -> set[Stratum]:
        """Return the strata by *columns* that have targets."""
        if columns not in self._strata:
            texts = (pl.col(name).cast(pl.String).fill_null(NO_VALUE) for name in columns)
            self._strata[columns] = set(self.problem.targets.frame.select(texts).unique().rows())
        return self._strata[columns]


def _registry_faults(problem: Problem) -> Iterator[Fault]:
    known = pl.Series(sorted(problem.body), dtype=pl.String)
    strangers = problem.officers.frame.filter(~pl.col("body_id").is_in(known.implode()))
    for row in strangers.iter_rows(named=True):
        place = f"officers[{row['officer_id']}].body_id"
        yield Fault("unknown-body", place, {"found": row["body_id"]})
    limits = problem.officers.frame.with_columns(
        pl.col("max_visits").fill_null(pl.lit(problem.policy.max_visits, dtype=pl.Int32)),
        pl.col("min_visits").fill_null(problem.policy.min_visits),
    )
    for row in limits.filter(pl.col("min_visits") > pl.col("max_visits")).iter_rows(named=True):
        place = f"officers[{row['officer_id']}].min_visits"
        yield Fault(
            "minimum-above-maximum", place, {"low": row["min_visits"], "high": row["max_visits"]}
        )


def _lending_faults(problem: Problem) -> Iterator[Fault]:
    for body_id, lenders in sorted(problem.policy.lending.items()):
        for found in (body_id, *lenders):
            if found not in problem.body:
                yield Fault("unknown-body", f"policy.lending[{body_id}]", {"found": found})


def _relative_faults(problem: Problem) -> Iterator[Fault]:
    known = problem.officers.position
    for pair in problem.relatives:
        for found in (pair.officer_id, pair.relative_id):
            if found not in known:
                place = f"relatives[{pair.officer_id}/{pair.relative_id}]"
                yield Fault("unknown-officer", place, {"found": found})


def _item_faults(problem: Problem) -> Iterator[Fault]:
    for item in problem.items:
        place = f"items[{item.item_id}]"
        if item.body_id not in problem.body:
            yield Fault("unknown-body", f"{place}.body_id", {"found": item.body_id})
        yield from _scope_faults(problem, item.applies_to, f"{place}.applies_to")


def _scope_faults(problem: Problem, scope: Scope, place: str) -> Iterator[Fault]:
    schema = problem.targets.frame.schema
    for condition in scope.conditions:
        facts = {"column": condition.column, "operator": condition.operator.value}
        if condition.column not in schema:
            yield Fault("unknown-column", place, facts)
            continue
        if not _suits(schema[condition.column], condition):
            yield Fault("unsuited-condition", place, facts)


def _suits(kind: pl.DataType, condition: Condition) -> bool:
    """Tell whether a column of *kind* can be compared with the condition's values in that way."""
    if condition.operator in TEXT_OPERATORS:
        return isinstance(kind, pl.String)
    inner = kind.inner if isinstance(kind, pl.List) else kind
    ordered = condition.operator in (Operator.AT_LEAST, Operator.AT_MOST)
    if ordered and isinstance(kind, pl.List):
        return False
    return all(_is_of(value, inner) for value in condition.values)


def _is_of(value: object, kind: PolarsDataType) -> bool:
    match value:
        case bool():
            return kind == pl.Boolean
        case int():
            return kind in (pl.Int32, pl.Int64)
        case str():
            return kind == pl.String
        case _:
            return kind == pl.Date


def _window_faults(problem: Problem, plan: Plan) -> Iterator[Fault]:
    place = f"plans[{plan.plan_id}].window"
    facts = {"starts": plan.window.starts.isoformat(), "ends": plan.window.ends.isoformat()}
    common = plan.window.intersection(problem.window)
    if common is None:
        yield Fault("window-outside", place, facts)
    elif not problem.calendar.working_days(common):
        yield Fault("no-working-day", place, facts)


def _fixed_day_faults(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Yield fixed days that can never be used; those of other draws inside the plan can."""
    place, off = f"plans[{plan.plan_id}].fixed_days", False
    for day in plan.fixed_days:
        closed = day in problem.window and not problem.calendar.is_working(day)
        if closed or day not in plan.window:
            off = True
            yield Fault("fixed-day-off", place, {"found": day.isoformat()})
    if plan.fixed_days and not off and not set(plan.fixed_days).intersection(problem.days):
        window = problem.window
        facts = {"starts": window.starts.isoformat(), "ends": window.ends.isoformat()}
        yield Fault("no-fixed-day", place, facts)


def _kind_faults(plan: Plan) -> Iterator[Fault]:
    place = f"plans[{plan.plan_id}]"
    random_kinds = (PlanKind.DUAL_RANDOM, PlanKind.JOINT_DUAL_RANDOM)
    if plan.kind in random_kinds and plan.listed_ids is not None:
        yield Fault("random-plan-with-list", f"{place}.targets", {"kind": plan.kind.value})
    if plan.kind is PlanKind.JOINT_DUAL_RANDOM and len(plan.participations) == 1:
        yield Fault("joint-needs-two-bodies", f"{place}.participations")


def _body_faults(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for part in plan.participations:
        place = f"plans[{plan.plan_id}].participations[{part.body_id}]"
        if part.body_id not in problem.body:
            yield Fault("unknown-body", f"{place}.body_id", {"found": part.body_id})
        if part.team_size < problem.policy.min_team_size:
            facts = {"found": part.team_size, "least": problem.policy.min_team_size}
            yield Fault("team-too-small", f"{place}.team_size", facts)
        for item_id in part.item_ids:
            if item_id not in problem.item:
                yield Fault("unknown-item", f"{place}.item_ids", {"found": item_id})
        for kind in ("slots", "experts"):
            places = _places_met(problem, plan, part, kind)
            if places > MOST_SLOTS:
                facts = {"found": places, "most": MOST_SLOTS}
                yield Fault("too-many-slots", f"{place}.{kind}", facts)


def _places_met(problem: Problem, plan: Plan, part: Participation, kind: str) -> int:
    """Count slots, or experts, of a team if every plan that may merge meets at one target."""
    most: Counter[frozenset[str]] = Counter(getattr(part, kind))
    for other in problem.plans if plan.merging else ():
        for theirs in other.participations:
            if other.merging and theirs.body_id == part.body_id:
                most |= Counter(getattr(theirs, kind))
    return most.total()


def _target_faults(known: _Known, plan: Plan) -> Iterator[Fault]:
    if isinstance(plan.targets, DrawnTargets):
        yield from _drawn_faults(known, plan, plan.targets)
    else:
        yield from _listed_faults(known, plan)


def _drawn_faults(known: _Known, plan: Plan, source: DrawnTargets) -> Iterator[Fault]:
    problem = known.problem
    place, quota = f"plans[{plan.plan_id}].targets", source.quota
    yield from _scope_faults(problem, source.scope, f"{place}.scope")
    frame = problem.targets.frame
    if isinstance(quota, OverlappingQuota):
        yield from overlapping_faults(frame, quota, f"{place}.quota")
        return
    unknown = [name for name in quota.columns if name not in frame.columns]
    for name in unknown:
        yield Fault("unknown-column", f"{place}.quota.columns", {"column": name})
    weight = quota.weight_column
    if weight is not None and (weight not in frame.columns or not frame[weight].dtype.is_integer()):
        yield Fault("weight-not-whole", f"{place}.quota.weight_column", {"column": weight})
    if quota.columns and not unknown:
        for stratum in sorted(set(quota.amounts) - known.strata(quota.columns)):
            facts = {"found": "/".join(stratum), "columns": ", ".join(quota.columns)}
            yield Fault("unknown-stratum", f"{place}.quota.amounts", facts)


def _listed_faults(known: _Known, plan: Plan) -> Iterator[Fault]:
    place = f"plans[{plan.plan_id}].targets"
    ids = plan.listed_ids or ()
    if not ids:
        yield Fault("empty-list", place)
    for name in ("reason", "approver", "draw_number", "digest"):
        if not getattr(plan.targets, name, "given").strip():
            yield Fault("list-unexplained", f"{place}.{name}", {"field": name})
    repeated = sorted(target_id for target_id, count in Counter(ids).items() if count > 1)
    for target_id in repeated:
        yield Fault("listed-twice", f"{place}[{target_id}]", {"found": target_id})
    rows = known.listed
    for target_id in sorted(set(ids)):
        if target_id not in rows:
            yield Fault("unknown-target", f"{place}[{target_id}]", {"found": target_id})
        elif not rows[target_id]["active"]:
            yield Fault("inactive-target", f"{place}[{target_id}]", {"found": target_id})
        elif not _initiator_comes(known.problem, plan, rows[target_id]):
            facts = {"found": target_id, "body": plan.initiating_body}
            yield Fault("no-item-for-target", f"{place}[{target_id}]", facts)


def _initiator_comes(problem: Problem, plan: Plan, row: dict[str, object]) -> bool:
    if any(i not in problem.item for part in plan.participations for i in part.item_ids):
        return True  # reported as an unknown item
    coming: list[Participation] = [part for part, _ in applying(problem, plan, row)]
    return plan.participations[0] in coming
