"""Columns of plans (检查计划) and of the policy written as a table."""

from __future__ import annotations

from api.files.tables.headings import TableSpec
from api.files.tables.specs.columns import (
    choice,
    count,
    day,
    identifier,
    ignored,
    members,
    text,
    truth,
)
from scheduler.domain.plans import PlanKind

PLANS = TableSpec(
    table="plans",
    columns=(
        identifier("plan_id", "计划编号", "抽查计划编号", "任务编号", "编号"),
        text("name", "计划名称", "抽查计划名称", "年度计划名称", "抽查任务名称", "任务名称"),
        choice("kind", PlanKind, "计划类型", "抽查类型", "检查类型"),
        text("initiator", "发起部门", "发起主体", "检查主体", "抽查主体", "检查部门"),
        members("partners", "配合部门", "参与部门", "协同部门"),
        text("lead_body", "牵头部门", "牵头单位"),
        text("scope", "检查对象范围", "抽查对象范围", "对象范围"),
        text("quota", "抽查比例/数量", "抽查比例", "抽查数量", "抽取比例", "比例"),
        members("target_ids", "检查对象名单", "对象名单", "名单"),
        text("reason", "指定理由", "理由"),
        text("approver", "批准人", "审批人"),
        members("item_ids", "抽查事项", "检查事项", "检查内容"),
        text("team_size", "每组人数", "检查人数"),
        day("starts", "开始日期", "起始日期", "开始时间"),
        day("ends", "结束次日"),
        day("last_day", "结束日期", "截止日期", "结束时间"),
        truth("merging", "综合查一次", "是否可合并", "可合并"),
        count("priority", "优先级"),
        members("fixed_days", "固定日期", "固定检查日", "固定检查日期"),
        count("round_size", "每轮户数", "每轮检查户数"),
        truth("lending", "允许借调", "是否允许借调", "可借调"),
        text("experts", "专家", "专家人数", "专家要求", "参与专家"),
        ignored("number", "序号", "no", "no."),
    ),
    requires=(
        ("plan_id",),
        ("kind",),
        ("initiator",),
        ("quota", "target_ids"),
        ("starts",),
        ("ends", "last_day"),
    ),
)

POLICY = TableSpec(
    table="policy",
    columns=(
        text("setting", "参数", "规则", "项目", "参数名称", "key"),
        text("value", "取值", "值", "设置", "内容"),
        ignored("number", "序号", "no", "no."),
        ignored("remark", "说明", "备注", "note"),
    ),
    requires=(("setting",), ("value",)),
)
