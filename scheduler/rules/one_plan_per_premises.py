"""Rule one-plan-per-premises: no draw where another plan is already on the same premises.

Another plan is there when a live task of an earlier draw, or a target listed in another plan of
this one, has the same premises. Exempt kinds of plan are free of this.

Source: 如东县市场监管 (planned visits to the same entity at the same premises, once a year);
优化营商环境条例 art. 54 (several checks of one target are merged). A policy, off by default.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "one-plan-per-premises"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield drawn targets whose premises were taken before the draw."""
    if not case.policy.one_plan_per_premises:
        return
    taken = _taken(case)
    for plan, target in case.drawn_unexempted:
        if target["premises_id"] in taken:
            facts = {"premises": target["premises_id"], "taken_for": taken[target["premises_id"]]}
            yield Violation(NAME, (plan.plan_id, target["target_id"]), facts)


def _taken(case: CaseFile) -> dict[str, str]:
    """Return the premises taken, each with a target there that takes it."""
    taking = set(case.problem.live.frame["target_id"].to_list())
    for plan in case.problem.plans:
        taking.update(plan.listed_ids or ())
    targets = case.problem.targets.frame.filter(pl.col("target_id").is_in(sorted(taking)))
    return dict(targets.select("premises_id", "target_id").iter_rows())
