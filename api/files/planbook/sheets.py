"""What the workbook's sheets show: the tables again, with names instead of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from api.files.planbook import plan_tables
from api.files.planbook.columns import COLUMNS, Column
from api.files.planbook.edition import Edition, TaskSheet, is_merged
from api.files.planbook.terms import term
from scheduler.domain.lock import Exclusion
from scheduler.domain.planbook import Team
from scheduler.domain.plans import Plan

Cell = str | int | float | date | None
LEADER_MARK = "★"


class Sheet(NamedTuple):
    """A sheet for people: its name, its columns and its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]


def _columns(names: str) -> tuple[Column, ...]:
    return tuple(PEOPLES[name] for name in names.split())


PEOPLES: Mapping[str, Column] = {
    **COLUMNS,
    "last_day": Column(date, "结束日期", "To", 12),
    "plan_names": Column(str, "检查计划名称", "Plans", 36),
    "target_names": Column(str, "检查对象", "Targets", 32),
    "item_names": Column(str, "检查事项", "Items", 28),
    "members": Column(str, "成员（执法证号）", "Members (certificate)", 32),
    "leader_name": Column(str, "组长", "Leader", 12),
    "unit": Column(str, "所在单位", "Unit", 20),
    "share": Column(float, "应担份额", "Fair share", 10),
    "saved": Column(int, "减少入企次数", "Visits saved", 11),
}


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets in order; shortfalls only if there are any."""
    for name, columns, rows in _SHEETS:
        yield Sheet(name, _columns(columns), list(rows(edition)))
    yield _exclusions(edition)
    yield Sheet("递补名单", _columns(RESERVES), list(_reserves(edition)))
    if edition.book.shortfalls:
        yield Sheet("缺口", _columns(SHORTFALLS), list(_shortfalls(edition)))


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
            _bodies(row["bodies"], edition),
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
            _bodies(sheet.bodies, edition),
            _joined(edition.problem.item[item].name for item in sheet.item_ids),
            _joined(_member_names(sheet, edition)),
            _officer_name(sheet.leader, edition),
        )


def _member_names(sheet: TaskSheet, edition: Edition) -> Iterator[str]:
    for team in sheet.teams:
        for officer_id in team.officer_ids:
            yield edition.officers[officer_id]["name"]


TEAMS = "visit_id day body_name leader_name members target_names address"


def _teams(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for team in edition.book.teams:
        visit = edition.visits[team.visit_id]
        targets = [edition.targets[target_id] for target_id in visit.target_ids]
        yield (
            visit.visit_id,
            visit.day,
            edition.body_name(team.body_id),
            _officer_name(team.leader, edition),
            _joined(_members(team, edition)),
            _joined(target["name"] for target in targets),
            next((target["address"] for target in targets if target["address"]), None),
        )


def _members(team: Team, edition: Edition) -> Iterator[str]:
    for officer_id in team.officer_ids:
        officer = edition.officers[officer_id]
        mark = LEADER_MARK if officer_id == team.leader else ""
        yield f"{mark}{officer['name']}（{officer['cert_no'] or officer_id}）"


LOADS = "body_name unit officer_id officer_name days_available share lowest highest live drawn"


def _loads(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for load in sorted(edition.book.loads, key=lambda load: (load.body_id, load.officer_id)):
        officer = edition.officers[load.officer_id]
        yield (
            edition.body_name(load.body_id),
            officer["unit"],
            load.officer_id,
            officer["name"],
            load.days_available,
            round(load.share[0] / load.share[1], 2),
            load.lowest,
            load.highest,
            load.live,
            load.drawn,
        )


MERGED = "visit_id day target_names address plan_names bodies tasks saved"


def _merged(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for visit in filter(is_merged, edition.book.visits):
        targets = [edition.targets[target_id] for target_id in visit.target_ids]
        plans = sorted({task.plan_id for task in visit.tasks})
        yield (
            visit.visit_id,
            visit.day,
            _joined(target["name"] for target in targets),
            next((target["address"] for target in targets if target["address"]), None),
            _joined(edition.problem.plan[plan_id].name for plan_id in plans),
            _bodies((demand.body_id for demand in visit.demands), edition),
            len(visit.tasks),
            len(visit.tasks) - 1,
        )


_SHEETS: tuple[tuple[str, str, Callable[[Edition], Iterable[tuple[Cell, ...]]]], ...] = (
    ("计划", PLANS, _plans),
    ("任务", TASKS, _tasks),
    ("检查组", TEAMS, _teams),
    ("人员负荷", LOADS, _loads),
    ("合并检查", MERGED, _merged),
)


def reasons_found(edition: Edition) -> tuple[Exclusion, ...]:
    """Return the reasons for exclusion that occur, in the order in which they are applied."""
    found = {reason for pool in edition.lock.pools for reason in pool.exclusions}
    return tuple(reason for reason in Exclusion if reason in found)


def _exclusions(edition: Edition) -> Sheet:
    """One row per plan, one column per reason: the rows add up to the registry."""
    reasons = reasons_found(edition)
    columns = (
        *_columns("plan_id plan_name registry"),
        *(Column(int, term(reason, "zh"), term(reason, "en"), 11) for reason in reasons),
        *_columns("pool"),
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


SHORTFALLS = "kind body_name subject needed available"


def _shortfalls(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for one in edition.book.shortfalls:
        yield (
            term(one.kind, "zh"),
            edition.body_name(one.body_id),
            one.subject,
            one.needed,
            one.available,
        )


def _bodies(body_ids: Iterable[str], edition: Edition) -> str:
    return _joined(edition.body_name(body_id) for body_id in body_ids)


def _officer_name(officer_id: str, edition: Edition) -> str | None:
    name: Any = edition.officers[officer_id]["name"] if officer_id else None
    return name if name is None else str(name)


def _joined(names: Iterable[str]) -> str:
    return "、".join(names)
