"""What the commands about redraws say."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

VACATED = Words(
    "已记录抽取 {draw} 的第 {number} 个空缺：{place}。现在由下列来源提供随机数，再运行 "
    "doubledraw replace：",
    "Logged: vacancy {number} of draw {draw}, {place}. Now let the sources below deliver, then run "
    "doubledraw replace:",
)
STOOD_IN = Words(
    "第 {number} 个空缺（{place}）：{came} 接替 {gone}。",
    "Vacancy {number} ({place}): {came} stands in for {gone}.",
)
NOBODY_COMES = Words(
    "第 {number} 个空缺（{place}）：无人可接替 {gone}。该检查组不再派出，转入下一时段优先安排。",
    "Vacancy {number} ({place}): nobody can stand in for {gone}. The team is given up, and "
    "carried to the next window with first claim.",
)
RESERVE_COMES = Words(
    "第 {number} 个空缺（{place}）：改为检查递补对象 {came}。",
    "Vacancy {number} ({place}): the reserve {came} is visited instead.",
)
NO_RESERVE = Words(
    "第 {number} 个空缺（{place}）：没有可用的递补对象，不再检查。",
    "Vacancy {number} ({place}): no reserve is left that a day suits; nobody is visited instead.",
)
WRITTEN = Words("计划书：{out}", "Plan book: {out}")
OFFICER = Words("人员", "Officer")
REASON = Words("事由", "Reason")
KIND = Words("类别", "Kind")
TIMES = Words("次数", "Times")
BY_OFFICER = Words("各人员空缺次数", "Places left, by officer and reason")
BY_REASON = Words("各事由空缺次数", "Vacancies by reason")
NONE = Words("没有任何空缺。", "There were no vacancies.")
FREQUENT = Words(
    "注意：{officer} 共空缺 {count} 次，超过 {threshold} 次。请核查事由。",
    "Note: {officer} left {count} places, more than {threshold}. Look into the reasons.",
)
KINDS: Mapping[str, Words] = {
    "officer": Words("人员", "officer"),
    "target": Words("对象", "target"),
}
REASONS: Mapping[str, Words] = {
    "recusal": Words("回避", "recusal"),
    "leave": Words("请假", "leave"),
    "certificate": Words("证件失效", "certificate"),
    "transfer": Words("调岗", "transfer"),
    "dissolved": Words("注销", "dissolved"),
    "unreachable": Words("失联", "unreachable"),
    "moved": Words("迁出", "moved"),
}
