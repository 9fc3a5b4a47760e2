"""Rule task-visited-once: every selected target of every plan is visited once, and nothing else is.

    tasks of all visits = selected (plan, target) pairs,  each exactly once

Source: whoever inspects enters and publishes the result (谁检查、谁录入、谁公开), so nothing that
was drawn may drop out; a shortage of officers releases nobody. A duty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "task-visited-once"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield tasks without a visit, with more than one, or never selected, and repeated visits."""
    selected = Counter(case.selected)
    visited = Counter(task for visit in case.book.visits for task in visit.tasks)
    for task in sorted({*selected, *visited}):
        if (selected[task], visited[task]) != (1, 1):
            facts = {"selected": selected[task], "visited": visited[task]}
            yield Violation(NAME, (task.plan_id, task.target_id), facts)
    for visit_id, times in Counter(visit.visit_id for visit in case.book.visits).items():
        if times > 1:
            yield Violation(NAME, (visit_id,), {"times": times})
