"""Columns of bodies (行政执法主体) and items (抽查事项清单)."""

from __future__ import annotations

from api.files.tables.headings import TableSpec
from api.files.tables.specs.columns import choice, identifier, ignored, text, title, truth
from scheduler.domain.bodies import Level

BODIES = TableSpec(
    table="bodies",
    columns=(
        identifier(
            "body_id", "部门编号", "主体编号", "单位编号", "部门代码", "单位代码", "编号", "代码"
        ),
        title(
            "name",
            "部门名称",
            "执法主体名称",
            "行政执法主体名称",
            "行政执法主体",
            "执法主体",
            "单位名称",
            "主体名称",
            "名称",
            "body_name",
        ),
        choice("level", Level, "层级", "级别", "行政层级"),
        ignored("number", "序号", "no", "no."),
    ),
    requires=(("body_id",), ("name",)),
)

ITEMS = TableSpec(
    table="items",
    columns=(
        identifier("item_id", "事项编号", "事项编码", "抽查事项编号", "编号"),
        title(
            "name", "抽查事项名称", "抽查事项", "检查事项名称", "检查事项", "事项名称", "item_name"
        ),
        text(
            "body_id",
            "职能部门",
            "抽查主体",
            "检查主体",
            "实施部门",
            "执法主体",
            "责任部门",
            "部门",
            "body",
        ),
        text("legal_basis", "抽查依据", "检查依据", "法律依据", "执法依据", "依据"),
        truth(
            "key_item",
            "是否重点",
            "重点检查事项",
            "是否重点事项",
            "是否重点检查事项",
            "事项类别",
            yes="重点 重点检查事项 重点事项",
            no="一般 一般检查事项 一般事项",
        ),
        text("applies_to", "检查对象范围", "适用范围", "适用对象范围", "对象范围"),
        ignored("number", "序号", "no", "no."),
    ),
    requires=(("item_id",), ("name",), ("body_id",)),
)
