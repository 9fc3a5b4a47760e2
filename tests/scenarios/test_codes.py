import numpy as np
import pytest

from scenarios.codes import legacy_numbers, social_credit_codes
from scheduler.domain.identifiers import IdKind, id_kind

SEED = 7


def codes(registration, *, is_new, count=500):
    return social_credit_codes(
        np.full(count, registration), np.full(count, is_new), rng=np.random.default_rng(SEED)
    )


@pytest.mark.parametrize("registration", ["91", "92", "93", "12", "52"])
@pytest.mark.parametrize("is_new", [False, True])
def test_codes_have_a_right_check_character(registration, is_new):
    assert {id_kind(code) for code in codes(registration, is_new=is_new)} == {IdKind.USCC}


@pytest.mark.parametrize("is_new", [False, True])
def test_no_code_is_given_twice(is_new):
    assert len(set(codes("91", is_new=is_new))) == 500


def test_codes_name_the_division_and_the_series():
    assert all(code.startswith("91120116MA") for code in codes("91", is_new=True))


def test_organisation_codes_have_their_own_check_character():
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    for code in codes("91", is_new=True) + codes("91", is_new=False):
        body, check = code[8:16], code[16]
        total = sum(int(char, 36) * weight for char, weight in zip(body, weights, strict=True))
        assert check == "0123456789X0"[11 - total % 11]


def test_legacy_numbers_have_15_digits_and_a_check_digit():
    numbers = legacy_numbers(500, rng=np.random.default_rng(SEED))

    assert len(set(numbers)) == 500
    assert {id_kind(number) for number in numbers} == {IdKind.LEGACY}
    assert all(len(number) == 15 and is_mod_11_10(number) for number in numbers)


def is_mod_11_10(number):
    product = 10
    for digit in number[:-1]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (product + int(number[-1])) % 10 == 1
