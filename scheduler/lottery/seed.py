"""The seed text and the keys made from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from scheduler.domain.hashing import Profile, derived, marked
from scheduler.domain.problem import DrawNumber
from scheduler.errors import SchedulerError

VERSIONS = {
    Profile.SHA256: "doubledraw-seed-1",
    Profile.SM3: "doubledraw-seed-sm3-1",
}
"""The first line of a seed text, which tells the hash."""

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


def seed_text(
    number: DrawNumber, entropy: tuple[str, ...], profile: Profile = Profile.SHA256
) -> str:
    """Return the seed text: a version line, the draw, and a line per entropy source in order."""
    lines = (VERSIONS[profile], f"draw {number}", *(f"entropy {line}" for line in entropy))
    text = "".join(f"{line}\n" for line in lines)
    check_seed_text(text, number, profile)
    return text


def profile_of(text: str) -> Profile:
    """Return the profile that a seed text tells."""
    first = text.partition("\n")[0]
    return Profile.SM3 if first == VERSIONS[Profile.SM3] else Profile.SHA256


def check_seed_text(text: str, number: DrawNumber, profile: Profile = Profile.SHA256) -> None:
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
    expected = (VERSIONS[profile], f"draw {number}")
    for position, line in enumerate(expected, start=1):
        if len(lines) < position or lines[position - 1] != line:
            raise SeedTextError(position, f"'{line}'")
    for position, line in enumerate(lines[2:], start=3):
        if not line.startswith("entropy "):
            raise SeedTextError(position, "'entropy <source> ...'")
    if len(lines) == len(expected):
        raise SeedTextError(len(lines) + 1, "at least one entropy source")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a draw, as hexadecimal text that anyone can repeat."""

    target: str
    officer: str
    day: str

    @classmethod
    def from_seed(cls, text: str) -> Self:
        """Derive the keys from the seed text."""
        root = derived(marked(text, profile_of(text)))
        return cls(*(derived(f"{root}/{use}") for use in ("target", "officer", "day")))
