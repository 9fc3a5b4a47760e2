"""Whether free officers are enough for a whole team that obeys the rules between people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb

from scheduler.domain.planbook import Demand, Visit
from scheduler.rules.pair_not_repeated import Sequences
from scheduler.rules.relatives_apart import relatives
from scheduler.rules.senior_present import is_senior
from scheduler.rules.view import CaseFile

MOST_TRIALS = 10_000
"""Teams looked at, one by one, where some officers must not meet."""

Pairs = frozenset[frozenset[str]]


@dataclass(frozen=True)
class Apart:
    """Who must not meet whom at one more visit, if all others go where the book sends them.

    Whether two may meet there does not depend on who else comes: relatives never may, and a pair
    may not if it is together at a visit of one of them just before or after.
    """

    case: CaseFile

    @cached_property
    def _relatives(self) -> Mapping[str, frozenset[str]]:
        return relatives(self.case)

    @cached_property
    def _sequences(self) -> Sequences:
        return Sequences(self.case)

    def pairs(self, visit: Visit, people: Iterable[str]) -> Pairs:
        """Return the pairs with one of *people* that must not meet at *visit*."""
        return frozenset(
            frozenset({name, other}) for name in people for other in self._shunned(name, visit)
        )

    def _shunned(self, name: str, visit: Visit) -> frozenset[str]:
        shunned = self._relatives.get(name, frozenset())
        if self.case.policy.no_repeated_pairs:
            shunned |= self._sequences.met_around(name, visit)
        return shunned


def could_form(
    apart: Apart, visit: Visit, demand: Demand, officers: frozenset[str], there: frozenset[str]
) -> bool:
    """Tell whether some of *officers* are a whole team beside those who are *there* already.

    Every slot is filled, a senior officer is among them if the policy asks (one of those whom the
    body sends itself, or if it sends nobody, of the first lender's), and nobody meets whom he must
    not. Where officers must not meet each other and there are too many teams to look at
    all of them, only teams of those who may meet anybody are tried; so the answer may be a wrong
    no, and never a wrong yes.
    """
    case = apart.case
    pairs = apart.pairs(visit, officers | there)
    welcome = {name for name in officers if not any({name, one} in pairs for one in there)}
    bound = {name for pair in pairs if pair <= welcome for name in pair}
    if _is_whole(case, demand, welcome - bound):
        return True
    if not bound or comb(len(welcome), demand.team_size) > MOST_TRIALS:
        return False
    return any(
        not any(pair <= set(team) for pair in pairs) and _is_whole(case, demand, set(team))
        for team in combinations(sorted(welcome), demand.team_size)
    )


def _is_whole(case: CaseFile, demand: Demand, officers: set[str]) -> bool:
    """Tell whether *officers*, who may all meet, are enough: a slot each, and a senior if asked.

    If the slots can be filled at all, they can be so with any officer who fits one (exchange
    property of matchings), and a place without a slot is for anybody.
    """
    if not case.policy.require_senior:
        return _is_filled(case, demand, officers)
    home = {name: case.officers[name]["body_id"] for name in officers}
    lenders = case.policy.lending.get(demand.body_id, ())
    own = {name for name in officers if home[name] == demand.body_id}
    # Those of the body with any lent ones; or lent ones alone, of this lender and those after him.
    if _has_senior(case, demand, own) and _is_filled(case, demand, officers):
        return True
    for first, lender in enumerate(lenders):
        lent = {name for name in officers - own if home[name] in lenders[first:]}
        seniors = {name for name in lent if home[name] == lender}
        if _has_senior(case, demand, seniors) and _is_filled(case, demand, lent):
            return True
    return False


def _is_filled(case: CaseFile, demand: Demand, officers: set[str]) -> bool:
    return len(officers) >= demand.team_size and _fills(case, demand, officers)


def _has_senior(case: CaseFile, demand: Demand, officers: set[str]) -> bool:
    """Tell whether one of *officers* is senior and could take a place of the team."""
    has_free_place = len(demand.slots) < demand.team_size
    return any(
        has_free_place or any(slot <= case.held[name] for slot in demand.slots)
        for name in officers
        if is_senior(case, name)
    )


def _fills(case: CaseFile, demand: Demand, officers: set[str]) -> bool:
    """Tell whether each slot can be filled by another of *officers*."""
    seat: dict[str, int] = {}  # officer -> slot

    def fill(slot: int, tried: set[str]) -> bool:
        for officer_id in sorted(officers - tried):
            if demand.slots[slot] <= case.held[officer_id]:
                tried.add(officer_id)
                if officer_id not in seat or fill(seat[officer_id], tried):
                    seat[officer_id] = slot
                    return True
        return False

    return all(fill(slot, set()) for slot in range(len(demand.slots)))
