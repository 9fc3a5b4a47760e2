"""Read a workbook in a process of its own: `python -I spreadsheet_child.py KIND HEADINGS`.

The workbook comes on standard input. Standard output gets one line of JSON (sheet, other sheets)
and then the rows that hold anything as CSV, each after its number. The limits are set before any
parser is loaded: a hostile sheet of a few kilobytes can ask for terabytes, and then this process
ends and not the one that called. It knows nothing of the project, so it starts fast.
"""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

MEMORY_BYTES = 2 << 30
"""Address space: about ten times what 100,000 rows of 15 columns take."""

CPU_SECONDS = 120
LOOK_AHEAD = 30
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
FLOAT_DIGITS = 15
"""As many digits as a number keeps."""

MAX_CELL = 1 << 20
"""Characters; the format allows 32,767, and the caller reads no longer ones."""

UNREADABLE = 3
NO_SHEET = 4

Rows = list[list[str]]


def main() -> int:
    """Read standard input, write standard output, return the exit code."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    # At the soft limit comes a signal of its own; with equal limits it would be a plain kill.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    kind, headings = sys.argv[1], set(json.loads(sys.argv[2]))
    content = sys.stdin.buffer.read()
    try:
        sheets = list(_xml_sheets(content) if kind == "xml-workbook" else _sheets(content))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a parser raises means the same here
        sys.stderr.write(" ".join(str(error).split())[:200])
        return UNREADABLE
    filled = [(name, rows) for name, rows in sheets if rows]
    if not filled:
        return NO_SHEET
    name, rows = max(filled, key=lambda sheet: _recognised(sheet[1], headings))
    _write(name, [other for other, _ in filled if other != name], rows)
    return 0


def _write(name: str, others: list[str], rows: Rows) -> None:
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", errors="replace")
    out.write(json.dumps({"sheet": name, "others": others}) + "\n")
    csv.writer(out).writerows(rows)
    out.flush()


def _recognised(rows: Rows, headings: set[str]) -> int:
    return max(sum(_normal(cell) in headings for cell in row[1:]) for row in rows[:LOOK_AHEAD])


def _normal(text: str) -> str:
    return re.sub(r"[\s_*＊:：'\-\ufeff\u200b]+", "", unicodedata.normalize("NFKC", text).lower())


def _sheets(content: bytes) -> Iterator[tuple[str, Rows]]:
    import python_calamine  # noqa: PLC0415 - after the limits

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    visible = python_calamine.SheetVisibleEnum.Visible
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.visible != visible:
            continue
        rows = book.get_sheet_by_index(place).to_python(skip_empty_area=False)
        yield (
            sheet.name,
            [
                [str(number), *map(_text, row)]
                for number, row in enumerate(rows, start=1)
                if any(cell != "" for cell in row)
            ],
        )


def _text(cell: object) -> str:
    if isinstance(cell, str):
        if len(cell) > MAX_CELL:
            message = f"A cell holds {len(cell)} characters."
            raise ValueError(message)
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time.min
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def _xml_sheets(content: bytes) -> Iterator[tuple[str, Rows]]:
    """Yield the sheets of an XML Spreadsheet 2003, as old systems still export it."""
    import xml.etree.ElementTree as ET  # noqa: PLC0415 - after the limits, which bound it

    name, number = "", 0
    rows: Rows = []
    for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314
        if event == "start":
            if element.tag == f"{SS}Worksheet":
                name, rows, number = element.get(f"{SS}Name", ""), [], 0
        elif element.tag == f"{SS}Row":
            number = int(element.get(f"{SS}Index", number + 1))
            if not 0 < number <= MAX_ROWS:
                message = f"A row claims number {number}."
                raise ValueError(message)
            cells = _xml_cells(element)
            if any(cells):
                rows.append([str(number), *cells])
            element.clear()
        elif element.tag == f"{SS}Worksheet":
            yield name, rows


def _xml_cells(row: Any) -> list[str]:  # noqa: ANN401 - an element
    cells: list[str] = []
    for cell in row.iterfind(f"{SS}Cell"):
        place = int(cell.get(f"{SS}Index", len(cells) + 1)) - 1
        if not 0 <= place < MAX_COLUMNS:
            message = f"A cell claims column {place + 1}."
            raise ValueError(message)
        cells.extend([""] * (place - len(cells)))
        data = cell.find(f"{SS}Data")
        cells.append("" if data is None else _xml_text(data))
        cells.extend([""] * min(int(cell.get(f"{SS}MergeAcross", 0)), MAX_COLUMNS))
    return cells


def _xml_text(data: Any) -> str:  # noqa: ANN401 - an element
    text = "".join(data.itertext())
    match data.get(f"{SS}Type"):
        case "Number":
            return _text(float(text)) if len(text) <= FLOAT_DIGITS else text
        case "Boolean":
            return "true" if text == "1" else "false"
        case "DateTime":
            return text.removesuffix(".000").removesuffix("T00:00:00")
    return text


if __name__ == "__main__":
    sys.exit(main())
