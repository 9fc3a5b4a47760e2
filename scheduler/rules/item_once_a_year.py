"""Rule item-once-a-year: a plan draws no target where all its items were done this calendar year.

The items are those of the initiating body that apply to the target. Exempt kinds are free of this.

Source: 特种设备安全监督检查办法 art. 17 (units inspected after licensing are not inspected again by
routine that year). A policy, off by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "item-once-a-year"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield drawn targets at which there is nothing left to inspect this year."""
    if not case.policy.item_once_a_year:
        return
    year = case.problem.window.starts.year
    for plan, target in case.drawn_unexempted:
        past = case.past[target["target_id"]]
        done = {item_id for row in past if row["day"].year == year for item_id in row["item_ids"]}
        items = plan.participations[0].item_ids
        due = {item_id for item_id in items if case.concerns(item_id, target)}
        if due and due <= done:
            subjects = (plan.plan_id, target["target_id"])
            yield Violation(NAME, subjects, {"year": year, "items": ", ".join(sorted(due))})
