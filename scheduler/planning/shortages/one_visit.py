"""One visit: could the bodies of a plan send their teams to it on any day at all?

What keeps a team from going is found by lifting rules: a rule without which the visit is still
impossible is not needed to explain it. What is left is a smallest set of causes (J. Chinneck,
E. Dravnieks, ORSA J. Comput. 3 (1991): deletion filter).

Rule: team-size
Rule: qualified
Rule: leader
Rule: senior-present
Rule: relatives-apart
Rule: expert-places
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.registry import LEADER, Role
from scheduler.lottery.candidates.calls import Slot
from scheduler.lottery.candidates.crews import Crew
from scheduler.planning.causes import Cause
from scheduler.planning.shortages.seating import Seated, Seating, SeniorTeam, seated
from scheduler.planning.shortages.staff import KEEPING_AWAY, Bits, Staff

LIFTED_IN_TURN = (
    Cause.RELATIVES_APART,
    Cause.SENIOR_PRESENT,
    Cause.COOLING_OFF,
    Cause.NO_CONFLICT,
    Cause.NOT_ON_LEAVE,
    Cause.CERTIFIED,
    Cause.ON_DUTY,
    Cause.LEADER,
    Cause.QUALIFIED,
)
"""The later a rule is tried, the sooner it is blamed: what a body lacks on all its days first."""

Barred = Callable[[int], Mapping[str, int]]
"""Position of a day -> bits of the rules that keep people from the target on it."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team that has to go: whose it is, what each place asks for, and whose people may come."""

    crew: Crew
    slots: tuple[Slot, ...]
    lenders: tuple[str, ...] = ()

    @property
    def crews(self) -> tuple[Crew, ...]:
        """The crew itself, then those who lend to it."""
        return self.crew, *(Crew(lender) for lender in self.lenders)


@dataclass(frozen=True)
class Cast:
    """Teams that must go together, and everybody who comes into question for them."""

    teams: tuple[Team, ...]
    staff: Mapping[Crew, Staff]
    relatives: frozenset[frozenset[str]]
    senior: bool
    _results: dict[tuple[frozenset[Cause], bytes], Seated] = field(default_factory=dict)
    _on_day: dict[tuple[frozenset[Cause], int], Seated] = field(default_factory=dict)
    _may_sit: dict[frozenset[Cause], NDArray[np.bool_]] = field(default_factory=dict)

    @cached_property
    def crews(self) -> tuple[Crew, ...]:
        """Whose people come into question."""
        return tuple(dict.fromkeys(crew for team in self.teams for crew in team.crews))

    @cached_property
    def crew_of(self) -> tuple[Crew, ...]:
        """The crew of each of the people."""
        return tuple(crew for crew in self.crews for _ in self.staff[crew].officer_ids)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody of these crews."""
        return tuple(name for crew in self.crews for name in self.staff[crew].officer_ids)

    @cached_property
    def places(self) -> tuple[Slot, ...]:
        """What each place asks for, team by team."""
        return tuple(slot for team in self.teams for slot in team.slots)

    @cached_property
    def away(self) -> Bits:
        """The rules that keep somebody from going on a day, whoever is visited, (n, D)."""
        return np.concatenate([self.staff[crew].away for crew in self.crews])

    def of_crew(self, crew: Crew) -> NDArray[np.bool_]:
        """Tell who is of *crew*, (n,)."""
        return np.array([one == crew for one in self.crew_of], np.bool_)

    def seated(self, present: NDArray[np.bool_], lifted: frozenset[Cause]) -> Seated:
        """Return how many places those *present* can fill without the rules *lifted*."""
        key = lifted, present.tobytes()
        if key not in self._results:
            apart = () if Cause.RELATIVES_APART in lifted else self._apart
            needs_senior = self.senior and Cause.SENIOR_PRESENT not in lifted
            teams = self._senior_teams if needs_senior else ()
            self._results[key] = seated(Seating(self._may(lifted) & present, apart, teams))
        return self._results[key]

    def seated_on(self, day: int, lifted: frozenset[Cause]) -> Seated:
        """Return the same for those who are there on a day, at a target that keeps nobody away."""
        if (lifted, day) not in self._on_day:
            self._on_day[lifted, day] = self.seated(_present(self.away[:, day], lifted), lifted)
        return self._on_day[lifted, day]

    def _may(self, lifted: frozenset[Cause]) -> NDArray[np.bool_]:
        """Tell who could sit where if he is there at all, (places, people)."""
        if lifted not in self._may_sit:
            rows = [row for team in self.teams for row in self._fitting(team, lifted)]
            table = np.array(rows, np.bool_).reshape(len(self.places), len(self.people))
            self._may_sit[lifted] = table
        return self._may_sit[lifted]

    def _fitting(self, team: Team, lifted: frozenset[Cause]) -> Iterator[list[bool]]:
        """Yield for each place of a team who of the people could sit there."""
        held = [names for crew in self.crews for names in self.staff[crew].held]
        invited = team.crews
        may_come = [crew in invited for crew in self.crew_of]
        for slot in team.slots:
            asked = _asked(slot, lifted)
            fits = (asked <= names for names in held)
            yield [may and fit for may, fit in zip(may_come, fits, strict=True)]

    @cached_property
    def _apart(self) -> tuple[tuple[int, int], ...]:
        position = {name: number for number, name in enumerate(self.people)}
        pairs = (sorted(pair) for pair in self.relatives if pair <= position.keys())
        return tuple(sorted((position[one], position[other]) for one, other in pairs))

    @cached_property
    def _senior_teams(self) -> tuple[SeniorTeam, ...]:
        found, first = [], 0
        senior = [bool(is_one) for crew in self.crews for is_one in self.staff[crew].senior]
        for team in self.teams:
            places = tuple(range(first, first + len(team.slots)))
            first += len(team.slots)
            if team.crew.role is Role.OFFICER:
                own = frozenset(np.nonzero(self.of_crew(team.crew))[0].tolist())
                found.append(SeniorTeam(places, own, frozenset(n for n in own if senior[n])))
        return tuple(found)


@dataclass(frozen=True)
class OneVisit:
    """A visit of the teams of *cast* on one of *days* (positions in those of the window)."""

    cast: Cast
    days: tuple[int, ...]
    barred: Barred = lambda _day: {}
    _barred_on: dict[int, Mapping[str, int]] = field(default_factory=dict)

    def kept_from(self, day: int) -> Mapping[str, int]:
        """Return the rules that keep people from the target on a day, as bits."""
        if day not in self._barred_on:
            self._barred_on[day] = self.barred(day)
        return self._barred_on[day]

    def away(self, day: int) -> Bits:
        """Return the rules that keep each of the people from going on a day, (n,)."""
        barred = self.kept_from(day)
        here = np.array([barred.get(one, 0) for one in self.cast.people], np.uint8)
        return np.asarray(self.cast.away[:, day] | here, np.uint8)

    def seated(self, day: int, lifted: frozenset[Cause] = frozenset()) -> Seated:
        """Return how many places can be filled on a day without the rules *lifted*."""
        if not self.kept_from(day):
            return self.cast.seated_on(day, lifted)
        return self.cast.seated(_present(self.away(day), lifted), lifted)

    def is_possible(self, lifted: frozenset[Cause] = frozenset()) -> bool:
        """Tell whether the teams can go on some day without the rules *lifted*."""
        return any(self.can_go(day, lifted) for day in self.days)

    def can_go(self, day: int, lifted: frozenset[Cause] = frozenset()) -> bool:
        """Tell whether the teams can go on a day without the rules *lifted*."""
        return self.seated(day, lifted).filled == len(self.cast.places)

    def best_day(self) -> int:
        """Return the first of the days, one or more, on which most places can be filled."""
        return max(self.days, key=lambda day: (self.seated(day).filled, -day))

    def causes(self) -> tuple[Cause, ...]:
        """Return a smallest set of rules that make an impossible visit so."""
        lifted: frozenset[Cause] = frozenset()
        for cause in LIFTED_IN_TURN:
            if not self.is_possible(lifted | {cause}):
                lifted |= {cause}
        kept = tuple(cause for cause in Cause if cause in LIFTED_IN_TURN and cause not in lifted)
        experts = all(team.crew.role is Role.EXPERT for team in self.cast.teams)
        return kept or (Cause.EXPERT_PLACES if experts else Cause.TEAM_SIZE,)

    def kept_away(self, day: int, crew: Crew) -> tuple[tuple[Cause, int], ...]:
        """Count the people of *crew* who stay away on a day, each under the first such rule."""
        bits, found = self.away(day)[self.cast.of_crew(crew)], []
        for cause, bit in KEEPING_AWAY.items():
            hit = (bits & bit) > 0
            if hit.any():
                found.append((cause, int(hit.sum())))
            bits = bits[~hit]
        return tuple(found)


def _present(away: Bits, lifted: frozenset[Cause]) -> NDArray[np.bool_]:
    """Tell whom no rule but those *lifted* keeps away, (n,)."""
    kept = sum(bit for cause, bit in KEEPING_AWAY.items() if cause not in lifted)
    return np.asarray((away & kept) == 0, np.bool_)


def _asked(slot: Slot, lifted: frozenset[Cause]) -> Slot:
    leads = slot & {LEADER}
    knows = slot - {LEADER}
    return (frozenset() if Cause.LEADER in lifted else leads) | (
        frozenset() if Cause.QUALIFIED in lifted else knows
    )
