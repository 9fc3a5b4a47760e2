"""Paragraphs: some lines that belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from api.cli.prose import Prose
from api.cli.screen import Screen
from api.wording.words import Words

LEAD = re.compile(r"\s*(?:\d+\. |- )?")
"""What a line begins with: blanks, a number, a dash."""


def show_heading(screen: Screen, words: Words, *, style: str) -> None:
    """Show *words* after an empty line."""
    screen.verdict(words, style)


def show_paragraph(screen: Screen, lines: Sequence[str]) -> None:
    """Show *lines*; what does not fit on one goes on below, beside the number at its beginning."""
    for line in lines:
        lead = "".join(LEAD.findall(line)[:1])
        if not lead:
            screen.show(Text(line))
            continue
        row = Table.grid()
        row.add_column(width=len(lead), no_wrap=True)
        row.add_row(lead, Prose(line.removeprefix(lead)))
        screen.show(row)
