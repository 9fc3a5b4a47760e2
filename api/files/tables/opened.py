"""A table of any format as rows of cells, before anybody asks what they mean."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Collection

import polars as pl

from api.files.imports import Findings
from api.files.tables.content import Content, sniff
from api.files.tables.delimited import read_delimited
from api.files.tables.parquet import read_parquet
from api.files.tables.sheet import Sheet
from api.files.tables.spreadsheet import read_spreadsheet

MAX_BYTES = 1 << 30
"""Of a file, unpacked: ten million rows of a registry."""


def open_table(
    content: bytes, headings: Collection[str], findings: Findings
) -> Sheet | pl.DataFrame | None:
    """Return the rows of a table (a frame, if it is Parquet), or None after recording why not.

    *headings* are those known for the table, normalised.
    """
    if sniff(content) is Content.GZIP:
        unpacked = _unpacked(content, findings)
        if unpacked is None:
            return None
        content = unpacked
    kind = sniff(content)
    match kind:
        case Content.PARQUET:
            return read_parquet(content, findings)
        case Content.WORKBOOK | Content.XML_WORKBOOK:
            return read_spreadsheet(content, kind, headings, findings)
        case Content.TEXT:
            return read_delimited(content, headings, findings)
        case Content.EMPTY:
            findings.file_fault("file-empty")
        case _:
            findings.file_fault("not-a-table", found=kind.value)
    return None


def _unpacked(content: bytes, findings: Findings) -> bytes | None:
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        findings.file_fault("gzip-broken", found=str(error)[:60])
        return None
    if len(unpacked) > MAX_BYTES:
        findings.file_fault("file-too-large", limit=MAX_BYTES >> 20)
        return None
    return unpacked
