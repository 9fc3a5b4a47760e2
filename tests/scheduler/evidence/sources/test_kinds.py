"""The lock's record tells sources as plain entries, and every type reads its own."""

import json

import pytest

from scheduler.errors import FaultsError
from scheduler.evidence.sources.kinds import NAMED, TYPES, read_declarations
from tests.scheduler.evidence.sources.ceremony import AMR, DECLARED, told


def refused(*entries):
    with pytest.raises(FaultsError) as caught:
        read_declarations(entries)
    return told(caught.value.faults)


def test_types_stand_in_the_order_of_the_seed_text():
    assert list(NAMED) == ["commit-reveal", "physical", "local", "drand"]


def test_every_type_has_a_name_of_its_own():
    assert len(NAMED) == len(TYPES)


def test_what_is_declared_crosses_a_file():
    entries = json.loads(json.dumps([declared.entry() for declared in DECLARED]))

    assert read_declarations(entries) == DECLARED


def test_no_entry_declares_nothing():
    assert read_declarations([]) == ()


@pytest.mark.parametrize("entry", [{"type": "dice"}, {}, {"type": None}, {"type": ["local"]}])
def test_refuses_a_type_that_is_unknown(entry):
    assert refused({"type": "local"}, entry) == {"entropy[1].type": "unknown-entropy-type"}


def test_refuses_a_field_that_is_missing_or_unknown():
    found = refused({"type": "physical", "what": "dice", "sides": 6})

    assert found == {"entropy[0].digits": "missing-key", "entropy[0].sides": "unknown-key"}


@pytest.mark.parametrize("digits", ["6", 6.0, True, None])
def test_refuses_a_number_that_is_none(digits):
    found = refused({"type": "physical", "what": "dice", "digits": digits})

    assert found == {"entropy[0].digits": "not-a-count"}


def test_refuses_a_text_that_is_none():
    found = refused({"type": "commit-reveal", "party": 7, "commit": AMR.commit})

    assert found == {"entropy[0].party": "not-a-text"}


def test_tells_what_is_wrong_with_all_entries_at_once():
    found = refused(
        {"type": "commit-reveal", "party": "a b", "commit": "0" * 64},
        {"type": "physical", "what": "dice", "digits": 0},
        {"type": "coin"},
    )

    assert found == {
        "entropy[0].party": "not-a-plain-id",
        "entropy[1].digits": "entropy-number-range",
        "entropy[2].type": "unknown-entropy-type",
    }
