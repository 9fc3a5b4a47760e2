"""One draw with every type of source is in order; each single change to it is told by its name."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.evidence.sources.chains import DEFAULT
from scheduler.evidence.sources.checking import check_declarations, check_delivery, check_entropy
from scheduler.evidence.sources.commit_reveal import CommitReveal, nonce_commitment
from scheduler.evidence.sources.context import Context, Published
from scheduler.evidence.sources.drand import Drand
from scheduler.evidence.sources.physical import Physical
from tests.scheduler.evidence.sources.ceremony import (
    AMR,
    BEACON,
    CONTEXT,
    DECLARED,
    DICE,
    DRAW,
    JUSTICE,
    LOCKED_AT,
    MACHINE,
    NONCES,
    PUBLISHED,
    ROUND_AT,
    changed,
    told,
)

SECOND = timedelta(seconds=1)
SIGNS = st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("０９ａ，　")


def of_lock(*declared, **changes):
    return told(check_declarations(declared, replace(CONTEXT, **changes)))


def of_source(number, **changes):
    found = replace(PUBLISHED[number], **changes)
    return told(check_delivery(DECLARED, number, found, CONTEXT))


def of_draw(published, declared=DECLARED, **changes):
    return told(check_entropy(declared, published, replace(CONTEXT, **changes)))


# what is declared


def test_accepts_one_source_of_every_type():
    assert of_lock(*DECLARED) == {}


def test_refuses_a_lock_without_a_source():
    assert of_lock(require_independent=False) == {"entropy": "no-entropy"}


def test_refuses_local_sources_alone_where_the_policy_asks_for_independent_ones():
    assert of_lock(MACHINE) == {"entropy": "entropy-not-independent"}


def test_accepts_local_sources_alone_where_it_does_not():
    assert of_lock(MACHINE, require_independent=False) == {}


@pytest.mark.parametrize("independent", [AMR, DICE, BEACON], ids=lambda one: one.KIND.name)
def test_accepts_one_independent_source_beside_a_local_one(independent):
    declared = (MACHINE, BEACON) if independent is BEACON else (independent, MACHINE)

    assert of_lock(*declared) == {}


@pytest.mark.parametrize(
    "declared",
    [(BEACON, MACHINE), (MACHINE, DICE), (DICE, AMR), (BEACON, AMR)],
    ids=lambda two: f"{two[0].KIND.name}-{two[1].KIND.name}",
)
def test_refuses_types_out_of_order(declared):
    assert of_lock(*declared) == {"entropy[1].type": "entropy-out-of-order"}


def test_accepts_parties_in_any_order():
    assert of_lock(JUSTICE, AMR) == {}


def test_refuses_the_same_party_twice():
    again = CommitReveal(party="amr", commit=nonce_commitment(DRAW, "amr", "0c" * 32))
    logged = CONTEXT.logged | {("amr", again.commit)}

    assert of_lock(AMR, again, logged=logged) == {"entropy[1]": "entropy-declared-twice"}


def test_refuses_a_party_that_copies_the_commitment_of_another():
    copied = CommitReveal(party="copy", commit=AMR.commit)
    logged = CONTEXT.logged | {("copy", AMR.commit)}

    assert of_lock(AMR, copied, logged=logged) == {"entropy[1].commit": "commitment-reused"}


def test_refuses_the_same_throw_twice_but_not_two_kinds_of_throw():
    assert of_lock(DICE, DICE) == {"entropy[1]": "entropy-declared-twice"}
    assert of_lock(DICE, Physical(what="balls", digits=6)) == {}


def test_tells_what_each_type_refuses_with_the_number_of_the_source():
    found = of_lock(AMR, replace(BEACON, round=1), logged=frozenset())

    assert found == {
        "entropy[0].commit": "commitment-not-logged",
        "entropy[1].round": "round-known-before-lock",
    }


# what was delivered


def test_accepts_what_all_sources_delivered():
    assert of_draw(PUBLISHED) == {}


def test_tells_faults_of_the_lock_as_well():
    assert of_draw(PUBLISHED, earlier_commits=frozenset({AMR.commit})) == {
        "entropy[0].commit": "commitment-reused"
    }


@pytest.mark.parametrize("number", PUBLISHED)
def test_refuses_a_missing_source(number):
    published = {other: one for other, one in PUBLISHED.items() if other != number}

    assert of_draw(published) == {f"sources[{number}]": "entropy-missing"}


def test_refuses_a_source_too_many():
    assert of_draw(PUBLISHED | {5: PUBLISHED[3]}) == {"sources[5]": "entropy-not-declared"}


def test_refuses_lines_that_changed_places():
    swapped = PUBLISHED | {0: PUBLISHED[1], 1: PUBLISHED[0]}

    assert of_draw(swapped) == {
        "sources[0].line": "entropy-line-unlike",
        "sources[1].line": "entropy-line-unlike",
    }


def test_refuses_a_nonce_that_two_parties_share():
    nonce = NONCES["amr"]
    twin = CommitReveal(party="justice", commit=nonce_commitment(DRAW, "justice", nonce))
    logged = frozenset({("amr", AMR.commit), ("justice", twin.commit)})
    declared = (AMR, twin, *DECLARED[2:])

    found = of_draw(changed(1, line=f"commit-reveal justice {nonce}"), declared, logged=logged)

    assert found == {"sources[1].line": "nonce-reused"}


def test_accepts_deliveries_from_the_moment_of_the_lock():
    assert of_source(3, at=LOCKED_AT) == {}
    assert of_draw(changed(3, at=LOCKED_AT), locked_at=LOCKED_AT.replace(microsecond=9)) == {}


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_refuses_what_was_delivered_before_the_lock(number):
    found = of_source(number, at=LOCKED_AT - SECOND)

    assert found == {f"sources[{number}].at": "entropy-before-lock"}


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_accepts_a_delivery_until_a_second_before_the_round(number):
    assert of_source(number, at=ROUND_AT - SECOND) == {}


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_refuses_what_was_delivered_when_the_beacon_was_known(number):
    late = {f"sources[{number}].at": "entropy-after-beacon"}

    assert of_source(number, at=ROUND_AT) == late
    assert of_source(number, at=ROUND_AT + SECOND) == late


def test_of_two_beacons_the_first_counts():
    slow = Drand.after(DEFAULT, LOCKED_AT)
    assert slow.known_from > BEACON.known_from
    found = check_delivery((AMR, slow, BEACON), 0, changed(0, at=ROUND_AT)[0], CONTEXT)

    assert told(found) == {"sources[0].at": "entropy-after-beacon"}


def test_accepts_any_moment_where_no_beacon_is_declared():
    late = changed(0, at=ROUND_AT + timedelta(days=3))
    published = {number: late[number] for number in range(4)}

    assert of_draw(published, DECLARED[:4]) == {}


def test_accepts_a_beacon_from_the_moment_of_its_round():
    assert of_source(4, at=ROUND_AT) == {}


def test_refuses_a_beacon_that_was_there_before_its_round():
    found = of_source(4, at=ROUND_AT - SECOND)

    assert found == {"sources[4].at": "beacon-before-its-round"}


def test_tells_everything_at_once():
    published = changed(2, line="physical dice 31415９", at=ROUND_AT)
    del published[0]

    assert of_draw(published, logged=frozenset({("amr", AMR.commit)})) == {
        "entropy[1].commit": "commitment-not-logged",
        "sources[0]": "entropy-missing",
        "sources[2].line": "digits-not-ascii",
        "sources[2].at": "entropy-after-beacon",
    }


# one delivery alone


def test_accepts_a_delivery_while_others_are_missing():
    assert check_delivery(DECLARED, 1, PUBLISHED[1], CONTEXT) == ()


def test_refuses_a_wrong_delivery_by_the_number_of_its_source():
    found = check_delivery(DECLARED, 1, PUBLISHED[0], CONTEXT)

    assert told(found) == {"sources[1].line": "entropy-line-unlike"}


@pytest.mark.parametrize("number", [5, -1])
def test_refuses_a_delivery_of_a_source_that_nobody_declared(number):
    (fault,) = check_delivery(DECLARED, number, PUBLISHED[0], CONTEXT)

    assert (fault.code, fault.place) == ("entropy-not-declared", f"sources[{number}]")
    assert fault.facts == {"declared": 5}


# lines, character by character


@st.composite
def mutilated(draw, line):
    """A text that differs from *line* in one character: another, one more, or one less."""
    position = draw(st.integers(0, len(line) - 1))
    new = draw(st.sampled_from(["", line[position] + draw(SIGNS)]) | SIGNS)
    text = line[:position] + new + line[position + 1 :]
    return text if text != line else line + "0"


@given(mutilated(PUBLISHED[0].line))
def test_a_reveal_changed_in_any_character_is_refused(line):
    assert check_delivery(DECLARED, 0, replace(PUBLISHED[0], line=line), CONTEXT)


@settings(max_examples=25)  # a signature takes a quarter of a second
@given(mutilated(PUBLISHED[4].line))
def test_a_beacon_changed_in_any_character_is_refused(line):
    assert check_delivery(DECLARED, 4, replace(PUBLISHED[4], line=line), CONTEXT)


@given(mutilated(PUBLISHED[2].line))
def test_a_throw_is_refused_unless_it_is_as_many_other_digits(line):
    head, value = line[:14], line[14:]
    could_be = head == "physical dice " and len(value) == 6 and set(value) <= set("0123456789")

    assert could_be or check_delivery(DECLARED, 2, replace(PUBLISHED[2], line=line), CONTEXT)


# values


def test_a_moment_without_its_zone_does_not_exist():
    naive = datetime(2026, 11, 30, 8)  # noqa: DTZ001 - that is what is refused

    with pytest.raises(ValueError, match="time zone"):
        Context(draw=DRAW, locked_at=naive)
    with pytest.raises(ValueError, match="time zone"):
        Published(line="local", at=naive)
