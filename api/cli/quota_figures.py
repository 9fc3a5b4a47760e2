"""How even and how unpredictable plans with overlapping quotas are drawn, as a check shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.cli import words
from api.cli.screen import Screen
from api.usecases.quota_fairness import QuotaFairness
from api.wording.words import Words
from scheduler.lottery.cells.sample import CountMethod

TITLE = Words("交叉限额的计划", "Plans with overlapping quotas (entropy in bits)")
CELLS = Words("单元格", "Cells")
LAW = Words("抽法", "Law")
SMALLEST = Words("最小机会", "Least chance")
GINI = Words("基尼系数", "Gini")
BITS = Words("熵/比特", "Entropy")
METHODS = {
    CountMethod.COUNTED: Words("均等（逐一计数）", "uniform, counted"),
    CountMethod.WALKED: Words("均等（随机行走）", "uniform, walked"),
    CountMethod.LOTTERY: Words("最大最小（公布的抽签）", "leximin, by lottery"),
}
ESTIMATED = Words(
    "带 ± 者为估计值（机会为 99% 区间，熵为标准误）；过长的行走不估计熵。",
    "Figures with ± are estimates (chances: 99%; entropy: standard error); behind a long walk the "
    "entropy is not estimated.",
)


def show_quota_figures(screen: Screen, found: Mapping[str, QuotaFairness]) -> None:
    """Show a line for each plan whose quotas overlap."""
    if not found:
        return
    headings = (words.PLAN, LAW, words.QUOTA, CELLS, SMALLEST, GINI, BITS)
    sides = ("left", "left", *["right"] * 5)
    table = screen.table(TITLE, tuple(zip(headings, sides, strict=True)))
    table.columns[0].no_wrap = True
    for plan_id, one in found.items():
        chances, entropy = one.chances, one.entropy
        table.add_row(
            plan_id,
            screen.text(METHODS[one.method]),
            f"{one.cells.quota.size:,}",
            f"{len(one.cells.cells.sizes):,}",
            _with_error(chances.smallest, chances.smallest_error, 4),
            f"{chances.gini:.3f}",
            "—" if entropy is None else _with_error(entropy.bits, entropy.error, 1),
        )
    screen.show(table)
    if any(one.method is CountMethod.WALKED for one in found.values()):
        screen.say(ESTIMATED, style="dim")


def _with_error(value: float, error: float, digits: int) -> str:
    return f"{value:.{digits}f} ± {error:.{digits}f}" if error else f"{value:.{digits}f}"


def quota_figures_data(found: Mapping[str, QuotaFairness]) -> list[dict[str, Any]]:
    """Return the same for a machine."""
    return [
        {
            "plan_id": plan_id,
            "law": one.cells.quota.law.value,
            "method": one.method.value,
            "size": one.cells.quota.size,
            "cells": len(one.cells.cells.sizes),
            "smallest_chance": round(one.chances.smallest, 9),
            "margin_of_error": round(one.chances.smallest_error, 9),
            "gini": round(one.chances.gini, 6),
            "entropy_bits": None if one.entropy is None else round(one.entropy.bits, 2),
            "entropy_error_bits": None if one.entropy is None else round(one.entropy.error, 2),
        }
        for plan_id, one in found.items()
    ]
