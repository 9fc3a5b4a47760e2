"""Rule pair-not-repeated: two officers of a body do not go to two visits running together.

    s(j) = his visits now by (day, visit), after his latest visit before the window
    no other officer of his body is at both of two consecutive visits of s(j)

The latest visit before the window's first day is the last by (day, visit) in history and live
tasks; whoever any row of that visit names was there. Live tasks inside the window do not count.
Officers of a body are those of the registry, wherever they are sent; experts are left out.

Source: practice asks for other officers in each draw (利州区 2020); those who always go together
stop checking each other. A policy, off by default.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from scheduler.domain.planbook import Visit
from scheduler.domain.registry import Role
from scheduler.rules.outings import Outing, Outings
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation
from scheduler.rules.workload import crew_of

NAME = "pair-not-repeated"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield officers who meet a colleague at two visits running."""
    if not case.policy.no_repeated_pairs:
        return
    sequences = Sequences(case)
    for officer_id in sorted(case.outings):
        for before, after in pairwise(sequences.of(officer_id)):
            for colleague in sorted(before.colleagues & after.colleagues):
                facts = {"before": before.outing.visit_id, "on": before.outing.day.isoformat()}
                yield Violation(NAME, (after.outing.visit_id, officer_id, colleague), facts)


class Stop(NamedTuple):
    """One visit of an officer, and who else of his body was there."""

    outing: Outing
    colleagues: frozenset[str]


@dataclass(frozen=True)
class Sequences:
    """Where each officer goes, one visit after the other, and with whom."""

    case: CaseFile

    def of(self, officer_id: str) -> tuple[Stop, ...]:
        """Return the visits that count for an officer, in order; none for an expert."""
        if crew_of(self.case.officers[officer_id]).role is not Role.OFFICER:
            return ()
        start = self.case.problem.window.starts
        past = [one for one in self.case.earlier.get(officer_id, ()) if one.day < start]
        now = sorted(self.case.outings.get(officer_id, ()))
        return (
            *(self._stop(officer_id, one, self._logged) for one in sorted(past)[-1:]),
            *(self._stop(officer_id, one, self._drawn) for one in now),
        )

    def met_around(self, officer_id: str, visit: Visit) -> frozenset[str]:
        """Return the colleagues he must not meet at *visit*: they are at his next visits to it."""
        here = Outing(visit.day, visit.visit_id)
        others = [stop for stop in self.of(officer_id) if stop.outing.visit_id != visit.visit_id]
        before = [stop.colleagues for stop in others if stop.outing < here][-1:]
        after = [stop.colleagues for stop in others if stop.outing > here][:1]
        return frozenset().union(*before, *after)

    def _stop(self, officer_id: str, one: Outing, there: Mapping[str, frozenset[str]]) -> Stop:
        officers = self.case.officers
        crew = crew_of(officers[officer_id])
        return Stop(
            one,
            frozenset(
                name
                for name in there[one.visit_id]
                if name != officer_id and crew_of(officers[name]) == crew
            ),
        )

    @cached_property
    def _drawn(self) -> Mapping[str, frozenset[str]]:
        return _present(self.case.outings)

    @cached_property
    def _logged(self) -> Mapping[str, frozenset[str]]:
        return _present(self.case.earlier)


def _present(outings: Outings) -> Mapping[str, frozenset[str]]:
    """Return who was at each visit."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, some in outings.items():
        for one in some:
            found[one.visit_id].add(name)
    return {visit_id: frozenset(names) for visit_id, names in found.items()}
