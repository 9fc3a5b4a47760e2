"""Signatures of real networks are good for their own round, and points are checked first."""

import subprocess
import sys

import pytest

from scheduler.evidence.sources import bls
from scheduler.evidence.sources.pairing_library import decompress_G1, decompress_G2
from tests.scheduler.evidence.sources.beacons import QUICK, REAL, SCHEMES, VECTORS, vectors

INFINITY = b"\xc0"


def verified(known, number=None):
    chain = known.chain
    message = chain.scheme.message(number or known.number, bytes.fromhex(known.previous))
    return bls.is_signed(chain.scheme, chain.public_key, message, bytes.fromhex(known.signature))


def shared_rounds():
    if not VECTORS.exists():
        reason = "The test vectors of ../shared/data are not beside this checkout."
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    return [
        pytest.param(one, id=f"{one['network'].split()[0]}-{one['round']}")
        for one in vectors("drand")["rounds"]
    ]


@pytest.mark.parametrize("known", REAL, ids=lambda one: f"{one.chain.name}-{one.number}")
def test_a_real_round_was_signed_by_its_network(known):
    assert verified(known)


@pytest.mark.parametrize("known", REAL, ids=lambda one: f"{one.chain.name}-{one.number}")
def test_its_signature_is_not_good_for_the_next_round(known):
    assert not verified(known, known.number + 1)


@pytest.mark.parametrize("known", shared_rounds())
def test_all_shared_rounds_were_signed_by_their_networks(known):
    scheme = SCHEMES[known["scheme"]]
    key, signature, previous = (
        bytes.fromhex(known.get(name, ""))
        for name in ("public_key", "signature", "previous_signature")
    )

    assert bls.is_signed(scheme, key, scheme.message(known["round"], previous), signature)


def test_what_must_fail_does():
    for known in vectors("drand")["must_fail"]:
        assert known["network"] == QUICK.chain.name
        message = QUICK.chain.scheme.message(known["round"], b"")
        signature = bytes.fromhex(known["signature"])

        assert not bls.is_signed(QUICK.chain.scheme, QUICK.chain.public_key, message, signature)


def test_another_networks_key_is_not_good():
    keys = bytes.fromhex(  # of a test network: github.com/drand/drand-client at b9572b2e
        "81d320f220ee9c79e60e19dedc838c31e3ab919b15481e9feb52f643628c4f6a"
        "13fdc52129493875a818109d767272ca0541cbcdcea9335f2870d781b39b845b"
        "a8cbd44fdfe4967781cf72ca5917fc9398bcf97ca0548ed5a709016c4b1ff0f3"
    )
    message = QUICK.chain.scheme.message(QUICK.number, b"")

    assert not bls.is_signed(QUICK.chain.scheme, keys, message, bytes.fromhex(QUICK.signature))


def outside_the_group(decompress, length):
    """Return the first bytes that are a point of the curve; nearly none is one of the group."""
    for x in range(100):
        content = bytes([0x80]) + x.to_bytes(length - 1, "big")
        halves = int.from_bytes(content[:48], "big"), int.from_bytes(content[48:], "big")
        try:
            decompress(halves[0] if length == 48 else halves)
        except ValueError:
            continue
        return content
    raise AssertionError


BAD_IN_G1 = {
    "empty": b"",
    "too short": bytes.fromhex(QUICK.signature)[:-1],
    "too long": bytes.fromhex(QUICK.signature) + b"\0",
    "not compressed": bytes.fromhex("3713" + QUICK.signature[4:]),
    "x beyond the field": b"\x9f" + b"\xff" * 47,
    "x of no point": b"\x80" + (1).to_bytes(47, "big"),
    "infinity": INFINITY + bytes(47),
    "infinity with a sign": b"\xe0" + bytes(47),
    "another group": outside_the_group(decompress_G1, 48),
}
KEY = QUICK.chain.public_key
BAD_IN_G2 = {
    "empty": b"",
    "too short": KEY[:-1],
    "of the other group": bytes.fromhex(QUICK.signature),
    "not compressed": bytes([KEY[0] & 0x7F]) + KEY[1:],
    "x beyond the field": b"\x9f" + b"\xff" * 95,
    "flags in the second half": KEY[:48] + bytes([KEY[48] | 0x80]) + KEY[49:],
    "infinity": INFINITY + bytes(95),
    "another group": outside_the_group(decompress_G2, 96),
}


@pytest.mark.parametrize("content", BAD_IN_G1.values(), ids=BAD_IN_G1)
def test_refuses_what_is_no_point_of_the_small_group(content):
    with pytest.raises(bls.PointError):
        bls.point_of_g1(content)


@pytest.mark.parametrize("content", BAD_IN_G2.values(), ids=BAD_IN_G2)
def test_refuses_what_is_no_point_of_the_large_group(content):
    with pytest.raises(bls.PointError):
        bls.point_of_g2(content)


def test_accepts_points_of_both_groups():
    bls.point_of_g1(bytes.fromhex(QUICK.signature))
    bls.point_of_g2(KEY)


def test_a_key_is_checked_as_well():
    with pytest.raises(bls.PointError):
        bls.is_signed(QUICK.chain.scheme, INFINITY + bytes(95), b"", bytes.fromhex(QUICK.signature))


def test_loading_the_library_leaves_the_recursion_limit_alone():
    code = (
        "import sys; before = sys.getrecursionlimit(); "
        "import scheduler.evidence.sources.bls; sys.exit(sys.getrecursionlimit() != before)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
