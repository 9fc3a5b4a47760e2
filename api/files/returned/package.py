"""The parts of a workbook around its one sheet (Office Open XML), written by hand.

A library takes ten times as long for a hundred thousand rows, because it looks at every cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PLAIN, HEADING, FAULTY, NOTICED = 0, 1, 2, 3
"""Looks of cells: positions in `_FORMATS`. All are text, also when a person types a number."""

_FILLS = ("E8EEF4", "FFC7CE", "FFF2CC")
_FORMATS = ((0, 0, 0), (1, 2, 1), (0, 3, 1), (0, 4, 1))
"""Font, fill and whether lines break, by look; the first two fills are laid down by the format."""

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def workbook(name: str, sheet: Iterable[str], filtered: str) -> bytes:
    """Return a workbook with one sheet, whose XML comes in pieces; *filtered* is an area of it.

    Equal input gives equal bytes: no clock is asked.
    """
    called = sheet_name(name)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, text in _parts(called, filtered).items():
            archive.writestr(_entry(path), DECLARATION + text)
        with archive.open(_entry("xl/worksheets/sheet1.xml"), "w") as stream:
            stream.write(DECLARATION.encode())
            for piece in sheet:
                stream.write(piece.encode())
    return target.getvalue()


def sheet_name(text: str) -> str:
    """Return a name that a sheet may have."""
    return _NOT_IN_NAMES.sub(" ", text)[:_LONGEST_NAME].strip(" '") or "Sheet1"


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _parts(name: str, filtered: str) -> Mapping[str, str]:
    quoted = escape("'{}'!".format(name.replace("'", "''")))
    filter_name = (
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"{quoted}{filtered}</definedName></definedNames>"
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets>'
        f"{filter_name}</workbook>",
        "xl/styles.xml": _styles(),
    }


def _relations(*targets: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{path}"/>'
        for number, (kind, path) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _styles() -> str:
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'
        for colour in _FILLS
    )
    formats = "".join(
        # 49 is the format of text.
        f'<xf numFmtId="49" fontId="{font_id}" fillId="{fill}" borderId="0" xfId="0" '
        'applyNumberFormat="1" applyAlignment="1">'
        f'<alignment vertical="top" wrapText="{wrapped}"/></xf>'
        for font_id, fill, wrapped in _FORMATS
    )
    return (
        f'<styleSheet xmlns="{MAIN}">'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        f'<fills count="{len(_FILLS) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(_FORMATS)}">{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
