"""Ed25519 keys of notes, as texts: `name+id+base64`, in C2SP's form for verifier keys.

The id is the first 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key) and only tells keys apart.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from scheduler.errors import SchedulerError
from scheduler.evidence.texts import EvidenceTextError, from_base64, is_clean, to_base64

KEY_BYTES = 32
PRIVATE = "PRIVATE+KEY+"
"""How the text of a private key begins, as in Go's `golang.org/x/mod/sumdb/note`."""


class KeyType(IntEnum):
    """What a key signs: the byte that its id hashes."""

    NOTE = 0x01
    COSIGNATURE = 0x04


class KeyTextError(EvidenceTextError):
    """This is not the text of a key."""

    code = "key-text"


class KeyNameError(SchedulerError):
    """No key can be named *found*: a name is not empty and has neither blanks nor `+`."""

    code = "key-name"

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found

    @property
    def facts(self) -> dict[str, str]:
        return {"found": self.found}

    def __str__(self) -> str:
        return f"No key can be named {self.found!r}."


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key: *name* without blanks and `+`, *public* of 32 bytes.

    Raises:
        KeyNameError: if the name has another form.
        KeyTextError: if the key has.
    """

    name: str
    key_type: KeyType
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public) != KEY_BYTES:
            raise KeyTextError(1, "a public key of 32 bytes")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key that *text* (`name+id+base64`) tells.

        Raises:
            KeyTextError: if it has another form, another type or a wrong id.
        """
        name, key_type, content = _parts(text)
        key = cls(name, key_type, content)
        if str(key) != text:
            raise KeyTextError(1, f"the id {key.key_id.hex()}")
        return key

    @property
    def key_id(self) -> bytes:
        """The 4 bytes by which signatures name this key, together with its name."""
        return hashlib.sha256(f"{self.name}\n".encode() + self._typed()).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{to_base64(self._typed())}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Tell whether *signature* (64 bytes, RFC 8032) is this key's over *message*."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def _typed(self) -> bytes:
        return bytes((self.key_type,)) + self.public


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key: *secret* are the 32 bytes of RFC 8032, which are not shown.

    Raises:
        KeyNameError: if the name has another form.
        KeyTextError: if the key has.
    """

    name: str
    key_type: KeyType
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.secret) != KEY_BYTES:
            raise KeyTextError(1, "a private key of 32 bytes")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key that *text* (`PRIVATE+KEY+name+id+base64`) tells.

        Raises:
            KeyTextError: if it has another form, another type or a wrong id.
        """
        if not text.startswith(PRIVATE):
            raise KeyTextError(1, f"'{PRIVATE}...'")
        key = cls(*_parts(text.removeprefix(PRIVATE)))
        if key.private_text() != text:
            raise KeyTextError(1, "the id of this key")
        return key

    @property
    def verifier(self) -> VerifierKey:
        """The public key."""
        public = self._private().public_key().public_bytes_raw()
        return VerifierKey(self.name, self.key_type, public)

    def private_text(self) -> str:
        """Return the text to keep in a file; whoever reads it can sign."""
        content = to_base64(bytes((self.key_type,)) + self.secret)
        return f"{PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{content}"

    def sign(self, message: bytes) -> bytes:
        """Return the signature (64 bytes, RFC 8032): the same for the same message."""
        return self._private().sign(message)

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret)


def check_name(name: str) -> None:
    """Raise KeyNameError unless *name* can name a key: not empty, no blanks, no `+`."""
    if not name or not is_clean(name) or "+" in name or any(sign.isspace() for sign in name):
        raise KeyNameError(name)


def _parts(text: str) -> tuple[str, KeyType, bytes]:
    """Return name, type and key of `name+id+base64`; the id is left to the caller."""
    # Base64 has + too, names have not.
    name, _, rest = text.partition("+")
    _, _, encoded = rest.partition("+")
    content = from_base64(encoded)
    try:
        check_name(name)
    except KeyNameError as error:
        raise KeyTextError(1, "a name without blanks") from error
    if not content:
        raise KeyTextError(1, "name+id+base64")
    if content[0] not in set(KeyType):
        raise KeyTextError(1, "a key of type 0x01 or 0x04")
    return name, KeyType(content[0]), content[1:]
