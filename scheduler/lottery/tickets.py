"""Tickets: the hash of a key and an identifier; the lowest win.

A ticket depends on nothing but these two, so the order of the registry, other rows and late
exclusions move nobody (consistent sampling: Rivest, "Bottom-k", 2018; permanent random numbers:
Ohlsson 1995).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.hashing import started

WORDS = 4  # a digest is four big-endian 64-bit words
MAX_WEIGHT = 64


def tickets(key: str, ids: Sequence[str]) -> NDArray[np.uint64]:
    """Return the tickets of *ids* under *key*, shape (n, 4), most significant word first."""
    return _words(b"".join(_digests(key, ids)))


def _digests(key: str, ids: Iterable[str]) -> list[bytes]:
    copy, found = started(key).copy, []
    for name in ids:  # no function of its own: a registry has a million rows
        ticket = copy()
        ticket.update(name.encode())
        found.append(ticket.digest())
    return found


def weighted_tickets(key: str, ids: Sequence[str], weights: Iterable[int]) -> NDArray[np.uint64]:
    """Return, for each id of weight w, the smallest of w tickets: successive sampling.

    The j-th ticket (j = 1..w) is that of the id followed by `#j`. Weights are clipped to 1..64.
    """
    start = started(key)
    digests = bytearray()
    for name, weight in zip(ids, weights, strict=True):
        base = start.copy()
        base.update(name.encode())
        digests += min(
            _extended(base, f"#{j}") for j in range(1, min(max(weight, 1), MAX_WEIGHT) + 1)
        )
    return _words(bytes(digests))


def _extended(base: hashlib._Hash, suffix: str) -> bytes:
    ticket = base.copy()
    ticket.update(suffix.encode())
    return ticket.digest()


def _words(digests: bytes) -> NDArray[np.uint64]:
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64).reshape(-1, WORDS)


def ticket_order(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the positions of *values* in ascending order of ticket, ties by position."""
    order = np.argsort(values[:, 0], kind="stable")
    leading = values[order, 0]
    if (leading[1:] != leading[:-1]).all():
        return order  # nearly always: 64 bits tell a million tickets apart
    return np.lexsort(values.T[::-1])


def order_by_ticket(
    key: str, ids: Sequence[str], aliases: Mapping[str, str] | None = None
) -> list[str]:
    """Return *ids* in ascending order of their tickets under *key*.

    The tickets hash the *aliases* of the ids, where there are some.
    """
    if len(ids) <= 1:
        return list(ids)
    digests = _digests(key, ids if aliases is None else [aliases[name] for name in ids])
    return [ids[position] for position in sorted(range(len(ids)), key=digests.__getitem__)]


def as_hex(value: NDArray[np.uint64]) -> str:
    """Return one ticket, shape (4,), as 64 hexadecimal digits."""
    return as_hexes(value.reshape(1, WORDS))[0]


def as_hexes(values: NDArray[np.uint64]) -> list[str]:
    """Return tickets, shape (n, 4), as 64 hexadecimal digits each."""
    digits = values.astype(">u8").tobytes().hex()
    return [digits[first : first + 64] for first in range(0, len(digits), 64)]
