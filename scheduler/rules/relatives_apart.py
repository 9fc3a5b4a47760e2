"""Rule relatives-apart: no two relatives go to one visit.

Neither in one team nor in the teams of two bodies, neither as officers nor as experts.

Source: 公务员法 (2018) art. 74 keeps relatives out of one chain of command; 行政处罚法 (2021)
art. 43, in spirit: two who inspect together check each other. A duty where a relation is declared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "relatives-apart"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield declared relatives who meet at a visit."""
    if not case.problem.relatives:
        return
    there: dict[str, set[str]] = defaultdict(set)
    for officer_id, outings in case.outings.items():
        there[officer_id] = {outing.visit_id for outing in outings}
    relations = {
        tuple(sorted((kin.officer_id, kin.relative_id))): kin.relation.value
        for kin in case.problem.relatives
    }
    for (first, second), relation in sorted(relations.items()):
        for visit_id in sorted(there[first] & there[second]):
            yield Violation(NAME, (visit_id, first, second), {"relation": relation})


def relatives(case: CaseFile) -> Mapping[str, frozenset[str]]:
    """Return everybody's relatives; a relation binds both, whoever declared it."""
    found: dict[str, set[str]] = defaultdict(set)
    for kin in case.problem.relatives:
        found[kin.officer_id].add(kin.relative_id)
        found[kin.relative_id].add(kin.officer_id)
    return {name: frozenset(kin) for name, kin in found.items()}
