"""Commitments bind a name, a salt and a content, and nothing else opens them."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.evidence.commitments import NO_SALT, commitment, commitments, sha256_hex

SALTS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
NAMES = st.sampled_from(["seed.txt", "public/rows.csv", "audit/inputs/a.csv"])


def test_a_commitment_is_what_anybody_hashes_by_hand():
    by_hand = hashlib.sha256(b"doubledraw-commit-1|seed.txt|" + b"0a" * 32 + b"|content\n")

    assert commitment("seed.txt", "0a" * 32, b"content\n") == by_hand.hexdigest()


def test_what_was_public_is_committed_without_a_salt():
    assert commitment("a", NO_SALT, b"x") == sha256_hex(b"doubledraw-commit-1|a||x")


@given(*(st.tuples(NAMES, SALTS, st.binary()) for _ in range(2)))
def test_another_name_salt_or_content_opens_nothing(one, other):
    assert (commitment(*one) == commitment(*other)) is (one == other)


@given(NAMES, SALTS, st.binary())
def test_whoever_has_no_salt_opens_nothing(name, salt, content):
    assert commitment(name, salt, content) != commitment(name, NO_SALT, content)


def test_every_document_has_a_salt_of_its_own():
    salts = {"b": "0b" * 32, "a": "0a" * 32, "never": "0c" * 32}
    found = commitments({"b": b"2", "a": b"1"}, salts)

    assert list(found) == ["a", "b"]
    assert found["a"] == commitment("a", salts["a"], b"1")


def test_a_document_without_a_salt_is_not_committed_to():
    with pytest.raises(KeyError):
        commitments({"a": b"1"}, {})
