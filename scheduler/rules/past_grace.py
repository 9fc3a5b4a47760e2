"""Rule past-grace: a newly registered firm is not drawn within its first *g* months.

    registered <= first day of the draw's window - g months

A firm without a registration date is not new. Exempt kinds of plan are free of this.

Source: 优化营商环境条例 art. 55 (prudent supervision of new industries). A policy, off (0) by
default: no national number of months exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.calendar import months_before
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "past-grace"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield drawn targets that were registered too lately."""
    if not case.policy.grace_months:
        return
    latest = months_before(case.problem.window.starts, case.policy.grace_months)
    for plan, target in case.drawn_unexempted:
        registered = target["reg_date"]
        if registered is not None and registered > latest:
            facts = {"registered": registered.isoformat(), "latest": latest.isoformat()}
            yield Violation(NAME, (plan.plan_id, target["target_id"]), facts)
