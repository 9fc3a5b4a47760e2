"""keys.txt: the verifier keys of a log, each with the size of the log at which it ended.

One key a line, `<key>` or `<key> until <size>`, in the order in which they signed; only the last
has no end. Whoever can write the file can put in any key, so a reader compares it with the one that
the office made known.
"""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.evidence.keys import KeyTextError, VerifierKey
from scheduler.evidence.texts import from_decimal

UNTIL = " until "


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A key that signed trees of at most *until* records; None while it still signs."""

    key: VerifierKey
    until: int | None = None

    def __str__(self) -> str:
        return str(self.key) if self.until is None else f"{self.key}{UNTIL}{self.until}"


@dataclass(frozen=True, slots=True)
class VerifierKeys:
    """The keys of one log, oldest first.

    Raises:
        KeyTextError: if one but the last has no end, if ends go backwards, or if names differ.
    """

    terms: tuple[KeyTerm, ...]

    def __post_init__(self) -> None:
        ends = [term.until for term in self.terms]
        for line, end in enumerate(ends[:-1], start=1):
            if end is None or (line > 1 and end < (ends[line - 2] or 0)):
                raise KeyTextError(line, f"'<key>{UNTIL}<size>' in ascending order")
        if ends and ends[-1] is not None:
            raise KeyTextError(len(ends), "a last key without an end")
        if len({term.key.name for term in self.terms}) > 1:
            raise KeyTextError(len(ends), "keys of one name")

    @property
    def current(self) -> VerifierKey | None:
        """The key that signs now, None if there is none."""
        return self.terms[-1].key if self.terms else None

    def at(self, size: int) -> tuple[VerifierKey, ...]:
        """Return the keys that may have signed a tree of *size* records."""
        return tuple(t.key for t in self.terms if t.until is None or size <= t.until)

    def followed_by(self, key: VerifierKey, size: int) -> VerifierKeys:
        """Return the keys after the current one ended at *size* records and *key* took over.

        Raises:
            KeyTextError: if *key* signed before.
        """
        if key in {term.key for term in self.terms}:
            raise KeyTextError(len(self.terms) + 1, "a key that is new")
        ended = [*self.terms[:-1], *(KeyTerm(term.key, size) for term in self.terms[-1:])]
        return VerifierKeys((*ended, KeyTerm(key)))

    def encode(self) -> bytes:
        """Return the content of keys.txt."""
        return "".join(f"{term}\n" for term in self.terms).encode()


def parse_keys(content: bytes) -> VerifierKeys:
    """Return the keys in the *content* of keys.txt.

    Raises:
        KeyTextError: with the line that is wrong.
    """
    lines = content.decode(errors="replace").split("\n")
    if lines.pop():
        raise KeyTextError(len(lines) + 1, "a line feed at the end")
    return VerifierKeys(tuple(_term(line, number) for number, line in enumerate(lines, start=1)))


def _term(line: str, number: int) -> KeyTerm:
    text, until, size = line.partition(UNTIL)
    end = from_decimal(size)
    if until and end is None:
        raise KeyTextError(number, f"'<key>{UNTIL}<size>'")
    try:
        return KeyTerm(VerifierKey.parse(text), end)
    except KeyTextError as error:
        raise KeyTextError(number, error.expected) from error
