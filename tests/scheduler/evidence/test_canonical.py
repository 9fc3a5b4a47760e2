"""Canonical JSON: the form of RFC 8785, and what is never written."""

from __future__ import annotations

import json
from enum import IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.evidence.canonical import NotCanonicalError, canonical
from tests.scheduler.evidence.vectors import shared

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_text_and_literals_are_those_of_the_sample_in_rfc_8785():
    # RFC 8785 section 3.2.2, without its floats.
    sample = {"string": '€$\x0f\nA\'B"\\\\"/', "literals": [None, True, False]}

    expected = r"""{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"""
    assert canonical(sample).decode() == expected


def test_keys_are_sorted_by_their_utf_16_code_units():
    # RFC 8785 section 3.2.3: an emoji sorts before U+FB33, other than by code points.
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\xf6"]

    written = canonical(dict.fromkeys(keys, 0)).decode()

    assert list(json.loads(written)) == [
        "\r",
        "1",
        "\x80",
        "\xf6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


def test_the_shared_sample_is_written_alike_but_for_its_floats():
    sample = shared("rfc8785_jcs")
    data, expected = json.loads(sample["input_json"]), json.loads(sample["output"])
    del data["numbers"], expected["numbers"]

    assert canonical(data).decode() == json.dumps(
        expected, separators=(",", ":"), ensure_ascii=False
    )


@given(VALUES)
def test_what_is_written_is_read_back_and_written_again_alike(value):
    written = canonical(value)

    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written
    assert not written.endswith(b"\n")


@given(st.dictionaries(st.text(), st.integers(0, 9)), st.randoms(use_true_random=False))
def test_the_order_of_insertion_does_not_matter(data, shuffler):
    items = list(data.items())
    shuffler.shuffle(items)

    assert canonical(dict(items)) == canonical(data)


def test_a_list_and_a_tuple_are_one():
    assert canonical({"a": (1, [2])}) == b'{"a":[1,[2]]}'


class Colour(IntEnum):
    RED = 2**53


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (1.0, "$"),
        ({"a": [1, 0.5]}, "$.a[1]"),
        (float("nan"), "$"),
        (2**53, "$"),
        (-(2**53), "$"),
        ([Colour.RED], "$[0]"),
        ({1: "a"}, "$"),
        ({"a": b"bytes"}, "$.a"),
        ({"a": {"b": {1, 2}}}, "$.a.b"),
        ("half \ud800 of a pair", "$"),
        ({"half \ud800": 1}, "$"),
    ],
)
def test_what_others_might_read_otherwise_is_refused_with_its_place(value, place):
    with pytest.raises(NotCanonicalError) as refused:
        canonical(value)

    assert refused.value.facts["place"] == place
    assert place in str(refused.value)


@pytest.mark.parametrize("value", [2**53 - 1, -(2**53) + 1])
def test_the_largest_integers_are_written(value):
    assert canonical(value) == str(value).encode()
