"""What a check found: notices, pools and quotas by plan, capacity by body, shortages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.text import Text

from api.cli import words
from api.cli.day_shortages import day_shortage_data, show_day_shortages
from api.cli.faults import fault_data, show_faults, show_notices
from api.cli.pool_shortages import pool_shortage_data, show_pool_shortages
from api.cli.predictability import predictability_data, show_predictability
from api.cli.quota_figures import quota_figures_data, show_quota_figures
from api.cli.rehearsals import rehearsal_data, show_rehearsals
from api.cli.screen import Screen
from api.cli.shortages import shortage_data, show_shortages
from api.cli.unmet_quotas import show_unmet, unmet_data
from api.usecases.check_folder import FolderCheck
from api.wording.telling import Lang
from api.wording.words import Words
from scheduler.domain.lock import PlanPool
from scheduler.domain.problem import Problem
from scheduler.planning.capacity import BodyCapacity
from scheduler.planning.checking import Check

READ = Words(
    "{targets:,} 个检查对象，{officers:,} 名人员，{plans:,} 个计划，{bodies:,} 个部门",
    "{targets:,} targets, {officers:,} officers, {plans:,} plans, {bodies:,} bodies",
)
POOLS = Words("各计划待抽取库（户）", "Pools by plan (targets)")
CAPACITIES = Words(
    "各部门承担能力（名额、已有、可承担均为人次；按各计划互不合并计）",
    "Capacity by body (a place is one officer at one visit; if no visits merge)",
)
UNLIMITED = Words("不限", "no limit")
PER_OFFICER = Words("人均名额", "Each")
GOOD = Words("可以抽取。", "Ready to draw.")
NOT_GOOD = Words("不能抽取。", "Not ready to draw.")
DRAW_NEXT = Words("下一步：", "Next:")
MEND_NEXT = Words("按上面所说调整后，再次检查：", "Mend what is told above, then check again:")
MORE = Words("……另有 {count} 行，--all 显示全部", "… {count} more rows; --all shows them")
MOST_SHOWN = 15


def show_check(screen: Screen, folder: Path, found: FolderCheck, *, everything: bool) -> None:
    """Show what can be known about *folder* before the seed, and what to do next."""
    show_notices(screen, found.notices)
    if found.problem is not None:
        screen.say(
            READ,
            targets=len(found.problem.targets),
            officers=len(found.problem.officers),
            plans=len(found.problem.plans),
            bodies=len(found.problem.bodies),
        )
    if found.faults:
        show_faults(screen, found.faults)
    if found.problem is None or found.check is None:
        return
    most = None if everything else MOST_SHOWN
    if found.check.pools:
        _show_pools(screen, found.problem, found.check.pools, most)
    if found.check.capacities:
        _show_capacities(screen, found.problem, found.check, most)
    show_quota_figures(screen, found.fairness)
    show_unmet(screen, found.check.unmet)
    show_pool_shortages(screen, found.check.pool_shortages)
    show_shortages(screen, found.check.shortages, found.problem.body, found.problem.officers)
    show_day_shortages(screen, found.check.day_shortages, found.problem.body)
    if found.rehearsed is not None:
        show_rehearsals(screen, found.problem, found.rehearsed)
    if found.predictability is not None:
        body = found.problem.body
        show_predictability(screen, found.predictability, lambda body_id: body[body_id].name)
    if found.check.is_sound and not found.faults:
        screen.verdict(GOOD, "bold green")
        screen.say(DRAW_NEXT)
        screen.line(f"  doubledraw draw {folder} --out {screen.text(words.PLANBOOK)}")
    else:
        screen.verdict(NOT_GOOD, "bold red")
        screen.say(MEND_NEXT)
        screen.line(f"  doubledraw check {folder}")


def _show_pools(
    screen: Screen, problem: Problem, pools: tuple[PlanPool, ...], most: int | None
) -> None:
    headings = (words.PLAN, words.NAME, words.EXCLUDED, words.POOL, words.QUOTA)
    sides = ("left", "left", "right", "right", "right")
    table = screen.table(POOLS, tuple(zip(headings, sides, strict=True)))
    table.columns[0].no_wrap = True
    for pool in pools[:most]:
        table.add_row(
            pool.plan_id,
            Text(problem.plan[pool.plan_id].name),
            f"{sum(pool.exclusions.values()):,}",
            f"{pool.size:,}",
            f"{pool.quota:,}",
        )
    table.add_section()
    # A target is in many pools, and left out of many: only what is drawn can be summed up.
    quota = sum(pool.quota for pool in pools)
    table.add_row(screen.text(words.TOTAL), "", "", "", f"{quota:,}", style="bold")
    screen.show(table)
    _show_rest(screen, len(pools), most)


def _show_capacities(screen: Screen, problem: Problem, found: Check, most: int | None) -> None:
    headings = (
        words.BODY,
        words.OFFICERS,
        words.VISITS,
        words.PLACES,
        PER_OFFICER,
        words.LIVE,
        words.CAPACITY,
    )
    sides = ("left", *["right"] * 6)
    table = screen.table(CAPACITIES, tuple(zip(headings, sides, strict=True)))
    for one in sorted(found.capacities, key=_strain)[:most]:
        table.add_row(
            Text(problem.body[one.body_id].name),
            f"{one.officers:,}",
            f"{one.visits:,}",
            f"{one.places:,}",
            f"{one.places / one.officers:.1f}" if one.officers else "—",
            f"{one.live:,}",
            screen.text(UNLIMITED) if one.capacity is None else f"{one.capacity:,}",
        )
    screen.show(table)
    _show_rest(screen, len(found.capacities), most)


def _strain(one: BodyCapacity) -> tuple[float, str]:
    """Sort the bodies with most work per officer first."""
    return (-one.places / one.officers if one.officers else float("-inf"), one.body_id)


def _show_rest(screen: Screen, count: int, most: int | None) -> None:
    if most is not None and count > most:
        screen.say(MORE, style="dim", count=count - most)


def check_data(found: FolderCheck, lang: Lang) -> dict[str, Any]:
    """Return a check for a machine."""
    data: dict[str, Any] = {
        "faults": fault_data(found.faults, lang),
        "notices": fault_data(found.notices, lang),
    }
    if found.check is None:
        return data
    return data | {
        "pools": [
            {
                "plan_id": pool.plan_id,
                "pool": pool.size,
                "quota": pool.quota,
                "exclusions": {reason.value: n for reason, n in pool.exclusions.items()},
            }
            for pool in found.check.pools
        ],
        "capacities": [
            {
                "body_id": one.body_id,
                "officers": one.officers,
                "days_available": one.days_available,
                "visits": one.visits,
                "places": one.places,
                "live": one.live,
                "capacity": one.capacity,
            }
            for one in found.check.capacities
        ],
        "overlapping_quotas": quota_figures_data(found.fairness),
        "unmet_quotas": unmet_data(found.check.unmet),
        "pool_shortages": pool_shortage_data(found.check.pool_shortages),
        "shortages": shortage_data(found.check.shortages),
        "day_shortages": day_shortage_data(found.check.day_shortages),
        "rehearsals": rehearsal_data(found.rehearsed) if found.rehearsed else None,
        "predictability": predictability_data(found.predictability),
    }
