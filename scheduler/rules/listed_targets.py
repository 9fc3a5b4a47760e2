"""Rule listed-targets: a plan with a fixed list visits exactly the targets of that list.

Each listed target once, without rank, ticket or reserves. This holds for lists with a reason and
an approver and for targets quoted from another body's published draw.

Source: special inspections are planned, approved and filed (国办发〔2024〕54号); a province may
draw the targets and its cities the officers (山东 2019). A duty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from scheduler.domain.planbook import Selection
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "listed-targets"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield listed targets that are missing or repeated, and others in a listed plan."""
    selections: dict[str, list[Selection]] = defaultdict(list)
    for selection in case.book.selections:
        selections[selection.plan_id].append(selection)
    for plan in case.problem.plans:
        if plan.listed_ids is None:
            continue
        listed = Counter(set(plan.listed_ids))
        found = selections[plan.plan_id]
        times = Counter(selection.target_id for selection in found)
        for target_id in sorted(listed | times):
            if times[target_id] != listed[target_id]:
                facts = {"listed": listed[target_id], "selected": times[target_id]}
                yield Violation(NAME, (plan.plan_id, target_id), facts)
        for selection in found:
            plain = Selection(plan_id=plan.plan_id, target_id=selection.target_id)
            if selection != plain:
                facts = {"rank": selection.rank or 0, "reserve": int(selection.reserve)}
                yield Violation(NAME, (plan.plan_id, selection.target_id), facts)
