"""Cosignatures of witnesses (c2sp.org/tlog-cosignature, `cosignature/v1`, type 0x04).

A witness says: at that time, the largest tree of this log that I know and found consistent with
all I saw before has this root.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.evidence.keys import KeyTextError, KeyType, SigningKey, VerifierKey
from scheduler.evidence.notes import Note, Signature, SignatureError, signed_pairs
from scheduler.evidence.texts import LARGEST_NUMBER, EvidenceTextError

TIME_BYTES = 8


class CosignatureTimeError(EvidenceTextError):
    """A cosignature cannot have this time."""

    code = "cosignature-time"


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The witness with *key* cosigned at *unix_seconds* (POSIX seconds, by its own clock)."""

    key: VerifierKey
    unix_seconds: int


def cosignature(text: str, key: SigningKey, unix_seconds: int) -> Signature:
    """Return the cosignature of *key* (of type COSIGNATURE) for the *text* of a checkpoint's note.

    *unix_seconds* is the time of signing in POSIX seconds.

    Raises:
        KeyTextError: if the key signs something else.
        CosignatureTimeError: if the time is negative or beyond 2^63 - 1.
    """
    if key.key_type is not KeyType.COSIGNATURE:
        raise KeyTextError(1, "a key of type 0x04")
    if not 0 <= unix_seconds <= LARGEST_NUMBER:
        raise CosignatureTimeError(1, "POSIX seconds from 0 to 2^63 - 1")
    time = unix_seconds.to_bytes(TIME_BYTES, "big")
    content = time + key.sign(_message(text, unix_seconds))
    return Signature(key.name, key.verifier.key_id, content)


def witnessed(note: Note, keys: Iterable[VerifierKey]) -> tuple[Cosigned, ...]:
    """Return who of the witnesses with *keys* cosigned the checkpoint in *note*, and when.

    In the order of the note; one who signed twice stands there twice. Keys of another type and
    signatures of unknown keys are ignored. An empty answer means that nobody did.

    Raises:
        SignatureError: if a signature that names one of the keys is wrong.
    """
    known = [key for key in keys if key.key_type is KeyType.COSIGNATURE]
    return tuple(
        _verified(note.text, signature, key) for signature, key in signed_pairs(note, known)
    )


def _verified(text: str, signature: Signature, key: VerifierKey) -> Cosigned:
    unix_seconds = int.from_bytes(signature.content[:TIME_BYTES], "big")
    signed = signature.content[TIME_BYTES:]
    if unix_seconds > LARGEST_NUMBER or not key.verifies(signed, _message(text, unix_seconds)):
        raise SignatureError(key.name)
    return Cosigned(key, unix_seconds)


def _message(text: str, unix_seconds: int) -> bytes:
    return f"cosignature/v1\ntime {unix_seconds}\n{text}".encode()
