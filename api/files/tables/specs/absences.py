"""Columns of conflicts of interest (回避), relatives (近亲属) and leave (请假)."""

from __future__ import annotations

from api.files.tables.headings import TableSpec
from api.files.tables.specs.columns import choice, code, day, identifier, ignored, text
from api.files.tables.specs.officers import PERSON
from scheduler.domain.conflicts import Absence, ConflictState, Relation, Subject

CONFLICTS = TableSpec(
    table="conflicts",
    columns=(
        *PERSON,
        text("officer_name", "姓名", "执法人员", "检查人员", "人员姓名", "officer"),
        choice("subject", Subject, "回避类型", "回避对象类型", "对象类别"),
        text(
            "subject_id",
            "回避对象编号",
            "回避对象",
            "统一社会信用代码",
            "对象编号",
            "检查对象编号",
            "uscc",
            "target_id",
        ),
        choice("relation", Relation, "关系", "关系类型", "回避关系", "与对象关系", "回避事由"),
        choice("state", ConflictState, "回避状态", "决定", "回避决定", "审批结果", "状态"),
        day("since", "生效日期", "起始日期", "开始日期"),
        day("until", "解除日期", "失效日期"),
        day("last_day", "截止日期", "结束日期", "有效期至", forever=True),
        ignored("number", "序号", "no", "no."),
        ignored("target_name", "企业名称", "对象名称", "检查对象名称"),
    ),
    requires=(("officer_id", "cert_no", "officer_name"), ("subject_id",), ("relation",)),
)

RELATIVES = TableSpec(
    table="relatives",
    columns=(
        *PERSON,
        text("officer_name", "姓名", "执法人员", "检查人员", "人员姓名", "officer"),
        identifier(
            "relative_id", "亲属编号", "近亲属编号", "亲属人员编号", "亲属工号", "对方人员编号"
        ),
        code("relative_cert_no", "亲属执法证号", "近亲属执法证号", "对方执法证号"),
        text("relative_name", "亲属姓名", "近亲属姓名", "亲属", "近亲属", "对方姓名", "relative"),
        choice("relation", Relation, "关系", "亲属关系", "关系类型", "与本人关系"),
        ignored("number", "序号", "no", "no."),
    ),
    requires=(
        ("officer_id", "cert_no", "officer_name"),
        ("relative_id", "relative_cert_no", "relative_name"),
    ),
)

LEAVE = TableSpec(
    table="leave",
    columns=(
        *PERSON,
        text("officer_name", "姓名", "执法人员", "人员姓名", "officer"),
        day("starts", "开始日期", "起始日期", "请假开始日期", "休假开始日期", "开始时间"),
        day("ends", "返岗日期", "销假日期"),
        day("last_day", "结束日期", "截止日期", "请假结束日期", "休假结束日期", "结束时间"),
        choice("absence", Absence, "类型", "请假类型", "休假类型", "离岗类型", "事由"),
        ignored("number", "序号", "no", "no."),
    ),
    requires=(("officer_id", "cert_no", "officer_name"), ("starts",), ("ends", "last_day")),
)
