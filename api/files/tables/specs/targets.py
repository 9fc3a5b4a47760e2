"""Columns of the target registry (检查对象名录库)."""

from __future__ import annotations

from api.files.tables.headings import TableSpec
from api.files.tables.specs.columns import (
    choice,
    code,
    count,
    day,
    ignored,
    members,
    metres,
    text,
    title,
    truth,
)
from scheduler.domain.registry import TargetType

ID_COLUMNS = ("target_id", "uscc", "legacy_regno", "own_number")
"""Where the id of a target comes from: the first of these that has a value in the row."""

IDS = (
    code("target_id", "检查对象编号", "对象编号", "监管对象编号", "执法对象编号"),
    code(
        "uscc",
        "统一社会信用代码",
        "社会信用代码",
        "统一信用代码",
        "信用代码",
        "统一社会信用代码/注册号",
        "注册号/统一社会信用代码",
        "统一社会信用代码(注册号)",
        "统一代码",
        "unified_social_credit_code",
        "credit_code",
    ),
    code("legacy_regno", "注册号", "工商注册号", "营业执照号", "营业执照注册号"),
)

TARGETS = TableSpec(
    table="targets",
    columns=(
        *IDS,
        code("own_number", "编号", "代码", "项目编号", "区域编号"),
        title(
            "name",
            "企业名称",
            "对象名称",
            "检查对象名称",
            "检查对象",
            "市场主体名称",
            "主体名称",
            "单位名称",
            "项目名称",
            "区域名称",
            "名称",
            "ent_name",
            "target_name",
        ),
        choice("target_type", TargetType, "对象类型", "检查对象类型", "主体类型", "市场主体类型"),
        text("premises_id", "场所编号", "经营场所编号", "门牌编号", "点位编号"),
        code("division_code", "行政区划代码", "区划代码", "行政区划"),
        text("street", "街道", "街镇", "所属街道", "所属街镇", "乡镇街道", "镇街", "所在街镇"),
        text("address", "地址", "住所", "经营地址", "经营场所", "生产经营地址", "注册地址"),
        code("industry_code", "行业代码", "国民经济行业代码", "行业分类代码"),
        text(
            "credit_risk_class",
            "信用风险分类",
            "企业信用风险分类",
            "信用风险等级",
            "风险等级",
            "信用等级",
            "风险分类",
        ),
        day("reg_date", "成立日期", "注册日期", "登记日期", "设立日期", "established"),
        truth(
            "active",
            "是否有效",
            "状态",
            "登记状态",
            "经营状态",
            "企业状态",
            yes="启用 有效 存续 在营 在业 开业 正常 营业 存续(在营、开业、在册)",
            no="停用 无效 注销 已注销 吊销 已吊销 撤销 迁出 停业 歇业 关闭 清算",
        ),
        truth("whitelisted", "白名单", "是否白名单", "白名单企业", "无事不扰"),
        truth("abnormal", "经营异常", "是否经营异常", "经营异常名录", "异常名录", "是否异常"),
        count("complaint_count_12m", "投诉次数", "近一年投诉次数", "投诉举报次数", "投诉数"),
        text("group_id", "集团编号", "关联企业编号", "关联组", "所属集团"),
        text("supervising_unit", "管辖单位", "监管单位", "管辖部门", "管辖所", "监管所"),
        members("labels", "标签", "监管标签", "专项库标签", "对应专项库监管标签"),
        members("people", "关联人员", "关联人员标识", "人员标识"),
        members("closed_days", "休息日", "闭店日", "固定休息日", "店休日", "公休日", "不营业日"),
        metres("easting", "东坐标", "横坐标", "东向坐标"),
        metres("northing", "北坐标", "纵坐标", "北向坐标"),
        ignored("number", "序号", "no", "no."),
    ),
    requires=(ID_COLUMNS, ("name",)),
    keeps_extra=True,
)


def column_name(name: str, language: str) -> str:
    """Return how people call a column of the registry: its usual heading, or its own name."""
    column = TARGETS.by_name.get(name)
    return column.headings[0] if column and column.headings and language == "zh" else name
