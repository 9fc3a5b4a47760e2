"""Faults and notices as tables, and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rich.text import Text

from api.cli import words
from api.cli.screen import Screen
from api.wording.telling import Lang, tell, what, where
from scheduler.errors import Fault

MOST_SHOWN = 200
"""Rows on a screen; a machine gets all of them."""


def show_faults(screen: Screen, faults: tuple[Fault, ...], *, refused: bool = True) -> None:
    """Show all faults at once: where, what was found and expected, what to do."""
    table = screen.table(None, ((words.WHERE, "left"), (words.WHAT, "left")))
    table.show_lines = len(faults) > 1
    table.columns[0].max_width = 34
    for fault in in_order(faults)[:MOST_SHOWN]:
        table.add_row(_where(fault, screen.lang), Text(what(fault, screen.lang)))
    screen.show(table)
    if len(faults) > MOST_SHOWN:
        screen.say(words.MORE, count=len(faults) - MOST_SHOWN)
    if refused:
        screen.say(words.FAULTS, style="bold red", count=len(faults))


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults as a person goes through them: files as they come, rows from top to bottom."""
    files: dict[object, int] = {}
    return sorted(
        faults,
        key=lambda fault: (
            files.setdefault(fault.facts.get("file", ""), len(files)),
            int(fault.facts.get("row", 0)),
        ),
    )


def _where(fault: Fault, lang: Lang) -> Text:
    """Return the file on one line and the place in it on the next."""
    place = where(fault, lang)
    file = str(fault.facts.get("file", ""))
    if file and place.startswith(file) and place != file:
        place = f"{file}\n{place.removeprefix(file).lstrip('，, ')}"
    return Text(place)


def show_notices(screen: Screen, notices: tuple[Fault, ...]) -> None:
    """Show notices, one line per kind with an example: thousands of rows may share one."""
    if not notices:
        return
    first: dict[str, Fault] = {}
    for notice in notices:
        first.setdefault(notice.code, notice)
    table = screen.table(words.NOTICES, ((words.COUNT, "right"), (words.EXAMPLE, "left")))
    for code, count in Counter(notice.code for notice in notices).most_common():
        table.add_row(f"{count:,}", Text(tell(first[code], screen.lang)))
    screen.show(table)


def fault_data(faults: Iterable[Fault], lang: Lang) -> list[dict[str, Any]]:
    """Return faults for a machine."""
    return [
        {
            "code": fault.code,
            "place": fault.place,
            "facts": dict(fault.facts),
            "text": tell(fault, lang),
        }
        for fault in faults
    ]
