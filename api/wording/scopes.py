"""Scopes as people say them, in both languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from api.wording.words import Words
from scheduler.domain.scope import Condition, Operator, Scope

COLUMNS: Mapping[str, Words] = {
    "division_code": Words("行政区划", "division"),
    "street": Words("街镇", "street"),
    "industry_code": Words("行业代码", "industry code"),
    "target_type": Words("对象类型", "type of target"),
    "reg_date": Words("登记日期", "date of registration"),
}
OPERATORS: Mapping[Operator, Words] = {
    Operator.IN: Words("{column}为{values}", "{column} is {values}"),
    Operator.NOT_IN: Words("{column}不为{values}", "{column} is not {values}"),
    Operator.STARTS_WITH: Words("{column}以{values}开头", "{column} begins with {values}"),
    Operator.CONTAINS: Words("{column}含{values}", "{column} contains {values}"),
    Operator.AT_LEAST: Words("{column}不早（低）于{values}", "{column} is at least {values}"),
    Operator.AT_MOST: Words("{column}不晚（高）于{values}", "{column} is at most {values}"),
}
WHOLE = Words("全部检查对象", "all targets")
INTERNAL = Words("符合内部监管分类", "those that fit the district's own classes")


def scope_words(scope: Scope, told: Collection[str]) -> Words:
    """Return a scope in words; conditions on columns that are not *told* are named as such."""
    parts = [_condition(one) for one in scope.conditions if one.column in told]
    if any(one.column not in told for one in scope.conditions):
        parts.append(INTERNAL)
    if not parts:
        return WHOLE
    return Words("；".join(one.zh for one in parts), "; ".join(one.en for one in parts))


def _condition(condition: Condition) -> Words:
    column = COLUMNS.get(condition.column, Words(condition.column, condition.column))
    words, values = OPERATORS[condition.operator], [str(value) for value in condition.values]
    return Words(
        words.zh.format(column=column.zh, values="、".join(values)),
        words.en.format(column=column.en, values=" or ".join(values)),
    )
