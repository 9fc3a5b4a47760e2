"""Shortages: who needs how many, who can give how many, why, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from api.cli.paragraphs import show_heading, show_paragraph
from api.cli.people_words import Names, by_name, called
from api.cli.relaxation_words import mended
from api.cli.screen import Screen
from api.cli.shortage_words import told
from api.wording.words import Words
from scheduler.domain.bodies import EnforcementBody
from scheduler.domain.registry import OfficerRegistry
from scheduler.planning.shortages.shortage import Relaxation, Shortage

CERTAIN = Words(
    "人员不足，无法抽取：无论怎样抽取，以下各项都无法满足。",
    "Not enough officers to draw: whatever the seed, this cannot be met.",
)
POSSIBLE = Words(
    "人员可能不足：若各计划的检查不能合并，以下各项无法满足；届时缺口会如实记录。",
    "Officers may run short: this cannot be met unless plans meet at the same targets. What is "
    "missing then would be recorded.",
)
ANY_OF = Words(
    "任选一项即可解决（均已验证，由小到大）：",
    "Any one of these mends it (each was tried; smallest first):",
)
NONE_ALONE = Words("没有哪一项单独的调整能解决。", "No single change was found that mends it.")
INDENT = "  "


def show_shortages(
    screen: Screen,
    shortages: tuple[Shortage, ...],
    bodies: Mapping[str, EnforcementBody],
    officers: OfficerRegistry | None = None,
) -> None:
    """Show shortages, those that are certain first, each with what would mend it.

    Officers are called by their names if *officers* has them.
    """
    names = Names(called(screen, bodies))
    if officers is not None:
        named = {one for short in shortages for one in _officer_ids(short)}
        names = Names(names.bodies, by_name(screen, officers, named))
    for certain, heading, style in ((True, CERTAIN, "bold red"), (False, POSSIBLE, "bold yellow")):
        chosen = [short for short in shortages if short.certain is certain]
        if chosen:
            show_heading(screen, heading, style=style)
        for short in chosen:
            _show(screen, short, names)


def _officer_ids(short: Shortage) -> Iterator[str]:
    yield from short.officer_ids
    for one in short.relaxations:
        yield from one.officer_ids


def _show(screen: Screen, short: Shortage, names: Names) -> None:
    first, *rest = told(screen, short, names)
    lines = [first, *(INDENT + line for line in rest)]
    mending = [mended(screen, one, names) for one in short.relaxations]
    lines += mends(screen, mending)
    show_paragraph(screen, lines)


def mends(screen: Screen, changes: list[str]) -> list[str]:
    """Return *changes* as a numbered list with its heading."""
    if not changes:
        return [INDENT + screen.text(NONE_ALONE)]
    numbered = (f"{INDENT}{n}. {change}" for n, change in enumerate(changes, 1))
    return [INDENT + screen.text(ANY_OF), *numbered]


def shortage_data(shortages: Iterable[Shortage]) -> list[dict[str, Any]]:
    """Return shortages for a machine."""
    return [
        {**asdict(short), "relaxations": [_relaxation_data(one) for one in short.relaxations]}
        for short in shortages
    ]


def _relaxation_data(one: Relaxation) -> dict[str, Any]:
    """Return a relaxation for a machine; what does not belong to its kind of change is left out."""
    found = asdict(one) | {"day": one.day.isoformat() if one.day else None}
    return {
        name: value
        for name, value in found.items()
        if name in {"change", "size"} or value not in ("", (), 0, None)
    }
