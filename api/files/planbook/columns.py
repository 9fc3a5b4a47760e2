"""Every column of the plan book's tables: its type, and its headings for people.

`docs/files.md` describes each; a test keeps the two in step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import polars as pl

from scheduler.domain.frames import TEXTS

TEXT, COUNT, DAY, TRUTH = pl.String(), pl.Int64(), pl.Date(), pl.Boolean()


class Column(NamedTuple):
    """A column: Polars type, Chinese and English heading, width in a workbook."""

    kind: Any
    chinese: str
    english: str
    width: int = 12


COLUMNS: Mapping[str, Column] = {
    # plans
    "plan_id": Column(TEXT, "计划编号", "Plan"),
    "plan_name": Column(TEXT, "计划名称", "Plan name", 26),
    "plan_kind": Column(TEXT, "计划类型", "Kind", 14),
    "source": Column(TEXT, "对象来源", "Targets from", 11),
    "initiating_body": Column(TEXT, "发起部门", "Initiating body", 18),
    "plan_ids": Column(TEXTS, "检查计划", "Plans", 20),
    "registry": Column(COUNT, "名录库数", "Registry", 10),
    "pool": Column(COUNT, "待抽取数", "Pool", 10),
    "quota": Column(COUNT, "应抽数", "Quota", 9),
    "drawn": Column(COUNT, "实抽数", "Drawn", 9),
    "reserves": Column(COUNT, "递补数", "Reserves", 9),
    "visits": Column(COUNT, "检查次数", "Visits", 10),
    "merged_visits": Column(COUNT, "合并次数", "Merged", 10),
    "ticket_key": Column(TEXT, "抽签密钥", "Ticket key", 40),
    "weight_column": Column(TEXT, "权重列", "Weight column"),
    "reason_given": Column(TEXT, "名单事由", "Reason given", 24),
    "approver": Column(TEXT, "批准人", "Approver"),
    "other_draw": Column(TEXT, "引用的抽取", "Draw quoted", 22),
    "other_digest": Column(TEXT, "引用的摘要", "Digest quoted", 40),
    # targets
    "target_id": Column(TEXT, "检查对象编号", "Target", 21),
    "target_name": Column(TEXT, "检查对象名称", "Target name", 24),
    "target_ids": Column(TEXTS, "检查对象", "Targets", 24),
    "street": Column(TEXT, "街镇", "Street", 14),
    "address": Column(TEXT, "地址", "Address", 28),
    "premises_id": Column(TEXT, "场所编号", "Premises", 21),
    "stratum_no": Column(COUNT, "层号", "Stratum no.", 9),
    "stratum_columns": Column(TEXTS, "分层列", "Stratum columns", 20),
    "stratum": Column(TEXTS, "层", "Stratum", 20),
    "rank": Column(COUNT, "层内顺位", "Rank", 10),
    "ticket": Column(TEXT, "签号（SHA-256）", "Ticket", 34),
    "cutoff": Column(TEXT, "入选线", "Cutoff", 40),
    "reason": Column(TEXT, "排除原因", "Reason", 24),
    "targets": Column(COUNT, "对象数", "Targets", 10),
    # tasks and visits
    "task_no": Column(TEXT, "任务编号", "Task", 19),
    "visit_id": Column(TEXT, "检查编号", "Visit", 22),
    "day": Column(DAY, "检查日期", "Day", 12),
    "window_starts": Column(DAY, "开始日期", "From", 12),
    "window_ends": Column(DAY, "结束次日", "Before", 12),
    "tasks": Column(COUNT, "任务数", "Tasks", 9),
    "slot_plan": Column(TEXT, "排期计划", "Day of plan", 14),
    "merged": Column(TRUTH, "合并检查", "Merged", 9),
    "lead_body": Column(TEXT, "牵头部门", "Lead body", 18),
    "bodies": Column(TEXTS, "参加部门", "Bodies", 20),
    "item_ids": Column(TEXTS, "检查事项", "Items", 24),
    # officers
    "body_id": Column(TEXT, "部门编号", "Body", 10),
    "body_name": Column(TEXT, "部门", "Body name", 22),
    "officer_id": Column(TEXT, "人员编号", "Officer", 14),
    "officer_name": Column(TEXT, "姓名", "Name", 12),
    "officer_ids": Column(TEXTS, "检查人员编号", "Officers", 24),
    "officer_names": Column(TEXTS, "检查人员", "Officers' names", 18),
    "leader": Column(TEXT, "组长", "Leader", 14),
    "is_leader": Column(TRUTH, "组长", "Leader", 8),
    "home_body": Column(TEXT, "所属部门", "Home body", 10),
    "role": Column(TEXT, "人员类别", "Role", 10),
    "experts": Column(COUNT, "专家数", "Experts", 9),
    "expert_ids": Column(TEXTS, "专家编号", "Experts", 20),
    "expert_names": Column(TEXTS, "专家", "Experts' names", 18),
    "place": Column(TEXTS, "岗位要求", "Place asks for", 16),
    "officers": Column(COUNT, "人员数", "Officers", 9),
    "days_available": Column(COUNT, "可用天数", "Days available", 11),
    "share_numerator": Column(COUNT, "应担份额（分子）", "Share, numerator", 14),
    "share_denominator": Column(COUNT, "应担份额（分母）", "Share, denominator", 14),
    "lowest": Column(COUNT, "下限", "Lowest", 8),
    "highest": Column(COUNT, "上限", "Highest", 8),
    "live": Column(COUNT, "已有次数", "Live", 10),
    "places": Column(COUNT, "名额数", "Places", 9),
    "least": Column(COUNT, "最少", "Least", 8),
    "most": Column(COUNT, "最多", "Most", 8),
    "widened": Column(COUNT, "放宽", "Widened", 8),
    "steps": Column(COUNT, "随机步数", "Steps", 11),
    "moves": Column(COUNT, "生效步数", "Moves", 11),
    "watched": Column(COUNT, "合规步数", "Steps within rules", 11),
    "officer_pool": Column(TEXT, "人员池", "Pool of people", 12),
    # days
    "capacity": Column(COUNT, "可派人次", "Capacity", 10),
    "reserve": Column(COUNT, "应急预留", "Reserve", 10),
    "borrowed": Column(COUNT, "外借支援", "Borrowed", 10),
    "planned": Column(COUNT, "计划人次", "Planned", 10),
    "used": Column(COUNT, "实排人次", "Used", 10),
    # remedies
    "remedy": Column(TEXT, "补救措施", "Remedy", 14),
    "was": Column(TEXT, "原为", "Was", 14),
    "now": Column(TEXT, "现为", "Now", 14),
    # shortfalls
    "kind": Column(TEXT, "缺口类型", "Kind", 16),
    "subject": Column(TEXT, "涉及", "Subject", 26),
    "needed": Column(COUNT, "需要", "Needed", 8),
    "available": Column(COUNT, "可用", "Available", 9),
}


def table(names: str, rows: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    """Return *rows* under the columns named in *names*, separated by blanks."""
    schema = {name: COLUMNS[name].kind for name in names.split()}
    return pl.DataFrame(list(rows), schema=schema, orient="row")
