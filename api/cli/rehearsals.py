"""What rehearsals showed: visits, loads, and the bodies that met trouble."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import mean
from typing import Any

from rich.text import Text

from api.cli import words
from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.domain.problem import Problem
from scheduler.planning.rehearsal import Rehearsed

TITLE = Words(
    "预演 {draws} 次（每次另用临时种子，不产生名单）", "{draws} rehearsals (throwaway seeds)"
)
LEAST_MEAN_MOST = Words("最少 / 平均 / 最多", "Least / mean / most")
VISITS = Words("检查次数", "Visits")
SAVED = Words("因合并减少的次数", "Visits saved by merging")
MOST = Words("一名人员最多检查次数", "Most visits of one officer")
FURTHEST = Words("与应担份额相差最多", "Furthest from a fair share")
TROUBLES = Words("预演中遇到困难的部门（次数）", "Bodies that met trouble (in how many rehearsals)")
UNSTAFFED = Words("有检查派不出人", "Visits unstaffed")
WORST = Words("最多缺几组", "Teams at worst")
BELOW = Words("有人低于下限", "Below a minimum")
WIDENED = Words("放宽负荷区间", "Band widened")
SMOOTH = Words("每次预演都派足人员。", "Every rehearsal could staff every visit.")
ROUGH = Words(
    "{count} 次预演中有检查派不出人；真实抽取遇到时会如实记录为缺口。",
    "In {count} rehearsals some visit could not be staffed; a draw would record that.",
)


def show_rehearsals(screen: Screen, problem: Problem, found: Rehearsed) -> None:
    """Show what the rehearsals met."""
    screen.show(Text(f"\n{screen.text(TITLE, draws=found.draws)}", style="bold"))
    table = screen.table(None, ((words.ITEM, "left"), (LEAST_MEAN_MOST, "right")))
    rows = found.rehearsals
    table.add_row(screen.text(VISITS), _spread(one.visits for one in rows))
    table.add_row(screen.text(SAVED), _spread(one.saved for one in rows))
    table.add_row(screen.text(MOST), _spread(one.most_places for one in rows))
    table.add_row(screen.text(FURTHEST), _spread((float(one.furthest) for one in rows), 2))
    screen.show(table)
    if found.troubles:
        _show_troubles(screen, problem, found)
    if found.with_unstaffed:
        screen.say(ROUGH, style="bold yellow", count=found.with_unstaffed)
    else:
        screen.say(SMOOTH, style="green")


def _show_troubles(screen: Screen, problem: Problem, found: Rehearsed) -> None:
    headings = (words.BODY, UNSTAFFED, WORST, BELOW, WIDENED)
    table = screen.table(TROUBLES, tuple(zip(headings, ("left", *["right"] * 4), strict=True)))
    for one in found.troubles:
        table.add_row(
            Text(problem.body[one.body_id].name),
            *(
                str(count) if count else "—"
                for count in (
                    one.unstaffed_in,
                    one.worst_unstaffed,
                    one.below_minimum_in,
                    one.widened_in,
                )
            ),
        )
    screen.show(table)


def _spread(values: Iterable[float], digits: int = 0) -> str:
    found = list(values)
    return " / ".join(f"{n:,.{digits}f}" for n in (min(found), mean(found), max(found)))


def rehearsal_data(found: Rehearsed) -> dict[str, Any]:
    """Return the rehearsals for a machine."""
    return {
        "draws": found.draws,
        "with_unstaffed": found.with_unstaffed,
        "visits": [one.visits for one in found.rehearsals],
        "saved": [one.saved for one in found.rehearsals],
        "troubles": [
            {
                "body_id": one.body_id,
                "unstaffed_in": one.unstaffed_in,
                "worst_unstaffed": one.worst_unstaffed,
                "below_minimum_in": one.below_minimum_in,
                "widened_in": one.widened_in,
            }
            for one in found.troubles
        ],
    }
