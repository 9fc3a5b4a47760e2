"""Commitments: what is fixed now, and opened later.

A commitment hashes the content of a document with its name and a secret salt. It binds: nobody
finds another content with the same hash; and it hides: without the salt nobody can try contents.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

HEX = re.compile(r"[0-9a-f]{64}")

NO_SALT = ""
"""Of documents that were public when they were committed."""


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 of *content* as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def commitment(name: str, salt: str, content: bytes) -> str:
    """Return the commitment to document *name*; *salt* has 64 hexadecimal digits, or none."""
    return sha256_hex(f"doubledraw-commit-1|{name}|{salt}|".encode() + content)


def commitments(documents: Mapping[str, bytes], salts: Mapping[str, str]) -> dict[str, str]:
    """Return the commitments to *documents*, by name; every one needs a salt."""
    return {name: commitment(name, salts[name], documents[name]) for name in sorted(documents)}
