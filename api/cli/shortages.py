"""Shortages of officers: who needs how many, who can give how many, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from rich.text import Text

from api.cli.screen import Screen
from api.wording.words import Words
from scheduler.domain.bodies import EnforcementBody
from scheduler.planning.feasibility import Change, Shortage

CERTAIN = Words(
    "人员不足，无法抽取：以下部门无论怎样抽取都派不足人员。",
    "Not enough officers to draw: whatever the seed, these bodies cannot send enough.",
)
POSSIBLE = Words(
    "人员可能不足：若各计划的检查不能合并，以下部门派不足人员；届时缺口会如实记录。",
    "Officers may run short: these bodies cannot send enough unless plans meet at the same "
    "targets. What cannot be met would be recorded.",
)
NEEDS = Words(
    "{body}：计划 {plans} 需要 {needed} 个名额，{officers} 名人员最多可承担 {available} 个。",
    "{body}: {needed} places are needed by {plans}; {officers} officers can give at most "
    "{available}.",
)
NEEDS_AT = Words(
    "{body}：计划 {plans} 的检查对象 {target} 需要 {needed} 人，"
    "{officers} 名人员中只有 {available} 人可去。",
    "{body}: target {target} of plan {plans} needs {needed} officers; of {officers}, only "
    "{available} could go.",
)
MINIMA = Words(
    "{body}：{officers} 名人员的检查次数下限合计 {needed} 次，"
    "而计划 {plans} 只有 {available} 个名额。",
    "{body}: the fewest visits of {officers} officers add up to {needed}, but there are only "
    "{available} places in {plans}.",
)
HOLDING = Words("须具备：{names}。", " They must hold: {names}.")
ANY_OF = Words("任选一项即可解决：", "Any one of these mends it:")
REMEDIES: Mapping[Change, Words] = {
    Change.MORE_OFFICERS: Words(
        "为 {subject} 增加 {amount} 名可派人员", "{amount} more officers for {subject}"
    ),
    Change.HIGHER_MAXIMUM: Words(
        "将 {subject} 每人检查次数上限提高到 {amount}",
        "raise the most visits per officer of {subject} to {amount}",
    ),
    Change.FEWER_VISITS: Words(
        "计划 {subject} 减少 {amount} 户", "draw {amount} targets fewer in plan {subject}"
    ),
    Change.LOWER_MINIMUM: Words(
        "将 {subject} 每人检查次数下限降低 {amount}",
        "lower the fewest visits per officer of {subject} by {amount}",
    ),
}
MOST_PLANS = 6


def show_shortages(
    screen: Screen, shortages: tuple[Shortage, ...], bodies: Mapping[str, EnforcementBody]
) -> None:
    """Show shortages, those that are certain first, each with what would mend it."""
    for certain, heading, style in ((True, CERTAIN, "bold red"), (False, POSSIBLE, "bold yellow")):
        chosen = [short for short in shortages if short.certain is certain]
        if chosen:
            screen.say(heading, style=style)
        for short in chosen:
            _show(screen, short, bodies)


def _show(screen: Screen, short: Shortage, bodies: Mapping[str, EnforcementBody]) -> None:
    plans = ", ".join(short.plan_ids[:MOST_PLANS])
    more = len(short.plan_ids) - MOST_PLANS
    names = {body_id: f"{body.name} ({body_id})" for body_id, body in bodies.items()}
    facts = {
        "body": names.get(short.body_id, short.body_id),
        "plans": f"{plans} (+{more})" if more > 0 else plans,
        "needed": short.needed,
        "available": short.available,
        "officers": short.officers,
        "target": short.target_id,
    }
    lines = [screen.text(_sentence(short), **facts)]
    if short.qualifications:
        lines[0] += screen.text(HOLDING, names=", ".join(short.qualifications))
    if short.relaxations:
        lines.append(screen.text(ANY_OF))
    for one in short.relaxations:
        subject = names.get(one.subject, one.subject)
        told = screen.text(REMEDIES[one.remedy], subject=subject, amount=one.amount)
        lines.append(f"  - {told}")
    screen.show(Text("\n".join(lines)))


def _sentence(short: Shortage) -> Words:
    if any(one.remedy is Change.LOWER_MINIMUM for one in short.relaxations):
        return MINIMA
    return NEEDS_AT if short.target_id else NEEDS


def shortage_data(shortages: Iterable[Shortage]) -> list[dict[str, Any]]:
    """Return shortages for a machine."""
    return [asdict(short) for short in shortages]
