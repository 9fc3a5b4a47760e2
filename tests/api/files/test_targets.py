from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from api.files.targets import read_targets
from scheduler.domain.identifiers import check_character
from tests.api.files.desk import (
    codes,
    noticed,
    put,
    said,
    said_in_english,
    targets_csv,
    uscc,
)

GOOD = f"{uscc(1)},甲公司"
CLOSED = "统一社会信用代码,企业名称,休息日"
PLACED = "统一社会信用代码,企业名称,东坐标(米),北坐标(米)"


def test_reads_the_two_columns_that_a_real_template_has(tmp_path):
    found = read_targets(targets_csv(tmp_path, GOOD, f"{uscc(2)},乙公司"))

    assert found.faults == ()
    assert found.n_rows == 2
    assert found.value.ids == tuple(sorted((uscc(1), uscc(2))))


def test_reads_english_headings_and_all_kinds_of_cells(tmp_path):
    path = put(
        tmp_path,
        "targets.csv",
        "target_id,name,target_type,reg_date,active,complaint_count_12m,labels\n"
        f"{uscc(1)},A,sole_trader,2024-01-05,false,3,food|fire\n",
    )
    row = read_targets(path).value.frame.row(0, named=True)

    assert row["target_type"] == "sole_trader"
    assert row["reg_date"] == date(2024, 1, 5)
    assert row["active"] is False
    assert row["complaint_count_12m"] == 3
    assert row["labels"] == ["fire", "food"]


@pytest.mark.parametrize(
    "written",
    ["2024-1-5", "2024/1/5", "2024.01.05", "20240105", "2024年1月5日", "45296", "45296.0",
     "2024-01-05 00:00:00", "２０２４-1-5"],
)  # fmt: skip
def test_reads_dates_as_people_write_them(tmp_path, written):
    path = targets_csv(tmp_path, f"{GOOD},{written}", headings="统一社会信用代码,企业名称,成立日期")
    found = read_targets(path)

    assert found.faults == ()
    assert found.value.frame["reg_date"].to_list() == [date(2024, 1, 5)]


def test_a_wrong_check_character_is_named_with_the_right_one(tmp_path):
    wrong = uscc(2)[:-1] + ("A" if uscc(2)[-1] != "A" else "B")
    found = read_targets(targets_csv(tmp_path, GOOD, f"{wrong},乙"))

    assert said(found)[0] == (
        f"targets.csv，第 3 行，“统一社会信用代码”列：统一社会信用代码“{wrong}”的校验码不对，"
        f"应为“{uscc(2)[-1]}”（GB 32100）。请核对原件。"
    )
    assert said_in_english(found)[0] == (
        f"targets.csv, row 3, column “统一社会信用代码”: The check character of “{wrong}” is "
        f"wrong: by its first 17 characters it should be “{uscc(2)[-1]}” (GB 32100). "
        "Check the original."
    )
    assert found.value.ids == (uscc(1),)


def test_a_code_with_letters_that_codes_do_not_have_is_a_fault(tmp_path):
    found = read_targets(targets_csv(tmp_path, GOOD, "9112011600000000IO,乙"))

    assert "不含 I、O、S、V、Z" in said(found)[0]
    assert "without I, O, S, V, Z" in said_in_english(found)[0]
    assert len(found.value) == 1


@pytest.mark.parametrize("lost", ["911201160000000000", "9.11201E+17"])
def test_a_code_cut_by_a_spreadsheet_is_told_as_that(tmp_path, lost):
    found = read_targets(targets_csv(tmp_path, GOOD, f"{lost},乙"))

    (line,) = said(found)
    assert line == (
        f"targets.csv，第 3 行，“统一社会信用代码”列：“{lost}”是被表格软件截断的号码，"
        "末几位已丢失。请把该列设为文本格式后重新填写。"
    )
    assert "lost its last digits" in said_in_english(found)[0]


def test_full_width_and_small_letters_are_tidied_and_marked(tmp_path):
    lower = next(code.lower() for code in map(uscc, range(100)) if code[-1].isalpha())
    full = "".join(chr(ord(sign) + 0xFEE0) for sign in uscc(1))
    found = read_targets(targets_csv(tmp_path, f"{full},甲", f"{lower},乙"))

    assert found.faults == ()
    assert set(found.value.ids) == {uscc(1), lower.upper()}
    assert codes(found.notices) == ["code-tidied", "code-tidied"]
    assert f"已按“{uscc(1)}”使用" in noticed(found)[0]


@pytest.mark.parametrize("number", ["1201160000123", "12011600001234", "120116000012345"])
def test_legacy_numbers_are_accepted_and_marked(tmp_path, number):
    found = read_targets(targets_csv(tmp_path, f"{number},老企业", headings="注册号,企业名称"))

    assert found.value.ids == (number,)
    assert codes(found.notices) == ["legacy-number"]
    assert "旧注册号，已接受" in noticed(found)[0]


def test_the_legacy_number_stands_in_where_there_is_no_code(tmp_path):
    path = targets_csv(
        tmp_path,
        f"{uscc(1)},,甲",
        ",120116000012345,乙",
        headings="统一社会信用代码,注册号,企业名称",
    )

    assert set(read_targets(path).value.ids) == {uscc(1), "120116000012345"}


def test_an_area_has_its_own_id_without_a_word(tmp_path):
    path = targets_csv(tmp_path, "BH-QY-001,某河段,区域", headings="对象编号,对象名称,对象类型")
    found = read_targets(path)

    assert found.value.ids == ("BH-QY-001",)
    assert (found.faults, found.notices) == ((), ())


def test_a_firm_with_an_own_id_is_accepted_and_marked(tmp_path):
    found = read_targets(targets_csv(tmp_path, "F-1,甲", headings="对象编号,对象名称"))

    assert found.value.ids == ("F-1",)
    assert "按自编号接受" in noticed(found)[0]


def test_a_code_from_outside_the_market_register_is_no_own_id(tmp_path):
    right = "Y1120116000000001" + check_character("Y1120116000000001")
    found = read_targets(targets_csv(tmp_path, f"{right},某单位"))

    assert found.value.ids == (right,)
    assert (found.faults, found.notices) == ((), ())


def test_an_id_that_is_no_plain_text_is_a_fault(tmp_path):
    found = read_targets(targets_csv(tmp_path, "津字一号,甲"))

    assert "不能作编号" in said(found)[0]
    assert "cannot be an identifier" in said_in_english(found)[0]


def test_a_row_without_an_id_or_a_name_is_a_fault(tmp_path):
    found = read_targets(targets_csv(tmp_path, ",甲", f"{uscc(2)},", GOOD))

    assert sorted(said(found)) == [
        "targets.csv，第 2 行，“统一社会信用代码”列：此格必须填写。请补上。",
        "targets.csv，第 3 行，“企业名称”列：此格必须填写。请补上。",
    ]
    assert "A value is needed here" in said_in_english(found)[0]
    assert found.value.ids == (uscc(1),)


def test_every_later_occurrence_of_an_id_names_the_first(tmp_path):
    found = read_targets(targets_csv(tmp_path, GOOD, f"{uscc(2)},乙", GOOD, f"{uscc(1)},丙"))

    assert said(found) == [
        f"targets.csv，第 4 行，“统一社会信用代码”列：“{uscc(1)}”与第 2 行重复。请只保留一行。",
        f"targets.csv，第 5 行，“统一社会信用代码”列：“{uscc(1)}”与第 2 行重复。请只保留一行。",
    ]
    assert "repeats row 2" in said_in_english(found)[0]
    assert len(found.value) == 2


def test_all_faults_of_all_rows_are_told_at_once(tmp_path):
    path = targets_csv(
        tmp_path,
        f"{uscc(1)},甲,2024-02-30,大约,是",
        f"{uscc(2)},乙,去年,3,也许",
        f"{uscc(3)},丙,2024-02-29,-1,否",
        headings="统一社会信用代码,企业名称,成立日期,投诉次数,白名单",
    )
    found = read_targets(path)

    assert sorted(codes(found.faults)) == [
        "impossible-day",
        "not-a-count",
        "not-a-count",
        "not-a-day",
        "not-a-truth",
    ]
    assert "没有“2024-02-30”这一天" in "".join(said(found))
    assert "There is no such day as “2024-02-30”" in "".join(said_in_english(found))
    assert "应为“是”或“否”" in "".join(said(found))
    assert found.value.ids == ()


def test_a_word_that_is_no_type_is_told_with_the_words_that_are(tmp_path):
    path = targets_csv(tmp_path, f"{GOOD},宇宙飞船", headings="统一社会信用代码,企业名称,对象类型")
    found = read_targets(path)

    assert "个体工商户(sole_trader)" in said(found)[0]
    assert "sole_trader" in said_in_english(found)[0]


def test_good_rows_are_kept_beside_bad_ones(tmp_path):
    rows = [f"{uscc(n)},公司{n}" for n in range(100)]
    rows[40] = "9112,"
    found = read_targets(targets_csv(tmp_path, *rows))

    assert len(found.value) == 99
    assert found.n_rows == 100
    assert {fault.facts["row"] for fault in found.faults} == {42}


def test_sample_rows_of_a_template_are_skipped(tmp_path):
    found = read_targets(targets_csv(tmp_path, "91120116XXXXXXXXXX,案例（请删除）", GOOD))

    assert found.faults == ()
    assert noticed(found) == ["targets.csv，第 2 行：这是模板中的案例行，已跳过。"]
    assert found.n_rows == 1


def test_headings_repeated_on_every_page_are_skipped(tmp_path):
    found = read_targets(targets_csv(tmp_path, GOOD, "统一社会信用代码,企业名称", f"{uscc(2)},乙"))

    assert codes(found.notices) == ["heading-again"]
    assert len(found.value) == 2


def test_unknown_columns_are_kept_as_text_and_told(tmp_path):
    path = targets_csv(tmp_path, f"{GOOD},食品零售", headings="统一社会信用代码,企业名称,经营范围")
    found = read_targets(path)

    assert found.value.frame["经营范围"].to_list() == ["食品零售"]
    assert found.value.frame.schema["经营范围"] == pl.String()
    assert "按文字保留：经营范围" in noticed(found)[0]


def test_private_data_is_not_taken_over(tmp_path):
    path = targets_csv(
        tmp_path, f"{GOOD},110101", headings="统一社会信用代码,企业名称,法人身份证号"
    )
    found = read_targets(path)

    assert "法人身份证号" not in found.value.frame.columns
    assert "含个人信息的列未导入：法人身份证号" in noticed(found)[0]


def test_a_column_given_twice_is_refused(tmp_path):
    path = targets_csv(tmp_path, f"{GOOD},乙", headings="统一社会信用代码,企业名称,企业名称")
    found = read_targets(path)

    assert said(found) == [
        "targets.csv：列“企业名称”出现了不止一次，无法确定用哪一列。请删除或改名。"
    ]
    assert "stands more than once" in said_in_english(found)[0]
    assert not found.readable
    assert len(found.value) == 0


def test_two_columns_of_one_meaning_are_told(tmp_path):
    path = targets_csv(tmp_path, f"{GOOD},甲", headings="统一社会信用代码,企业名称,单位名称")
    found = read_targets(path)

    assert found.faults == ()
    assert "采用“企业名称”，不采用：单位名称" in noticed(found)[0]


def test_cells_that_mean_no_value_are_none(tmp_path):
    path = targets_csv(
        tmp_path, f"{GOOD},N/A", f"{uscc(2)},乙,-", headings="统一社会信用代码,企业名称,街道"
    )

    assert read_targets(path).value.frame["street"].null_count() == 2


def test_the_order_of_rows_and_columns_does_not_matter(tmp_path):
    one = read_targets(targets_csv(tmp_path, GOOD, f"{uscc(2)},乙"))
    other = read_targets(
        targets_csv(
            tmp_path, f"乙,{uscc(2)}", f"甲公司,{uscc(1)}", headings="企业名称,统一社会信用代码"
        )
    )

    assert one.value.digest == other.value.digest


def test_a_large_registry_names_each_of_its_bad_rows_and_keeps_the_rest(tmp_path):
    bad = set(range(0, 100_000, 1_000))
    rows = (f"{uscc(n)[:-1] + 'Z' if n in bad else uscc(n)},公司{n}" for n in range(100_000))
    found = read_targets(targets_csv(tmp_path, *rows))

    assert {fault.facts["row"] for fault in found.faults} == {n + 2 for n in bad}
    assert len(found.value) == 100_000 - len(bad)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("周一", ["mon"]),
        ("星期一、周一", ["mon"]),
        ("每周三闭店", ["wed"]),
        ("周六日", ["sat", "sun"]),
        ("周末", ["sat", "sun"]),
        ("Monday;thu", ["mon", "thu"]),
        ("2026/3/5、2026年3月6日", ["2026-03-05", "2026-03-06"]),
        ("节假日", []),
        ("无", []),
        ("sun|2026-03-05", ["2026-03-05", "sun"]),
    ],
)
def test_closed_days_are_read_as_people_write_them(tmp_path, written, days):
    found = read_targets(targets_csv(tmp_path, f"{GOOD},{written}", headings=CLOSED))

    assert found.faults == ()
    assert found.value.frame["closed_days"].to_list() == [days]


@pytest.mark.parametrize("strange", ["周八", "每月5日", "2026-02-30", "m"])
def test_what_is_no_closed_day_is_named_among_the_others(tmp_path, strange):
    path = targets_csv(tmp_path, f"{GOOD},周一、{strange}", f"{uscc(2)},乙,周二", headings=CLOSED)
    found = read_targets(path)

    (line,) = said(found)
    assert line == (
        f"targets.csv，第 2 行，“休息日”列：“{strange}”不是休息日，"
        "应如 周一、周六日、周末 或 2026-03-05。请改正。"
    )
    assert f"“{strange}” is no closed day" in said_in_english(found)[0]
    assert found.value.ids == (uscc(2),)


@pytest.mark.parametrize(
    ("written", "metres"),
    [
        ("512345", 512345),
        ("512345.49", 512345),
        ("512345.5米", 512346),
        ("５１２３４５m", 512345),
        ("-3.5", -4),
        ("-3.4", -3),
        ("0", 0),
    ],
)
def test_coordinates_are_metres_and_rounded_to_whole_ones(tmp_path, written, metres):
    found = read_targets(targets_csv(tmp_path, f"{GOOD},{written},4300000", headings=PLACED))

    assert found.faults == ()
    assert found.value.frame.select("easting", "northing").row(0) == (metres, 4_300_000)


@pytest.mark.parametrize("strange", ["5e5", "512 345 东", "1234567890", "1.", "--5"])
def test_what_is_no_coordinate_is_a_fault(tmp_path, strange):
    found = read_targets(targets_csv(tmp_path, f"{GOOD},{strange},4300000", headings=PLACED))

    assert codes(found.faults) == ["not-metres"]
    assert "应为以米计的数" in said(found)[0]
    assert "a number of metres" in said_in_english(found)[0]


def test_degrees_are_not_taken_for_metres(tmp_path):
    found = read_targets(targets_csv(tmp_path, f"{GOOD},117.7,39.0", headings=PLACED))
    near = read_targets(targets_csv(tmp_path, f"{GOOD},180.1,39.0", headings=PLACED))
    whole = read_targets(targets_csv(tmp_path, f"{GOOD},117,39", headings=PLACED))

    assert codes(found.faults) == ["degrees-not-metres"]
    assert "“117.7”像是经纬度" in said(found)[0]
    assert "looks like degrees" in said_in_english(found)[0]
    assert near.faults == whole.faults == ()


@pytest.mark.parametrize(
    ("headings", "cells"), [(PLACED, "512345,"), (PLACED, ",4300000"), (f"{CLOSED},北坐标", ",5")]
)
def test_one_coordinate_alone_is_told_and_the_row_stays(tmp_path, headings, cells):
    found = read_targets(targets_csv(tmp_path, f"{GOOD},{cells}", headings=headings))

    assert codes(found.notices) == ["half-coordinates"]
    assert "请把东坐标和北坐标都填上" in noticed(found)[0]
    assert len(found.value) == 1


def test_both_coordinates_or_none_are_not_worth_a_word(tmp_path):
    rows = (f"{GOOD},512345,4300000", f"{uscc(2)},乙,,")

    assert read_targets(targets_csv(tmp_path, *rows, headings=PLACED)).notices == ()
