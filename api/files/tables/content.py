"""What a file really is, by its bytes: names lie (.xls that are xlsx, .xlsx that are text)."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

HEAD = 4096
"""Bytes that are looked at."""


class Content(StrEnum):
    """Kinds of content that are told apart. The values are used in faults."""

    EMPTY = "empty"
    GZIP = "gzip"
    WORKBOOK = "workbook"  # xlsx, xlsm, xlsb, ods or the old binary xls
    LOCKED_WORKBOOK = "locked-workbook"
    XML_WORKBOOK = "xml-workbook"  # XML Spreadsheet 2003
    PARQUET = "parquet"
    HTML = "html"
    DOCUMENT = "document"  # JSON
    ZIP = "zip"
    WORD = "word"
    PDF = "pdf"
    BINARY = "binary"
    TEXT = "text"


_STARTS = (
    (b"\x1f\x8b", Content.GZIP),
    (b"PAR1", Content.PARQUET),
    (b"%PDF", Content.PDF),
    (b"\x89PNG", Content.BINARY),
    (b"\xff\xd8\xff", Content.BINARY),
    (b"Rar!", Content.ZIP),
    (b"7z\xbc\xaf", Content.ZIP),
    (b"SQLite format 3", Content.BINARY),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(content: bytes) -> Content:
    """Return what *content* is."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        return Content.EMPTY
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(b"PK"):
        return _sniff_zip(content)
    if content.startswith(OLE):
        return _sniff_ole(content)
    return _sniff_text(content[:HEAD])


def _sniff_zip(content: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        # Cut off on the way: the workbook reader says what it thinks of it.
        return Content.WORKBOOK
    if any(name.startswith("word/") for name in names):
        return Content.WORD
    if any(name.startswith("xl/") or name == "content.xml" for name in names):
        return Content.WORKBOOK
    return Content.ZIP


def _sniff_ole(content: bytes) -> Content:
    # A workbook with a password is wrapped in the container of the old formats.
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Content.LOCKED_WORKBOOK
    return Content.WORD if "WordDocument".encode("utf-16-le") in content else Content.WORKBOOK


def _sniff_text(head: bytes) -> Content:
    if head.startswith(UTF_16):
        return Content.TEXT
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<":
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
            return Content.XML_WORKBOOK
        return Content.HTML
    if re.match(rb'[\[{]\s*(["{\[\]}0-9-]|null|true|false)', start):
        return Content.DOCUMENT
    return Content.BINARY if b"\x00" in head else Content.TEXT
