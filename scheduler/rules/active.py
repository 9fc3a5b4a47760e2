"""Rule active: a drawn target is still in business.

Source: none of its own. A firm that is known to have closed would waste a visit and the chance of
another. A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "active"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield drawn targets that the registry calls inactive."""
    for plan, target in case.drawn:
        if not target["active"]:
            yield Violation(NAME, (plan.plan_id, target["target_id"]))
