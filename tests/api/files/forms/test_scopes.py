from __future__ import annotations

from datetime import date

import pytest

from api.files.forms.scopes import read_scope, read_scope_text, scope_data, scope_text
from api.files.imports import Findings
from scheduler.domain.scope import EVERYTHING, Condition, Operator, Scope

STREET = Condition("street", Operator.IN, ("塘沽街道",))


def read(text):
    findings = Findings("plans.csv")
    return read_scope_text(text, "", findings), [fault.code for fault in findings.faults]


@pytest.mark.parametrize("text", ["", " ", "全部", "不定向", "all", "[]"])
def test_everything_is_said_in_many_ways(text):
    assert read(text) == (EVERYTHING, [])


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("street=塘沽街道", STREET),
        ("街道=塘沽街道", STREET),
        ("street = 塘沽街道|大港街道", Condition("street", Operator.IN, ("塘沽街道", "大港街道"))),
        ("street≠塘沽街道", Condition("street", Operator.NOT_IN, ("塘沽街道",))),
        ("industry_code^=52、53", Condition("industry_code", Operator.STARTS_WITH, ("52", "53"))),
        ("经营范围*=食品", Condition("经营范围", Operator.CONTAINS, ("食品",))),
        ("成立日期>=2020-1-1", Condition("reg_date", Operator.AT_LEAST, (date(2020, 1, 1),))),
        ("投诉次数≥3", Condition("complaint_count_12m", Operator.AT_LEAST, (3,))),
        ("白名单=否", Condition("whitelisted", Operator.IN, (False,))),
        ("labels=食品", Condition("labels", Operator.IN, ("食品",))),
    ],
)
def test_conditions_are_read_with_the_type_of_their_column(text, condition):
    assert read(text) == (Scope((condition,)), [])


def test_several_conditions_hold_together():
    assert read("street=塘沽街道；白名单=否")[0].columns == {"street", "whitelisted"}


@pytest.mark.parametrize("text", ["食品企业", "street=", "=x", "{", '[{"column": 3}]'])
def test_what_is_no_condition_is_a_fault(text):
    assert read(text)[1] != []


def test_every_scope_is_one_cell_of_text_even_with_awkward_values():
    awkward = Scope(
        (
            Condition("street", Operator.IN, ("a;b=c", "d|e", " f ", "")),
            Condition("reg_date", Operator.AT_MOST, (date(2020, 1, 1),)),
            Condition("active", Operator.IN, (True,)),
        )
    )

    assert read(scope_text(awkward)) == (awkward, [])
    assert scope_text(Scope((STREET,))) == "street=塘沽街道"


def test_a_day_for_a_column_of_text_stays_a_day():
    scope = Scope((Condition("许可日期", Operator.AT_LEAST, (date(2020, 1, 1),)),))

    assert read_scope(scope_data(scope), "", Findings("plans.json")) == scope
