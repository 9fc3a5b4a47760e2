"""What preferring some officers gains in suitability, and what it costs in randomness."""

from __future__ import annotations

from typing import Any

from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.explanation.tradeoff import Side, Tradeoff

TITLE = Words(
    "按适配度优先（{places} 个名额，重复抽取 {draws} 次）",
    "Preference for suitable officers ({places} places, {draws} repeated draws)",
)
SIDES = (Words("优先", "With it"), Words("一视同仁", "Without"))
MEASURE = Words("指标", "Measure")
BITS = Words("每个名额的适配度（比特）", "Suitability of a place, bits")
CANDIDATES = Words("每个名额实际可能的人数", "Officers to whom a place is open in effect")
LARGEST = Words("某次检查派到某人的最大机会", "Largest odds of a visit to meet an officer")


def show_tradeoff(screen: Screen, found: Tradeoff) -> None:
    """Show the same pool with its preferences and without."""
    screen.say(Words("", ""))
    screen.say(TITLE, style="bold", places=f"{found.places:,}", draws=found.draws)
    table = screen.table(None, ((MEASURE, "left"), *((side, "right") for side in SIDES)))
    both = (found.preferring, found.neutral)
    table.add_row(screen.text(BITS), *(f"{side.bits:.2f}" for side in both))
    table.add_row(screen.text(CANDIDATES), *(f"{side.candidates:.1f}" for side in both))
    table.add_row(screen.text(LARGEST), *(f"{side.largest:.1%}" for side in both))
    screen.show(table)


def tradeoff_data(found: Tradeoff | None) -> dict[str, Any] | None:
    """Return the same for a machine."""
    if found is None:
        return None
    return {
        "places": found.places,
        "draws": found.draws,
        "preferring": _side(found.preferring),
        "neutral": _side(found.neutral),
    }


def _side(side: Side) -> dict[str, float]:
    return {"bits": side.bits, "candidates": side.candidates, "largest": side.largest}
