"""What we add to a table can be taken off again, and is taken for nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.planbook import pages
from api.files.tables.our_marks import (
    RISKY,
    armed,
    broken_line,
    disarmed,
    is_problems,
    told_broken,
    without_our_marks,
)
from api.files.tables.sheet import Sheet


@pytest.mark.parametrize(
    "heading", ["问题", " 问 题*", "问题（缺少列）", "Problems", "problems (x)"]
)
def test_the_heading_of_problems_is_known_with_and_without_a_remark(heading):
    assert is_problems(heading)


@pytest.mark.parametrize("heading", ["", "问题描述", "主要问题", "problem", "Problems found"])
def test_other_headings_are_their_owners(heading):
    assert not is_problems(heading)


@given(st.text(st.sampled_from("'=+-@\t\r1.a甲（缺）")))
def test_disarming_gives_back_what_was_armed(text):
    assert disarmed(armed(text)) == text


@given(st.text(st.sampled_from("'=+-@\t\r1.a甲")))
def test_nothing_armed_is_a_formula(text):
    made = armed(text)

    assert len(made) < 2 or not made.startswith(tuple(RISKY)) or float(made) is not None


def test_the_same_signs_are_risky_as_in_the_workbook_of_a_plan_book():
    assert tuple(RISKY) == pages.RISKY


def test_a_sheet_that_was_never_handed_back_stays_as_it_is():
    sheet = Sheet([["企业名称", "备注"], ["'=甲", "（缺）"]], [1, 2])

    assert without_our_marks(sheet, 0) is sheet
    assert without_our_marks(Sheet([], []), None) == Sheet([], [])


def test_the_column_falls_away_wherever_it_stands():
    sheet = Sheet([["企业名称", "问题", "备注"], ["'=甲", "编号：", "（缺）"], ["乙"]], [1, 2, 3])

    assert without_our_marks(sheet, 0).rows == [["企业名称", "备注"], ["=甲"], ["乙"]]


def test_what_is_said_about_a_broken_line_is_taken_off_it():
    line = told_broken('1,"甲', ",", "问题", '引号没有成对（1,"甲…）。')

    assert line == '1,"甲,"问题: 引号没有成对（1,”甲…）。"'
    assert broken_line(line, ",") == '1,"甲'


def test_a_formula_in_a_broken_line_is_disarmed():
    armed_line = told_broken("=a(),\"'@b", ",", "问题", "…")

    assert armed_line.startswith("'=a(),\"''@b,")
    assert broken_line(armed_line, ",") == "=a(),\"'@b"
