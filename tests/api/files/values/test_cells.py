"""Single cells, and that whole columns read them alike."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.values import cell_columns
from api.files.values.cells import (
    read_count,
    read_day,
    read_fraction,
    read_truth,
    split_list,
    write_fraction,
)
from api.files.values.words import CHINESE, words_for
from scheduler.domain.conflicts import Relation
from scheduler.domain.plans import PlanKind

ODD = st.text("0123456789-/.年月日 是否true%‰次０１２ｔ、，;|甲", max_size=12)
DAY_TEXTS = st.one_of(
    ODD,
    st.dates(date(1850, 1, 1)).map(str),
    st.dates().map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    st.integers(0, 99_999_999).map(str),
)


def one(expression, text):
    return pl.DataFrame({"c": [text]}).select(expression(pl.col("c"))).item()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-05", date(2024, 1, 5)),
        ("2024-1-5", date(2024, 1, 5)),
        ("2024/1/5", date(2024, 1, 5)),
        ("20240105", date(2024, 1, 5)),
        ("2024年1月5日", date(2024, 1, 5)),
        ("2024-01-05T08:30:00", date(2024, 1, 5)),
        ("45296", date(2024, 1, 5)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("1899-12-31", None),
        ("24-1-5", None),
        ("1月5日", None),
        ("5", None),
    ],
)
def test_days(text, day):
    assert read_day(text) == day
    assert one(cell_columns.days, text) == day


@given(DAY_TEXTS)
def test_a_column_of_days_is_read_like_single_cells(text):
    assert one(cell_columns.days, text) == read_day(text)


@given(ODD)
def test_columns_of_truth_counts_and_lists_are_read_like_single_cells(text):
    assert one(cell_columns.truths, text) == read_truth(text)
    assert one(cell_columns.counts, text) == read_count(text)
    assert tuple(one(cell_columns.lists, text)) == split_list(text)


@given(st.integers(20_000, 80_000))
def test_serials_count_days_from_the_end_of_1899(serial):
    assert read_day(str(serial)) == date(1899, 12, 30) + timedelta(days=serial)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5%", Fraction(1, 20)),
        ("５％", Fraction(1, 20)),
        ("2‰", Fraction(1, 500)),
        ("0.05", Fraction(1, 20)),
        ("1/3", Fraction(1, 3)),
        ("12", Fraction(12)),
        ("12.5 %", Fraction(1, 8)),
        ("1/0", None),
        ("-5%", None),
        ("5%%", None),
        ("不低于3%", None),
        ("1e9999999", None),
    ],
)
def test_ratios(text, value):
    assert read_fraction(text) == value


@given(st.fractions(0, 1000, max_denominator=10**6), st.booleans())
def test_a_ratio_is_written_so_that_it_is_read_back_exactly(value, percent):
    assert read_fraction(write_fraction(value, percent=percent)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("3.0", 3),
        ("3次", 3),
        ("９", 9),
        ("-1", None),
        ("3.5", None),
        ("99999999999", None),
    ],
)
def test_counts(text, value):
    assert read_count(text) == value


def test_lists_are_split_at_every_usual_separator():
    assert split_list("食品、特种 设备，消防;安全| 环保 ,") == (
        "食品",
        "特种 设备",
        "消防",
        "安全",
        "环保",
    )


def test_no_two_enumerations_share_a_value_whose_words_would_mix():
    enumerations = {type(member) for member in CHINESE}

    assert sum(len(kind) for kind in enumerations) == len(CHINESE)


def test_words_are_known_in_both_languages():
    assert words_for(PlanKind)["部门联合双随机"] is PlanKind.JOINT_DUAL_RANDOM
    assert words_for(PlanKind)["joint_dual_random"] is PlanKind.JOINT_DUAL_RANDOM
    assert words_for(Relation)["三代以内旁系血亲"] is Relation.COLLATERAL_3
