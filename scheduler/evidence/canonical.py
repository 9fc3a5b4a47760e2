"""Canonical JSON (RFC 8785): one sequence of bytes for one content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import rfc8785

from scheduler.errors import SchedulerError

LARGEST_INTEGER = 2**53 - 1
"""Beyond it, readers that take every number for a double disagree about the last digits."""


class NotCanonicalError(SchedulerError):
    """A value has no canonical form here: *place* is its path, *found* what stands there."""

    code = "not-canonical"

    def __init__(self, place: str, found: str) -> None:
        super().__init__(place, found)
        self.place = place
        self.found = found

    @property
    def facts(self) -> dict[str, str]:
        return {"place": self.place, "found": self.found}

    def __str__(self) -> str:
        return f"No canonical JSON for {self.found} at {self.place}."


def canonical(data: object) -> bytes:
    """Return *data* as canonical JSON in UTF-8, without a line feed at the end.

    *data* is made of dict (with keys of text), list, tuple, str, int, bool and None. Floats are
    refused although RFC 8785 knows them: shares are texts here, so no verifier needs its rules.

    Raises:
        NotCanonicalError: for a float, an integer beyond 2^53 - 1 either way, a key that is not
            text, text with half a surrogate pair, or a value of another type.
    """
    for place, found in _strange(data, "$"):
        raise NotCanonicalError(place, found)
    try:
        return rfc8785.dumps(cast("Any", data))
    except ValueError as error:  # CanonicalizationError, or UnicodeEncodeError for a key
        raise NotCanonicalError("$", str(error)) from error


def _strange(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield place and kind of every value that is not written."""
    match value:
        case None | bool() | str():
            return
        case int():
            if abs(value) > LARGEST_INTEGER:
                yield place, "an integer beyond 2^53 - 1"
        case dict():
            for key, inner in value.items():
                if not isinstance(key, str):
                    yield place, f"the key {key!r}"
                yield from _strange(inner, f"{place}.{key}")
        case list() | tuple():
            for index, inner in enumerate(value):
                yield from _strange(inner, f"{place}[{index}]")
        case _:
            yield place, f"a {type(value).__name__}"
