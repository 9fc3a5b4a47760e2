"""The seed text and the keys made from it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Self

from scheduler.domain.problem import DrawNumber
from scheduler.errors import SchedulerError

VERSION = "doubledraw-seed-1"
LINE = re.compile(r"[\x21-\x7e]+( [\x21-\x7e]+)*")


class SeedTextError(SchedulerError):
    """The seed text is not in the form that all machines read alike."""

    code = "seed-text"

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(line, expected)
        self.line = line
        self.expected = expected

    @property
    def facts(self) -> dict[str, str | int]:
        return {"line": self.line, "expected": self.expected}

    def __str__(self) -> str:
        return f"Seed text, line {self.line}: expected {self.expected}."


def seed_text(number: DrawNumber, entropy: tuple[str, ...]) -> str:
    """Return the seed text: a version line, the draw, and a line per entropy source in order."""
    lines = (VERSION, f"draw {number}", *(f"entropy {line}" for line in entropy))
    text = "".join(f"{line}\n" for line in lines)
    check_seed_text(text, number)
    return text


def check_seed_text(text: str, number: DrawNumber) -> None:
    """Raise SeedTextError unless *text* is a seed text for draw *number*, byte for byte.

    Every line is printable ASCII without double, leading or trailing spaces and ends in LF, so
    that no two texts look alike and hash differently.
    """
    if not text.endswith("\n"):
        raise SeedTextError(text.count("\n") + 1, "a line feed at the end")
    lines = text[:-1].split("\n")
    for position, line in enumerate(lines, start=1):
        if not LINE.fullmatch(line):
            raise SeedTextError(position, "printable ASCII, single spaces, LF at the end")
    expected = (VERSION, f"draw {number}")
    for position, line in enumerate(expected, start=1):
        if len(lines) < position or lines[position - 1] != line:
            raise SeedTextError(position, f"'{line}'")
    for position, line in enumerate(lines[2:], start=3):
        if not line.startswith("entropy "):
            raise SeedTextError(position, "'entropy <source> ...'")
    if len(lines) == len(expected):
        raise SeedTextError(len(lines) + 1, "at least one entropy source")


def sha256_hex(text: str) -> str:
    """Return the SHA-256 of *text* as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a draw, as hexadecimal text: anyone can repeat them with `sha256sum`."""

    target: str
    officer: str
    day: str

    @classmethod
    def from_seed(cls, text: str) -> Self:
        """Derive the keys from the seed text."""
        root = sha256_hex(text)
        return cls(*(sha256_hex(f"{root}/{use}") for use in ("target", "officer", "day")))
