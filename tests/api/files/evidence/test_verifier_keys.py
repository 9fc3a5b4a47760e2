"""keys.txt: which key signed which part of a log."""

from __future__ import annotations

import pytest

from api.files.evidence.verifier_keys import KeyTerm, VerifierKeys, parse_keys
from scheduler.evidence.keys import KeyTextError, KeyType, SigningKey
from tests.api.files.evidence.offices import ORIGIN, SECRETS

A, B, C = (SigningKey(ORIGIN, KeyType.NOTE, secret).verifier for secret in SECRETS[:3])
OTHER = SigningKey("other", KeyType.NOTE, SECRETS[3]).verifier
ALL = VerifierKeys((KeyTerm(A, 3), KeyTerm(B, 7), KeyTerm(C)))


def test_keys_are_lines_in_the_order_in_which_they_signed():
    assert ALL.encode().decode() == f"{A} until 3\n{B} until 7\n{C}\n"
    assert parse_keys(ALL.encode()) == ALL


def test_a_key_counts_up_to_the_size_at_which_it_ended():
    assert ALL.at(0) == (A, B, C)
    assert ALL.at(3) == (A, B, C)
    assert ALL.at(4) == (B, C)
    assert ALL.at(8) == (C,)


def test_a_rotation_ends_the_current_key():
    first = VerifierKeys(()).followed_by(A, 0)
    assert (first.current, first.encode().decode()) == (A, f"{A}\n")
    assert first.followed_by(B, 3).followed_by(C, 7) == ALL
    assert ALL.current == C


def test_a_key_does_not_come_back():
    with pytest.raises(KeyTextError):
        ALL.followed_by(A, 9)


def test_no_keys_are_an_empty_file():
    assert parse_keys(b"") == VerifierKeys(())
    assert VerifierKeys(()).current is None


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f"{A}", 1),
        (f"{A}\n\n", 2),
        (f"{A}\n{B}\n", 1),
        (f"{A} until 3\n", 1),
        (f"{A} until 7\n{B} until 3\n{C}\n", 2),
        (f"{A} until 03\n{B}\n", 1),
        (f"{A} until \n{B}\n", 1),
        (f"{A} until -1\n{B}\n", 1),
        (f"{A} from 3\n{B}\n", 1),
        (f"{A} until 3\nkey\n", 2),
        (f"{A} until 3\n{OTHER}\n", 2),
        (f"{A}\r\n", 1),
        ("\udcff\n", 1),
    ],
)
def test_another_form_is_refused_with_its_line(content, line):
    with pytest.raises(KeyTextError) as refused:
        parse_keys(content.encode(errors="surrogateescape"))

    assert refused.value.facts["line"] == line
