"""Days that are too full: which bodies, which days, by how much, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from api.cli.paragraphs import show_heading, show_paragraph
from api.cli.people_words import MOST_NAMES, called, joined, listed, people
from api.cli.screen import Screen
from api.cli.shortages import mends
from api.wording.words import Words
from scheduler.domain.bodies import EnforcementBody
from scheduler.planning.days.shortage import DayChange, DayReason, DayRelaxation, DayShortage

HEADING = Words(
    "日程排不下，无法抽取：以下检查无论怎样抽取都排不进可用的工作日。",
    "Too few days to draw: whatever the seed, these visits do not fit on the days they may use.",
)
REASONS: Mapping[DayReason, Words] = {
    DayReason.NO_DAY: Words(
        "计划 {plans}（{bodies}）没有可用的工作日。",
        "{plans} ({bodies}) has no day that it may use.",
    ),
    DayReason.NO_COMMON_DAY: Words(
        "计划 {plans} 需要{bodies}同日同去，每次 {needed} 人，"
        "但在 {days}中没有一天各部门都有空，最多的一天有 {available} 人。",
        "{plans} needs {bodies} on one day, {needed} people a visit; on none of {days} have all of "
        "them room: the best day has {available}.",
    ),
    DayReason.FULL_DAYS: Words(
        "{bodies}：计划 {plans} 在 {days}共需 {needed} 人次，"
        "按每人每日、每周检查次数上限，扣除未完成任务和应急预留后只有 {available} 人次，"
        "缺 {lacking} 人次。",
        "{bodies}: visits of {plans} need {needed} places on {days}; what officers may do by day "
        "and week, less open tasks and the urgent reserve, leaves {available}: {lacking} short.",
    ),
}
CHANGES: Mapping[DayChange, Words] = {
    DayChange.HIGHER_DAILY_MAXIMUM: Words(
        "将{subject}每人每日检查次数上限提高 {amount} 次",
        "raise the most visits per officer and day of {subject} by {amount}",
    ),
    DayChange.HIGHER_WEEKLY_MAXIMUM: Words(
        "将{subject}每人每周检查次数上限提高 {amount} 次",
        "raise the most visits per officer and week of {subject} by {amount}",
    ),
    DayChange.LOWER_RESERVE: Words(
        "将{subject}的应急预留降至 {share}", "keep {share} of {subject} free for urgent calls"
    ),
    DayChange.MORE_OFFICERS: Words("为{subject}增加 {amount} 名可派人员", "add {who} to {subject}"),
    DayChange.FEWER_VISITS: Words(
        "计划 {subject} 减少 {amount} 次检查", "cut the visits of {subject} by {amount}"
    ),
    DayChange.ANY_DAY: Words(
        "计划 {subject} 不限定固定日期", "let {subject} use any day of its window"
    ),
    DayChange.MORE_DAYS: Words(
        "将计划 {subject} 的时间延长{more}",
        "widen the window of {subject} by {more}",
    ),
}
DAYS = Words("{days} ", "{days}")
MORE_DAYS = (Words(" {n} 个工作日", "{n} working day"), Words(" {n} 个工作日", "{n} working days"))
SPAN = Words("{first} 至 {last}（{count} 个工作日）", "{first} to {last} ({count} working days)")


def show_day_shortages(
    screen: Screen, shortages: tuple[DayShortage, ...], bodies: Mapping[str, EnforcementBody]
) -> None:
    """Show which visits do not fit on which days, each with what would mend it."""
    if shortages:
        show_heading(screen, HEADING, style="bold red")
    names = called(screen, bodies)
    for short in shortages:
        changes = [_change(screen, one, names) for one in short.relaxations]
        lines = [_what(screen, short, names), *mends(screen, changes)]
        show_paragraph(screen, lines)


def _what(screen: Screen, short: DayShortage, names: Mapping[str, str]) -> str:
    return screen.text(
        REASONS[short.reason],
        plans=listed(screen, short.plan_ids),
        bodies=joined(screen, [names.get(body_id, body_id) for body_id in short.body_ids]),
        days=_days(screen, short.days),
        needed=short.needed,
        available=short.available,
        lacking=short.needed - short.available,
    )


def _days(screen: Screen, days: Sequence[date]) -> str:
    if len(days) <= MOST_NAMES:
        return screen.text(DAYS, days=joined(screen, [day.isoformat() for day in days]))
    return screen.text(SPAN, first=days[0], last=days[-1], count=len(days))


def _change(screen: Screen, one: DayRelaxation, names: Mapping[str, str]) -> str:
    return screen.text(
        CHANGES[one.change],
        subject=names.get(one.subject, one.subject),
        amount=one.amount,
        who=people(screen, (), count=int(one.amount)),
        more=screen.text(MORE_DAYS[one.amount != 1], n=one.amount),
        share=f"{float(one.amount):.0%}",
    )


def day_shortage_data(shortages: Iterable[DayShortage]) -> list[dict[str, Any]]:
    """Return the same for a machine; the share of a reserve as a fraction."""
    return [
        {
            "reason": short.reason.value,
            "body_ids": short.body_ids,
            "plan_ids": short.plan_ids,
            "days": [day.isoformat() for day in short.days],
            "needed": short.needed,
            "available": short.available,
            "relaxations": [
                {
                    "change": one.change.value,
                    "subject": one.subject,
                    "amount": one.amount if isinstance(one.amount, int) else str(one.amount),
                }
                for one in short.relaxations
            ],
        }
        for short in shortages
    ]
