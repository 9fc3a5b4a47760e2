"""Archives and Parquet: a few bytes that unfold, or that lie about what they hold."""

from __future__ import annotations

import gzip
import io
import zlib

import polars as pl

from tests.service.registries.gallery.exhibits import GOOD, Exhibit

GZ, PARQUET = "targets.csv.gz", "targets.parquet"


def parquet(frame: pl.DataFrame) -> bytes:
    """Return a frame as Parquet."""
    target = io.BytesIO()
    frame.write_parquet(target)
    return target.getvalue()


def plain(**more) -> pl.DataFrame:
    """Return a frame that is a good registry."""
    return pl.DataFrame({"target_id": ["T1"], "name": ["Mill"], "target_type": ["area"], **more})


def unfolding(megabytes: int) -> bytes:
    """Return gzip that unfolds to so much of one sign."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"x" * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def lines(megabytes: int) -> bytes:
    """Return gzip that unfolds to so much of short lines."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"a,b\n" * (1 << 18)
    head = packer.compress(GOOD.encode())
    return head + b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def lying(content: bytes) -> bytes:
    """Return Parquet whose footer says that it is longer than the file."""
    return content[:-8] + b"\xff\xff\xff\x7f" + content[-4:]


def patched(content: bytes) -> bytes:
    """Return Parquet with a damaged page."""
    return content[:8] + bytes(range(40)) + content[48:]


PACKED = (
    Exhibit("gzip", lambda: gzip.compress(GOOD.encode()), file_name=GZ, usable=True),
    Exhibit("gzip_cut_off", lambda: gzip.compress(GOOD.encode() * 90)[:60], "gzip-broken", GZ),
    Exhibit("gzip_in_gzip", lambda: gzip.compress(gzip.compress(GOOD.encode())), "not-a-table", GZ),
    Exhibit("a_gigabyte_of_one_sign", lambda: unfolding(1_025), "file-too-large", GZ, long=True),
    Exhibit(
        "half_a_gigabyte_of_lines", lambda: lines(512), "upload-unfolds-too-far", GZ, long=True
    ),
    Exhibit("parquet", lambda: parquet(plain()), file_name=PARQUET, usable=True),
    Exhibit(
        "parquet_with_structures",
        lambda: parquet(plain(x=[{"a": 1, "b": [{"c": 2}]}])),
        file_name=PARQUET,
        usable=True,
    ),
    Exhibit(
        "parquet_of_ten_thousand_columns",
        lambda: parquet(plain(**{f"c{n}": [n] for n in range(10_000)})),
        "too-many-columns",
        PARQUET,
    ),
    Exhibit("parquet_cut_off", lambda: parquet(plain())[:200], "parquet-broken", PARQUET),
    Exhibit("parquet_that_lies", lambda: lying(parquet(plain())), "parquet-broken", PARQUET),
    Exhibit("parquet_damaged", lambda: patched(parquet(plain())), "parquet-broken", PARQUET),
    Exhibit(
        "parquet_of_a_hundred_million_rows",
        lambda: parquet(
            pl.select(
                target_id=pl.repeat("T" * 60, 100_000_000),
                name=pl.repeat("x" * 100, 100_000_000),
            )
        ),
        "parquet-broken",
        PARQUET,
        long=True,
    ),
    Exhibit(
        "parquet_with_bytes",
        lambda: parquet(plain(x=[b"\xff\x00"])),
        "broken-text",
        PARQUET,
    ),
)
