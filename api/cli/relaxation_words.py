"""What would mend a shortage, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from api.cli.people_words import Names, joined, listed, people
from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.domain.registry import LEADER
from scheduler.planning.shortages.shortage import Change, Relaxation

CHANGES: Mapping[Change, Words] = {
    Change.RENEW: Words(
        "将{named}的执法证有效期延至 {day}", "renew the certificates of {named} until {day}"
    ),
    Change.RECALL: Words(
        "让{named}在本次抽取期间销假到岗", "call {named} back from leave for the draw's window"
    ),
    Change.REPOST: Words("让{named}回到一线岗位", "bring {named} back to duty in the front line"),
    Change.QUALIFY: Words("让{named}取得资质“{names}”", "qualify {named} for “{names}”"),
    Change.SENIOR: Words("认定{named}为资深人员", "let {named} count as senior"),
    Change.LENDING: Words(
        "允许计划 {subject} 借用其他部门人员", "let {subject} take officers of lending bodies"
    ),
    Change.BORROW: Words(
        "由{lender}向{subject}借出 {amount} 人次", "let {lender} lend to {subject}: places {amount}"
    ),
    Change.LOWER_MINIMUM: Words(
        "将{named}的检查次数下限{each}降低 {amount} 次",
        "lower the least number of visits of {named} by {amount}{each}",
    ),
    Change.MORE_OFFICERS: Words("为{subject}增加 {who}", "add {who} to {subject}"),
    Change.LATER: Words("将计划 {subject} 延长至 {day}", "let {subject} last until {day}"),
    Change.EARLIER: Words("将计划 {subject} 提前至 {day} 开始", "let {subject} begin on {day}"),
    Change.HIGHER_MAXIMUM: Words(
        "将{subject}每人检查次数上限{was}提高到 {amount}",
        "raise the most visits per officer of {subject}{was} to {amount}",
    ),
    Change.FEWER_VISITS: Words(
        "计划 {subject} 少抽 {amount} 户", "cut the targets of {subject} by {amount}"
    ),
    Change.SMALLER_TEAM: Words(
        "计划 {subject} 中{lender}每组人数{was}减为 {amount}",
        "reduce the teams of {lender} in {subject}{was} to {amount}",
    ),
    Change.HIGHER_WEEKLY: Words(
        "将所有部门每人每周检查次数上限{was}提高到 {amount}",
        "raise the most visits per officer and week{was} to {amount}, in all bodies",
    ),
    Change.HIGHER_DAILY: Words(
        "将所有部门每人每日检查次数上限{was}提高到 {amount}",
        "raise the most visits per officer and day{was} to {amount}, in all bodies",
    ),
    Change.SHORTER_REST: Words(
        "将所有部门再次检查同一对象的间隔月数{was}缩短为 {amount}",
        "shorten the months before an officer returns to a target{was} to {amount}, in all bodies",
    ),
    Change.WITHOUT_SLOT: Words(
        "计划 {subject} 不再要求{lender}的人员具备“{names}”",
        "do without “{names}” of {lender} in {subject}",
    ),
    Change.WITHOUT_EXPERTS: Words(
        "计划 {subject} 不再要求{lender}派出专家", "do without experts of {lender} in {subject}"
    ),
    Change.WITH_PAIRS: Words(
        "允许所有部门的同一对人员连续搭档", "let pairs go twice in a row, in all bodies"
    ),
    Change.WITHOUT_SENIOR: Words(
        "所有部门不再要求每组有资深人员", "do without a senior in every team, in all bodies"
    ),
    Change.WITHOUT_LEADER: Words(
        "所有部门不再要求每组有可任组长的人员", "do without a leader in every team, in all bodies"
    ),
}
OFF_THE_LIST = Words(
    "从计划 {subject} 的名单中去掉 {targets}", "take {targets} off the list of {subject}"
)
WAS = Words("由 {was} ", " from {was}")
EACH = Words("各", " each")
LEAD = Words("让{named}可任组长", "let {named} lead")
LEAD_TOO = Words(
    "让{named}取得资质“{names}”并可任组长", "qualify {named} for “{names}” and to lead"
)


def mended(screen: Screen, one: Relaxation, names: Names) -> str:
    """Return a change in one sentence; *names* says how all are called."""
    return screen.text(
        _words(one),
        subject=names.body(one.subject),
        lender=names.body(one.lender),
        amount=one.amount,
        named=listed(screen, names.people(one.officer_ids)),
        targets=listed(screen, one.target_ids),
        names=joined(screen, [name for name in one.qualifications if name != LEADER]),
        who=people(screen, one.qualifications, one.role, count=one.amount),
        day=one.day,
        each=screen.text(EACH) if len(one.officer_ids) > 1 else "",
        was="" if one.was is None else screen.text(WAS, was=one.was),
    )


def _words(one: Relaxation) -> Words:
    if one.change is Change.FEWER_VISITS and one.target_ids:
        return OFF_THE_LIST
    if one.change is Change.QUALIFY and LEADER in one.qualifications:
        return LEAD if one.qualifications == (LEADER,) else LEAD_TOO
    return CHANGES[one.change]
