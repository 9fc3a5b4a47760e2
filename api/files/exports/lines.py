"""JSON Lines: an object on each line, sent while further rows are still being read."""

from __future__ import annotations

from collections.abc import Iterator

from api.files.exports.pages import Pages, json_text

MEDIA_TYPE = "application/jsonl"


def lines(pages: Pages) -> Iterator[bytes]:
    """Yield the lines of each page."""
    for page in pages:
        yield "".join(f"{json_text(row)}\n" for row in page).encode()
