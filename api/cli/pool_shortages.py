"""Quotas above their pool: who asked for how many, how many there are, what keeps others out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.cli.paragraphs import show_heading, show_paragraph
from api.cli.people_words import joined
from api.cli.screen import Screen
from api.files.planbook.terms import term
from api.wording.words import Words
from scheduler.planning.pool_shortage import PoolShortage

HEADING = Words(
    "待抽取库不足：以下计划要求的户数超过库中所有，届时全部抽取，仍达不到计划数。",
    "Pools too small: these plans ask for more targets than there are. All will be drawn, and the "
    "plan is not reached.",
)
SHORT = Words(
    "计划 {plan}{stratum}：要求 {wanted} 户，待抽取库只有 {available} 户，缺 {lacking} 户。",
    "{plan}{stratum} asks for {wanted} targets; its pool holds {available}: {lacking} short.",
)
STRATUM = Words("（分层 {name}）", " (stratum {name})")
EXCLUDED = Words("范围内另有被排除的：{reasons}。", "In scope, but left out: {reasons}.")
COUNTED = Words("{reason} {count} 户", "{reason} {count}")
MEND = Words(
    "可将数量改为 {available} 户，或扩大范围。", "Ask for {available}, or widen the scope."
)
WIDEN = Words("请扩大范围，或减少排除。", "Widen the scope, or leave fewer out.")
MEND_ALSO = Words(
    "可将数量改为 {available} 户、扩大范围，或减少排除。",
    "Ask for {available}, widen the scope, or leave fewer out.",
)


def show_pool_shortages(screen: Screen, shortages: tuple[PoolShortage, ...]) -> None:
    """Show the strata whose quota is above their pool."""
    if shortages:
        show_heading(screen, HEADING, style="bold yellow")
    for short in shortages:
        stratum = screen.text(STRATUM, name="/".join(short.stratum)) if short.stratum else ""
        what = screen.text(
            SHORT,
            plan=short.plan_id,
            stratum=stratum,
            wanted=short.wanted,
            available=short.available,
            lacking=short.lacking,
        )
        reasons = [
            screen.text(COUNTED, reason=term(reason, screen.lang), count=count)
            for reason, count in sorted(short.exclusions.items(), key=lambda one: -one[1])
        ]
        lines = [what]
        if reasons:
            lines.append("  " + screen.text(EXCLUDED, reasons=joined(screen, reasons)))
        mend = (MEND_ALSO if reasons else MEND) if short.available else WIDEN
        lines.append("  " + screen.text(mend, available=short.available))
        show_paragraph(screen, lines)


def pool_shortage_data(shortages: Iterable[PoolShortage]) -> list[dict[str, Any]]:
    """Return the same for a machine."""
    return [
        {
            "plan_id": short.plan_id,
            "stratum": short.stratum,
            "wanted": short.wanted,
            "available": short.available,
            "exclusions": {reason.value: count for reason, count in short.exclusions.items()},
        }
        for short in shortages
    ]
