"""Tables about plans and their targets: plans, selections, reserves, strata, exclusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from api.files.planbook.columns import table
from api.files.planbook.edition import Edition
from scheduler.domain.planbook import Selection
from scheduler.domain.plans import DrawnTargets, ListedTargets, Plan, PublishedTargets
from scheduler.lottery.targets import weight_column

PLANS = (
    "plan_id plan_name plan_kind source window_starts window_ends initiating_body lead_body bodies "
    "registry pool quota drawn reserves visits merged_visits ticket_key weight_column reason_given "
    "approver other_draw other_digest"
)
SELECTIONS = "plan_id target_id source stratum_no rank ticket cutoff"
STRATA = "plan_id stratum_no stratum_columns stratum pool quota reserves cutoff"
EXCLUSIONS = "plan_id reason targets"


def source_of(plan: Plan) -> str:
    """Return where the targets of *plan* come from, in one word."""
    match plan.targets:
        case DrawnTargets():
            return "draw"
        case ListedTargets():
            return "list"
        case PublishedTargets():
            return "published"


def plans(edition: Edition) -> pl.DataFrame:
    """One row per plan: who, when, and how many of how many."""
    selected = Counter(selection.plan_id for selection in edition.selected)
    reserves = Counter(selection.plan_id for selection in edition.reserves)
    return table(
        PLANS,
        (
            (
                plan.plan_id,
                plan.name,
                plan.kind.value,
                source_of(plan),
                plan.window.starts,
                plan.window.ends,
                plan.initiating_body,
                plan.lead_body,
                [part.body_id for part in plan.participations],
                *_pool(plan, edition),
                selected[plan.plan_id],
                reserves[plan.plan_id],
                *_visits(plan, edition),
                edition.ticket_key(plan) or None,
                *_provenance(plan),
            )
            for plan in edition.problem.plans
        ),
    )


def _pool(plan: Plan, edition: Edition) -> tuple[int | None, int | None, int | None]:
    pool = edition.pools.get(plan.plan_id)
    if pool is None:
        return None, None, None
    return len(edition.problem.targets), pool.size, pool.quota


def _visits(plan: Plan, edition: Edition) -> tuple[int, int]:
    visits = edition.visits_of_plan.get(plan.plan_id, ())
    return len(visits), sum(edition.is_merged(visit) for visit in visits)


def _provenance(plan: Plan) -> tuple[str | None, ...]:
    """Weight column, reason, approver, draw quoted, digest quoted."""
    match plan.targets:
        case DrawnTargets():
            return weight_column(plan), None, None, None, None
        case ListedTargets(reason=reason, approver=approver):
            return None, reason, approver, None, None
        case PublishedTargets(draw_number=number, digest=digest):
            return None, None, None, number, digest


def selections(edition: Edition) -> pl.DataFrame:
    """Everyone to be visited, by plan."""
    return table(SELECTIONS, _tickets(edition, edition.selected))


def reserves(edition: Edition) -> pl.DataFrame:
    """Everyone standing by, by plan and rank."""
    return table(SELECTIONS, _tickets(edition, edition.reserves))


def _tickets(edition: Edition, chosen: Iterable[Selection]) -> Iterator[tuple[Any, ...]]:
    cutoffs = {(s.plan_id, s.stratum): s.cutoff for s in edition.book.strata}
    for one in chosen:
        stratum = (one.plan_id, one.stratum)
        yield (
            one.plan_id,
            one.target_id,
            source_of(edition.problem.plan[one.plan_id]),
            edition.stratum_no.get(stratum),
            one.rank,
            one.ticket or None,
            cutoffs.get(stratum) or None,
        )


def strata(edition: Edition) -> pl.DataFrame:
    """One row per stratum: the chance of each of its targets is exactly quota / pool."""
    standing_by = Counter((one.plan_id, one.stratum) for one in edition.reserves)
    return table(
        STRATA,
        (
            (
                one.plan_id,
                edition.stratum_no[one.plan_id, one.stratum],
                _stratum_columns(edition.problem.plan[one.plan_id]),
                list(one.stratum),
                one.pool,
                one.quota,
                standing_by[one.plan_id, one.stratum],
                one.cutoff or None,
            )
            for one in edition.book.strata
        ),
    )


def _stratum_columns(plan: Plan) -> list[str]:
    return list(plan.targets.quota.columns) if isinstance(plan.targets, DrawnTargets) else []


def exclusions(edition: Edition) -> pl.DataFrame:
    """How many of the registry each plan left out, and why: registry = pool + these."""
    return table(
        EXCLUSIONS,
        (
            (pool.plan_id, reason.value, count)
            for pool in edition.lock.pools
            for reason, count in sorted(pool.exclusions.items())
        ),
    )
