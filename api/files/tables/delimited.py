"""Text tables (CSV and its relatives): bytes to rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence

from api.files.imports import Findings
from api.files.tables.headings import normal_heading
from api.files.tables.our_marks import broken_line
from api.files.tables.sheet import Sheet
from api.files.tables.spreadsheet_child import MAX_CELL

SEPARATORS = (",", "\t", ";", "，", "；")
FULL_WIDTH = {"，": ",", "；": ";"}
LOOK_AHEAD = 30
"""Lines at the top that may hold banners before the heading row."""

HEADING_CHARACTERS = 1 << 18
"""As far as headings are looked for in a line."""

LOOKED_AT = 1 << 20
"""Bytes that tell one encoding from another."""

WIDE = re.compile("[\u0800-\ufffc]")
"""Signs of three bytes in UTF-8, as Chinese ones are; text in GBK has next to none by chance."""

MAX_BROKEN_QUOTES = 100
"""After so many quotes that do not close, the file is not a table any more."""


def read_delimited(content: bytes, headings: Collection[str], findings: Findings) -> Sheet | None:
    """Return the rows of a text table, or None after recording why there are none.

    *headings* are those known for the table, normalised: they decide between encodings and
    between separators, which no mark in the file does.
    """
    text = _decode(content, headings, findings)
    if text is None:
        return None
    lines = list(io.StringIO(text, newline=""))
    separator = _separator(lines[:LOOK_AHEAD], headings)
    if separator in FULL_WIDTH:
        findings.file_notice("full-width-separator", found=separator)
    return _parse(lines, separator, findings)


def _decode(content: bytes, headings: Collection[str], findings: Findings) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8-sig" and _is_damaged_utf_8(content):
                break
    # Neither fits: bytes were broken on the way. Take the reading whose headings make sense.
    readings = [content.decode(encoding, errors="replace") for encoding in encodings]
    best = max(readings, key=lambda text: _recognised(text, headings))
    if not _recognised(best, headings):
        findings.file_fault("not-text")
        return None
    return best


def _is_damaged_utf_8(content: bytes) -> bool:
    """Tell whether nearly all of *content* is UTF-8: then it is not GBK that by chance is none.

    Two signs of UTF-8 in a row are often three of GBK, so one lost byte would turn every name into
    others that look like names.
    """
    text = content[:LOOKED_AT].decode("utf-8", errors="replace")
    return len(WIDE.findall(text)) > 2 * text.count("\ufffd")


def _recognised(text: str, headings: Collection[str]) -> int:
    lines = text[:20_000].splitlines()[:LOOK_AHEAD]
    return max((_known(line, sep, headings) for line in lines for sep in SEPARATORS), default=0)


def _known(line: str, separator: str, headings: Collection[str]) -> int:
    cells = line[:HEADING_CHARACTERS].split(separator)
    return sum(normal_heading(cell.strip('"')) in headings for cell in cells)


def _separator(lines: Sequence[str], headings: Collection[str]) -> str:
    """Return the separator under which most headings are recognised; the comma if none is."""
    return max(
        SEPARATORS,
        key=lambda separator: max(
            (_known(line.strip("\ufeff\r\n"), separator, headings) for line in lines), default=0
        ),
    )


def _parse(lines: list[str], separator: str, findings: Findings) -> Sheet | None:
    """Split lines into rows. A quote that does not close costs its own row, not all below it."""
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    broken: dict[int, str] = {}
    csv.field_size_limit(MAX_CELL + 1)
    number, start = 0, 0
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=separator, strict=True)
        while True:
            number += 1
            line = start + reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                return Sheet(rows, numbers, separator=separator, broken=broken)
            except csv.Error:
                broken[number] = broken_line(lines[line].strip("\r\n"), separator)
                _tell_broken(broken[number], number, findings)
                if len(broken) > MAX_BROKEN_QUOTES:
                    findings.file_fault("too-many-broken-quotes", found=MAX_BROKEN_QUOTES)
                    return None
                start = line + 1
                break
            if any(cells):
                rows.append(cells)
                numbers.append(number)
    return Sheet(rows, numbers, separator=separator, broken=broken)


def _tell_broken(line: str, number: int, findings: Findings) -> None:
    """Say why a line is no row: it is out of all proportion, or a quote in it does not close."""
    if len(line) > MAX_CELL:
        findings.row_fault("line-too-long", number, length=len(line), limit=MAX_CELL)
    else:
        findings.row_fault("broken-quote", number, found=line.strip()[:60])
