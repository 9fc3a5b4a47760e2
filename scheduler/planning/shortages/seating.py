"""Seating: how many places of one visit can be filled at once, whatever else happens that day.

Without rules between people this is a matching, and Hall's theorem names the places that are short.
Relatives who must not meet, and a senior for every team, go to CP-SAT: a slack for every place.

Rule: one-place-per-visit
Rule: relatives-apart
Rule: senior-present
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from scheduler.solving import cpsat


@dataclass(frozen=True, slots=True)
class Seating:
    """Places and people of one visit on one day.

    *apart* are pairs of people (positions) who must not both go. *teams* pairs the places of each
    team that must hold a senior with those of its own people who are: if the body sends anybody of
    its own, *own*, one of them must be among them.
    """

    may: NDArray[np.bool_]  # (places, people) who could sit where
    apart: tuple[tuple[int, int], ...] = ()
    teams: tuple[SeniorTeam, ...] = ()


@dataclass(frozen=True, slots=True)
class SeniorTeam:
    """A team that needs a senior: its places, its body's own people, and those who are senior."""

    places: tuple[int, ...]
    own: frozenset[int]
    senior: frozenset[int]


@dataclass(frozen=True, slots=True)
class Seated:
    """*filled* places at most; the places *short* have only *people* between them, who are too few.

    Both are found by matching alone; they are empty if rules between people are to blame.
    """

    filled: int
    short: tuple[int, ...] = ()
    people: tuple[int, ...] = ()


def seated(seating: Seating) -> Seated:
    """Return how many places can be filled; a team without its senior counts as one place less."""
    holder = _matching(seating.may)
    if len(holder) < len(seating.may):
        short, people = _hall(seating.may, holder)
        return Seated(len(holder), short, people)
    if _obeys(seating, holder) or _is_quickly_filled(seating):
        return Seated(len(holder))
    return Seated(_most(seating))


def _is_quickly_filled(seating: Seating) -> bool:
    """Tell whether a matching without relatives, a senior in each team's last place, is enough."""
    may = seating.may.copy()
    may[:, [one for pair in seating.apart for one in pair]] = False
    for team in seating.teams:
        may[team.places[-1], [n for n in range(may.shape[1]) if n not in team.senior]] = False
    return len(_matching(may)) == len(may)


def _matching(may: NDArray[np.bool_]) -> dict[int, int]:
    """Return place -> person, as many as can be (augmenting paths)."""
    holder: dict[int, int] = {}
    seat: dict[int, int] = {}

    def placed(place: int, tried: set[int]) -> bool:
        for person in np.nonzero(may[place])[0].tolist():
            if person in tried:
                continue
            tried.add(person)
            if person not in seat or placed(seat[person], tried):
                holder[place], seat[person] = person, place
                return True
        return False

    for place in range(len(may)):
        placed(place, set())
    return holder


def _hall(
    may: NDArray[np.bool_], holder: Mapping[int, int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return places that together have too few people, and those people."""
    seat = {person: place for place, person in holder.items()}
    reached = [place for place in range(len(may)) if place not in holder]
    people: set[int] = set()
    for place in reached:
        for person in np.nonzero(may[place])[0].tolist():
            if person not in people:
                people.add(person)
                reached.append(seat[person])
    return tuple(sorted(reached)), tuple(sorted(people))


def _obeys(seating: Seating, holder: Mapping[int, int]) -> bool:
    going = set(holder.values())
    if any(one in going and other in going for one, other in seating.apart):
        return False
    for team in seating.teams:
        there = {holder[place] for place in team.places} & team.own
        if there and not there & team.senior:
            return False
    return True


def _most(seating: Seating) -> int:
    model = cp_model.CpModel()
    sits = {
        (place, person): model.new_bool_var("")
        for place, person in np.argwhere(seating.may).tolist()
    }
    empty = [model.new_bool_var("") for _ in seating.may]
    for place, slack in enumerate(empty):
        model.add_exactly_one([slack, *(x for (at, _), x in sits.items() if at == place)])
    for person in {person for _, person in sits}:
        model.add_at_most_one([x for (_, who), x in sits.items() if who == person])
    for pair in seating.apart:
        model.add_at_most_one([x for (_, who), x in sits.items() if who in pair])
    missing = [_senior(model, sits, team) for team in seating.teams]
    model.minimize(sum(empty) + sum(missing))
    found = cpsat.solve(model, lambda solver: round(solver.objective_value), presolve=False)
    return len(seating.may) - (found.proven() or 0)


def _senior(
    model: cp_model.CpModel,
    sits: Mapping[tuple[int, int], cp_model.IntVar],
    team: SeniorTeam,
) -> cp_model.IntVar:
    """Ask for a senior as soon as anybody of the body itself sits in the team."""
    missing = model.new_bool_var("")
    mine = {key: x for key, x in sits.items() if key[0] in team.places and key[1] in team.own}
    seniors = [x for (_, who), x in mine.items() if who in team.senior]
    for x in mine.values():
        model.add_bool_or([*seniors, missing]).only_enforce_if(x)
    return missing
