"""What is short, in sentences: how many are needed, how many there are, and which rules say so."""

from __future__ import annotations

from collections.abc import Mapping

from api.cli.people_words import Names, joined, listed, people, set_apart
from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.domain.registry import Role
from scheduler.planning.causes import Cause
from scheduler.planning.shortages.shortage import Kind, Shortage

TEAM = Words(
    "{body}：计划 {plans} 每次检查需要 {who}，{found}。",
    "{body}: each visit of {plans} needs {who}; {found}.",
)
TEAM_AT = Words(
    "{body}：计划 {plans} 的检查对象 {target} 需要 {who}，{found}。",
    "{body}: target {target} of {plans} needs {who}; {found}.",
)
NOBODY_KNOWN = Words("名录库中没有{all}", "the registry has no {all}")
NOBODY = Words("{all}中无人能去", "none of {all} could go")
NOBODY_FIT = Words("{all}中无人符合并能去", "none of {all} will do")
FOUND = Words("{all}中最多 {available} 名能去", "of {all}, at most {available} could go")
FOUND_FIT = Words(
    "{all}中符合并能去的最多 {available} 名", "no more than {available} of {all} will do"
)
TOGETHER = Words(
    "{body}：计划 {plans} 的检查须同日同去，共 {needed} 人；"
    "没有一天能够到齐，最多的一天有 {available} 人。",
    "{body}: visits of {plans} need {needed} people of these bodies on the same day; the best day "
    "has {available}.",
)
TOGETHER_AT = Words(
    "{body}：计划 {plans} 的检查对象 {target} 须同日同去，共 {needed} 人；"
    "没有一天能够到齐，最多的一天有 {available} 人。",
    "{body}: target {target} of {plans} needs {needed} people of these bodies on the same day; the "
    "best day has {available}.",
)
ABLE = Words("{body} {days} 天", "{body} {days}")
EACH_ALONE = Words("单独能去的天数：{able}。", "Days on which each could go alone: {able}.")
PLACES = Words(
    "{body}：计划 {plans} 的全部检查共需{kind} {needed} 人次，{some}最多可承担 {available} 人次，"
    "缺 {lacking} 人次。",
    "{body}: the visits of {plans} have {needed} places for {kind}; {some} can fill {available} at "
    "most: {lacking} short.",
)
PAIRS = Words(
    "{body}：计划 {plans} 要接连检查 {needed} 次，{all}只能接连检查 {available} 次而不重复搭档。",
    "{body}: {needed} visits of {plans} follow each other; {all} can make {available} without "
    "sending a pair twice running.",
)
MINIMA = Words(
    "{body}：{named}的检查次数下限合计 {needed} 次，而计划 {plans} 最多只能安排 {available} 次。",
    "{body}: {named} must make {needed} visits at least; {plans} can give {available} at most.",
)
LENT = Words(
    "可承担的人次中有 {places} 人次由{lender}借出。",
    " {lender} would lend {places} of the places filled.",
)
LENT_TEAM = Words(
    "能去的人中有 {places} 名由{lender}借出。", " {lender} would lend {places} of them."
)

BECAUSE = Words("原因：{causes}。", "Because: {causes}.")
AWAY = Words("不能去的：{away}。", "Cannot go: {away}.")

CAUSES: Mapping[Cause, Words] = {
    Cause.TEAM_SIZE: Words("在册人员不足一组", "fewer people than a team"),
    Cause.ON_DUTY: Words("不在岗、被借走或不在一线", "off duty, seconded or not in the front line"),
    Cause.CERTIFIED: Words("执法证届时无效", "no valid certificate at that time"),
    Cause.NOT_ON_LEAVE: Words("请假、培训或外派", "leave, training or secondment"),
    Cause.NO_CONFLICT: Words("有利害关系，须回避", "conflicts of interest"),
    Cause.COOLING_OFF: Words(
        "此前检查过该对象，未满间隔期", "too soon after their last visit there"
    ),
    Cause.QUALIFIED: Words("具备所需资质的人员不足", "too few are qualified"),
    Cause.LEADER: Words("可任组长的人员不足", "too few may lead"),
    Cause.SENIOR_PRESENT: Words("每组须有资深人员", "every team needs a senior officer"),
    Cause.RELATIVES_APART: Words(
        "近亲属不得同去（{named}）", "relatives may not go together ({named})"
    ),
    Cause.EXPERT_PLACES: Words("专家不足", "too few experts"),
    Cause.PAIR_NOT_REPEATED: Words("同一对人员不得连续搭档", "no pair may go twice in a row"),
    Cause.LOAD_AT_MOST: Words("每人检查次数上限", "the most visits per officer"),
    Cause.DAY_AT_MOST: Words("每人每日检查次数上限", "the most visits per officer and day"),
    Cause.WEEK_AT_MOST: Words("每人每周检查次数上限", "the most visits per officer and week"),
    Cause.LOAD_AT_LEAST: Words("每人检查次数下限", "the fewest visits per officer"),
}
COUNTED: Mapping[Cause, Words] = {
    Cause.ON_DUTY: Words("{count} 名不在岗或不在一线", "{count} off duty or not in the front line"),
    Cause.CERTIFIED: Words("{count} 名执法证无效", "{count} without a valid certificate"),
    Cause.NOT_ON_LEAVE: Words("{count} 名请假", "{count} on leave"),
    Cause.NO_CONFLICT: Words("{count} 名须回避", "{count} in conflict of interest"),
    Cause.COOLING_OFF: Words("{count} 名未满间隔期", "{count} there too lately"),
}


def told(screen: Screen, short: Shortage, names: Names) -> list[str]:
    """Return what is short and why, a line each."""
    lines = [_what(screen, short, names)]
    causes = [
        screen.text(CAUSES[cause], named=listed(screen, names.people(short.officer_ids)))
        for cause in short.causes
    ]
    if causes:
        lines.append(screen.text(BECAUSE, causes=set_apart(screen, causes)))
    able = [screen.text(ABLE, body=names.body(body_id), days=days) for body_id, days in short.able]
    if able:
        lines.append(screen.text(EACH_ALONE, able=set_apart(screen, able)))
    away = [screen.text(COUNTED[cause], count=count) for cause, count in short.kept_away]
    if away:
        lines.append(screen.text(AWAY, away=joined(screen, away)))
    return lines


def _what(screen: Screen, short: Shortage, names: Names) -> str:
    asked, role = short.qualifications, short.role
    everybody = () if role is Role.EXPERT else asked if short.kind is Kind.PLACES else ()
    facts = {
        "body": joined(screen, [names.body(body_id) for body_id in short.body_ids]),
        "plans": listed(screen, short.plan_ids),
        "needed": short.needed,
        "available": short.available,
        "lacking": short.needed - short.available,
        "target": listed(screen, short.target_ids),
        "who": people(screen, asked, role, count=short.needed),
        "found": _found(screen, short),
        "kind": people(screen, asked, role),
        "all": people(screen, (), role, count=short.officers),
        "some": people(screen, everybody, role, count=short.officers),
        "named": listed(screen, names.people(short.officer_ids)),
    }
    text = screen.text(_sentence(short), **facts)
    lent = LENT_TEAM if short.kind is Kind.TEAM else LENT
    for lender, places in short.lent:
        text += screen.text(lent, lender=names.body(lender), places=places)
    return text


def _found(screen: Screen, short: Shortage) -> str:
    """Say how many could go for one visit."""
    everybody = people(screen, (), short.role, count=short.officers)
    if not short.officers:
        return screen.text(NOBODY_KNOWN, all=people(screen, (), short.role))
    fit = bool(short.qualifications)
    words = (NOBODY_FIT if fit else NOBODY) if not short.available else FOUND_FIT if fit else FOUND
    return screen.text(words, all=everybody, available=short.available)


def _sentence(short: Shortage) -> Words:
    if short.kind is Kind.TEAM and len(short.body_ids) > 1:
        return TOGETHER_AT if short.target_ids else TOGETHER
    if short.kind is Kind.TEAM:
        return TEAM_AT if short.target_ids else TEAM
    return {Kind.PLACES: PLACES, Kind.PAIRS: PAIRS, Kind.MINIMA: MINIMA}[short.kind]
