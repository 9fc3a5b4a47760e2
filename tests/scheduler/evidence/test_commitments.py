"""Commitments bind a name, a salt and a content, and nothing else opens them."""

from __future__ import annotations

import hashlib
from itertools import combinations

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


@given(NAMES, SALTS, st.binary(), NAMES, SALTS, st.binary())
def test_another_name_salt_or_content_opens_nothing(name, salt, content, *other):
    same = (name, salt, content) == other

    assert (commitment(name, salt, content) == commitment(*other)) is same


def test_the_end_of_a_name_cannot_pass_for_a_salt():
    texts = [("a", "0a" * 32, b"|x"), ("a|" + "0a" * 32, "", b"x"), ("a", "", b"0a" * 32 + b"|x")]

    for one, other in combinations(texts, 2):
        assert commitment(*one) != commitment(*other) or one[1] != other[1]


def test_every_document_has_a_salt_of_its_own():
    salts = {"b": "0b" * 32, "a": "0a" * 32, "never": "0c" * 32}
    found = commitments({"b": b"2", "a": b"1"}, salts)

    assert list(found) == ["a", "b"]
    assert found["a"] == commitment("a", salts["a"], b"1")


def test_a_document_without_a_salt_is_not_committed_to():
    with pytest.raises(KeyError):
        commitments({"a": b"1"}, {})
