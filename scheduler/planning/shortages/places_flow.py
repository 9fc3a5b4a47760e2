"""The flow from places to officers: can all visits be staffed, whoever they turn out to be?

A maximum flow (L. Ford, D. Fulkerson 1956): places of a plan's visits, the plan's days in each
week, the officer's week, the officer. An officer can be in each visit once. Names and days do not
matter yet. If the flow falls short, the minimum cut names the plans that need more than some
officers can give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from scheduler.lottery.candidates.calls import Slot
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.roster import UNLIMITED
from scheduler.lottery.candidates.timetable import Week
from scheduler.planning.demand import PlanDemand
from scheduler.planning.officer_time import OfficerTime, Visits
from scheduler.solving import flow
from scheduler.solving.flow import SINK, SOURCE, Network


@dataclass(frozen=True, slots=True)
class Ask:
    """What a plan's visits ask of *crews*: somebody for each of *slots*, on some of *days*."""

    demand: PlanDemand
    slots: tuple[Slot, ...]
    days: tuple[int, ...]  # positions in the working days of the window
    crews: tuple[Crew, ...]  # the crew whose places they are, then those who lend

    @property
    def crew(self) -> Crew:
        """The crew whose places they are."""
        return self.crews[0]

    @property
    def visits(self) -> int:
        """Visits at most."""
        return self.demand.at_most

    @property
    def places(self) -> int:
        """Places of all visits."""
        return self.visits * len(self.slots)


@dataclass(frozen=True, slots=True)
class Cut:
    """Places of some asks that need more than the *officers* they could have can give."""

    asks: tuple[Ask, ...]
    qualifications: tuple[str, ...]
    needed: int
    available: int
    officers: int


Times = Mapping[Crew, OfficerTime]


def shortest(asks: Sequence[Ask], times: Times) -> Cut | None:
    """Return what is short if all *asks* are made of the people in *times*, or None."""
    built = _Places(asks, times)
    solved = flow.solve(built.network)
    total = sum(ask.places for ask in asks)
    if solved.value >= total:
        return None
    short = [place for place in built.places if solved.source_side[place.node]]
    needed = sum(asks[place.ask].visits for place in short)
    return Cut(
        asks=tuple(asks[number] for number in sorted({place.ask for place in short})),
        qualifications=common_to([place.slot for place in short]),
        needed=needed,
        available=solved.value - (total - needed),
        officers=len({who for who, node in built.members if solved.source_side[node]}),
    )


def most_places(asks: Sequence[Ask], times: Times) -> int:
    """Return how many places of *asks* can be filled."""
    return flow.solve(_Places(asks, times).network).value


def unreached(asks: Sequence[Ask], time: OfficerTime) -> tuple[list[int], int]:
    """Return people (positions) whose least numbers of visits are together out of reach.

    And how many visits they could make. Nobody if all can be reached.
    """
    least = time.roster.hard_min
    built = _Places(asks, {time.roster.crew: time}, {time.roster.crew: least})
    solved = flow.solve(built.network)
    if solved.value >= least.sum():
        return [], solved.value
    nodes = built.officers[time.roster.crew]
    reached = [j for j, node in enumerate(nodes) if solved.source_side[node]]
    beyond = [j for j in range(len(nodes)) if least[j] and j not in reached]
    return beyond, solved.value - int(least[reached].sum())


def common_to(slots: Sequence[Slot]) -> tuple[str, ...]:
    """Return what all of some places ask for; if that is nothing, whatever one of them does.

    Nothing if there is a free place among them: then people are short, not a qualification.
    """
    if not all(slots):
        return ()
    return tuple(sorted(frozenset.intersection(*slots) or frozenset().union(*slots)))


@dataclass(frozen=True, slots=True)
class _Place:
    ask: int
    slot: Slot
    node: int


@dataclass(frozen=True, slots=True)
class _Span:
    """Days of one week (of all, if nobody's weeks are limited) that the same asks may use."""

    week: Week | None
    asks: frozenset[int]


@dataclass
class _Places:
    """The network of *asks*. *most* bounds what people of a crew give, in place of their time."""

    asks: Sequence[Ask]
    times: Times
    most: Mapping[Crew, Visits] = field(default_factory=dict)
    network: Network = field(default_factory=Network)
    places: list[_Place] = field(default_factory=list)
    officers: dict[Crew, list[int]] = field(default_factory=dict)
    members: list[tuple[str, int]] = field(default_factory=list)  # who, node: once per ask

    def __post_init__(self) -> None:
        for number, ask in enumerate(self.asks):
            for slot in ask.slots if ask.visits else ():
                node = self.network.node()
                self.network.arc(SOURCE, node, ask.visits)
                self.places.append(_Place(number, slot, node))
        for crew, time in self.times.items():
            self._add_crew(crew, time)

    def _add_crew(self, crew: Crew, time: OfficerTime) -> None:
        mine: dict[int, list[_Place]] = defaultdict(list)
        for place in self.places:
            if crew in self.asks[place.ask].crews:
                mine[place.ask].append(place)
        spans = _spans({number: self.asks[number].days for number in mine}, time)
        room = {span: time.within(days) for span, days in spans.items()}
        highest = np.minimum(self.most.get(crew, time.in_window), UNLIMITED)
        self.officers[crew] = [0] * len(highest)
        slots = {place.slot for places in mine.values() for place in places}
        for people in _alike(time, [highest, *room.values()], slots):
            officer = self.network.node()
            self.network.arc(officer, SINK, int(highest[people].sum()))
            for j in people:
                self.officers[crew][j] = officer
            free = {span: int(visits[people].sum()) for span, visits in room.items()}
            reached = self._add_spans(officer, time, people, free)
            for number, places in mine.items():
                self._add_member(places, time, people, reached[number])

    def _add_spans(
        self, officer: int, time: OfficerTime, people: Sequence[int], free: Mapping[_Span, int]
    ) -> dict[int, list[int]]:
        """Add a node for each span, under its week; return the nodes that each ask may use."""
        weeks: dict[Week, int] = {}
        by_ask: dict[int, list[int]] = defaultdict(list)
        most = UNLIMITED * len(people)
        for span, visits in free.items():
            if not visits:
                continue
            node, above = self.network.node(), officer
            if span.week is not None:
                if span.week not in weeks:
                    weeks[span.week] = self.network.node()
                    in_week = min(int(time.in_week[span.week][people].sum()), most)
                    self.network.arc(weeks[span.week], officer, in_week)
                above = weeks[span.week]
            self.network.arc(node, above, min(visits, most))
            for number in span.asks:
                by_ask[number].append(node)
        return by_ask

    def _add_member(
        self,
        places: Sequence[_Place],
        time: OfficerTime,
        people: Sequence[int],
        spans: Sequence[int],
    ) -> None:
        """Add nodes for people who are alike in the visits of a plan; each could be in any."""
        held = time.roster.qualifications[people[0]]
        fitting = [place for place in places if place.slot <= held]
        if not fitting or not spans:
            return
        visits = self.asks[fitting[0].ask].visits * len(people)
        member, once = self.network.node(), self.network.node()
        self.members += [(time.roster.officer_ids[j], member) for j in people]
        for place in fitting:
            self.network.arc(place.node, member, visits)
        self.network.arc(member, once, visits)
        for span in spans:
            self.network.arc(once, span, visits)


def _alike(time: OfficerTime, limits: Sequence[Visits], slots: Collection[Slot]) -> list[list[int]]:
    """Return groups of people (positions) who have the same limits and fit the same places.

    The network could exchange them, so one node with the room of all of them stands for a group:
    the flow has the same value, and the least of the minimum cuts, which solving finds, never
    parts people whom it could exchange.
    """
    fits = [[slot <= held for held in time.roster.qualifications] for slot in slots]
    traits = np.array([*limits, *time.in_week.values(), *fits], np.int64)
    groups: dict[bytes, list[int]] = defaultdict(list)
    for j, one in enumerate(np.ascontiguousarray(traits.T)):
        groups[one.tobytes()].append(j)
    return list(groups.values())


def _spans(days_of: Mapping[int, Sequence[int]], time: OfficerTime) -> dict[_Span, list[int]]:
    limited = any((visits < UNLIMITED).any() for visits in time.in_week.values())
    found: dict[_Span, list[int]] = defaultdict(list)
    for day, week in enumerate(time.weeks):
        using = frozenset(number for number, days in days_of.items() if day in days)
        if using:
            found[_Span(week if limited else None, using)].append(day)
    return found
