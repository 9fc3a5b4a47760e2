from __future__ import annotations

import pytest

from api.files.items import read_items
from api.files.known import Known
from scheduler.domain.scope import EVERYTHING, Condition, Operator, Scope
from tests.api.files.desk import codes, put, said, said_in_english

BODIES = Known.from_pairs([("SCJG", "市场监管")])
HEADINGS = "编号,抽查事项名称,职能部门,抽查依据,事项类别,检查对象范围\n"


def test_reads_a_published_list(tmp_path):
    text = (
        HEADINGS
        + "1,食品销售监督,市场监管,《食品安全法》,重点检查事项,labels=食品\n2,广告,SCJG,,,\n"
    )
    found = read_items(put(tmp_path, "items.csv", text), BODIES)
    food, adverts = found.value

    assert found.faults == ()
    assert (food.body_id, food.key_item, adverts.key_item) == ("SCJG", True, False)
    assert food.applies_to == Scope((Condition("labels", Operator.IN, ("食品",)),))
    assert (adverts.applies_to, adverts.legal_basis) == (EVERYTHING, "")


def test_a_range_that_is_no_condition_is_a_fault_of_its_row(tmp_path):
    text = HEADINGS + "1,食品,SCJG,,,所有食品企业\n2,广告,SCJG,,,全部\n"
    found = read_items(put(tmp_path, "items.csv", text), BODIES)

    (line,) = said(found)
    assert line == (
        "items.csv，第 2 行，“检查对象范围”列：“所有食品企业”不是范围条件，"
        "应如 street=塘沽街道;industry_code^=52 。请改正。"
    )
    assert "is no condition" in said_in_english(found)[0]
    assert [item.item_id for item in found.value] == ["2"]


def test_a_value_that_the_column_cannot_have_is_a_fault(tmp_path):
    text = HEADINGS + "1,食品,SCJG,,,成立日期>=去年\n"
    found = read_items(put(tmp_path, "items.csv", text))

    assert codes(found.faults) == ["not-a-scope-value"]
    assert "“去年”不能与列“reg_date”比较" in said(found)[0]
    assert "cannot be compared with the column “reg_date”" in said_in_english(found)[0]


def test_an_unknown_body_and_a_repeated_number_are_faults(tmp_path):
    text = HEADINGS + "1,食品,气象局,,,\n2,广告,SCJG,,,\n2,价格,SCJG,,,\n"
    found = read_items(put(tmp_path, "items.csv", text), BODIES)

    assert sorted(codes(found.faults)) == ["duplicate", "unknown-body"]
    assert [item.name for item in found.value] == ["广告"]


@pytest.mark.parametrize("word", ["是", "重点", "重点检查事项", "true"])
def test_key_items_are_marked_in_many_words(tmp_path, word):
    text = HEADINGS + f"1,食品,SCJG,,{word},\n"

    assert read_items(put(tmp_path, "items.csv", text)).value[0].key_item
