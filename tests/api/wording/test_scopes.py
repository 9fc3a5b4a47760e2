"""Scopes in words tell no more than everybody may know."""

from __future__ import annotations

from datetime import date

import pytest

from api.wording.scopes import scope_words
from scheduler.domain.scope import EVERYTHING, Condition, Operator, Scope

TOLD = frozenset({"street", "industry_code", "reg_date"})


def scope(*conditions):
    return Scope(tuple(Condition(*one) for one in conditions))


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        (EVERYTHING, "全部检查对象", "all targets"),
        (
            scope(("street", Operator.IN, ("塘沽街道", "大港街道"))),
            "街镇为塘沽街道、大港街道",
            "street is 塘沽街道 or 大港街道",
        ),
        (
            scope(
                ("industry_code", Operator.STARTS_WITH, ("H62",)),
                ("reg_date", Operator.AT_MOST, (date(2020, 1, 1),)),
            ),
            "行业代码以H62开头；登记日期不晚（高）于2020-01-01",
            "industry code begins with H62; date of registration is at most 2020-01-01",
        ),
        (
            scope(("street", Operator.NOT_IN, ("x",)), ("labels", Operator.IN, ("secret",))),
            "街镇不为x；符合内部监管分类",
            "street is not x; those that fit the district's own classes",
        ),
        (
            scope(("credit_risk_class", Operator.IN, ("D",)), ("labels", Operator.IN, ("s",))),
            "符合内部监管分类",
            "those that fit the district's own classes",
        ),
    ],
)
def test_a_scope_is_told_in_both_languages(given, zh, en):
    assert scope_words(given, TOLD) == (zh, en)
