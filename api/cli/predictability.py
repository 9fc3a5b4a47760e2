"""How predictable the meetings of a pool are, beside what no lottery can avoid."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from rich.text import Text

from api.cli.people_words import joined
from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.explanation.predictability import ERROR, Predictability

TITLE = Words(
    "可预测性：{body}（{visits} 次检查，{officers} 名人员，重复抽取 {draws} 次）",
    "Predictability: {body} ({visits} visits, {officers} officers, {draws} repeated draws)",
)
ODDS = Words("某次检查派到某人的机会", "Odds of a visit to meet a given officer")
CHANCE = Words("机会", "Odds")
LARGEST = Words("最大（{sure:.0%} 置信区间）", "Largest ({sure:.0%} interval)")
MEAN = Words("平均（限可派到的人）", "Mean, of those who could meet")
BOUND = Words(
    "下限：任何合规抽取的最大机会都不低于", "Bound: largest in any lottery that obeys the rules"
)
FORCED = Words("该下限由这些检查决定：{visits}", "The bound is forced by: {visits}")
ATTAINED = Words("有抽取方式恰好达到该下限。", "Some lottery attains the bound.")
SPAN = Words("{odds}（{low}–{high}）", "{odds} ({low}–{high})")
MOST_NAMED = 3


def show_predictability(
    screen: Screen, found: Predictability, name_of: Callable[[str], str]
) -> None:
    """Show the odds of a pool; *name_of* tells the name of a body."""
    title = screen.text(
        TITLE,
        body=joined(screen, [name_of(body_id) for body_id in found.body_ids]),
        visits=f"{found.visits:,}",
        officers=f"{found.officers:,}",
        draws=f"{found.draws:,}",
    )
    screen.show(Text(f"\n{title}", style="bold"))
    table = screen.table(None, ((ODDS, "left"), (CHANCE, "right")))
    largest = found.largest
    span = screen.text(
        SPAN, odds=f"{largest.odds:.1%}", low=f"{largest.low:.1%}", high=f"{largest.high:.1%}"
    )
    table.add_row(screen.text(LARGEST, sure=1 - ERROR), span)
    table.add_row(screen.text(MEAN), f"{float(found.mean):.1%}")
    table.add_row(screen.text(BOUND), rounded_down(found.least.bound))
    screen.show(table)
    forced = found.least.visit_ids
    if len(forced) <= MOST_NAMED:
        screen.say(FORCED, visits=", ".join(forced))
    if found.least.attained:
        screen.say(ATTAINED)


def rounded_down(bound: Fraction) -> str:
    """Return a share as a percentage that does not exceed it."""
    tenths = bound.numerator * 1000 // bound.denominator
    return f"{tenths // 10}.{tenths % 10}%"


def predictability_data(found: Predictability | None) -> dict[str, Any] | None:
    """Return the same for a machine."""
    if found is None:
        return None
    return {
        "body_ids": list(found.body_ids),
        "visits": found.visits,
        "officers": found.officers,
        "draws": found.draws,
        "largest": {
            "odds": found.largest.odds,
            "low": found.largest.low,
            "high": found.largest.high,
            "visit_id": found.largest.visit_id,
            "officer_id": found.largest.officer_id,
        },
        "mean": [found.mean.numerator, found.mean.denominator],
        "bound": [found.least.bound.numerator, found.least.bound.denominator],
        "bound_attained": found.least.attained,
        "forced_by": list(found.least.visit_ids),
    }
