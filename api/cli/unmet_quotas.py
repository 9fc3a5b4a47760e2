"""Overlapping quotas that cannot be met: the bounds that exclude each other, and what would do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.cli.paragraphs import show_heading, show_paragraph
from api.cli.screen import Screen
from api.cli.shortages import mends
from api.files.tables.specs.targets import column_name
from api.wording.words import Words
from scheduler.domain.overlap import Side
from scheduler.planning.cells.count_model import Bound
from scheduler.planning.cells.feasibility import Cause, QuotaRelaxation
from scheduler.planning.cells.plans import UnmetQuota

UNMET = Words(
    "交叉限额不能同时满足，无法抽取：",
    "Quotas that cannot be met together, so nothing can be drawn:",
)
PLAN = Words(
    "计划 {plan}：待抽取库 {pool} 户中选不出满足全部限额的 {size} 户。以下各项限额不能同时满足：",
    "{plan}: no {size} of its {pool} targets satisfy its quotas. These bounds exclude each other:",
)
CAUSES = {
    Side.LEAST: Words(
        "{name} 至少 {value} 户：其余各项之下最多只能有 {possible} 户",
        "{name} at least {value}: the others leave {possible} at most",
    ),
    Side.MOST: Words(
        "{name} 至多 {value} 户：其余各项之下最少也有 {possible} 户",
        "{name} at most {value}: the others force {possible} at least",
    ),
}
CHANGE = Words("{name}{side}由 {value} 户改为 {to} 户", "{name}{side} from {value} to {to}")
SIDES = {Side.LEAST: Words(" 的下限", ": minimum"), Side.MOST: Words(" 的上限", ": maximum")}
SIZE = Words("抽取总数", "the sample")
JOIN = Words("，并且", ", and ")


def show_unmet(screen: Screen, unmet: tuple[UnmetQuota, ...]) -> None:
    """Show plan by plan which bounds exclude each other, and what would mend it."""
    if unmet:
        show_heading(screen, UNMET, style="bold red")
    for one in unmet:
        facts = {"plan": one.plan_id, "pool": one.pool, "size": one.quota.size}
        lines = [screen.text(PLAN, **facts)]
        lines += [f"  - {_cause(screen, cause)}" for cause in one.shortage.causes]
        changes = [_relaxation(screen, relaxed) for relaxed in one.shortage.relaxations]
        show_paragraph(screen, lines + mends(screen, changes))


def _cause(screen: Screen, cause: Cause) -> str:
    bound = cause.bound
    facts = {"name": _name(screen, bound), "value": bound.value, "possible": cause.possible}
    return screen.text(CAUSES[bound.side], **facts)


def _relaxation(screen: Screen, relaxed: QuotaRelaxation) -> str:
    return screen.text(JOIN).join(
        screen.text(
            CHANGE,
            name=_name(screen, bound),
            side="" if bound.column is None else screen.text(SIDES[bound.side]),
            value=bound.value,
            to=to,
        )
        for bound, to in relaxed.changes
    )


def _name(screen: Screen, bound: Bound) -> str:
    return (
        screen.text(SIZE)
        if bound.column is None
        else f"{column_name(bound.column, screen.lang)}“{bound.level}”"
    )


def unmet_data(unmet: Iterable[UnmetQuota]) -> list[dict[str, Any]]:
    """Return the same for a machine."""
    return [
        {
            "plan_id": one.plan_id,
            "pool": one.pool,
            "size": one.quota.size,
            "causes": [
                {**_bound_data(cause.bound), "possible": cause.possible}
                for cause in one.shortage.causes
            ],
            "relaxations": [
                {
                    "amount": relaxed.amount,
                    "changes": [{**_bound_data(bound), "to": to} for bound, to in relaxed.changes],
                }
                for relaxed in one.shortage.relaxations
            ],
        }
        for one in unmet
    ]


def _bound_data(bound: Bound) -> dict[str, Any]:
    return {
        "column": bound.column,
        "level": bound.level,
        "side": bound.side.value,
        "value": bound.value,
    }
