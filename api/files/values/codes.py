"""Codes of targets, whole columns at once: tidy them and judge their check characters."""

from __future__ import annotations

import numpy as np
import polars as pl

from scheduler.domain.identifiers import ALPHABET, LEGACY, USCC_LENGTH, WEIGHTS

LOOKS_LIKE_CODE = rf"^[0-9].{{{USCC_LENGTH - 1}}}$"
"""Registries agree on this much: 18 characters that begin with a digit are meant as a code."""

SCIENTIFIC = r"^[0-9.]+[eE]\+?[0-9]+$"
DIGITS_LOST = r"^[0-9]{15}000$"
"""A spreadsheet keeps 15 digits of a number and writes zeros for the rest."""

IS_LEGACY = f"^(?:{LEGACY.pattern})$"
OUTSIDE = -1


def tidy_codes(codes: pl.Series) -> pl.Series:
    """Return codes with capital letters where that makes them codes of 18 characters."""
    upper = codes.str.to_uppercase()
    is_code = upper.str.contains(LOOKS_LIKE_CODE) | (expected_ends(upper) == upper.str.slice(-1))
    return (
        pl.DataFrame({"code": codes, "upper": upper, "is_code": is_code})
        .select(pl.when(pl.col("is_code")).then("upper").otherwise("code").alias(codes.name))
        .to_series()
    )


def expected_ends(codes: pl.Series) -> pl.Series:
    """Return the check character that each code should end with.

    It is null for what is not 18 characters of the alphabet of GB 32100.
    """
    # Bytes, not characters: a code of 18 ASCII characters is 18 bytes, anything else is no code.
    fits = (codes.str.len_bytes() == USCC_LENGTH).fill_null(value=False)
    joined = "".join(codes.filter(fits)).encode()
    values = _values()[np.frombuffer(joined, dtype=np.uint8).reshape(-1, USCC_LENGTH)]
    totals = values[:, :-1] @ np.array(WEIGHTS)
    ends = np.array(list(ALPHABET))[(-totals) % len(ALPHABET)]
    ends[(values == OUTSIDE).any(axis=1)] = ""
    found = pl.DataFrame(
        {"row": fits.arg_true(), "end": pl.Series(ends.tolist(), dtype=pl.String())}
    )
    rows = pl.DataFrame({"row": pl.int_range(len(codes), eager=True, dtype=pl.UInt32)})
    joined_back = rows.join(
        found.cast({"row": pl.UInt32}), on="row", how="left", maintain_order="left"
    )
    return joined_back["end"].replace("", None)


def _values() -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    values = np.full(256, OUTSIDE, dtype=np.int64)
    for value, character in enumerate(ALPHABET):
        values[ord(character)] = value
    return values
