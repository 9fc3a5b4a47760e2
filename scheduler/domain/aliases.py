"""Aliases: the pseudonyms under which officers enter a draw.

Tickets hash the alias, so that a draw can be repeated, all of it, without knowing who is who.
"""

from __future__ import annotations

import hashlib
import re

NO_MASK = ""
"""With this mask everybody is called by his id: where ids are pseudonyms already."""

MASK = re.compile(r"[0-9a-f]{64}")
DIGITS = 20


def alias(mask: str, officer_id: str) -> str:
    """Return an officer's pseudonym: `p` and 20 digits of a hash of *mask* and id."""
    if mask == NO_MASK:
        return officer_id
    text = f"doubledraw-alias-1|{mask}|{officer_id}"
    return "p" + hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
