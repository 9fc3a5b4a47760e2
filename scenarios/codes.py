"""Identifiers by the ten-thousand: unified social credit codes and legacy registration numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.identifiers import ALPHABET, WEIGHTS

DIVISION = "120116"
"""GB/T 2260: 天津市滨海新区."""

_ORGANISATION_WEIGHTS = np.array((3, 7, 9, 10, 5, 8, 4, 2))
_ORGANISATION_CHECKS = np.frombuffer(b"0123456789X", dtype=np.uint8)
_CHARACTERS = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_NEW_SERIES = 31**6
"""Organisation codes given since 2015 are `MA` and six characters of the alphabet."""


def _values() -> NDArray[np.int64]:
    values = np.zeros(128, dtype=np.int64)
    values[_CHARACTERS] = np.arange(len(ALPHABET))
    return values


_VALUES = _values()


def social_credit_codes(
    registrations: NDArray[np.str_], is_new: NDArray[np.bool_], *, rng: np.random.Generator
) -> list[str]:
    """Return different valid codes (GB 32100), one for each of the *registrations*.

    Args:
        registrations: the first two characters, authority and class (`91` is a firm), shape (n,).
        is_new: whether the organisation code is of the series begun in 2015, shape (n,).
        rng: the source of the serial numbers.
    """
    count = len(registrations)
    head = np.char.add(registrations, DIVISION).astype("S8").view(np.uint8).reshape(count, 8)
    code = np.concatenate([head, _organisation_codes(is_new, rng=rng)], axis=1)
    sums = _VALUES[code] @ np.array(WEIGHTS)
    checks = _CHARACTERS[(31 - sums % 31) % 31]
    return _texts(np.concatenate([code, checks[:, None]], axis=1))


def _organisation_codes(
    is_new: NDArray[np.bool_], *, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Return organisation codes with their own check character (GB 11714), shape (n, 9)."""
    count = len(is_new)
    old = _digits(rng.choice(10**8, size=count, replace=False), places=8, base=10)
    serials = rng.choice(_NEW_SERIES, size=count, replace=False)
    new = np.empty((count, 8), dtype=np.int64)
    new[:, :2] = _VALUES[[ord("M"), ord("A")]]
    new[:, 2:] = _digits(serials, places=6, base=31)
    body = _CHARACTERS[np.where(is_new[:, None], new, old)]
    # GB 11714 counts letters from A = 10 without gaps, unlike the alphabet of GB 32100.
    worth = np.where(body >= ord("A"), body.astype(np.int64) - 55, body.astype(np.int64) - 48)
    checks = _ORGANISATION_CHECKS[(11 - worth @ _ORGANISATION_WEIGHTS % 11) % 11]
    return np.concatenate([body, checks[:, None]], axis=1)


def legacy_numbers(count: int, *, rng: np.random.Generator) -> list[str]:
    """Return different 15-digit registration numbers, the last digit by ISO 7064 MOD 11,10."""
    serials = rng.choice(10**7, size=count, replace=False)
    body = _digits(1_201_160 * 10**7 + serials, places=14, base=10)
    product = np.full(count, 10)
    for place in range(14):
        rest = (product + body[:, place]) % 10
        product = np.where(rest == 0, 10, rest) * 2 % 11
    checks = (11 - product) % 10
    return _texts((np.concatenate([body, checks[:, None]], axis=1) + 48).astype(np.uint8))


def _digits(numbers: NDArray[np.int64], *, places: int, base: int) -> NDArray[np.int64]:
    powers = base ** np.arange(places - 1, -1, -1, dtype=np.int64)
    return numbers[:, None] // powers % base


def _texts(characters: NDArray[np.uint8]) -> list[str]:
    count, width = characters.shape
    joined = np.ascontiguousarray(characters).view(f"S{width}").reshape(count)
    texts: list[str] = joined.astype(str).tolist()
    return texts
