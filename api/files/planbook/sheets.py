"""What the workbook's sheets show: the tables again, with names instead of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta

from api.files.planbook import plan_tables
from api.files.planbook.columns import Column
from api.files.planbook.edition import Edition
from api.files.planbook.sheet_values import Cell, Sheet, bodies, columns_of, joined, officer_name
from api.files.planbook.team_sheets import (
    LOADS,
    MERGED,
    REMEDIES,
    SHORTFALLS,
    TEAMS,
    loads,
    merged,
    remedies,
    shortfalls,
    task_members,
    teams,
)
from api.files.planbook.terms import term
from scheduler.domain.lock import Exclusion
from scheduler.domain.plans import Plan

Rows = Callable[[Edition], Iterable[tuple[Cell, ...]]]


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets in order; remedies and shortfalls only if there are any."""
    for name, columns, rows in _SHEETS:
        yield Sheet(name, columns_of(columns), list(rows(edition)))
    yield _exclusions(edition)
    yield Sheet("递补名单", columns_of(RESERVES), list(_reserves(edition)))
    if edition.book.remedies:
        yield Sheet("补救措施", columns_of(REMEDIES), list(remedies(edition)))
    if edition.book.shortfalls:
        yield Sheet("缺口", columns_of(SHORTFALLS), list(shortfalls(edition)))


PLANS = (
    "plan_id plan_name plan_kind source window_starts last_day initiating_body lead_body bodies "
    "registry pool quota drawn reserves visits merged_visits"
)


def _plans(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for row in plan_tables.plans(edition).iter_rows(named=True):
        yield (
            row["plan_id"],
            row["plan_name"],
            term(row["plan_kind"], "zh"),
            term(row["source"], "zh"),
            row["window_starts"],
            row["window_ends"] - timedelta(days=1),
            edition.body_name(row["initiating_body"]),
            edition.body_name(row["lead_body"]),
            bodies(row["bodies"], edition),
            *(row[name] for name in PLANS.split()[9:]),
        )


TASKS = (
    "task_no plan_name target_id target_name street address day bodies item_names officer_names "
    "leader_name"
)


def _tasks(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for sheet in edition.tasks:
        yield (
            sheet.number,
            sheet.plan.name,
            sheet.target["target_id"],
            sheet.target["name"],
            sheet.target["street"],
            sheet.target["address"],
            sheet.visit.day,
            bodies(sheet.bodies, edition),
            joined(edition.problem.item[item].name for item in sheet.item_ids),
            task_members(sheet, edition),
            officer_name(sheet.leader, edition),
        )


_SHEETS: tuple[tuple[str, str, Rows], ...] = (
    ("计划", PLANS, _plans),
    ("任务", TASKS, _tasks),
    ("检查组", TEAMS, teams),
    ("人员负荷", LOADS, loads),
    ("合并检查", MERGED, merged),
)


def reasons_found(edition: Edition) -> tuple[Exclusion, ...]:
    """Return the reasons for exclusion that occur, in the order in which they are applied."""
    found = {reason for pool in edition.lock.pools for reason in pool.exclusions}
    return tuple(reason for reason in Exclusion if reason in found)


def _exclusions(edition: Edition) -> Sheet:
    """One row per plan, one column per reason: the rows add up to the registry."""
    reasons = reasons_found(edition)
    columns = (
        *columns_of("plan_id plan_name registry"),
        *(Column(int, term(reason, "zh"), term(reason, "en"), 11) for reason in reasons),
        *columns_of("pool"),
    )
    plan: Mapping[str, Plan] = edition.problem.plan
    rows: list[tuple[Cell, ...]] = [
        (
            pool.plan_id,
            plan[pool.plan_id].name,
            len(edition.problem.targets),
            *(pool.exclusions.get(reason, 0) for reason in reasons),
            pool.size,
        )
        for pool in edition.lock.pools
    ]
    return Sheet("排除统计", columns, rows)


RESERVES = "plan_id plan_name stratum_no rank target_id target_name street address ticket"


def _reserves(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for one in edition.reserves:
        target = edition.targets[one.target_id]
        yield (
            one.plan_id,
            edition.problem.plan[one.plan_id].name,
            edition.stratum_no[one.plan_id, one.stratum],
            one.rank,
            one.target_id,
            target["name"],
            target["street"],
            target["address"],
            one.ticket,
        )
