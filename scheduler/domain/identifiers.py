"""Identifiers: the 18-character unified social credit code (USCC, GB 32100-2015) and others."""

from __future__ import annotations

import re
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100: no I, O, S, V, Z."""

WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""Powers of 3 modulo 31, one per position (GB 32100, annex A)."""

USCC_LENGTH = 18
LEGACY = re.compile(r"[0-9]{13,15}")
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


class IdKind(StrEnum):
    """What an identifier of a target is."""

    USCC = "uscc"
    LEGACY = "legacy"
    OWN = "own"


def check_character(first: str) -> str:
    """Return the check character for the *first* 17 characters of a USCC.

    Raises:
        ValueError: if a character is outside the alphabet of GB 32100.
    """
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_uscc(text: str) -> bool:
    """Tell whether *text* is a USCC with a right check character."""
    if len(text) != USCC_LENGTH or any(char not in ALPHABET for char in text):
        return False
    return check_character(text[:-1]) == text[-1]


def is_plain(text: str) -> bool:
    """Tell whether *text* can be an identifier: 1 to 64 ASCII letters, digits and `. _ : -`.

    Tickets are hashes of identifiers, so an identifier has to look the same on every keyboard.
    """
    return PLAIN.fullmatch(text) is not None


def id_kind(text: str) -> IdKind:
    """Classify a plain identifier of a target by its form alone."""
    if len(text) == USCC_LENGTH and is_uscc(text):
        return IdKind.USCC
    return IdKind.LEGACY if LEGACY.fullmatch(text) else IdKind.OWN
