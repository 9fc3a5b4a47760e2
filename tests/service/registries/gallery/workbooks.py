"""Workbooks, and what calls itself one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from itertools import islice
from string import ascii_uppercase

import xlsxwriter

from tests.service.registries.gallery.exhibits import HEADINGS, Exhibit, always, text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SS = "urn:schemas-microsoft-com:office:spreadsheet"
XLSX, XLS = "targets.xlsx", "targets.xls"
ROWS = (HEADINGS.split(","), ("T1", "Mill", "area"))


def book(*rows, **options) -> bytes:
    """Return a workbook as a program writes it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("名录")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        if options.get("hidden"):
            made.add_worksheet("空").activate()
            sheet.hide()
    return target.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of *parts*."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def by_hand(sheet: str | bytes, start: str = "") -> bytes:
    """Return the smallest workbook around the XML of a sheet's rows."""
    body = sheet if isinstance(sheet, bytes) else sheet.encode()
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship '
            f'Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": b"".join(
                (
                    f'{start}<worksheet xmlns="{MAIN}"><sheetData>'.encode(),
                    body,
                    b"</sheetData></worksheet>",
                )
            ),
        }
    )


def cell(place: str, content: str) -> str:
    """Return a cell of text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'


def row(number: int, *cells: str) -> str:
    """Return a row of cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'


HEADING_ROW = row(1, cell("A1", "target_id"), cell("B1", "name"), cell("C1", "target_type"))


def xml_2003(rows: str, start: str = "") -> bytes:
    """Return an XML Spreadsheet 2003 around the XML of its rows."""
    return (
        f'<?xml version="1.0"?>{start}<Workbook xmlns="{SS}" xmlns:ss="{SS}">'
        f'<Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def xml_row(*cells: str) -> str:
    """Return a row of an XML Spreadsheet 2003."""
    inner = "".join(f'<Cell><Data ss:Type="String">{content}</Data></Cell>' for content in cells)
    return f"<Row>{inner}</Row>"


def wide_row(number: int) -> str:
    """Return a row of a thousand long cells."""
    letters = (a + b + c for a in "AB" for b in ascii_uppercase for c in ascii_uppercase)
    return row(number, *(cell(f"{x}{number}", "x" * 1_000) for x in islice(letters, 1_000)))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))


def locked() -> bytes:
    """Return the container in which a workbook with a password lies."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


GENUINE = (
    Exhibit("a_new_workbook_under_an_old_name", lambda: book(*ROWS), file_name=XLS, usable=True),
    Exhibit(
        "text_under_the_name_of_a_workbook",
        text(HEADINGS, "T1,Mill,area"),
        file_name=XLSX,
        usable=True,
    ),
    Exhibit(
        "formulas",
        lambda: by_hand(
            HEADING_ROW
            + row(
                2,
                cell("A2", "T1"),
                '<c r="B2" t="str"><f>1+1</f><v>Mill</v></c>',
                cell("C2", "area"),
            )
        ),
        file_name=XLSX,
        usable=True,
    ),
    Exhibit(
        "a_formula_without_its_value",
        lambda: by_hand(
            HEADING_ROW + row(2, cell("A2", "T1"), '<c r="B2"><f>HYPERLINK("http://x")</f></c>')
        ),
        "missing-value",
        XLSX,
    ),
    Exhibit(
        "a_cell_that_holds_an_error",
        lambda: by_hand(HEADING_ROW + row(2, cell("A2", "T1"), '<c r="B2" t="e"><v>#REF!</v></c>')),
        "missing-value",
        XLSX,
    ),
    Exhibit("a_hidden_sheet", lambda: book(*ROWS, hidden=True), "file-empty", XLSX),
    Exhibit("an_empty_sheet", book, "file-empty", XLSX),
    Exhibit(
        "a_bell_in_a_cell",
        lambda: by_hand(HEADING_ROW + row(2, cell("A2", "T_x0007_1"), cell("B2", "M_x0000_ill"))),
        "broken-text",
        XLSX,
    ),
)

HOSTILE = (
    Exhibit(
        "a_sheet_that_claims_its_last_cell",
        lambda: by_hand(row(1, cell("A1", "x")) + row(1048576, cell("XFD1048576", "x"))),
        "spreadsheet-too-large",
        XLSX,
    ),
    Exhibit(
        "a_cell_beyond_the_last",
        lambda: by_hand(row(1, cell("ZZZZZZ99999999999", "x"))),
        "spreadsheet-too-large",
        XLSX,
    ),
    Exhibit(
        "two_gigabytes_in_two_megabytes",
        lambda: by_hand("".join(map(wide_row, range(1, 2_001)))),
        "spreadsheet-too-large",
        XLSX,
        long=True,
    ),
    Exhibit("an_archive", lambda: zipped({"targets.csv": HEADINGS}), "not-a-table", XLSX),
    Exhibit(
        "a_workbook_without_its_parts",
        lambda: zipped({"xl/nothing.xml": "<nothing/>", "../../escape.xml": "x"}),
        "spreadsheet-broken",
        XLSX,
    ),
    Exhibit("a_sheet_that_is_no_xml", lambda: by_hand("<row<<<>&&&"), "spreadsheet-broken", XLSX),
    Exhibit("a_workbook_cut_off", lambda: book(*ROWS)[:2_000], "spreadsheet-broken", XLSX),
    Exhibit("a_workbook_with_a_password", locked, "not-a-table", XLSX),
    Exhibit(
        "an_old_workbook_cut_off",
        always(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)),
        "spreadsheet-broken",
        XLS,
    ),
    Exhibit(
        "a_billion_laughs",
        lambda: xml_2003(xml_row("&l11;"), f"<!DOCTYPE w [{LAUGHS}]>"),
        "spreadsheet-broken",
        XLS,
    ),
    Exhibit(
        "a_file_of_ours_as_an_entity",
        lambda: xml_2003(
            xml_row(*HEADINGS.split(",")) + xml_row("T1", "&x;", "area"),
            '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        "spreadsheet-broken",
        XLS,
    ),
    Exhibit(
        "laughs_inside_a_new_workbook",
        lambda: by_hand(
            HEADING_ROW + row(2, cell("A2", "T1"), cell("B2", "&l11;")),
            f"<!DOCTYPE w [{LAUGHS}]>",
        ),
        "spreadsheet-broken",
        XLSX,
    ),
    Exhibit(
        "a_row_far_below",
        lambda: xml_2003(
            xml_row(*HEADINGS.split(",")) + '<Row ss:Index="99999999999999999999"><Cell>'
            '<Data ss:Type="String">T1</Data></Cell></Row>'
        ),
        "spreadsheet-broken",
        XLS,
    ),
    Exhibit(
        "a_cell_far_right",
        lambda: xml_2003(
            '<Row><Cell ss:Index="999999999"><Data ss:Type="String">x</Data></Cell></Row>'
        ),
        "spreadsheet-broken",
        XLS,
    ),
)

OTHERS = (
    Exhibit("a_web_page", always(b"<html><table><tr><td>target_id"), "not-a-table", XLS),
    Exhibit("a_letter", lambda: zipped({"word/document.xml": "<w/>"}), "not-a-table", XLSX),
    Exhibit("a_scan", always(b"%PDF-1.7\n%\xe2\xe3\n1 0 obj"), "not-a-table"),
    Exhibit("a_picture", always(b"\x89PNG\r\n\x1a\n" + bytes(200)), "not-a-table"),
    Exhibit("a_photograph", always(b"\xff\xd8\xff\xe0" + bytes(200)), "not-a-table", XLSX),
    Exhibit("a_program", always(b"MZ\x90\x00\x03" + bytes(200)), "not-a-table"),
    Exhibit("a_database", always(b"SQLite format 3\x00" + bytes(200)), "not-a-table"),
)

WORKBOOKS = (*GENUINE, *HOSTILE, *OTHERS)
