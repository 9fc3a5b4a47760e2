"""Columns of the officer registry (执法检查人员名录库)."""

from __future__ import annotations

from api.files.tables.headings import Column, TableSpec
from api.files.tables.specs.columns import (
    choice,
    code,
    count,
    day,
    identifier,
    ignored,
    members,
    metres,
    text,
    title,
    truth,
)
from scheduler.domain.registry import DutyStatus, Role

PERSON: tuple[Column, ...] = (
    identifier("officer_id", "人员编号", "单位工号", "工号", "执法人员编号", "检查人员编号"),
    code(
        "cert_no",
        "执法证号",
        "执法证编号",
        "执法证件号",
        "执法证件编号",
        "行政执法证号",
        "省执法证编号",
        "工商执法证编号",
        "证件编号",
        "证件号码",
        "certificate_no",
    ),
)

OFFICERS = TableSpec(
    table="officers",
    columns=(
        *PERSON,
        title("name", "姓名", "执法人员姓名", "人员姓名", "检查人员姓名", "执法人员"),
        text(
            "body_id",
            "工作单位",
            "所在单位",
            "所属单位",
            "执法主体",
            "所属执法主体",
            "单位",
            "单位名称",
            "部门",
            "所属部门",
            "执法单位",
            "body",
        ),
        text("unit", "所在业务部门(机构)", "所在业务部门", "科室", "股室", "内设机构", "所属科室"),
        day(
            "cert_valid_to",
            "执法证有效期",
            "执法证有效期至",
            "有效期至",
            "证件有效期",
            "证件有效期至",
            "工商执法证有效期",
            "有效期",
            forever=True,
        ),
        choice("status", DutyStatus, "执法人员状态", "人员状态", "在岗状态", "状态"),
        truth("seconded", "是否借调", "借调", "借调在外", yes="借调", no="未借调"),
        truth(
            "front_line", "是否一线", "一线", "一线执法", "一线执法人员", yes="一线", no="非一线"
        ),
        truth("may_lead", "可任主办", "是否主办", "可任组长", "是否可任组长", "主办人"),
        members(
            "qualifications", "岗位资质资格", "资质", "资格", "岗位资质", "专业资质", "执法资质"
        ),
        count("max_visits", "检查次数上限", "任务上限", "最多检查次数"),
        count("min_visits", "检查次数下限", "任务下限", "最少检查次数"),
        choice("role", Role, "角色", "人员类别", "人员类型", "人员性质"),
        truth(
            "senior",
            "资深",
            "骨干",
            "是否资深",
            "是否骨干",
            "业务骨干",
            yes="资深 骨干 业务骨干",
            no="一般 普通",
        ),
        text("base_street", "驻地街道", "驻地街镇", "驻地", "办公街镇"),
        metres("easting", "驻地东坐标", "东坐标", "驻地横坐标", "横坐标"),
        metres("northing", "驻地北坐标", "北坐标", "驻地纵坐标", "纵坐标"),
        ignored("number", "序号", "no", "no."),
    ),
    requires=(("officer_id", "cert_no"), ("name",), ("body_id",)),
)
