"""Tickets are SHA-256 of key and identifier; vectors made elsewhere agree."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.lottery.seed import Keys
from scheduler.lottery.tickets import (
    MAX_WEIGHT,
    as_hex,
    order_by_ticket,
    ticket_order,
    tickets,
    weighted_tickets,
)

VECTORS = Path(__file__).parents[4] / "shared" / "data" / "vectors.json"
KEY = "fb62a8d0f9e0e385d8412ff1aba87a32f2a79670db0c377641a6940a6e6ba6cb"

NAMES = st.lists(st.text("0123456789ABCDEFGH", min_size=1, max_size=18), unique=True)


@pytest.fixture(scope="module")
def vectors():
    if not VECTORS.exists():
        pytest.skip("The test vectors of ../shared/data are not beside this checkout.")
    return json.loads(VECTORS.read_text())["vectors"]["recommended_design"]


def in_hex(values):
    return [as_hex(value) for value in values]


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_ticket_is_the_hash_of_key_and_id():
    # printf '%s%s' $KEY 91330106MA2012345A | sha256sum
    expected = "190da56fc632b9fd1b8ca4f64f06aa9f0b13d22283aad4ece4654e457bb1cea9"

    assert in_hex(tickets(KEY, ["91330106MA2012345A"])) == [expected]


def test_a_weighted_ticket_is_the_smallest_of_as_many_as_the_weight():
    expected = min(sha(f"{KEY}91330106MA2051940L#{j}") for j in range(1, 6))

    assert in_hex(weighted_tickets(KEY, ["91330106MA2051940L"], [5])) == [expected]


def test_weight_one_has_a_ticket_of_its_own_kind():
    assert in_hex(weighted_tickets(KEY, ["A"], [1])) == [sha(f"{KEY}A#1")]


@pytest.mark.parametrize(("weight", "counts_as"), [(-3, 1), (0, 1), (64, 64), (65, 64)])
def test_weights_are_clipped_to_what_can_be_checked_by_hand(weight, counts_as):
    assert MAX_WEIGHT == 64
    expected = min(sha(f"{KEY}A#{j}") for j in range(1, counts_as + 1))
    assert in_hex(weighted_tickets(KEY, ["A"], [weight])) == [expected]


def test_the_published_vectors_have_these_keys_and_tickets(vectors):
    keys = Keys.from_seed(vectors["seed_txt"])
    ids = list(vectors["tickets"])

    assert keys.target == vectors["K_target"]
    assert keys.officer == vectors["K_officer"]
    assert in_hex(tickets(keys.target, ids)) == list(vectors["tickets"].values())


def test_the_published_vectors_have_this_order(vectors):
    assert order_by_ticket(vectors["K_target"], vectors["ids"]) == vectors["order"]


@given(NAMES)
def test_the_order_is_that_of_the_hexadecimal_texts(names):
    assert order_by_ticket(KEY, names) == sorted(names, key=lambda name: sha(KEY + name))


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_the_input_moves_nobody(names, shuffler):
    mixed = list(names)
    shuffler.shuffle(mixed)

    assert order_by_ticket(KEY, mixed) == order_by_ticket(KEY, names)


@given(NAMES, NAMES)
def test_others_move_nobody(names, others):
    together = order_by_ticket(KEY, list({*names, *others}))

    assert [name for name in together if name in set(names)] == order_by_ticket(KEY, names)


def test_equal_tickets_stand_in_the_order_of_their_ids():
    # No two ids are known whose hashes agree, so the words are made up; ids come ascending.
    values = np.array([[7, 0, 0, 2], [7, 0, 0, 1], [7, 0, 0, 2], [6, 9, 9, 9]], np.uint64)

    assert ticket_order(values).tolist() == [3, 1, 0, 2]


@pytest.mark.parametrize("word", range(4))
def test_every_word_of_a_ticket_counts_and_large_ones_are_not_negative(word):
    low, high = np.zeros(4, np.uint64), np.zeros(4, np.uint64)
    low[word], high[word] = 1, 2**64 - 1

    assert ticket_order(np.array([high, low])).tolist() == [1, 0]


def test_nobody_has_no_tickets():
    assert tickets(KEY, []).shape == (0, 4)
    assert order_by_ticket(KEY, []) == []
