"""Networks of drand: who signs, since when, how often, and in which way. They are pinned here.

What a network says of itself is never asked: its address could be anybody's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LEAST_DELAY = 60
"""Seconds from the lock to the round, at least: clocks differ, and a round must not be known."""

MOST_DELAY = 7 * 24 * 3600
"""Seconds, at most: parties reveal and dice are thrown before the round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A way to sign rounds with BLS12-381.

    *chained* rounds sign the signature of the round before, too. Signatures are points of G1 or of
    G2, and public keys of the other group; *tag* separates the hashes of one scheme from others.
    """

    name: str
    chained: bool
    signs_in_g1: bool
    tag: bytes

    def message(self, number: int, previous: bytes) -> bytes:
        """Return what is signed for round *number*."""
        before = previous if self.chained else b""
        return hashlib.sha256(before + number.to_bytes(8, "big")).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A network: its *hash* names it; *genesis* is the moment of round 1."""

    name: str
    hash: str
    public_key: bytes
    genesis: datetime
    period: timedelta
    scheme: Scheme

    def time_of(self, number: int) -> datetime:
        """Return the moment of a round; rounds count from 1."""
        return self.genesis + (number - 1) * self.period

    def round_for(self, locked_at: datetime, delay: int = LEAST_DELAY) -> int:
        """Return the first round whose moment is at least *delay* seconds after the lock.

        A lock has whole seconds, as its record tells them.
        """
        waited = locked_at.replace(microsecond=0) - self.genesis + timedelta(seconds=delay)
        return max(1, -(-waited // self.period) + 1)


PEDERSEN_CHAINED = Scheme(
    name="pedersen-bls-chained",
    chained=True,
    signs_in_g1=False,
    tag=b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_",
)
RFC9380_ON_G1 = Scheme(
    name="bls-unchained-g1-rfc9380",
    chained=False,
    signs_in_g1=True,
    tag=b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_",
)

# Both from github.com/drand/drand-client at b9572b2, lib/defaults.ts.
DEFAULT = Chain(
    name="mainnet",
    hash="8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
    public_key=bytes.fromhex(
        "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a5699"
        "37c529eeda66c7293784a9402801af31"
    ),
    genesis=datetime.fromtimestamp(1595431050, UTC),
    period=timedelta(seconds=30),
    scheme=PEDERSEN_CHAINED,
)
QUICKNET = Chain(
    name="quicknet",
    hash="52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    public_key=bytes.fromhex(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
        "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
        "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ),
    genesis=datetime.fromtimestamp(1692803367, UTC),
    period=timedelta(seconds=3),
    scheme=RFC9380_ON_G1,
)

CHAINS: Mapping[str, Chain] = {chain.hash: chain for chain in (DEFAULT, QUICKNET)}
"""Hash -> network."""
