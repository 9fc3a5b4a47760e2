"""The hash of a draw's keys and tickets: SHA-256, or SM3 (GB/T 32905-2016). One for each draw.

A key made with SM3 carries a mark, and so does whatever is made from it; marks are not hashed.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

SM3_MARK = "sm3:"


class Profile(StrEnum):
    """Which hash a draw uses. Its log is signed as all others are."""

    SHA256 = "sha256-ticket-1"
    SM3 = "sm3-ticket-1"


def is_available(profile: Profile) -> bool:
    """Tell whether this Python's OpenSSL has the hash."""
    return profile is Profile.SHA256 or "sm3" in hashlib.algorithms_available


def marked(text: str, profile: Profile) -> str:
    """Mark a text, so that what is made from it is made with the hash of *profile*."""
    return SM3_MARK + text if profile is Profile.SM3 else text


def plain(key: str) -> str:
    """Return a key as people see it and hash it."""
    return key.removeprefix(SM3_MARK)


def started(text: str) -> hashlib._Hash:
    """Return the hash of *text* as far as it goes; more may be added."""
    if text.startswith(SM3_MARK):
        return hashlib.new("sm3", plain(text).encode())
    return hashlib.sha256(text.encode())


def derived(text: str) -> str:
    """Return the key that *text* gives: 64 hexadecimal digits, marked as the text is."""
    digest = started(text).hexdigest()
    return SM3_MARK + digest if text.startswith(SM3_MARK) else digest
