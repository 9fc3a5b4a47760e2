"""Compare a plan book found with the one that its inputs and seed text give."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

import polars as pl

LINES = (".csv", ".json", ".txt", ".html")
"""Endings of files that are compared line by line to name the first that differs."""

SHEETS = "xl/worksheets/"
STRINGS = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it should be: in *file*, at *row* from 1, or as a whole (0)."""

    code: str
    file: str
    row: int = 0
    found: str = ""
    expected: str = ""


def differences(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> Iterator[Difference]:
    """Yield, for every file that is not as expected, what differs first in it."""
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield Difference("file-gone", name)
        elif name not in expected:
            yield Difference("file-not-expected", name)
        elif found[name] != expected[name]:
            yield _difference(name, found[name], expected[name])


def _difference(name: str, found: bytes, expected: bytes) -> Difference:
    if name.endswith(LINES) or "." not in name:
        lines = zip_longest(_lines(found), _lines(expected), fillvalue="")
        for row, (is_there, should_be) in enumerate(lines, start=1):
            if is_there != should_be:
                return Difference("line-differs", name, row, is_there, should_be)
    return Difference("content-differs", name)


def _lines(content: bytes) -> list[str]:
    # Of line feeds only: a carriage return is a difference, not an end.
    return content.decode(errors="replace").split("\n")


def same_content(name: str, found: bytes, expected: bytes) -> bool:
    """Tell whether two Parquet files or workbooks say the same, though other releases wrote them.

    Of a workbook, all cells are compared; fonts and the like are not.
    """
    try:
        if name.endswith(".parquet"):
            return pl.read_parquet(io.BytesIO(found)).equals(
                pl.read_parquet(io.BytesIO(expected)), null_equal=True
            )
        return _same_cells(found, expected)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError):
        return False
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False


def _same_cells(found: bytes, expected: bytes) -> bool:
    with (
        zipfile.ZipFile(io.BytesIO(found)) as mine,
        zipfile.ZipFile(io.BytesIO(expected)) as other,
    ):
        names = [name for name in other.namelist() if name.startswith(SHEETS) or name == STRINGS]
        held = [name for name in mine.namelist() if name.startswith(SHEETS) or name == STRINGS]
        return held == names and all(_same_member(name, mine, other) for name in names)


def _same_member(name: str, mine: zipfile.ZipFile, other: zipfile.ZipFile) -> bool:
    size = other.getinfo(name).file_size
    # A file of the same name could unfold to gigabytes.
    return mine.getinfo(name).file_size == size and mine.read(name) == other.read(name)
