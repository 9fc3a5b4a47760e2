"""Lines stand in declared order, whatever came first, and none is missing or too many."""

import pytest

from scheduler.domain.problem import DrawNumber
from scheduler.errors import FaultsError
from scheduler.evidence.sources.assembling import seed_lines
from scheduler.evidence.sources.commit_reveal import CommitReveal
from scheduler.evidence.sources.context import Delivery
from scheduler.lottery.seed import seed_text
from tests.scheduler.evidence.sources.beacons import QUICK, vectors
from tests.scheduler.evidence.sources.ceremony import BEACON, DECLARED, DELIVERED, DRAW, told


def refused(deliveries):
    with pytest.raises(FaultsError) as caught:
        seed_lines(DECLARED, deliveries)
    return told(caught.value.faults)


def test_lines_stand_in_declared_order():
    assert seed_lines(DECLARED, DELIVERED) == (
        "commit-reveal amr " + "0a" * 32,
        "commit-reveal justice " + "0b" * 32,
        "physical dice 314159",
        "local " + "5e" * 32,
        f"drand {QUICK.chain.hash} 657413 {QUICK.randomness}",
    )


def test_the_order_in_which_they_came_does_not_matter():
    late = dict(reversed(DELIVERED.items()))

    assert seed_lines(DECLARED, late) == seed_lines(DECLARED, DELIVERED)


def test_they_make_a_seed_text():
    text = seed_text(DRAW, seed_lines(DECLARED, DELIVERED))

    assert text.startswith(
        "doubledraw-seed-1\ndraw 120116-2026-000012/1\nentropy commit-reveal amr 0a0a"
    )


def test_lines_that_shared_vectors_have_too_are_the_same():
    known = vectors("recommended_design")
    declared = [CommitReveal(party=one, commit=commit) for one, commit in known["commits"].items()]
    deliveries = [Delivery(value=nonce) for nonce in known["nonces"].values()]
    lines = seed_lines(
        (*declared, BEACON), dict(enumerate((*deliveries, BEACON.delivery(QUICK.signature))))
    )

    text = seed_text(DrawNumber(series="330106-2026-000001"), lines).splitlines()[1:]
    expected = known["seed_txt"].splitlines()[1:]
    assert text == [line for line in expected if not line.startswith("entropy dice")]


def test_refuses_a_missing_source():
    missing = {number: one for number, one in DELIVERED.items() if number != 2}

    assert refused(missing) == {"sources[2]": "entropy-missing"}


def test_refuses_a_source_too_many():
    more = DELIVERED | {5: DELIVERED[3]}

    assert refused(more) == {"sources[5]": "entropy-not-declared"}


@pytest.mark.parametrize("value", ["", "5e5e", "5e" * 32 + "\nentropy local", " " + "5e" * 32])
def test_refuses_a_value_that_has_not_the_form_of_its_type(value):
    wrong = DELIVERED | {3: Delivery(value=value)}

    assert refused(wrong) == {"sources[3].line": "not-64-hex-digits"}


def test_tells_all_of_it_at_once():
    wrong = {
        0: DELIVERED[0],
        2: Delivery(value="３"),
        3: DELIVERED[3],
        4: DELIVERED[4],
        -1: DELIVERED[1],
    }

    assert set(refused(wrong)) == {"sources[1]", "sources[2].line", "sources[-1]"}
