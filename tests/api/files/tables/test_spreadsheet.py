"""Workbooks, and what is done to them before and instead."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import polars as pl
import pytest
import xlsxwriter

from api.files.imports import Findings
from api.files.tables.content import Content
from api.files.tables.spreadsheet import read_spreadsheet
from api.files.targets import read_targets
from tests.api.files.desk import codes, noticed, put, said, said_in_english, uscc

HEADINGS = ("统一社会信用代码", "企业名称", "成立日期", "投诉次数", "白名单")
ROWS = ((uscc(1), "甲", date(2024, 1, 5), 3, True), (uscc(2), "乙", None, 0, False))


def workbook(path, sheets):
    """Write a workbook: sheet name -> rows."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(place, column, datetime(*cell.timetuple()[:3]), day)  # noqa: DTZ001
                    else:
                        sheet.write(place, column, cell)
    return path


def minimal_xlsx(path, *cells):
    """Write by hand the smallest workbook that holds these cells."""
    rows = "".join(
        f'<row r="{cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{cell}" t="inlineStr">'
        "<is><t>x</t></is></c></row>"
        for cell in cells
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def test_a_workbook_a_text_table_and_parquet_give_the_same_registry(tmp_path):
    book = read_targets(workbook(tmp_path / "targets.xlsx", {"名录": (HEADINGS, *ROWS)}))
    frame = pl.DataFrame(ROWS, schema=list(HEADINGS), orient="row")
    frame.write_csv(tmp_path / "targets.csv")
    frame.write_parquet(tmp_path / "targets.parquet")
    text = read_targets(tmp_path / "targets.csv")
    columns = read_targets(tmp_path / "targets.parquet")

    assert book.value.digest == text.value.digest == columns.value.digest
    assert book.value.frame["reg_date"].to_list() == [date(2024, 1, 5), None]
    assert (book.faults, text.faults, columns.faults) == ((), (), ())


@pytest.mark.parametrize("name", ["targets.xls", "targets.csv", "targets"])
def test_a_workbook_is_one_under_any_name(tmp_path, name):
    assert len(read_targets(workbook(tmp_path / name, {"名录": (HEADINGS, *ROWS)})).value) == 2


def test_a_text_table_is_one_under_the_name_of_a_workbook(tmp_path):
    path = put(tmp_path, "targets.xlsx", f"统一社会信用代码,企业名称\n{uscc(1)},甲\n", "gbk")

    assert read_targets(path).value.ids == (uscc(1),)


def test_an_xml_workbook_is_one_under_the_name_of_a_new_one(tmp_path):
    def row(*cells):
        inner = "".join(
            f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for kind, text in cells
        )
        return f"<Row>{inner}</Row>"

    second = row(
        ("String", uscc(1)),
        ("String", "甲"),
        ("DateTime", "2024-01-05T00:00:00.000"),
        ("Number", "3"),
        ("Boolean", "1"),
    )
    third = row(("String", uscc(2)), ("String", "乙")).replace(
        "</Row>", '<Cell ss:Index="5"><Data ss:Type="String">也许</Data></Cell></Row>'
    )
    headings = row(*(("String", heading) for heading in HEADINGS))
    rows = [row(("String", "名录")), '<Row ss:Index="3"/>', headings, second, third]
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="名录"><Table>{"".join(rows)}</Table></Worksheet></Workbook>'
    )
    found = read_targets(put(tmp_path, "targets.xlsx", text))

    assert found.value.ids == (uscc(1),)
    assert found.value.frame.select("reg_date", "complaint_count_12m", "whitelisted").row(0) == (
        date(2024, 1, 5),
        3,
        True,
    )
    assert "第 6 行，“白名单”列：“也许”应为“是”或“否”" in said(found)[0]


def test_the_sheet_with_the_headings_is_found_and_the_others_told(tmp_path):
    sheets = {"填写说明": [("请按模板填写", "注意")], "数据": (HEADINGS, *ROWS)}
    found = read_targets(workbook(tmp_path / "targets.xlsx", sheets))

    assert len(found.value) == 2
    assert noticed(found) == ["targets.xlsx：使用了工作表“数据”；其他工作表未读：填写说明。"]


def test_faults_have_the_row_numbers_of_the_sheet(tmp_path):
    rows = (("检查对象名录",), (), HEADINGS, *ROWS, ("9112", None, "去年", 0, True))
    found = read_targets(workbook(tmp_path / "targets.xlsx", {"名录": rows}))

    assert {fault.facts["row"] for fault in found.faults} == {6}
    assert len(found.value) == 2


def test_a_code_kept_as_a_number_has_lost_its_last_digits(tmp_path):
    rows = (HEADINGS[:2], (int(uscc(1)[:-1] + "1"), "甲"))
    found = read_targets(workbook(tmp_path / "targets.xlsx", {"名录": rows}))

    assert codes(found.faults) == ["digits-lost"]


def test_a_legacy_number_kept_as_a_number_is_whole(tmp_path):
    rows = (("注册号", "企业名称"), (120116000012345, "甲"))
    found = read_targets(workbook(tmp_path / "targets.xlsx", {"名录": rows}))

    assert found.value.ids == ("120116000012345",)


def test_a_sheet_that_claims_its_last_cell_ends_the_child_and_not_us(tmp_path):
    bomb = minimal_xlsx(tmp_path / "targets.xlsx", "A1", "XFD1048576")
    found = read_targets(bomb)

    assert bomb.stat().st_size < 5_000
    (line,) = said(found)
    assert line == (
        "targets.xlsx：工作表声明的范围太大（内存上限 2048 MB），可能有内容落在最末行或最末列。"
        "请删除数据以外的行和列，或另存为 CSV。"
    )
    assert "The sheet claims too large an area" in said_in_english(found)[0]
    assert not found.readable


def test_the_smallest_workbook_by_hand_is_read(tmp_path):
    found = read_targets(minimal_xlsx(tmp_path / "targets.xlsx", "A1", "B2"))

    assert codes(found.faults) == ["no-heading-row"]


def test_a_workbook_that_takes_too_long_is_stopped(tmp_path):
    findings = Findings("targets.xlsx")
    content = workbook(tmp_path / "targets.xlsx", {"名录": (HEADINGS, *ROWS)}).read_bytes()
    found = read_spreadsheet(content, Content.WORKBOOK, (), findings, timeout=0.001)

    assert found is None
    assert codes(tuple(findings.faults)) == ["spreadsheet-too-slow"]


def test_a_workbook_cut_off_is_refused(tmp_path):
    path = workbook(tmp_path / "targets.xlsx", {"名录": (HEADINGS, *ROWS)})
    path.write_bytes(path.read_bytes()[:2000])
    found = read_targets(path)

    assert "工作簿已损坏或格式无法识别" in said(found)[0]
    assert "The workbook is damaged" in said_in_english(found)[0]


def test_a_workbook_without_a_filled_sheet_is_empty(tmp_path):
    found = read_targets(workbook(tmp_path / "targets.xlsx", {"空": ()}))

    assert codes(found.faults) == ["file-empty"]


def test_xml_that_unfolds_without_end_is_refused(tmp_path):
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12)
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = (
        f'<?xml version="1.0"?><!DOCTYPE w [{laughs}]><Workbook xmlns="{space}" xmlns:ss="{space}">'
        "<Worksheet><Table><Row><Cell><Data>&l11;</Data></Cell></Row></Table></Worksheet></Workbook>"
    )
    found = read_targets(put(tmp_path, "targets.xls", text))

    assert codes(found.faults) in (["spreadsheet-broken"], ["spreadsheet-too-large"])


def test_damaged_parquet_is_refused_without_a_word_on_the_terminal(tmp_path, capfd):
    buffer = io.BytesIO()
    pl.DataFrame({"统一社会信用代码": [uscc(1)], "企业名称": ["甲"]}).write_parquet(buffer)
    content = bytearray(buffer.getvalue())
    content[-12:-8] = b"\xff\xff\xff\xff"
    (tmp_path / "targets.parquet").write_bytes(bytes(content))
    found = read_targets(tmp_path / "targets.parquet")

    assert said(found) == ["targets.parquet：Parquet 文件已损坏，或展开后过大。请重新导出。"]
    assert "The Parquet file is damaged" in said_in_english(found)[0]
    assert capfd.readouterr() == ("", "")
