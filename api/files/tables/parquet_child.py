"""Read Parquet in a process of its own: `python -I parquet_child.py`.

The file comes on standard input; all its columns as text go to standard output as Arrow. A damaged
file makes the parser panic and print a page of its own stack, and a small one may unfold to more
memory than there is: both end this process only.
"""

from __future__ import annotations

import io
import resource
import sys

MEMORY_BYTES = 8 << 30
"""Address space, of which the parser's threads reserve most and use little."""

CPU_SECONDS = 120
MOST_COLUMNS = 1_000
UNREADABLE = 3
TOO_WIDE = 4
WHOLE_FLOAT = r"^(-?[0-9]+)\.0$"


def main() -> int:
    """Read standard input, write standard output, return the exit code."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    import polars as pl  # noqa: PLC0415 - after the limits

    def as_text(name: str, kind: pl.DataType) -> pl.Expr:
        column = pl.col(name)
        if isinstance(kind, pl.List | pl.Array):
            return column.cast(pl.List(pl.String())).list.join("|", ignore_nulls=True)
        if kind.is_float():
            return column.cast(pl.String()).str.replace(WHOLE_FLOAT, "$1")
        if isinstance(kind, pl.Datetime):
            return column.dt.to_string("%Y-%m-%d %H:%M:%S").str.strip_suffix(" 00:00:00")
        return column.cast(pl.String())

    def from_bytes(column: pl.Series) -> pl.Series:
        cells = (None if cell is None else cell.decode(errors="replace") for cell in column)
        return pl.Series(column.name, list(cells), pl.String())

    content = io.BytesIO(sys.stdin.buffer.read())
    try:
        if len(pl.read_parquet_schema(content)) > MOST_COLUMNS:
            return TOO_WIDE
        frame = pl.read_parquet(content)
        raw = frame.select(pl.col(pl.Binary()))
        frame = frame.with_columns(map(from_bytes, raw.iter_columns()))
        texts = frame.select(as_text(name, kind) for name, kind in frame.schema.items())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return UNREADABLE
    texts.write_ipc_stream(sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
