"""Rows: each target opens its own, and learns nothing of another."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from scheduler.evidence.rows import (
    Membership,
    memberships_text,
    row_commitment,
    row_commitments,
    row_salt,
    rows_content,
)

MASTER = "5a" * 32
ROWS = st.dictionaries(
    st.integers(0, 99).map(lambda number: f"T{number:02}"),
    st.sampled_from(["P01:1:1", "P01:1:1;P02:3:64"]),
)


def hashed(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_row_is_what_anybody_hashes_by_hand():
    salt = hashed(f"doubledraw-row-salt-1|{MASTER}|T1")

    assert row_salt(MASTER, "T1") == salt
    assert row_commitment(salt, "T1", "P01:1:1") == hashed(f"doubledraw-row-1|{salt}|T1|P01:1:1")


def test_memberships_ascend_by_plan():
    found = [Membership("P02", 3, 64), Membership("P01", 10), Membership("P01", 9)]

    assert memberships_text(found) == "P01:9:1;P01:10:1;P02:3:64"
    assert memberships_text([]) == ""


@given(ROWS)
def test_rows_ascend_whoever_they_belong_to(rows):
    found = row_commitments(rows, MASTER)

    assert found == sorted(set(found))
    assert len(found) == len(rows)
    assert rows_content(found) == "".join(f"{one}\n" for one in ["commitment", *found]).encode()


@given(ROWS, st.sampled_from(["5b" * 32, "00" * 32]))
def test_another_master_text_gives_other_rows(rows, master):
    assert not set(row_commitments(rows, MASTER)) & set(row_commitments(rows, master))


@given(ROWS)
def test_a_target_finds_itself_and_only_as_what_it_was(rows):
    found = set(row_commitments(rows, MASTER))

    for target_id, text in rows.items():
        salt = row_salt(MASTER, target_id)
        assert row_commitment(salt, target_id, text) in found
        assert row_commitment(salt, target_id, f"{text};P09:1:1") not in found
        assert row_commitment(salt, "T99x", text) not in found
