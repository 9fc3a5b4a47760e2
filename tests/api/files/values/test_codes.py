"""The check of whole columns of codes against the plain formula of the domain."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from api.files.values.codes import expected_ends, tidy_codes
from scheduler.domain.identifiers import ALPHABET, check_character, is_uscc
from tests.api.files.desk import uscc

CODES = st.lists(
    st.none()
    | st.text(ALPHABET, min_size=16, max_size=19)
    | st.text(ALPHABET + "IOSVZabc甲é ", max_size=19)
    | st.text(ALPHABET, min_size=17, max_size=17).map(lambda first: first + check_character(first))
)


@given(CODES)
def test_a_column_is_judged_like_single_codes(codes):
    column = pl.Series("code", codes, dtype=pl.String())
    ends = expected_ends(column)

    for code, end in zip(codes, ends, strict=True):
        assert (code is not None and end == code[-1:]) == (code is not None and is_uscc(code))
        if end is not None:
            assert end == check_character(code[:-1])


def test_small_letters_become_capitals_only_in_codes_of_18_characters():
    lower = uscc(7).lower()
    column = pl.Series("code", [lower, "bh-qy-001", "91120116abc", None])

    assert tidy_codes(column).to_list() == [uscc(7), "bh-qy-001", "91120116abc", None]
