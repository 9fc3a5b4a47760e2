"""What is said about public notices and publications."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

NOTICES: Mapping[str, Words] = {
    "result-embargoed": Words(
        "任务 {task} 的检查日期是 {day}，检查之前不能公示。请在检查之后再公示。",
        "The visit of task {task} is on {day}; nothing of it is public before. Publish it then.",
    ),
    "publication-open": Words(
        "任务 {task} 已有待确认的公示申请（第 {number} 号）。请先处理。",
        "Publication {number} is asked for task {task} already. Decide that first.",
    ),
    "nothing-to-publish": Words(
        "第 {draw} 号抽取现在没有可公示的结果。结果须经确认，且检查日期已到。",
        "Draw {draw} has no result to publish now: results are confirmed first, after the visit.",
    ),
    "search-words-unfit": Words(
        "每个检索词至少 {shortest} 个字，最多 {most} 个词。请修改后再查。",
        "Each word has {shortest} signs at least, and there are {most} at most. Search again.",
    ),
    "proof-being-prepared": Words(
        "正在打开这次抽取的存证。请在 {retry_seconds} 秒后重试。",
        "This draw is being opened for proofs. Ask again in {retry_seconds} seconds.",
    ),
    "proof-for-firm-only": Words(
        "该对象在抽取 {draw} 中按内部分类抽取，其证明只提供给企业本身。请企业向发起部门索取。",
        "In draw {draw} this target was drawn by classes that are not public, so its proof is for "
        "the firm alone. The firm gets it from the initiating body.",
    ),
}
