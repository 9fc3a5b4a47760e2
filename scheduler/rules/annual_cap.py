"""Rule annual-cap: nobody is inspected more often in a calendar year than the policy allows.

    used before + visits of this draw <= cap,  for each body, each level of bodies, and in total

Used before are the inspections of the same year in history and live tasks that are not exempt. A
visit counts once however many plans or bodies meet there, and not at all if all its plans for that
target are of an exempt kind.

Source: every authority publishes a yearly ceiling per firm (国办发〔2024〕54号); numbers differ:
for one, two per level and four in total (自贡市卫健委 2025). A policy, no cap by default.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.policy import AnnualCaps
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "annual-cap"

Comings = dict[str, set[str]]
"""Visit -> the bodies that come to it, for one target."""


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield targets visited now whose visits of the year exceed a cap."""
    for target_id, now in _visits_now(case).items():
        before = _visits_before(case, target_id)
        for scope, cap, bodies in _caps(case, case.policy.caps, now):
            used = sum(_counts(came, bodies) for came in before.values())
            due = sum(_counts(come, bodies) for come in now.values())
            if due and used + due > cap:
                yield Violation(NAME, (target_id, scope), {"used": used, "now": due, "cap": cap})


def _counts(came: set[str], bodies: frozenset[str] | None) -> bool:
    return bodies is None or not bodies.isdisjoint(came)


def _visits_now(case: CaseFile) -> dict[str, Comings]:
    found: dict[str, Comings] = defaultdict(lambda: defaultdict(set))
    for visit in case.book.visits:
        for task in visit.tasks:
            if case.is_known(task) and not case.policy.is_exempt(case.problem.plan[task.plan_id]):
                bodies = {part.participation.body_id for part in case.parts[task]}
                found[task.target_id][visit.visit_id] |= bodies
    return found


def _visits_before(case: CaseFile, target_id: str) -> Comings:
    found: Comings = defaultdict(set)
    for row in case.past[target_id]:
        if row["day"].year == case.problem.window.starts.year and not row["cap_exempt"]:
            found[row["visit_id"]].add(row["body_id"])
    return found


def _caps(
    case: CaseFile, caps: AnnualCaps, now: Comings
) -> Iterator[tuple[str, int, frozenset[str] | None]]:
    """Yield each cap with its name and the bodies whose visits it counts (None: anybody's)."""
    if caps.total is not None:
        yield "total", caps.total, None
    if caps.per_body is not None:
        for body_id in sorted(set().union(*now.values())):
            yield body_id, caps.per_body, frozenset({body_id})
    for level, cap in sorted(caps.per_level.items()):
        members = frozenset(body.body_id for body in case.problem.bodies if body.level is level)
        yield level.value, cap, members
