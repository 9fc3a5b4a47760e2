"""Why officers were drawn: load, band, rules that keep them away, odds from repeated draws."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import Any

from rich.text import Text

from api.cli import words
from api.cli.people_words import set_apart
from api.cli.predictability import predictability_data, show_predictability
from api.cli.screen import Screen
from api.cli.tradeoff import show_tradeoff, tradeoff_data
from api.files.planbook.edition import Edition
from api.wording.words import Words
from scheduler.explanation.officers import OfficerExplanation
from scheduler.explanation.tasks import TaskExplanation, WhoCouldGo

OFFICER = Words("执法人员 {id} {name}（{body}）", "Officer {id} {name} ({body})")
LOAD = Words(
    "可用 {days} 天；应担份额 {share} 次，区间 {low}–{high}；已有 {live} 次，本次抽中 {drawn} 次。",
    "{days} days available; fair share {share} visits, band {low}–{high}; {live} open, "
    "{drawn} drawn.",
)
NOT_IN_DRAW = Words("未参加本次抽取：{rules}。", "Not in this draw: {rules}.")
ODDS = Words(
    "机会（重复抽取 {draws} 次，标准误差不超过 {error:.1%}）",
    "Odds ({draws} repeated draws, standard error at most {error:.1%})",
)
VISIT = Words("检查", "Visit")
DAY = Words("日期", "Day")
CHANCE = Words("机会", "Odds")
DRAWN = Words("抽中", "Drawn")
OFFICER_COLUMN = Words("人员", "Officer")
FULL_NAME = Words("姓名", "Name")
TASK = Words("任务 {number}：{target}，{day} 检查", "Task {number}: {target}, {day}")
DRAWN_BY = Words("计划 {plan}，层内顺位 {rank}", "Plan {plan}, rank {rank} in the stratum")
LISTED_BY = Words("计划 {plan}，名单指定", "Plan {plan}, listed")
BODY = Words(
    "{body}：{officers} 名人员，其中 {eligible} 名可派。",
    "{body}: {officers} officers, {eligible} of them could go.",
)
KEPT_AWAY = Words("{rule} {count} 名", "{rule} {count}")
KEPT = Words("不可派：{rules}。", "Kept away: {rules}.")
UNSTAFFED = Words("未能派足人员。", "No team could be sent.")
YES = Words("是", "yes")
AWAY = {
    "on-duty": Words("不在岗、借调或非一线", "not on duty, seconded or not front-line"),
    "certified": Words("执法证过期或缺失", "no valid certificate"),
    "not-on-leave": Words("请假", "on leave"),
    "qualified": Words("资质不符", "not qualified"),
    "no-conflict": Words("回避", "conflict of interest"),
    "cooling-off": Words("未满间隔期", "cooling-off period"),
    "no-demand": Words("本部门无检查任务", "the body has no visits"),
}
MOST_SHOWN = 20


def show_officer(
    screen: Screen, edition: Edition, found: OfficerExplanation, *, draws: int
) -> None:
    """Show an officer's load and odds."""
    row = edition.problem.officers.row(found.officer_id)
    body = edition.body_name(found.body_id)
    screen.say(OFFICER, style="bold", id=found.officer_id, name=row["name"], body=body)
    if found.load is None:
        rules = set_apart(screen, [screen.text(AWAY[rule]) for rule in found.away])
        screen.say(NOT_IN_DRAW, rules=rules)
        return
    load = found.load
    screen.say(
        LOAD,
        days=load.days_available,
        share=f"{float(Fraction(*load.share)):.2f}",
        low=load.lowest,
        high=load.highest,
        live=load.live,
        drawn=load.drawn,
    )
    drawn = {team.visit_id for team in found.teams}
    headings = ((VISIT, "left"), (DAY, "left"), (CHANCE, "right"), (DRAWN, "left"))
    screen.say(Words("", ""))
    screen.say(ODDS, style="bold", draws=draws, error=_standard_error(draws))
    table = screen.table(None, headings)
    for visit_id, share in found.odds[:MOST_SHOWN]:
        mark = screen.text(YES) if visit_id in drawn else ""
        table.add_row(Text(visit_id), str(edition.visits[visit_id].day), f"{share:.1%}", mark)
    screen.show(table)
    if len(found.odds) > MOST_SHOWN:
        screen.say(words.MORE, count=len(found.odds) - MOST_SHOWN)


def _standard_error(draws: int) -> float:
    """Return the standard error of a share at its largest, where the share is a half."""
    return 0.5 / sqrt(draws)


def officer_data(found: OfficerExplanation) -> dict[str, Any]:
    """Return the same for a machine."""
    load = found.load
    return {
        "officer_id": found.officer_id,
        "body_id": found.body_id,
        "away": list(found.away),
        "load": None
        if load is None
        else {
            "days_available": load.days_available,
            "share": list(load.share),
            "lowest": load.lowest,
            "highest": load.highest,
            "live": load.live,
            "drawn": load.drawn,
        },
        "visits": [team.visit_id for team in found.teams],
        "odds": dict(found.odds),
    }


def show_task(screen: Screen, edition: Edition, found: TaskExplanation, *, draws: int) -> None:
    """Show who could have gone to a task, and how likely each was."""
    sheet = next(
        sheet
        for sheet in edition.tasks
        if (sheet.plan.plan_id, sheet.target["target_id"])
        == (found.task.plan_id, found.task.target_id)
    )
    target = f"{found.task.target_id} {sheet.target['name']}"
    screen.say(TASK, style="bold", number=sheet.number, target=target, day=found.visit.day)
    drawn_by = LISTED_BY if found.selection.rank is None else DRAWN_BY
    screen.say(drawn_by, plan=found.task.plan_id, rank=found.selection.rank)
    for body in found.bodies:
        _show_body(screen, edition, body, draws)


def _show_body(screen: Screen, edition: Edition, found: WhoCouldGo, draws: int) -> None:
    screen.say(Words("", ""))
    name = edition.body_name(found.body_id)
    screen.say(BODY, style="bold", body=name, officers=found.officers, eligible=found.eligible)
    if found.kept_away:
        kept = [
            screen.text(KEPT_AWAY, rule=screen.text(AWAY[rule]), count=count)
            for rule, count in found.kept_away
        ]
        screen.say(KEPT, rules=set_apart(screen, kept))
    if found.team is None:
        screen.say(UNSTAFFED, style="bold yellow")
    members = found.team.officer_ids if found.team else ()
    screen.say(ODDS, draws=draws, error=_standard_error(draws))
    headings = ((OFFICER_COLUMN, "left"), (FULL_NAME, "left"), (CHANCE, "right"), (DRAWN, "left"))
    table = screen.table(None, headings)
    sent_first = sorted(found.odds, key=lambda pair: pair[0] not in members)
    for officer_id, share in sent_first[:MOST_SHOWN]:
        name = edition.problem.officers.row(officer_id)["name"]
        mark = screen.text(YES) if officer_id in members else ""
        table.add_row(Text(officer_id), Text(name), f"{share:.1%}", mark)
    screen.show(table)
    if len(found.odds) > MOST_SHOWN:
        screen.say(words.MORE, count=len(found.odds) - MOST_SHOWN)
    if found.pool is not None:
        show_predictability(screen, found.pool, edition.body_name)
    if found.tradeoff is not None:
        show_tradeoff(screen, found.tradeoff)


def task_data(edition: Edition, found: TaskExplanation) -> dict[str, Any]:
    """Return the same for a machine."""
    one = found.selection
    return {
        "plan_id": found.task.plan_id,
        "target_id": found.task.target_id,
        "visit_id": found.visit.visit_id,
        "day": found.visit.day.isoformat(),
        "stratum_no": edition.stratum_no.get((one.plan_id, one.stratum)),
        "rank": one.rank,
        "ticket": one.ticket or None,
        "bodies": [
            {
                "body_id": body.body_id,
                "officers": body.officers,
                "kept_away": dict(body.kept_away),
                "eligible": body.eligible,
                "team": list(body.team.officer_ids) if body.team else [],
                "odds": dict(body.odds),
                "pool": predictability_data(body.pool),
                "tradeoff": tradeoff_data(body.tradeoff),
            }
            for body in found.bodies
        ],
    }
