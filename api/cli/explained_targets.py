"""Why a target was drawn or not: stratum, rank, ticket, cutoff, exclusions rule by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from rich.text import Text

from api.cli import words
from api.cli.people_words import joined
from api.cli.screen import Screen
from api.files.planbook.edition import Edition
from api.files.planbook.hash_commands import HASH
from api.files.planbook.terms import term
from api.files.tables.specs.targets import column_name
from api.wording.words import Words
from scheduler.domain.lock import Exclusion
from scheduler.domain.plans import Plan
from scheduler.explanation.targets import CellChance, TargetExplanation, TargetInPlan
from scheduler.lottery.cells.sample import CountMethod
from scheduler.lottery.targets import weight_column
from scheduler.lottery.tickets import MAX_WEIGHT

TITLE = Words("检查对象 {id} {name}", "Target {id} {name}")
IN_POOL = Words("列入待抽取库或名单的计划", "Plans with it in the pool or on the list")
STRATUM = Words("层号", "Stratum")
CHANCE = Words("机会", "Chance")
RANK = Words("顺位", "Rank")
RESULT = Words("结果", "Result")
DRAWN = Words("抽中", "drawn")
RESERVE = Words("递补", "reserve")
NOT_DRAWN = Words("未抽中", "not drawn")
LISTED = Words("名单指定", "listed")
TICKET = Words(
    "签号 {ticket}；不大于某计划的入选线，即被该计划抽中。自行核对：",
    "Ticket {ticket}; a plan draws it if it is not above the plan's cutoff. Check it:",
)
CUTOFF = Words("计划 {plan} 入选线 {cutoff}", "Plan {plan} cutoff {cutoff}")
CELL = Words(
    "计划 {plan} 有交叉限额：其所在单元格（第 {cell} 层，按{columns}划分）有 {pool:,} 户，"
    "抽中 {quota} 户（全部共 {sample} 户）。",
    "Plan {plan} has overlapping quotas: its cell (stratum {cell}, by {columns}) has {pool:,} "
    "targets, of which {quota} were drawn, and {sample} in all.",
)
CHANCES = {
    CountMethod.COUNTED: Words(
        "抽取前的机会为 {chance:.6f}（精确：所有符合限额的样本已逐一计数）。",
        "Its chance before the seed was {chance:.6f}, exactly: all samples that satisfy the quotas "
        "were counted.",
    ),
    CountMethod.WALKED: Words(
        "抽取前的机会约为 {chance:.4f} ± {error:.4f}（99%，由长时间随机行走估计）。",
        "Its chance before the seed was about {chance:.4f} ± {error:.4f} (99%, estimated by a long "
        "walk).",
    ),
    CountMethod.LOTTERY: Words(
        "抽取前的机会为 {chance:.6f}（按公布的最大最小抽签）。",
        "Its chance before the seed was {chance:.6f}, by the published leximin lottery.",
    ),
}
EXCLUDED = Words("未列入待抽取库的计划（逐条）", "Plans that left it out, rule by rule")
RULES = Words(
    "规则（● 适用，○ 不适用；第一个 ● 计入统计）",
    "Rules (● applies, ○ does not; the first ● counts)",
)
OUT_OF_SCOPE = Words(
    "另有 {count} 个计划与其无关：{reason}。", "{count} more plans are not about it: {reason}."
)
VISIT = Words("检查安排：{day}，{visit}", "Visit: {day}, {visit}")
NO_VISIT = Words("本次不检查该对象。", "It is not visited in this draw.")


def show_target(screen: Screen, edition: Edition, found: TargetExplanation) -> None:
    """Show what every plan made of a target."""
    row = edition.problem.targets.row(found.target_id)
    screen.say(TITLE, style="bold", id=found.target_id, name=row["name"])
    inside = [view for view in found.plans if view.listed or view.rank is not None]
    if inside:
        _show_inside(screen, edition, inside, found.target_id)
    left_out = [view for view in found.plans if not view.listed and view.rank is None]
    _show_left_out(screen, left_out)
    for visit in found.visits:
        screen.say(VISIT, style="bold green", day=visit.day, visit=visit.visit_id)
    if not found.visits:
        screen.say(NO_VISIT, style="bold")


def _show_inside(
    screen: Screen, edition: Edition, inside: list[TargetInPlan], target_id: str
) -> None:
    headings = (words.PLAN, words.NAME, STRATUM, CHANCE, RANK, RESULT)
    sides = ("left", "left", "right", "right", "right", "left")
    table = screen.table(IN_POOL, tuple(zip(headings, sides, strict=True)))
    for view in inside:
        drawn = view.rank is not None
        table.add_row(
            Text(view.plan.plan_id, no_wrap=True),
            Text(view.plan.name),
            str(edition.stratum_no[view.plan.plan_id, view.stratum]) if drawn else "—",
            _chance(view),
            str(view.rank) if drawn else "—",
            screen.text(result(edition, view)),
        )
    screen.show(table)
    for view in inside:
        if view.cell is not None:
            _show_cell(screen, edition, view, view.cell)
    _show_tickets(screen, edition, inside, target_id)


def _chance(view: TargetInPlan) -> str:
    if view.rank is None:
        return "—"
    if view.cell is None:
        return f"{view.quota}/{view.pool}"
    return f"{'≈' if view.cell.error else ''}{view.cell.chance:.4f}"


def _show_cell(screen: Screen, edition: Edition, view: TargetInPlan, cell: CellChance) -> None:
    # By number: its levels may be a risk class.
    facts = {
        "plan": view.plan.plan_id,
        "cell": edition.stratum_no[view.plan.plan_id, view.stratum],
        "columns": joined(screen, [column_name(name, screen.lang) for name in cell.columns]) or "—",
        "pool": view.pool,
        "quota": view.quota,
        "sample": cell.sample,
    }
    screen.line(screen.text(CELL, **facts))
    screen.line(f"  {screen.text(CHANCES[cell.method], chance=cell.chance, error=cell.error)}")


def _show_tickets(
    screen: Screen, edition: Edition, inside: list[TargetInPlan], target_id: str
) -> None:
    """Show each ticket once, with the line that computes it and the cutoffs it is held against."""
    by_ticket: dict[str, list[TargetInPlan]] = defaultdict(list)
    for view in inside:
        if view.ticket:
            by_ticket[view.ticket].append(view)
    for ticket, views in by_ticket.items():
        screen.line(screen.text(TICKET, ticket=ticket))
        screen.line(f"  {check_command(edition, views[0], target_id)}")
        for view in views:
            told = screen.text(CUTOFF, plan=view.plan.plan_id, cutoff=view.cutoff or "—")
            screen.line(f"  {told}")


def check_command(edition: Edition, view: TargetInPlan, target_id: str) -> str:
    """Return the line with which anyone can compute the ticket."""
    key, weight = edition.ticket_key(view.plan), _weight(edition, view.plan, target_id)
    hashing = HASH[edition.lock.profile]
    if weight is None:
        return f"printf '%s%s' {key} {target_id} | {hashing}"
    each = f"printf '%s%s#%s' {key} {target_id} $j | {hashing}"
    return f"for j in $(seq {weight}); do {each}; done | sort | head -1"


def _weight(edition: Edition, plan: Plan, target_id: str) -> int | None:
    column = weight_column(plan)
    if column is None:
        return None
    given = edition.problem.targets.row(target_id)[column]
    return min(max(int(given or 1), 1), MAX_WEIGHT)


def result(edition: Edition, view: TargetInPlan) -> Words:
    """Return how a plan's draw ended for the target."""
    if view.listed:
        return LISTED
    if view.selected:
        return DRAWN
    standing_by = {(one.plan_id, one.stratum, one.rank) for one in edition.reserves}
    return RESERVE if (view.plan.plan_id, view.stratum, view.rank) in standing_by else NOT_DRAWN


def _show_left_out(screen: Screen, left_out: list[TargetInPlan]) -> None:
    first = {view.plan.plan_id: first_reason(view) for view in left_out}
    near = [view for view in left_out if first[view.plan.plan_id] is not Exclusion.OUT_OF_SCOPE]
    if near:
        table = screen.table(EXCLUDED, ((words.PLAN, "left"), (RULES, "left")))
        table.columns[0].no_wrap = True
        for view in near:
            table.add_row(Text(view.plan.plan_id), _rule_by_rule(screen, view))
        screen.show(table)
    for reason, count in Counter(first.values()).items():
        if reason is Exclusion.OUT_OF_SCOPE:
            screen.say(OUT_OF_SCOPE, "dim", count=count, reason=term(reason, screen.lang))


def first_reason(view: TargetInPlan) -> Exclusion | None:
    """Return the exclusion that counts, or None if none applies."""
    return next((reason for reason, applies in view.reasons if applies), None)


def _rule_by_rule(screen: Screen, view: TargetInPlan) -> Text:
    told = Text()
    for reason, applies in view.reasons:
        sign, style = ("●", "bold red") if applies else ("○", "dim")
        told.append(f"{sign}{term(reason, screen.lang)}  ", style)
    return told


def target_data(edition: Edition, found: TargetExplanation) -> dict[str, Any]:
    """Return the same for a machine."""
    return {
        "target_id": found.target_id,
        "plans": [_view_data(edition, view) for view in found.plans],
        "visits": [
            {"visit_id": visit.visit_id, "day": visit.day.isoformat()} for visit in found.visits
        ],
    }


def _view_data(edition: Edition, view: TargetInPlan) -> dict[str, Any]:
    first = first_reason(view)
    inside = view.listed or view.rank is not None
    return {
        "plan_id": view.plan.plan_id,
        "result": result(edition, view).en if inside else "excluded",
        "excluded_by": None if first is None else first.value,
        "rules": {reason.value: applies for reason, applies in view.reasons},
        "stratum_no": edition.stratum_no.get((view.plan.plan_id, view.stratum)),
        "pool": view.pool,
        "quota": view.quota,
        "rank": view.rank,
        "ticket": view.ticket or None,
        "cutoff": view.cutoff or None,
        "cell": None if view.cell is None else _cell_data(view.cell),
    }


def _cell_data(cell: CellChance) -> dict[str, Any]:
    return {
        "columns": list(cell.columns),
        "sample": cell.sample,
        "method": cell.method.value,
        "chance": round(cell.chance, 9),
        "margin_of_error": round(cell.error, 9),
    }
