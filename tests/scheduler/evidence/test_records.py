"""Records: their bytes are canonical, and every field is what it must be."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from scheduler.domain.problem import DrawNumber
from scheduler.errors import FaultsError
from scheduler.evidence.canonical import canonical
from scheduler.evidence.commitments import sha256_hex
from scheduler.evidence.records import (
    FIELDS as CHECKS,
)
from scheduler.evidence.records import (
    Event,
    moment_text,
    parse_draw,
    read_record,
    write_record,
)
from tests.scheduler.evidence.logs import FIELDS, FIRST, HASH, START, record

WRONG = {
    "party": ["", "a b", "ａmr", 5],
    "commit": ["0a" * 31, "0A" * 32, "0a" * 33, 5, None],
    "profile": ["", 1],
    "algorithms": [[], {"targets": 1}],
    "announced": [0, "no", None],
    "plans": ["P01", ["P02", "P01"], ["P01", "P01"], ["P 1"], [1]],
    "entropy": [[], {}, ["local"], [{}], [{"type": "a b"}]],
    "documents": [{}, [], {"seed.txt": "x"}, {"seed.txt": None}],
    "source": [-1, "0", True, 0.5, None],
    "commitment": ["x", None],
    "lock": ["x", None],
    "number": [-1, True, "1"],
    "kind": ["", "a b"],
    "reason": ["", "a b", "原因"],
    "vacancy": ["x"],
    "by": ["", "a b", 5],
    "second": ["", "a b", None],
    "exec": ["x"],
    "manifest": ["x"],
}
"""What no field may be."""


def told(content, line=0):
    """Return the fields that are wrong with a record."""
    with pytest.raises(FaultsError) as raised:
        read_record(content, line)
    (fault,) = raised.value.faults
    assert (fault.code, fault.place) == ("record-unreadable", f"log.jsonl[{line}]")
    return fault.facts["fields"]


def data_of(kind=Event.LOCK, /, **changes):
    return {**json.loads(record(kind).content), **changes}


@pytest.mark.parametrize("event", Event)
def test_a_record_is_its_bytes(event):
    one = record(event)

    assert read_record(one.content, 0) == one
    assert one.content == canonical(data_of(event))
    assert one.digest == sha256_hex(one.content)
    assert dict(one.fields) == FIELDS[event]
    assert (one.event, one.draw, one.at) == (event, FIRST, START)


@pytest.mark.parametrize(
    ("event", "name", "value"),
    [
        (event, name, value)
        for event in Event
        for name in CHECKS[event]
        for value in WRONG[name]
        if not isinstance(value, float)
    ],
)
def test_a_field_that_is_something_else_is_refused(event, name, value):
    assert told(canonical(data_of(event, **{name: value}))) == name


@pytest.mark.parametrize("event", Event)
def test_no_field_may_be_missing(event):
    for name in CHECKS[event]:
        data = data_of(event)
        del data[name]

        assert told(canonical(data)) == name


@pytest.mark.parametrize("event", Event)
def test_no_field_may_be_too_much(event):
    assert told(canonical(data_of(event, note="x"))) == "note"


@pytest.mark.parametrize("name", ["schema", "event"])
def test_a_record_of_another_kind_is_refused(name):
    assert told(canonical(data_of(**{name: "another"})), line=7) == "event, schema"


@pytest.mark.parametrize("value", [[], {}, ["lock"], None, 5, True])
def test_an_event_that_is_no_text_is_refused(value):
    assert told(canonical(data_of(event=value))) == "event, schema"


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"null", b"5", b"{", b"\xff", b"[" * 100_000],
    ids=["nothing", "a-list", "null", "a-number", "cut", "no-text", "deep"],
)
def test_what_is_no_object_is_refused(content):
    assert told(content) == "event, schema"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b" ",
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b":", b": ", 1),
        lambda content: content.replace(b'"P01"', b'"\\u005001"'),
        lambda content: b'{"draw":"x",' + content[1:],
        lambda content: json.dumps(dict(reversed(json.loads(content).items()))).encode(),
    ],
    ids=["a-blank", "a-mark", "a-blank-inside", "an-escape", "a-key-twice", "another-order"],
)
def test_bytes_that_are_not_canonical_are_refused(change):
    assert told(change(record(Event.LOCK).content)) in {"canonical", "event, schema"}


@pytest.mark.parametrize("number", ["1.5", "1e3", "9007199254740992", "NaN"])
def test_numbers_that_readers_could_tell_apart_are_refused(number):
    """They stand where the form of a source is not checked yet."""
    content = record(Event.LOCK).content.replace(b'"local"', f'"local","x":{number}'.encode())

    assert told(content) == "canonical"


def test_a_source_beyond_all_numbers_is_refused():
    content = record(Event.ENTROPY).content.replace(b'"source":0', b'"source":9007199254740992')

    assert told(content) in {"canonical", "source"}


def test_half_a_sign_is_refused():
    content = record(Event.LOCK).content.replace(b'"targets":"1"', b'"targets":"\\ud800"')

    assert told(content) == "canonical"


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-30T08:00:00",
        "2026-11-30T08:00:00+00:00",
        "2026-11-30T08:00:00.5Z",
        "2026-11-31T08:00:00Z",
        "2026-11-30 08:00:00Z",
        "２026-11-30T08:00:00Z",
        None,
        5,
    ],
)
def test_a_moment_has_one_form(moment):
    assert told(canonical(data_of(at=moment))) == "at"


def test_a_moment_is_told_in_utc_to_the_second():
    beijing = timezone(timedelta(hours=8))
    moment = datetime(2026, 11, 30, 16, 0, 0, 999_999, tzinfo=beijing)

    assert moment_text(moment) == "2026-11-30T08:00:00Z"
    assert record(Event.LOCK, at=moment).at == datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "120116-2026-000012",
        "120116-2026-000012/",
        "120116-2026-000012/0",
        "120116-2026-000012/01",
        "120116-2026-000012/１",
        "120116-2026-000012/1/2",
        "/1",
        "a b/1",
        None,
        5,
        [],
    ],
)
def test_what_is_no_number_of_a_draw_is_refused(text):
    assert parse_draw(text) is None
    assert told(canonical(data_of(draw=text))) == "draw"


def test_a_number_of_a_draw_is_read():
    assert parse_draw("120116-2026-000012/10") == DrawNumber(
        series="120116-2026-000012", attempt=10
    )


def test_a_record_that_could_not_be_read_is_not_written():
    with pytest.raises(FaultsError):
        write_record(Event.COMMIT, FIRST, START, party="a b", commit=HASH)


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("检查结果.csv", True),
        ("x" * 255, True),
        ("x" * 256, False),
        ("", False),
        ("a|b", False),
        ("a\tb", False),
    ],
)
def test_a_document_s_name_cannot_reach_into_its_commitment(name, fits):
    data = data_of(Event.OUTCOME, documents={name: "0" * 64})
    if fits:
        assert read_record(canonical(data), 0).event is Event.OUTCOME
        return
    with pytest.raises(FaultsError):
        read_record(canonical(data), 0)
