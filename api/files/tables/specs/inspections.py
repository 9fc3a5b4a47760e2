"""Columns of inspections made (历史检查) and of tasks still open (未完成任务)."""

from __future__ import annotations

from dataclasses import replace

from api.files.tables.headings import TableSpec
from api.files.tables.specs.columns import choice, day, ignored, members, text, title, truth
from api.files.tables.specs.targets import IDS
from scheduler.domain.plans import PlanKind

HISTORY = TableSpec(
    table="history",
    columns=(
        title("visit_id", "检查编号", "任务编号", "检查任务编号", "抽查任务编号"),
        *IDS,
        text(
            "body_id",
            "检查机关",
            "抽查机关",
            "检查部门",
            "检查主体",
            "执法主体",
            "检查单位",
            "body",
        ),
        day("day", "检查日期", "检查时间", "抽查完成日期", "抽查日期", "完成日期", "date"),
        text("plan_id", "计划编号", "抽查计划编号", "检查计划编号"),
        choice("plan_kind", PlanKind, "计划类型", "抽查类型", "检查类型"),
        truth("cap_exempt", "不计入频次", "是否不计入频次", "不计次", yes="不计入", no="计入"),
        members("item_ids", "检查事项", "抽查事项", "事项编号", "检查事项编号"),
        members("officer_ids", "检查人员", "执法人员", "检查人员编号", "执法证号", "officers"),
        ignored("number", "序号", "no", "no."),
        ignored(
            "target_name", "企业名称", "对象名称", "检查对象名称", "检查对象", "名称", "ent_name"
        ),
    ),
    requires=(("target_id", "uscc", "legacy_regno"), ("body_id",), ("day",)),
)

LIVE_TASKS = replace(HISTORY, table="live_tasks")
