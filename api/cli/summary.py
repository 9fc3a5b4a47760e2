"""The summary of a draw: plans, pools, tasks, visits, loads, rules, seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

from rich.text import Text

from api.cli import words
from api.cli.predictability import predictability_data, show_predictability
from api.cli.screen import Screen
from api.files.planbook.documents import counts
from api.files.planbook.edition import Edition
from api.files.planbook.terms import term
from api.files.planbook.totals import TOTALS, beijing_time
from api.wording.words import Words
from scheduler.domain.plans import PlanKind
from scheduler.domain.problem import DrawNumber
from scheduler.evidence.records import moment_text
from scheduler.explanation.predictability import Predictability
from scheduler.rules.judge import RULES

DRAWN = Words("抽取 {number} 已完成，计划书在 {out}", "Draw {number} is done; plan book in {out}")
LOCKED = Words(
    "锁定于 {beijing}（北京时间，UTC {utc}）", "Locked at {utc} ({beijing} Beijing time)"
)
BY_KIND = Words("计划与任务", "Plans and tasks")
VISITS = Words("入企检查", "Visits")
VISITS_MADE = Words("检查次数", "Visits")
MERGED = Words("其中合并检查", "of them merged")
SAVED = Words("因合并减少的次数", "visits saved by merging")
TEAMS = Words("检查组", "Teams")
SENT = Words("派出人次", "Officers sent")
LOADS = Words("人员负荷", "Officers' loads")
IN_POOLS = Words("参加抽取的人员", "Officers who could be drawn")
PER_OFFICER = Words("每人检查次数（最少 / 中位 / 最多）", "Visits each (least / median / most)")
DISTANCE = Words("与应担份额相差最多（次）", "Furthest from the fair share, visits")
WITHIN_ONE = Words("与份额相差不到一次的人员", "Less than one visit from it")
WIDENED = Words("放宽负荷区间的部门", "Bodies whose band had to be widened")
VIOLATIONS = Words(
    "违反规则：0（已核验 {rules} 条规则）", "Rule violations: 0 ({rules} rules judged)"
)
SHORTFALLS = Words(
    "有 {count} 处缺口未能满足，已记入 shortfalls.csv：",
    "{count} shortfalls could not be met; they are recorded in shortfalls.csv:",
)
TIMES = Words("各步骤用时", "Seconds per step")
SEALED = Words(
    "抽取已密封入日志 {log}。检查结束后公布：",
    "The draw is sealed in the log {log}. After the visits, publish it:",
)
READ_NEXT = Words(
    "下一步：先看其中的 planbook.xlsx 和 record.html，再核对：",
    "Next: see planbook.xlsx and record.en.html in it, then verify:",
)
INTERNAL = Words(
    "内部资料，公布前保密：inputs/ 和 strata.csv 含信用风险分类。",
    "Internal, confidential until published: inputs/ and strata.csv hold risk classes.",
)
MOST_SHOWN = 10
IF_ANY = ("lent", "experts_sent", "rounds", "moved", "direct", "reserve_taken", "splits")
"""Totals that are told only if there are any."""


def show_summary(
    screen: Screen,
    edition: Edition,
    out: Path,
    seconds: Mapping[str, float],
    predictability: Predictability | None,
) -> None:
    """Show what was drawn; *predictability* is that of the largest pool."""
    moment = edition.lock.locked_at
    screen.verdict(DRAWN, "bold green", number=edition.problem.number, out=out)
    screen.say(LOCKED, beijing=beijing_time(moment), utc=moment_text(moment))
    _show_kinds(screen, edition)
    _show_visits(screen, edition)
    _show_loads(screen, edition)
    if predictability is not None:
        show_predictability(screen, predictability, edition.body_name)
    screen.verdict(VIOLATIONS, "green", rules=len(RULES))
    _show_shortfalls(screen, edition)
    show_seconds(screen, seconds)
    screen.verdict(INTERNAL, "yellow")
    screen.say(READ_NEXT)
    screen.line(f"  doubledraw verify {out}")


def show_sealed(screen: Screen, number: DrawNumber, office: Path, keys: Path | None) -> None:
    """Show where the draw is sealed, and how it is opened."""
    screen.say(SEALED, log=office / "log")
    where = f"--office {office}" if keys is None else f"--office {office} --keys {keys}"
    screen.line(f"  doubledraw publish {number} {where} \\")
    screen.line("      --public public --audit audit --by WHO --second WHO")


def _show_kinds(screen: Screen, edition: Edition) -> None:
    headings = (words.KIND, words.PLANS, words.POOL, words.QUOTA, words.TASKS, words.RESERVES)
    sides = ("left", *["right"] * 5)
    table = screen.table(BY_KIND, tuple(zip(headings, sides, strict=True)))
    rows = kinds(edition)
    for name, figures in rows.items():
        table.add_row(term(name, screen.lang), *(f"{n:,}" for n in figures.values()))
    if len(rows) > 1:
        table.add_section()
        columns = (figures.values() for figures in rows.values())
        sums = (f"{sum(column):,}" for column in zip(*columns, strict=True))
        table.add_row(screen.text(words.TOTAL), *sums, style="bold")
    screen.show(table)


def kinds(edition: Edition) -> dict[str, dict[str, int]]:
    """Return the figures of each kind of plan."""
    kind_of = {plan.plan_id: plan.kind for plan in edition.problem.plans}
    tasks = Counter(kind_of[one.plan_id] for one in edition.selected)
    reserves = Counter(kind_of[one.plan_id] for one in edition.reserves)
    found = {}
    for kind in PlanKind:
        pools = [pool for pool in edition.lock.pools if kind_of[pool.plan_id] is kind]
        plans = sum(plan_kind is kind for plan_kind in kind_of.values())
        if plans:
            found[kind.value] = {
                "plans": plans,
                "pool": sum(pool.size for pool in pools),
                "quota": sum(pool.quota for pool in pools),
                "tasks": tasks[kind],
                "reserves": reserves[kind],
            }
    return found


def _show_visits(screen: Screen, edition: Edition) -> None:
    totals = counts(edition)
    table = screen.table(VISITS, ((words.ITEM, "left"), (words.COUNT, "right")))
    for name, key in (
        (VISITS_MADE, "visits"),
        (MERGED, "merged_visits"),
        (SAVED, "visits_saved"),
        (TEAMS, "teams"),
        (SENT, "places"),
    ):
        table.add_row(screen.text(name), f"{totals[key]:,}")
    for key in IF_ANY:
        if totals[key]:
            table.add_row(screen.text(Words(*TOTALS[key])), f"{totals[key]:,}")
    screen.show(table)


def _show_loads(screen: Screen, edition: Edition) -> None:
    figures = loads(edition)
    if not figures["officers"]:
        return
    table = screen.table(LOADS, ((words.ITEM, "left"), (words.COUNT, "right")))
    table.add_row(screen.text(IN_POOLS), f"{figures['officers']:,}")
    table.add_row(
        screen.text(PER_OFFICER),
        f"{figures['least']} / {figures['median']:g} / {figures['most']}",
    )
    table.add_row(screen.text(DISTANCE), f"{figures['furthest']:.2f}")
    share = figures["within_one"] / figures["officers"]
    table.add_row(screen.text(WITHIN_ONE), f"{figures['within_one']:,} ({share:.1%})")
    table.add_row(screen.text(WIDENED), f"{figures['bodies_widened']:,}")
    screen.show(table)


def loads(edition: Edition) -> dict[str, Any]:
    """Return how evenly the work is spread: visits of each officer against his fair share."""
    held = [load.live + load.drawn for load in edition.book.loads]
    distances = [abs(load.live + load.drawn - Fraction(*load.share)) for load in edition.book.loads]
    if not held:
        return {"officers": 0}
    return {
        "officers": len(held),
        "least": min(held),
        "median": float(median(held)),
        "most": max(held),
        "furthest": float(max(distances)),
        "within_one": sum(distance < 1 for distance in distances),
        "bodies_widened": sum(body.widened > 0 for body in edition.book.bodies),
    }


def _show_shortfalls(screen: Screen, edition: Edition) -> None:
    shortfalls = edition.book.shortfalls
    if not shortfalls:
        return
    screen.say(SHORTFALLS, style="bold yellow", count=len(shortfalls))
    headings = (words.KIND, words.BODY, words.SUBJECT, words.NEEDED, words.AVAILABLE)
    sides = ("left", "left", "left", "right", "right")
    table = screen.table(None, tuple(zip(headings, sides, strict=True)))
    for one in shortfalls[:MOST_SHOWN]:
        kind, body = term(one.kind, screen.lang), edition.body_name(one.body_id)
        table.add_row(kind, Text(body), Text(one.subject), str(one.needed), str(one.available))
    screen.show(table)
    if len(shortfalls) > MOST_SHOWN:
        screen.say(words.MORE, count=len(shortfalls) - MOST_SHOWN)


def show_seconds(screen: Screen, seconds: Mapping[str, float]) -> None:
    """Show how long each step took."""
    table = screen.table(TIMES, ((words.STEP, "left"), (words.SECONDS, "right")))
    for step, taken in seconds.items():
        table.add_row(screen.text(words.STEPS[step]), f"{taken:.2f}")
    table.add_section()
    table.add_row(screen.text(words.TOTAL), f"{sum(seconds.values()):.2f}", style="bold")
    screen.show(table)


def summary_data(
    edition: Edition,
    out: Path,
    seconds: Mapping[str, float],
    predictability: Predictability | None,
) -> dict[str, Any]:
    """Return the summary for a machine."""
    return {
        "draw": str(edition.problem.number),
        "out": str(out),
        "locked_at": moment_text(edition.lock.locked_at),
        "counts": counts(edition),
        "kinds": kinds(edition),
        "loads": loads(edition),
        "predictability": predictability_data(predictability),
        "rules": len(RULES),
        "violations": 0,
        "shortfalls": [
            {
                "kind": one.kind.value,
                "body_id": one.body_id,
                "subject": one.subject,
                "needed": one.needed,
                "available": one.available,
            }
            for one in edition.book.shortfalls
        ],
        "seconds": {step: round(taken, 3) for step, taken in seconds.items()},
    }
