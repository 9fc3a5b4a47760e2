"""One sentence in both languages, and the names of things that stand in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """The same in Chinese and English: what was expected, and what to do.

    `{name}` stands for a fact; `{name:term}` for a fact that is itself a word of `TERMS`.
    """

    zh: str
    en: str


TERMS: Mapping[str, Words] = {
    "targets": Words("检查对象名录库", "target registry (targets)"),
    "officers": Words("执法人员名录库", "officer registry (officers)"),
    "bodies": Words("执法主体", "enforcement bodies (bodies)"),
    "items": Words("抽查事项清单", "inspection items (items)"),
    "plans": Words("检查计划", "plans (plans)"),
    "policy": Words("抽查规则", "policy (policy)"),
    "history": Words("历史检查", "inspection history (history)"),
    "live_tasks": Words("未完成任务", "open tasks (live_tasks)"),
    "conflicts": Words("回避名单", "conflicts of interest (conflicts)"),
    "relatives": Words("亲属关系", "relatives (relatives)"),
    "leave": Words("请假名单", "leave (leave)"),
    "draw": Words("抽取", "draw"),
    "cap_body": Words("每个部门", "of each body"),
    "cap_level": Words("每个层级", "of each level"),
    "cap_total": Words("总计", "in total"),
    "calendar": Words("工作日历", "calendar"),
    "locked-workbook": Words("带密码的工作簿", "a workbook with a password"),
    "html": Words("网页（HTML）", "a web page (HTML)"),
    "document": Words("JSON 文档", "a JSON document"),
    "zip": Words("压缩包", "an archive"),
    "word": Words("Word 文档", "a Word document"),
    "pdf": Words("PDF 文档", "a PDF document"),
    "binary": Words("不是文本的数据", "data that is not text"),
}
