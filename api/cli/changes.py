"""What happened to a subject since its draw, told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from api.cli.redraw_words import REASONS
from api.cli.screen import Screen
from api.usecases.since import Change
from api.wording.words import Words

SINCE = Words("抽取之后", "Since the draw")
CAME = Words(
    "第 {number} 个空缺（{where}，{reason}）：{gone} → {came}",
    "Vacancy {number} ({where}, {reason}): {gone} → {came}",
)
NOBODY = Words("无", "nobody")


def show_changes(screen: Screen, changes: Iterable[Change]) -> None:
    """Show what came free since the draw, and who or what came; nothing if nothing did."""
    changes = tuple(changes)
    if not changes:
        return
    screen.verdict(SINCE, "bold")
    for one in changes:
        screen.say(
            CAME,
            number=one.number,
            where=one.where,
            reason=screen.text(REASONS[one.reason]),
            gone=one.gone,
            came=one.came or screen.text(NOBODY),
        )


def change_data(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return the same for a machine."""
    return [asdict(one) for one in changes]
