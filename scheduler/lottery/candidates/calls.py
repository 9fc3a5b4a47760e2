"""Calls: what each crew has to send to each visit, with places that other bodies lend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.domain.planbook import Demand, Visit
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.crews import Crew

Slot = frozenset[str]
"""Qualifications that the officer in a place must hold together; empty: anybody eligible."""


@dataclass(frozen=True, slots=True)
class Loan:
    """*slots* of a body's team that *lender* fills."""

    lender: str
    slots: tuple[Slot, ...]


Loans = Mapping[tuple[str, str], tuple[Loan, ...]]
"""(visit, borrowing body) -> what is lent."""


@dataclass(frozen=True, slots=True)
class Call:
    """What *crew* sends to *visit* for the team of *body_id*: somebody for each of *slots*.

    *senior*: one of them must be. Slots with qualifications come first.
    """

    visit: Visit
    body_id: str
    crew: Crew
    slots: tuple[Slot, ...]
    senior: bool = False

    @property
    def key(self) -> tuple[str, str, Crew]:
        """What tells calls apart."""
        return self.visit.visit_id, self.body_id, self.crew


def places_of(demand: Demand) -> list[Slot]:
    """Return a slot for every officer of a team; free places, which ask for nothing, last."""
    return [*demand.slots, *[Slot()] * (demand.team_size - len(demand.slots))]


def calls_of(
    visits: Iterable[Visit],
    loans: Loans,
    *,
    senior: bool,
    but: Iterable[tuple[str, str, Role]] = (),
) -> Iterator[Call]:
    """Yield the calls of all visits but those of *but*: (visit, body, role) that is given up.

    *senior* is the policy's: then one officer of a team must be; if places are lent, one of those
    whom the body sends itself, or, if it sends nobody, of the first lender's.
    """
    given_up = set(but)
    for visit in visits:
        for demand in visit.demands:
            mine = visit.visit_id, demand.body_id
            if (*mine, Role.OFFICER) not in given_up:
                yield from _team_calls(visit, demand, loans.get(mine, ()), senior=senior)
            if demand.experts and (*mine, Role.EXPERT) not in given_up:
                experts = Crew(demand.body_id, Role.EXPERT)
                yield Call(visit, demand.body_id, experts, demand.experts)


def _team_calls(
    visit: Visit, demand: Demand, loans: tuple[Loan, ...], *, senior: bool
) -> Iterator[Call]:
    own = places_of(demand)
    for loan in loans:
        for slot in loan.slots:
            own.remove(slot)
    parts = [(Crew(loan.lender), loan.slots) for loan in loans]
    if own:
        parts.insert(0, (Crew(demand.body_id), tuple(own)))
    for number, (crew, slots) in enumerate(parts):
        yield Call(visit, demand.body_id, crew, slots, senior=senior and not number)
