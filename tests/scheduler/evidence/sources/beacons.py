"""Real rounds of drand, each with the place where it was published."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.evidence.sources.chains import (
    DEFAULT,
    PEDERSEN_CHAINED,
    QUICKNET,
    RFC9380_ON_G1,
    Chain,
    Scheme,
)

VECTORS = Path(__file__).parents[5] / "shared" / "data" / "vectors.json"

# Two schemes that no pinned network uses: one retired because of its tag, one of a test network.
RETIRED = Scheme(
    name="bls-unchained-on-g1", chained=False, signs_in_g1=True, tag=PEDERSEN_CHAINED.tag
)
UNCHAINED = Scheme(
    name="pedersen-bls-unchained", chained=False, signs_in_g1=False, tag=PEDERSEN_CHAINED.tag
)
SCHEMES = {one.name: one for one in (PEDERSEN_CHAINED, RFC9380_ON_G1, RETIRED, UNCHAINED)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a network published of one round."""

    chain: Chain
    number: int
    signature: str
    randomness: str
    previous: str = ""


# github.com/drand/drand-client at b9572b2e, test/data.ts (validTestBeacon)
FIRST = Round(
    chain=DEFAULT,
    number=1,
    signature=(
        "8d61d9100567de44682506aea1a7a6fa6e5491cd27a0a0ed349ef6910ac5ac20"
        "ff7bc3e09d7c046566c9f7f3c6f3b10104990e7cb424998203d8f7de586fb7fa"
        "5f60045417a432684f85093b06ca91c769f0e7ca19268375e659c2a2352b4655"
    ),
    previous="176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a",
    randomness="101297f1ca7dc44ef6088d94ad5fb7ba03455dc33d53ddb412bbc4564ed986ec",
)

# pypi.org/project/drand-verify 0.2.1, README
CHAINED = Round(
    chain=DEFAULT,
    number=3311596,
    signature=(
        "a696b9409ababce45749c3a4ec369074453dd4a79967734e1390d969c8ad8d98"
        "897d217b9121e92c8ddebbddda8d92f900e3bd6bf9deb166863b1a19390d743f"
        "82774001487594c5c09e581db7365f02b70a2c8cc41ce32446ef08e4890c4754"
    ),
    previous=(
        "8ed588f2a7716fb1349e2d9803da5db0005e98a83783c353d4a08f183236a9ad"
        "91d70ddb01266f4b7c576983db464b430e65680b9e0098552758afd6c1e6afcb"
        "77e3f62fe1b93d42d1cb63abbb2205512fe12fbf74ea9c5ac3b8f5c1e283a1d8"
    ),
    randomness="647c07b2abbf7ff2afb4d670214f565e5cd9f9c91bfdcecb59a21f3c78d73920",
)

# pypi.org/project/drand-verify 0.2.1, README
QUICK = Round(
    chain=QUICKNET,
    number=657413,
    signature=(
        "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be"
        "41076862b98fad56e91a6b85b89cd97b"
    ),
    randomness="fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587",
)

REAL = (FIRST, CHAINED, QUICK)


def vectors(area):
    """Return a part of the shared test vectors, or skip the test that asks for it."""
    if not VECTORS.exists():
        pytest.skip("The test vectors of ../shared/data are not beside this checkout.")
    return json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"][area]
