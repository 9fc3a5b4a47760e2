"""What rehearsals showed: visits, loads, and the bodies that met trouble."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import mean
from typing import Any

from rich.text import Text

from api.cli import words
from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.domain.problem import Problem
from scheduler.planning.rehearsal import Rehearsed

TITLE = Words(
    "预演 {draws} 次（每次另用临时种子，不产生名单）",
    "{draws} rehearsals (throwaway seeds; no list is made)",
)
LEAST_MEAN_MOST = Words("最少 / 平均 / 最多", "Least / mean / most")
VISITS = Words("检查次数", "Visits")
SAVED = Words("因合并减少的次数", "Visits saved by merging")
MOST = Words("一名人员最多检查次数", "Most visits of one officer")
FEWEST = Words("一名人员最少检查次数", "Fewest visits of one officer")
FURTHEST = Words("与应担份额相差最多（次）", "Furthest from a fair share, visits")
USED: Mapping[Remedy, Words] = {
    Remedy.OTHER_DAY: Words("改日的检查", "Visits moved to another day"),
    Remedy.LENDING: Words("借调的小组", "Teams with lent officers"),
    Remedy.DIRECT_ASSIGNMENT: Words("由负责人指定的小组", "Teams named by the head of the body"),
}
LEFT: Mapping[ShortfallKind, Words] = {
    ShortfallKind.UNSTAFFED: Words("结转下期的小组", "Teams carried to the next window"),
    ShortfallKind.NO_EXPERT: Words("专家未能同去的检查", "Visits without their experts"),
    ShortfallKind.SPLIT: Words("拆分的合并检查", "Merged visits that fell apart"),
    ShortfallKind.RESERVE: Words("占用应急预留的小组", "Teams that take reserved places"),
    ShortfallKind.OFF_PLAN: Words("不在计划日的检查", "Visits off the planned days"),
    ShortfallKind.CLOSED: Words("遇对象休息日的检查", "Visits on a day that a target is closed"),
}
COORDINATED = Words(
    "各计划共用签号，检查次数为各自独立抽取时的 {share:.1%}。",
    "Plans share tickets: {share:.1%} of the visits that independent draws would make.",
)
LIKELIEST = Words(
    "最容易预测的一次派员：{officer} 到 {target}，{draws} 次预演中有 {times} 次。",
    "The meeting easiest to predict: {officer} at {target}, in {times} of {draws} rehearsals.",
)
TROUBLES = Words(
    "预演中遇到困难的部门（发生在几次预演中）",
    "Bodies that met trouble (in how many rehearsals)",
)
UNSTAFFED = Words("有组未派出", "Teams not drawn")
WORST = Words("最多几组", "Teams at worst")
BELOW = Words("有人低于下限", "Below a minimum")
WIDENED = Words("放宽负荷区间", "Band widened")
HELPED: Mapping[Remedy, Words] = {
    Remedy.OTHER_DAY: Words("改日", "Other day"),
    Remedy.LENDING: Words("借调", "Lending"),
}
FEW = 100
SMOOTH = Words("每次预演都派足人员。", "Every rehearsal could staff every visit.")
ROUGH = Words(
    "{count} 次预演中有小组抽不出人（由负责人指定或结转）；真实抽取遇到时会如实记录。",
    "In {count} rehearsals some team could not be drawn (the head of the body names it, or it is "
    "carried over); a draw would record that.",
)


def show_rehearsals(screen: Screen, problem: Problem, found: Rehearsed) -> None:
    """Show what the rehearsals met."""
    screen.show(Text(f"\n{screen.text(TITLE, draws=found.draws)}", style="bold"))
    table = screen.table(None, ((words.ITEM, "left"), (LEAST_MEAN_MOST, "right")))
    rows = found.rehearsals
    table.add_row(screen.text(VISITS), _spread(one.visits for one in rows))
    table.add_row(screen.text(SAVED), _spread(one.saved for one in rows))
    table.add_row(screen.text(FEWEST), _spread(one.fewest_places for one in rows))
    table.add_row(screen.text(MOST), _spread(one.most_places for one in rows))
    table.add_row(screen.text(FURTHEST), _spread((float(one.furthest) for one in rows), 2))
    met = {
        **{told: [one.used(remedy) for one in rows] for remedy, told in USED.items()},
        **{told: [one.short(kind) for one in rows] for kind, told in LEFT.items()},
    }
    for told, counts in met.items():
        if any(counts):
            table.add_row(screen.text(told), _spread(counts))
    screen.show(table)
    if found.visits_against_independent is not None:
        screen.say(COORDINATED, share=float(found.visits_against_independent))
    if found.likeliest:
        first = found.likeliest[0]
        screen.say(
            LIKELIEST,
            officer=_named(problem.officers.row(first.officer_id)["name"], first.officer_id),
            target=_named(problem.targets.row(first.target_id)["name"], first.target_id),
            times=first.times,
            draws=found.draws,
        )
    if found.troubles:
        _show_troubles(screen, problem, found)
    if found.with_unstaffed:
        screen.say(ROUGH, style="bold yellow", count=found.with_unstaffed)
    else:
        screen.say(SMOOTH, style="green")


def _show_troubles(screen: Screen, problem: Problem, found: Rehearsed) -> None:
    columns: dict[Words, list[int]] = {
        UNSTAFFED: [one.unstaffed_in for one in found.troubles],
        WORST: [one.worst_unstaffed for one in found.troubles],
        **{
            told: [dict(one.remedied_in).get(remedy, 0) for one in found.troubles]
            for remedy, told in HELPED.items()
        },
        BELOW: [one.below_minimum_in for one in found.troubles],
        WIDENED: [one.widened_in for one in found.troubles],
    }
    met = {told: counts for told, counts in columns.items() if any(counts)}
    table = screen.table(TROUBLES, ((words.BODY, "left"), *((told, "right") for told in met)))
    for place, one in enumerate(found.troubles):
        counts = (counts[place] for counts in met.values())
        name = Text(problem.body[one.body_id].name)
        table.add_row(name, *(str(count) if count else "—" for count in counts))
    screen.show(table)


def _named(name: str, number: str) -> str:
    return f"{name} {number}"


def _spread(values: Iterable[float], digits: int = 0) -> str:
    """Return least, mean and most; of few whole numbers the mean with a digit more."""
    found = list(values)
    least, most = min(found), max(found)
    finer = digits or int(least != most and most < FEW)
    return f"{least:,.{digits}f} / {mean(found):,.{finer}f} / {most:,.{digits}f}"


def rehearsal_data(found: Rehearsed) -> dict[str, Any]:
    """Return the rehearsals for a machine."""
    return {
        "draws": found.draws,
        "with_unstaffed": found.with_unstaffed,
        "visits": [one.visits for one in found.rehearsals],
        "saved": [one.saved for one in found.rehearsals],
        "visits_against_independent": None
        if found.visits_against_independent is None
        else float(found.visits_against_independent),
        "remedies": {
            remedy.value: [one.used(remedy) for one in found.rehearsals] for remedy in Remedy
        },
        "carried": [one.short(ShortfallKind.UNSTAFFED) for one in found.rehearsals],
        "likeliest": [
            {"officer_id": one.officer_id, "target_id": one.target_id, "times": one.times}
            for one in found.likeliest
        ],
        "troubles": [
            {
                "body_id": one.body_id,
                "unstaffed_in": one.unstaffed_in,
                "worst_unstaffed": one.worst_unstaffed,
                "below_minimum_in": one.below_minimum_in,
                "widened_in": one.widened_in,
                "remedied_in": {remedy.value: times for remedy, times in one.remedied_in},
            }
            for one in found.troubles
        ],
    }
