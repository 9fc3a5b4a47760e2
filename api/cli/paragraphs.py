"""Paragraphs: some lines that belong together, in whichever way a language breaks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from api.cli.screen import Screen
from api.wording.words import Words


def show_heading(screen: Screen, words: Words, *, style: str) -> None:
    """Show *words* after an empty line."""
    screen.line("")
    screen.say(words, style=style)


def show_paragraph(screen: Screen, lines: Sequence[str]) -> None:
    """Show *lines*; the terminal may break Chinese anywhere, English is broken between words."""
    if screen.lang == "zh":
        for line in lines:
            screen.line(line)
    else:
        screen.show(Text("\n".join(lines)))
