"""Text that is broken into lines as its language wants: Chinese anywhere, other words at blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len, chop_cells
from rich.containers import Lines
from rich.text import Text

_WIDE = "\u2e80-\u303f\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_OPENING = "（《「『【〔“‘(\\["
_CLOSING = "，。、；：！？）》」』】〕”’,.;:!?)\\]%"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+|)[{_CLOSING}]*\s*",
)
"""What stays on one line: a Chinese sign or a word, with the signs that open and close it."""


class Prose(Text):
    """Text whose lines end where a reader of Chinese or English expects it.

    The library breaks at blanks only, so that a line of Chinese would end before the first number.
    """

    @classmethod
    def of(cls, told: Text | str) -> Prose:
        """Return *told*, to be broken so."""
        if isinstance(told, str):
            return cls(told)
        made = cls(told.plain, told.style, justify=told.justify, overflow=told.overflow)
        made.no_wrap = told.no_wrap
        made.spans = told.spans
        return made

    def wrap(self, console: Any, width: int, **options: Any) -> Lines:  # noqa: ANN401 - as inherited
        """Return the lines."""
        if options.get("no_wrap") or self.no_wrap:
            return super().wrap(console, width, **options)
        found = Lines()
        for paragraph in self.split(allow_blank=True):
            for line in paragraph.divide(list(_breaks(paragraph.plain, width))):
                line.rstrip()
                found.append(line)
        justify = options.get("justify") or self.justify
        if justify:
            found.justify(console, width, justify=justify)
        return found


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield the offsets at which lines of *width* end."""
    used, place = 0, 0
    for piece in _PIECE.findall(text):
        shown = cell_len(piece.rstrip())
        if used and used + shown > width:
            yield place
            used = 0
        if shown > width:
            *whole, rest = chop_cells(piece.rstrip(), width)
            for part in whole:
                place += len(part)
                yield place
            blanks = len(piece) - len(piece.rstrip())
            place, used = place + len(rest) + blanks, cell_len(rest) + blanks
        else:
            place, used = place + len(piece), used + cell_len(piece)
