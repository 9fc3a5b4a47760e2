"""Texts that all machines read alike: strict base64 and decimals, and what is wrong with a line."""

from __future__ import annotations

import base64
import binascii
import re

from scheduler.errors import SchedulerError

LARGEST_NUMBER = 2**63 - 1
DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


class EvidenceTextError(SchedulerError):
    """A text is not in the form that was agreed: *line* counts from 1, *expected* says the form."""

    code = "evidence-text"

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(line, expected)
        self.line = line
        self.expected = expected

    @property
    def facts(self) -> dict[str, str | int]:
        return {"line": self.line, "expected": self.expected}

    def __str__(self) -> str:
        return f"{self.code}, line {self.line}: expected {self.expected}."


def to_base64(content: bytes) -> str:
    """Return *content* in base64 (RFC 4648 section 4) with padding."""
    return base64.b64encode(content).decode()


def from_base64(text: str) -> bytes | None:
    """Return what *text* encodes, or None unless it is the one way to encode it."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if to_base64(content) == text else None


def from_decimal(text: str) -> int | None:
    """Return the number below 2^63 that *text* is in ASCII without leading zeros, or None."""
    if not DECIMAL.fullmatch(text) or int(text) > LARGEST_NUMBER:
        return None
    return int(text)


def is_clean(text: str) -> bool:
    """Tell whether *text* is one line of Unicode without ASCII control characters."""
    try:
        return min(text.encode(), default=ord(" ")) >= ord(" ")
    except UnicodeEncodeError:  # half a surrogate pair
        return False
