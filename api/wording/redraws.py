"""Faults of redraws: what cannot come free, where chance comes from, and who should have come."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

REDRAWS: Mapping[str, Words] = {
    "vacancy-reason-unfit": Words(
        "“{kind}”类空缺不能以“{reason}”为由。可用：{known}。",
        "A vacancy of kind “{kind}” cannot have the reason “{reason}”. Give one of: {known}.",
    ),
    "vacancy-not-in-plan": Words(
        "计划中没有 {place} 这一人员名额或对象，或已被替换。请核对检查、部门、人员或对象的编号。",
        "The plan has no such place or target at {place}, or it was replaced before. Check the "
        "ids of visit, body and officer, or of plan and target.",
    ),
    "vacancy-beacon-alone": Words(
        "信标必须单独声明：各来源同时提供，信标公布后其他来源便可挑选。请只用信标，或不用信标。",
        "A beacon is declared alone: all sources deliver at once, and the others could be chosen "
        "when it is known. Take the beacon only, or none.",
    ),
    "vacancy-unlike-record": Words(
        "第 {number} 个空缺的文件与日志记录的类别不同。",
        "The document of vacancy {number} is of another kind than its record in the log.",
    ),
    "replacement-key-wrong": Words(
        "第 {number} 个空缺的密钥是 {found}，由其随机数得出的是 {expected}。",
        "Vacancy {number}: the key is {found}, but its entropy gives {expected}.",
    ),
    "replacement-unlike": Words(
        "第 {number} 个空缺由“{found}”递补，按抽取应为“{expected}”（空白为无人可递补）。",
        "Vacancy {number}: “{found}” came, but the redraw gives “{expected}” (empty: nobody "
        "could).",
    ),
}
