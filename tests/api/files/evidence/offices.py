"""An office with a log, a key, and records to add."""

from __future__ import annotations

from scheduler.evidence.cosignatures import cosignature
from scheduler.evidence.keys import KeyType, SigningKey

ORIGIN = "scjg.example.gov.cn/draw-log"
SECRETS = tuple(bytes([number] * 32) for number in range(1, 10))
KEY = SigningKey(ORIGIN, KeyType.NOTE, SECRETS[0])
WITNESS = SigningKey("audit.example.gov.cn/w1", KeyType.COSIGNATURE, SECRETS[8])


def record(number):
    """A record of a length of its own, with signs of more than one byte."""
    return f'{{"n":{number},"x":"{"记" * number}"}}'.encode()


def added(log, n):
    """Add *n* records to a log, and return them."""
    first = log.tree.size
    for number in range(first, first + n):
        log.append(record(number))
    return log.records[first:]


def cosigned(note, unix_seconds=5):
    """Return a checkpoint's note as a witness gives it back."""
    return note.signed_also(cosignature(note.text, WITNESS, unix_seconds))


def content_of(folder):
    """Return name -> content of all files of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def code_of(refused):
    """Return the code of the only fault of a refusal."""
    (fault,) = refused.value.faults
    return fault.code
