"""BLS signatures on BLS12-381, as drand makes them.

Loading the library takes longer than most checks: import this module where a signature is at hand.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from scheduler.errors import SchedulerError
from scheduler.evidence.sources.chains import Scheme
from scheduler.evidence.sources.pairing_library import (
    G1,
    G2,
    G1Compressed,
    G1Uncompressed,
    G2Compressed,
    G2Uncompressed,
    decompress_G1,
    decompress_G2,
    final_exponentiate,
    hash_to_G1,
    hash_to_G2,
    is_inf,
    neg,
    pairing,
    subgroup_check,
)

G1_BYTES = 48
G2_BYTES = 96

SHA256: Any = sha256
"""The library asks for a hash, and calls it as the function that makes one."""


class PointError(SchedulerError):
    """Some bytes are no point that a key or a signature could be."""

    code = "signature-not-a-point"


def is_signed(scheme: Scheme, public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether *signature* is that of *message* under *public_key*.

    Raises:
        PointError: if key or signature is no point of its group, or the point at infinity.
    """
    if scheme.signs_in_g1:
        signed, key = point_of_g1(signature), point_of_g2(public_key)
        hashed = hash_to_G1(message, scheme.tag, SHA256)
        return _pair_to_one((G2, signed), (key, neg(hashed)))
    signed_in_g2, key_in_g1 = point_of_g2(signature), point_of_g1(public_key)
    hashed_to_g2 = hash_to_G2(message, scheme.tag, SHA256)
    return _pair_to_one((signed_in_g2, G1), (hashed_to_g2, neg(key_in_g1)))


def point_of_g1(content: bytes) -> G1Uncompressed:
    """Return the point of G1 that 48 bytes stand for; raise PointError if they stand for none."""
    if len(content) != G1_BYTES:
        raise PointError
    try:
        point = decompress_G1(G1Compressed(int.from_bytes(content, "big")))
    except ValueError as error:
        raise PointError from error
    if is_inf(point) or not subgroup_check(point):
        raise PointError
    return point


def point_of_g2(content: bytes) -> G2Uncompressed:
    """Return the point of G2 that 96 bytes stand for; raise PointError if they stand for none."""
    if len(content) != G2_BYTES:
        raise PointError
    halves = (int.from_bytes(content[:G1_BYTES], "big"), int.from_bytes(content[G1_BYTES:], "big"))
    try:
        point = decompress_G2(G2Compressed(halves))
    except ValueError as error:
        raise PointError from error
    if is_inf(point) or not subgroup_check(point):
        raise PointError
    return point


def _pair_to_one(
    first: tuple[G2Uncompressed, G1Uncompressed], second: tuple[G2Uncompressed, G1Uncompressed]
) -> bool:
    """Tell whether two pairings multiply to one; their slow last step is done once for both."""
    product = pairing(*first, final_exponentiate=False) * pairing(*second, final_exponentiate=False)
    power = final_exponentiate(product)
    return bool(power == power.one())
