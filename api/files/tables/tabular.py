"""One table of any format: bytes to columns of text under the names that the code uses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from api.files.imports import Findings
from api.files.opening import read_bytes
from api.files.tables.headings import (
    LONGEST_HEADING,
    LOOK_AHEAD,
    MOST_COLUMNS,
    TableSpec,
    heading_row,
)
from api.files.tables.kinds import other_kind
from api.files.tables.opened import MAX_BYTES, open_table
from api.files.tables.our_marks import is_problems, without_our_marks
from api.files.tables.sheet import Sheet
from api.files.values.cell_columns import cleaned

ROW = "\x1frow"
"""Name of the column with row numbers: no heading can be called so."""

PERSONAL = ("身份证", "手机", "电话", "联系方式", "邮箱")
"""Headings of private data that no draw needs: such columns are not taken over at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Text columns: known ones under their names, then others under their headings, and `ROW`.

    *headings* tells under which heading a known column was found. No value is null.
    """

    frame: pl.DataFrame
    headings: Mapping[str, str]
    extra: tuple[str, ...]


def read_table(path: Path, spec: TableSpec, findings: Findings) -> Table | None:
    """Return the table in *path*, or None after recording why it cannot be read."""
    content = read_bytes(path, MAX_BYTES, findings)
    cells = None if content is None else open_table(content, spec.meanings.keys(), findings)
    if cells is None:
        return None
    if isinstance(cells, Sheet):
        return _from_sheet(cells, spec, findings)
    return _from_frame(cells, spec, findings)


def _from_sheet(sheet: Sheet, spec: TableSpec, findings: Findings) -> Table | None:
    if not sheet.ragged and _is_too_wide(sheet.rows[:LOOK_AHEAD], findings):
        return None
    top = heading_row(sheet.rows, spec)
    sheet = without_our_marks(sheet, top)
    if top is None or spec.missing(spec.recognised(sheet.rows[top])):
        _refuse(sheet.rows, top, spec, findings)
        return None
    if _is_of_another_kind(sheet.rows[top], spec, findings):
        return None
    if top:
        findings.file_notice("banner-rows", found=top, row=sheet.numbers[top])
    headings = headings_in(sheet.rows[top])
    if _is_too_wide([headings], findings):
        return None
    below = Sheet(sheet.rows[top + 1 :], sheet.numbers[top + 1 :], sheet.ragged)
    rows, numbers = _straight(below, headings, findings)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(headings)
    # Under their positions first: a heading may stand twice, and that is told, not crashed on.
    frame = pl.DataFrame(
        [pl.Series(str(place), column, pl.String()) for place, column in enumerate(columns)]
    )
    return _named(frame.with_columns(pl.Series(ROW, numbers, pl.Int64())), headings, spec, findings)


def headings_in(row: Sequence[str]) -> list[str]:
    """Return the headings in a row, to the last that says something."""
    headings = [heading.strip(" \t\r\n\u3000\ufeff\u200b") for heading in row]
    while headings and not headings[-1]:
        headings.pop()
    return headings


def _from_frame(frame: pl.DataFrame, spec: TableSpec, findings: Findings) -> Table | None:
    frame = frame.drop(heading for heading in frame.columns if is_problems(heading))
    headings = frame.columns
    if _is_too_wide([headings], findings):
        return None
    if spec.missing(spec.recognised(headings)):
        _refuse([headings], 0, spec, findings)
        return None
    if _is_of_another_kind(headings, spec, findings):
        return None
    frame.columns = [str(place) for place in range(len(headings))]
    numbered = frame.with_row_index(ROW, offset=1).with_columns(pl.col(ROW).cast(pl.Int64))
    return _named(numbered, [heading.strip() for heading in headings], spec, findings)


def _refuse(
    rows: Sequence[Sequence[str]], top: int | None, spec: TableSpec, findings: Findings
) -> None:
    """Say what the file seems to be instead, or which columns it lacks."""
    other = other_kind(rows, spec)
    if other:
        findings.file_fault("another-kind", found=other, expected=spec.table)
    elif top is None:
        known = "; ".join(spec.asked_for(group) for group in spec.requires)
        found = ", ".join(cell for cell in rows[0] if cell) if rows else ""
        findings.file_fault("no-heading-row", found=found[:80], known=known)
    else:
        found = ", ".join(cell.strip() for cell in rows[top] if cell)
        for group in spec.missing(spec.recognised(rows[top])):
            findings.file_fault("missing-column", found=found[:120], known=spec.asked_for(group))


def _is_of_another_kind(headings: Sequence[str], spec: TableSpec, findings: Findings) -> bool:
    other = other_kind([headings], spec, more_than=len(spec.recognised(headings)))
    if other:
        findings.file_fault("another-kind", found=other, expected=spec.table)
    return other is not None


def _is_too_wide(rows: Sequence[Sequence[str]], findings: Findings) -> bool:
    """Tell whether there are more columns than any registry has: each costs time of its own."""
    widest = max((len(row) for row in rows), default=0)
    if widest > MOST_COLUMNS:
        findings.file_fault("too-many-columns", found=widest, limit=MOST_COLUMNS)
    return widest > MOST_COLUMNS


def _straight(
    sheet: Sheet, headings: list[str], findings: Findings
) -> tuple[list[Sequence[str]], list[int]]:
    """Return rows as wide as the headings; what has more or fewer cells is told."""
    width = len(headings)
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        if len(row) == width:
            rows.append(row)
        elif len(row) > width and (sheet.ragged or not any(row[width:])):
            rows.append(row[:width])
        elif sheet.ragged:
            rows.append([*row, *[""] * (width - len(row))])
        else:
            cells = mended(row, width)
            if cells is None:
                code = "too-many-cells" if len(row) > width else "too-few-cells"
                findings.row_fault(code, number, found=len(row), expected=width)
                continue
            findings.row_notice("full-width-separator", number, found="，")
            rows.append(cells)
        numbers.append(number)
    return rows, numbers


def mended(row: Sequence[str], width: int) -> list[str] | None:
    """Return the cells of a row typed with full-width commas, if that gives the right number."""
    cells = [part for cell in row for part in re.split("[,，]", cell)]
    return cells if len(row) < width == len(cells) else None


def _named(
    frame: pl.DataFrame, headings: list[str], spec: TableSpec, findings: Findings
) -> Table | None:
    """Give columns their names; *frame* has them under their positions."""
    twice = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    for heading in twice:
        findings.file_fault("column-given-twice", found=heading)
    if twice:
        return None
    chosen, extra = _choose(headings, spec, findings)
    personal = [heading for heading in extra if any(word in heading for word in PERSONAL)]
    if personal:
        findings.file_notice("personal-columns", found="、".join(personal))
    kept = [heading for heading in extra if heading not in personal] if spec.keeps_extra else []
    for heading in kept:
        if len(heading) > LONGEST_HEADING:
            findings.file_fault(
                "heading-too-long", found=heading[:60], length=len(heading), limit=LONGEST_HEADING
            )
            return None
    unused = [heading for heading in extra if heading not in (*kept, *personal)]
    if kept:
        findings.file_notice("columns-kept", found="、".join(kept))
    if unused:
        findings.file_notice("columns-not-used", found="、".join(unused))
    place = {heading: str(number) for number, heading in enumerate(headings)}
    named = frame.select(
        pl.col(ROW),
        *(cleaned(pl.col(place[heading])).alias(name) for name, heading in chosen.items()),
        *(cleaned(pl.col(place[heading])).alias(heading) for heading in kept),
    )
    return Table(frame=named, headings=chosen, extra=tuple(kept))


def _choose(
    headings: list[str], spec: TableSpec, findings: Findings
) -> tuple[dict[str, str], list[str]]:
    """Return column name -> heading, and the headings that are left over."""
    candidates: dict[str, list[tuple[int, str]]] = {}
    extra = []
    for heading in filter(None, headings):
        found = spec.meaning(heading)
        if found is None:
            extra.append(heading)
        else:
            candidates.setdefault(found[0], []).append((found[1], heading))
    chosen = {}
    for name, ranked in candidates.items():
        _, heading = min(ranked, key=lambda candidate: candidate[0])
        chosen[name] = heading
        others = [other for _, other in ranked if other != heading]
        if others:
            findings.file_notice(
                "columns-of-one-meaning", found=heading, others="、".join(others), key=name
            )
            extra.extend(others)
    return chosen, extra
