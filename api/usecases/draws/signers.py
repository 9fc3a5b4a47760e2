"""Who decided, as the office's log tells it: names there are plain text for any reader."""

from __future__ import annotations

import re

STRANGE = re.compile(r"[^A-Za-z0-9._:-]")
NOBODY_ELSE = "one-person"
"""Stands for a second person where the district wants none."""


def as_logged(login: str) -> str:
    """Return a login as the log holds it: a colon for what it cannot hold, such as `@`."""
    text = STRANGE.sub(":", login)
    return text if text[:1].isalnum() else f"x{text}"


def second_as_logged(first: str, second: str | None) -> str:
    """Return the second person, or that there was none."""
    return NOBODY_ELSE if second is None or second == first else as_logged(second)
