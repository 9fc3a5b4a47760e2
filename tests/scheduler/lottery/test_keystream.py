"""The keystream is ChaCha20 of RFC 8439, and how much is asked for at a time changes nothing."""

import hashlib
import struct

import numpy as np
import pytest

from scheduler.lottery.keystream import Keystream

CONSTANTS = struct.unpack("<4I", b"expand 32-byte k")
QUARTERS = (
    *((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)),
    *((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)),
)


def block(key: bytes, counter: int, nonce: bytes) -> bytes:
    """The ChaCha20 block function, written from RFC 8439 section 2.3."""
    start = [*CONSTANTS, *struct.unpack("<8I", key), counter, *struct.unpack("<3I", nonce)]
    state = list(start)
    for _ in range(10):
        for a, b, c, d in QUARTERS:
            for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                state[x] = (state[x] + state[y]) & 0xFFFFFFFF
                mixed = state[z] ^ state[x]
                state[z] = ((mixed << turn) | (mixed >> (32 - turn))) & 0xFFFFFFFF
    return struct.pack("<16I", *((x + y) & 0xFFFFFFFF for x, y in zip(state, start, strict=True)))


@pytest.mark.parametrize(
    ("key", "counter", "nonce", "expected"),
    [
        # RFC 8439 section 2.3.2
        (
            bytes(range(32)),
            1,
            bytes.fromhex("000000090000004a00000000"),
            """10f1e7e4d13b5915500fdd1fa32071c4 c7d1f4c733c068030422aa9ac3d46c4e
            d2826446079faa0914c2d705d98b02a2 b5129cd1de164eb9cbd083e8a2503c4e""",
        ),
        # RFC 8439 appendix A.1, test vector 1
        (
            bytes(32),
            0,
            bytes(12),
            """76b8e0ada0f13d90405d6ae55386bd28 bdd219b8a08ded1aa836efcc8b770dc7
            da41597c5157488d7724e03fb8d84a37 6a43b8f41518a11cc387b669b2ee6586""",
        ),
    ],
)
def test_the_reference_gives_the_vectors_of_the_rfc(key, counter, nonce, expected):
    assert block(key, counter, nonce) == bytes.fromhex(expected)


def test_the_stream_is_chacha20_keyed_by_the_hash_of_the_label():
    key = hashlib.sha256(b"K/pool/B01").digest()
    expected = b"".join(block(key, counter, bytes(12)) for counter in range(3))

    assert Keystream("K/pool/B01").words(48).tolist() == list(struct.unpack("<48I", expected))


def test_words_asked_for_in_pieces_are_the_same_words():
    whole, pieces = Keystream("label").words(1000), Keystream("label")

    joined = np.concatenate([pieces.words(count) for count in (1, 15, 16, 17, 300, 0, 651)])
    assert joined.tolist() == whole.tolist()


def test_words_are_numbers_of_this_machine():
    assert Keystream("label").words(3).dtype == np.dtype(np.uint32)


def test_another_label_is_another_stream():
    assert Keystream("K/pool/B01").words(8).tolist() != Keystream("K/pool/B02").words(8).tolist()
