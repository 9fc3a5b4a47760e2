"""Rule fixed-days: a plan with fixed days is carried out on these and no others.

    fixed(p) = ∅  or  d(v) in fixed(p)        for every plan p of v

Source: a plan may set its days, for a campaign or together with others (行政检查计划: time of each
batch, 国市监信〔2019〕38号). A policy: no plan has fixed days by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "fixed-days"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield visits on a day that is not among the fixed ones of one of their plans."""
    for visit in case.book.visits:
        for plan_id in sorted({task.plan_id for task in visit.tasks}):
            plan = case.problem.plan.get(plan_id)
            if plan is not None and plan.fixed_days and visit.day not in plan.fixed_days:
                facts = {
                    "day": visit.day.isoformat(),
                    "fixed": ", ".join(day.isoformat() for day in plan.fixed_days),
                }
                yield Violation(NAME, (visit.visit_id, plan_id), facts)
