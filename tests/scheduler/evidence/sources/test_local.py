"""What the operator's machine makes is 64 hexadecimal digits, and never called independent."""

import pytest

from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.kind import Known, Who
from scheduler.evidence.sources.local import Local
from tests.scheduler.evidence.sources.ceremony import checked


def test_its_line_is_its_name_and_the_digits():
    assert Local().line(Delivery(value="5e" * 32)) == "local " + "5e" * 32


def test_the_record_of_the_lock_tells_its_type_only():
    assert Local().entry() == {"type": "local"}


def test_the_operator_chooses_and_withholds():
    kind = Local.KIND

    assert (kind.can_choose, kind.can_withhold) == (Who.OPERATOR, Who.OPERATOR)
    assert (kind.known, kind.independent) == (Known.MADE, False)


def test_accepts_64_hexadecimal_digits():
    assert checked(Local(), "5e" * 32) == []


@pytest.mark.parametrize("value", ["5E" * 32, "5e" * 31, "5e" * 33, "5g" * 32, "", "５ｅ" * 32])
def test_refuses_anything_else(value):
    assert checked(Local(), value) == ["not-64-hex-digits"]


def test_refuses_a_line_of_another_type():
    line = "physical " + "5e" * 32

    assert [fault.code for fault in Local().check(line, {}, None)] == ["entropy-line-unlike"]


def test_refuses_a_proof_that_nobody_asked_for():
    assert checked(Local(), "5e" * 32, signature="00") == ["entropy-proof-unasked"]
