"""Signed notes (c2sp.org/signed-note): a text, an empty line, and a line for each signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from scheduler.errors import SchedulerError
from scheduler.evidence.keys import (
    KeyNameError,
    KeyTextError,
    KeyType,
    SigningKey,
    VerifierKey,
    check_name,
)
from scheduler.evidence.texts import EvidenceTextError, from_base64, is_clean, to_base64

DASH = "— "
"""How the line of a signature begins: an em dash and a blank."""

ID_BYTES = 4
MOST_SIGNATURES = 100
MOST_BYTES = 1_000_000


class NoteTextError(EvidenceTextError):
    """This is not a signed note."""

    code = "note-text"


class SignatureError(SchedulerError):
    """A signature of a known key is wrong; *name* is the key's."""

    code = "signature-wrong"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    @property
    def facts(self) -> dict[str, str]:
        return {"name": self.name}

    def __str__(self) -> str:
        return f"The signature of {self.name} is wrong."


class NotSignedError(SignatureError):
    """No known key signed; *name* are the names of those that were asked for."""

    code = "not-signed"

    def __str__(self) -> str:
        return f"Not signed by {self.name}."


@dataclass(frozen=True, slots=True)
class Signature:
    """One line: the *name* of a key, its id (4 bytes), and what it signed with.

    Raises:
        NoteTextError: if they cannot stand in a line.
    """

    name: str
    key_id: bytes
    content: bytes

    def __post_init__(self) -> None:
        try:
            check_name(self.name)
        except KeyNameError as error:
            raise NoteTextError(1, "a name without blanks and +") from error
        if len(self.key_id) != ID_BYTES or not self.content:
            raise NoteTextError(1, "an id of 4 bytes and a signature")

    @classmethod
    def parse(cls, line: str) -> Self:
        """Return the signature in *line*, without its line feed.

        Raises:
            NoteTextError: if it is none.
        """
        name, _, encoded = line.removeprefix(DASH).partition(" ")
        content = from_base64(encoded)
        if not line.startswith(DASH) or content is None:
            raise NoteTextError(1, f"'{DASH}<name> <base64>'")
        return cls(name, content[:ID_BYTES], content[ID_BYTES:])

    def __str__(self) -> str:
        return f"{DASH}{self.name} {to_base64(self.key_id + self.content)}"

    def is_by(self, key: VerifierKey) -> bool:
        """Tell whether the line names *key*; nothing is verified."""
        return (self.name, self.key_id) == (key.name, key.key_id)


@dataclass(frozen=True, slots=True)
class Note:
    """A *text*, which ends in a line feed, and at least one signature.

    Raises:
        NoteTextError: if the text has control characters or no line feed at the end, or if there
            are no signatures or more than 100.
    """

    text: str
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        _check_text(self.text)
        if not 0 < len(self.signatures) <= MOST_SIGNATURES:
            raise NoteTextError(self.text.count("\n") + 2, f"1 to {MOST_SIGNATURES} signatures")

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Return the note in *content*; written again it is the same bytes.

        Raises:
            NoteTextError: if it has another form.
        """
        if len(content) > MOST_BYTES:
            raise NoteTextError(1, f"at most {MOST_BYTES} bytes")
        try:
            whole = content.decode()
        except UnicodeDecodeError as error:
            raise NoteTextError(content[: error.start].count(b"\n") + 1, "UTF-8") from error
        text, blank, signed = whole.rpartition("\n\n")
        if not blank or not signed.endswith("\n"):
            expected = "an empty line, signatures and a line feed"
            raise NoteTextError(whole.count("\n") + 1, expected)
        first = text.count("\n") + 3
        return cls(f"{text}\n", tuple(_signatures(signed[:-1].split("\n"), first)))

    def __str__(self) -> str:
        return f"{self.text}\n" + "".join(f"{one}\n" for one in self.signatures)

    def encode(self) -> bytes:
        """Return the note in UTF-8."""
        return str(self).encode()

    def signed_also(self, signature: Signature) -> Note:
        """Return the note with one more signature, after the others."""
        return replace(self, signatures=(*self.signatures, signature))


def sign(text: str, key: SigningKey) -> Note:
    """Return *text* as a note that *key* (of type NOTE) signed.

    Raises:
        NoteTextError: if the text cannot be that of a note.
        KeyTextError: if the key signs something else.
    """
    return Note(text, (signature_of(text, key),))


def signature_of(text: str, key: SigningKey) -> Signature:
    """Return the signature of *key* (of type NOTE) for a note's *text*.

    Raises:
        NoteTextError: if the text cannot be that of a note.
        KeyTextError: if the key signs something else.
    """
    _check_text(text)
    if key.key_type is not KeyType.NOTE:
        raise KeyTextError(1, "a key of type 0x01")
    return Signature(key.name, key.verifier.key_id, key.sign(text.encode()))


def signers(note: Note, keys: Iterable[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Return which of *keys* (those of type NOTE) signed, in the order of the note.

    Signatures of other keys are ignored, as C2SP wants: others may know them.

    Raises:
        SignatureError: if a signature that names one of the keys is wrong.
        NotSignedError: if none of them signed.
    """
    known = [key for key in keys if key.key_type is KeyType.NOTE]
    found = []
    for signature, key in signed_pairs(note, known):
        if not key.verifies(signature.content, note.text.encode()):
            raise SignatureError(key.name)
        found.append(key)
    if not found:
        raise NotSignedError(", ".join(sorted({key.name for key in known})))
    return tuple(dict.fromkeys(found))


def signed_pairs(
    note: Note, keys: Iterable[VerifierKey]
) -> Iterator[tuple[Signature, VerifierKey]]:
    """Yield each signature that names one of *keys*, with the key; nothing is verified."""
    known = {(key.name, key.key_id): key for key in keys}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            yield signature, key


def _check_text(text: str) -> None:
    if not text.endswith("\n"):
        raise NoteTextError(text.count("\n") + 1, "a line feed at the end")
    for number, line in enumerate(text.split("\n"), start=1):
        if not is_clean(line):
            raise NoteTextError(number, "text without control characters")


def _signatures(lines: list[str], first: int) -> Iterator[Signature]:
    """Yield the signatures of *lines*, the first of which is line *first* of the note."""
    for number, line in enumerate(lines, start=first):
        try:
            yield Signature.parse(line)
        except NoteTextError as error:
            raise NoteTextError(number, error.expected) from error
