"""A spreadsheet handed back: cells at fault are red, and it comes again as it was."""

from __future__ import annotations

import re
import time
import zipfile

import polars as pl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from api.files.returned.package import FAULTY, HEADING, NOTICED, sheet_name
from api.files.returned.workbook import column_letters
from api.files.targets import read_targets
from tests.api.files.desk import codes, put, uscc
from tests.api.files.returned.handing import hand_back, told

HEADINGS = ("统一社会信用代码", "企业名称", "成立日期", "备注")
ROWS = (
    ("检查对象名录",),
    HEADINGS,
    (uscc(1), "甲", "2024-01-05", "=1+1"),
    (),
    (uscc(2), "乙", "2024-02-30", "<b> & _x0041_"),
    ("120116000012345", "丙", "", "两\n行"),
    (uscc(1), "", "某日", "-3.5"),
)


@pytest.fixture
def given(tmp_path):
    return book(tmp_path / "targets.xlsx", {"说明": (("填表说明",),), "名录": ROWS})


def book(path, sheets):
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    page.write(number, place, cell)
    return path


def sheet_xml(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def looks(path):
    """Return the look of each cell that has one, by the name of the cell."""
    return {cell: int(look) for cell, look in re.findall(r'<c r="(\w+)" s="(\d)"', sheet_xml(path))}


def cells(path):
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unmended_it_has_the_same_faults_in_the_same_rows(given, lang):
    first, path = read_targets(given), hand_back(given, lang)
    again = read_targets(path)

    assert path.name == {"zh": "targets-问题.xlsx", "en": "targets-problems.xlsx"}[lang]
    assert told(again.faults) == told(first.faults)
    assert again.value.digest == first.value.digest
    assert set(codes(again.notices)) == set(codes(first.notices)) - {"other-sheets"}


def test_cells_at_fault_are_red_and_rows_worth_a_word_yellow(given):
    found = looks(hand_back(given))

    assert {cell for cell, look in found.items() if look == FAULTY} == {
        "C5", "E5", "A7", "B7", "C7", "E7",
    }  # fmt: skip
    assert {cell for cell, look in found.items() if look == NOTICED} == {
        "A6", "B6", "C6", "D6", "E6",
    }  # fmt: skip
    assert {cell for cell, look in found.items() if look == HEADING} == {
        "A2", "B2", "C2", "D2", "E2",
    }  # fmt: skip


def test_every_problem_of_a_row_has_a_line_of_its_own(given):
    lines = cells(hand_back(given))[-1][-1].split("\n")

    assert sorted(line.split("：")[0] for line in lines) == sorted(HEADINGS[:3])


def test_headings_stay_in_view_above_the_first_row_with_a_fault(given):
    xml = sheet_xml(hand_back(given))

    assert '<pane ySplit="2" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>' in xml
    assert 'activeCell="E5"' in xml
    assert '<autoFilter ref="A2:E7"/>' in xml


def test_every_cell_is_text_and_none_a_formula(given):
    xml = sheet_xml(hand_back(given))

    assert "'=1+1" in xml
    assert "<f>" not in xml
    assert "<v>" not in xml
    assert all(kind == "inlineStr" for kind in re.findall(r' t="(\w+)"', xml))


def test_the_sheet_that_was_read_keeps_its_name(given):
    with zipfile.ZipFile(hand_back(given)) as archive:
        assert 'sheet name="名录"' in archive.read("xl/workbook.xml").decode()


def test_equal_input_gives_equal_bytes_and_handed_back_twice_it_is_the_same(given):
    once = hand_back(given)
    before = once.read_bytes()

    assert hand_back(given).read_bytes() == before
    assert hand_back(once).read_bytes() == before


def test_a_row_at_fault_as_a_whole_is_red_from_end_to_end(tmp_path):
    frame = pl.DataFrame({"统一社会信用代码": [uscc(1), ""], "企业名称": ["甲", "案例（请删除）"]})
    frame.write_parquet(tmp_path / "targets.parquet")
    found = looks(hand_back(tmp_path / "targets.parquet"))

    assert found["A3"] == found["B3"] == found["C3"] == NOTICED


def test_parquet_comes_back_as_a_workbook_with_headings_in_its_first_row(tmp_path):
    path = tmp_path / "targets.parquet"
    pl.DataFrame(
        {"统一社会信用代码": [uscc(1), uscc(2), uscc(1)], "企业名称": ["甲", None, "丙"]}
    ).write_parquet(path)
    first, again = read_targets(path), hand_back(path)

    assert again.name == "targets-问题.xlsx"
    assert "与第 2 行重复" in cells(again)[3][2]
    assert told(read_targets(again).faults) == told(first.faults, shift=1)


def test_xml_spreadsheets_of_2003_come_back_as_workbooks(tmp_path):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        + "</Row>"
        for row in (HEADINGS[:3], (uscc(1), "甲", "某日"))
    )  # fmt: skip
    text = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="a/b"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    path = put(tmp_path, "targets.xls", text)
    first, again = read_targets(path), hand_back(path)

    assert codes(first.faults) == ["not-a-day"]
    assert told(read_targets(again).faults) == told(first.faults)


def test_a_sheet_that_claims_a_row_below_the_last_is_not_handed_back(tmp_path):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    row = '<Row ss:Index="{}"><Cell><Data>x</Data></Cell></Row>'
    text = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet><Table>'
        f"{row.format(1)}{row.format(10**15)}</Table></Worksheet></Workbook>"
    )

    assert hand_back(put(tmp_path, "targets.xls", text)) is None


def test_headings_that_stand_twice_are_red_and_the_reason_stands_behind_problems(tmp_path):
    path = book(
        tmp_path / "targets.xlsx", {"名录": ((*HEADINGS[:2], HEADINGS[1]), ("1", "2", "3"))}
    )
    first, again = read_targets(path), hand_back(path)

    assert looks(again) == {"A1": HEADING, "B1": FAULTY, "C1": FAULTY, "D1": FAULTY}
    assert cells(again)[0][3].startswith("问题（列“企业名称”出现了不止一次")
    assert told(read_targets(again).faults) == told(first.faults)


def test_notes_beside_the_table_stay_beside_it(tmp_path):
    path = book(
        tmp_path / "targets.xlsx",
        {"名录": (HEADINGS[:2], (uscc(1), "", "随手记"), (uscc(2), "乙"))},
    )
    again = hand_back(path)

    assert cells(again)[1][2:] == ["企业名称：此格必须填写。请补上。", "随手记"]
    assert told(read_targets(again).faults) == told(read_targets(path).faults)


@pytest.mark.parametrize(
    ("given_name", "made"),
    [("名录", "名录"), ("a/b:c", "a b c"), ("'x'", "x"), ("", "Sheet1"), ("长" * 40, "长" * 31)],
)
def test_a_sheet_has_a_name_that_it_may_have(given_name, made):
    assert sheet_name(given_name) == made


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")])
def test_columns_are_called_as_in_spreadsheets(place, letters):
    assert column_letters(place) == letters


@pytest.mark.long
@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_hundred_thousand_rows_take_seconds(tmp_path, ending):
    size = range(100_000)
    frame = pl.DataFrame(
        {
            "统一社会信用代码": [uscc(n) for n in size],
            "企业名称": [f"公司{n}" if n % 50 else "" for n in size],
            "成立日期": ["2024-02-30" if n % 70 == 0 else "2024-01-05" for n in size],
            **{f"列{column}": [f"值{n % 50}" for n in size] for column in range(12)},
        }
    )
    path = tmp_path / f"targets.{ending}"
    {"csv": frame.write_csv, "xlsx": frame.write_excel, "parquet": frame.write_parquet}[ending](
        path
    )
    found = read_targets(path)
    started = time.perf_counter()
    again = hand_back(path, read=lambda _: found)

    assert time.perf_counter() - started < 10
    assert len(read_targets(again).faults) == len(found.faults)
