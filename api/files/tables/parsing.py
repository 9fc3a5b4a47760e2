"""Columns of text to typed columns: every cell that does not fit is told with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from api.files.imports import Findings, LeftOut
from api.files.tables.headings import LONGEST_CELL, Column, Kind, TableSpec
from api.files.tables.tabular import ROW, Table, read_table
from api.files.values import cell_columns
from scheduler.domain.identifiers import PLAIN

SAMPLE = r"(案例|示例|样例|例子).{0,4}删除"
"""Templates come with a row that says so, and people send it back."""

RAW = "\x1fraw "
"""Before the name of a column: its cells as found."""

BROKEN = "[\ufffd\x00]"
"""Stands in decoded text where bytes made no sense; zeros do in no text."""

IS_PLAIN = f"^(?:{PLAIN.pattern})$"

FAULT_OF_KIND = {  # of the others, every text is one
    Kind.DAY: "not-a-day",
    Kind.TRUTH: "not-a-truth",
    Kind.COUNT: "not-a-count",
    Kind.METRES: "not-metres",
    Kind.CHOICE: "not-a-choice",
}


class Parsed:
    """A table with typed columns, and the rows of it that have faults.

    *frame* has a column for every known column that was found, the extra ones, and `ROW`.
    """

    def __init__(self, table: Table, spec: TableSpec, findings: Findings) -> None:
        self.findings = findings
        self.headings = dict(table.headings)
        self.extra = table.extra
        self.bad: set[int] = set()
        self.n_rows = table.frame.height
        found = [spec.by_name[name] for name in table.headings]
        self.frame = table.frame.with_columns(
            *(pl.col(column.name).alias(RAW + column.name) for column in found),
            *(_typed(column).alias(column.name) for column in found),
        )
        for name in (*(RAW + column.name for column in found), *table.extra):
            unreadable = pl.col(name).str.contains(BROKEN)
            self.fault(unreadable, "broken-text", name.removeprefix(RAW))
        for column in found:
            self._limit(RAW + column.name, column.longest)
        for name in table.extra:
            self._limit(name, LONGEST_CELL)
        for column in found:
            self._check(column)

    def has(self, name: str) -> bool:
        """Tell whether a column is there."""
        return name in self.headings

    def default(self, name: str, value: pl.Expr) -> None:
        """Fill column *name* with *value* where it is empty, or whole if it is not there."""
        given = [pl.col(name)] if self.has(name) else []
        self.frame = self.frame.with_columns(pl.coalesce(*given, value).alias(name))

    def fault(self, wrong: pl.Expr, code: str, name: str, **facts: str | pl.Expr) -> None:
        """Record a fault of column *name* in every row where *wrong* holds."""
        for row, told in self._where(wrong, name, facts):
            self.bad.add(row)
            self.findings.row_fault(code, row, **told)

    def row_fault(self, code: str, row: int, name: str, **facts: str | int) -> None:
        """Record a fault of column *name* in one row."""
        self.bad.add(row)
        self.findings.row_fault(code, row, **{**facts, "column": self._heading(name)})

    def notice(self, marked: pl.Expr, code: str, name: str, **facts: str | pl.Expr) -> None:
        """Record a notice about column *name* in every row where *marked* holds."""
        for row, told in self._where(marked, name, facts):
            self.findings.row_notice(code, row, **told)

    def require(self, *names: str) -> None:
        """Record a fault where none of the columns *names* has a value."""
        found = [name for name in names if self.has(name)]
        nothing = pl.all_horizontal(*(pl.col(RAW + name).is_null() for name in found))
        self.fault(nothing, "missing-value", found[0])

    def once(self, name: str, *key: str) -> None:
        """Record a fault in every row but the first with equal *key* (or equal *name*)."""
        columns = list(key or (name,))
        known = self.frame.drop_nulls(columns[0])
        first = known.group_by(columns, maintain_order=True).agg(pl.col(ROW).min().alias("first"))
        again = (
            known.join(first, on=columns, nulls_equal=True)
            .filter(pl.col(ROW) > pl.col("first"))
            .sort(ROW)
        )
        value_told = _told(pl.col(name), self.frame.schema[name])
        for row, value, earlier in again.select(ROW, value_told, "first").rows():
            self.bad.add(row)
            self.findings.row_fault(
                "duplicate", row, column=self._heading(name), found=value, first=earlier
            )

    def good(self) -> pl.DataFrame:
        """Return the rows without faults."""
        return self.frame.filter(~pl.col(ROW).is_in(sorted(self.bad)))

    def left_out(self, key: str) -> LeftOut:
        """Return what stands in the rows with faults; *key* is the column of ids."""
        faulty = self.frame.filter(pl.col(ROW).is_in(sorted(self.bad)))
        names = faulty["name"].drop_nulls() if "name" in faulty.columns else ()
        kept = frozenset(self.good()[key].drop_nulls())
        return LeftOut(frozenset(faulty[key].drop_nulls()) - kept, frozenset(names))

    def _where(
        self, condition: pl.Expr, name: str, facts: Mapping[str, str | pl.Expr]
    ) -> list[tuple[int, dict[str, str]]]:
        raw = RAW + name if RAW + name in self.frame.columns else name
        rows = self.frame.filter(condition).select(
            ROW,
            _told(pl.col(raw), self.frame.schema[raw]).alias("found"),
            *(
                (fact if isinstance(fact, pl.Expr) else pl.lit(fact)).alias(key)
                for key, fact in facts.items()
            ),
        )
        column = self._heading(name)
        return [(row.pop(ROW), {"column": column, **row}) for row in rows.to_dicts()]

    def _heading(self, name: str) -> str:
        return self.headings.get(name, name)

    def _limit(self, name: str, longest: int) -> None:
        length = pl.col(name).str.len_chars()
        facts = {"length": length, "limit": pl.lit(longest)}
        self.fault(length > longest, "cell-too-long", name.removeprefix(RAW), **facts)

    def _check(self, column: Column) -> None:
        name, raw = column.name, pl.col(RAW + column.name)
        if column.kind is Kind.ID:
            self.fault(~pl.col(name).str.contains(IS_PLAIN), "not-a-plain-id", name)
            return
        code = FAULT_OF_KIND.get(column.kind)
        if code is None:
            return
        unread = raw.is_not_null() & pl.col(name).is_null()
        if column.kind is Kind.DAY:
            impossible = cell_columns.looks_like_day(raw)
            self.fault(unread & impossible, "impossible-day", name)
            unread &= ~impossible
        self.fault(unread, code, name, known=column.offer)


def parse(path: Path, spec: TableSpec, findings: Findings) -> Parsed | None:
    """Read and type one table; None after recording why it cannot be read."""
    table = read_table(path, spec, findings)
    if table is None:
        return None
    return Parsed(_without_filling(table, findings), spec, findings)


def _without_filling(table: Table, findings: Findings) -> Table:
    """Drop empty rows, sample rows and headings repeated on every printed page."""
    columns = [name for name in table.frame.columns if name != ROW]
    empty = pl.all_horizontal(pl.col(columns).is_null())
    frame = table.frame.filter(~empty)
    sample = pl.any_horizontal(pl.col(columns).str.contains(SAMPLE)).fill_null(value=False)
    repeated = pl.all_horizontal(
        *(pl.col(name).is_null() | (pl.col(name) == found) for name, found in _as_found(table))
    ).fill_null(value=False)
    for row in frame.filter(sample)[ROW]:
        findings.row_notice("sample-row", row)
    for row in frame.filter(repeated & ~sample)[ROW]:
        findings.row_notice("heading-again", row)
    return Table(
        frame=frame.filter(~(sample | repeated)), headings=table.headings, extra=table.extra
    )


def _told(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Return a value as it is quoted in a message: text, not too long."""
    text = column.list.join("、") if isinstance(kind, pl.List) else column.cast(pl.String)
    return text.fill_null("").str.slice(0, 80)


def _as_found(table: Table) -> list[tuple[str, str]]:
    return [*table.headings.items(), *((name, name) for name in table.extra)]


def _typed(column: Column) -> pl.Expr:
    cell = pl.col(column.name)
    words: Mapping[str, object] = column.words or {}
    readers: Mapping[Kind, Callable[[], pl.Expr]] = {
        Kind.ID: lambda: _code(cell),
        Kind.CODE: lambda: _code(cell),
        Kind.DAY: lambda: pl.coalesce(cell_columns.days(cell), _spoken_days(cell, words)),
        Kind.TRUTH: lambda: cell_columns.truths(cell, words),
        Kind.COUNT: lambda: cell_columns.counts(cell),
        Kind.METRES: lambda: cell_columns.metres(cell),
        Kind.LIST: lambda: cell_columns.lists(cell),
        Kind.CHOICE: lambda: cell_columns.choices(cell, words),
    }
    return readers.get(column.kind, lambda: cell)()


def _code(cell: pl.Expr) -> pl.Expr:
    # Some programs keep a leading apostrophe as the mark of a number kept as text.
    return cell_columns.plain_width(cell).str.strip_prefix("'")


def _spoken_days(cell: pl.Expr, words: Mapping[str, object]) -> pl.Expr:
    known = dict(words) or {"": None}
    return cell.str.to_lowercase().replace_strict(known, default=None, return_dtype=pl.Date())
