"""Thrown digits are as many as declared, and of ASCII."""

import pytest

from scheduler.errors import FaultsError
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.kind import Known, Who
from scheduler.evidence.sources.physical import Physical
from tests.scheduler.evidence.sources.ceremony import DICE, checked


def test_its_line_names_what_is_thrown():
    assert DICE.line(Delivery(value="314159")) == "physical dice 314159"


def test_the_record_of_the_lock_tells_what_is_thrown_and_how_many_digits():
    assert DICE.entry() == {"type": "physical", "what": "dice", "digits": 6}


def test_the_thrower_chooses_and_the_operator_withholds():
    kind = Physical.KIND

    assert (kind.can_choose, kind.can_withhold) == (Who.THROWER, Who.OPERATOR)
    assert (kind.known, kind.independent) == (Known.THROW, True)


@pytest.mark.parametrize("what", ["two dice", "骰子", "", "a|b"])
def test_what_is_thrown_has_a_plain_name(what):
    with pytest.raises(FaultsError) as caught:
        Physical(what=what, digits=6)

    assert [fault.code for fault in caught.value.faults] == ["not-a-plain-id"]


def test_one_digit_is_enough_to_exist():
    assert Physical(what="dice", digits=1).digits == 1


@pytest.mark.parametrize("digits", [0, -1, 2**32])
def test_no_digit_is_not(digits):
    with pytest.raises(FaultsError) as caught:
        Physical(what="dice", digits=digits)

    assert [fault.code for fault in caught.value.faults] == ["entropy-number-range"]


def test_accepts_as_many_digits_as_declared():
    assert checked(DICE, "012345") == []


@pytest.mark.parametrize("value", ["12345", "1234567", ""])
def test_refuses_another_number_of_digits(value):
    assert checked(DICE, value) == ["digits-miscounted"]


@pytest.mark.parametrize(
    "value",
    [
        "３１４１５９",  # full-width
        "31415９",
        "٣١٤١٥٩",  # Arabic
        "31415a",
        "+31415",
        "3.1415",
    ],
)
def test_refuses_digits_that_are_not_of_ascii(value):
    assert checked(DICE, value) == ["digits-not-ascii"]


def test_tells_both_at_once():
    assert checked(DICE, "３１") == ["digits-not-ascii", "digits-miscounted"]


def test_refuses_digits_in_groups():
    faults = DICE.check("physical dice 314 159", {}, None)

    assert [fault.code for fault in faults] == ["entropy-line-unlike"]
