"""Rehearsals: the month drawn many times with throwaway seeds, to see what a real draw may meet.

Before the lock nobody knows the names, so some shortages show only after the seed: an officer in
conflict with a drawn firm, a day on which half a body is on leave. How often is what is counted:
every remedy, every shortfall, and how far loads and meetings spread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import OfficerLoad, ShortfallKind, Visit
from scheduler.domain.policy import Coordination, Remedy
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.records import Records
from scheduler.lottery.days.visits import meetings
from scheduler.lottery.play import Course, course
from scheduler.lottery.seed import Keys, seed_text
from scheduler.lottery.targets import draw_targets
from scheduler.lottery.teams.results import figures_of, loads_of
from scheduler.lottery.teams.staffing import Staffing

EVERY = 20
"""One rehearsal in so many also counts the visits of plans that are drawn independently."""

WALK_FACTOR = 1
"""c in the length of the walks: almost every pool has forgotten its start by then."""

TEAMLESS = (ShortfallKind.UNSTAFFED, ShortfallKind.DIRECT)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One draw with a throwaway seed.

    *saved* are the visits that merging saves: one less than the tasks of each visit but rounds.
    *shortfalls* and *remedies* are counted by kind and body, in that order; *widened* names the
    bodies whose band of loads had to grow. *furthest* is the largest distance of an officer's
    places from his fair share. *independent* is the number of visits if every plan had its own
    tickets; None where it was not counted.
    """

    visits: int
    saved: int
    shortfalls: tuple[tuple[ShortfallKind, str, int], ...]
    remedies: tuple[tuple[Remedy, str, int], ...]
    widened: tuple[str, ...]
    fewest_places: int
    most_places: int
    furthest: Fraction
    independent: int | None = None

    def short(self, *kinds: ShortfallKind) -> int:
        """Count the shortfalls of these kinds."""
        return sum(count for kind, _, count in self.shortfalls if kind in kinds)

    def used(self, remedy: Remedy) -> int:
        """Count how often a remedy helped."""
        return sum(count for kind, _, count in self.remedies if kind is remedy)


@dataclass(frozen=True, slots=True)
class Trouble:
    """How often a body met trouble: in how many rehearsals, and how many teams at worst.

    *remedied_in* counts rehearsals in which a remedy helped it, by remedy.
    """

    body_id: str
    unstaffed_in: int
    worst_unstaffed: int
    below_minimum_in: int
    widened_in: int
    remedied_in: tuple[tuple[Remedy, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """An officer and a target, and in how many rehearsals he was sent there."""

    officer_id: str
    target_id: str
    times: int


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """All rehearsals of a lock; *likeliest* are the pairs that met most often."""

    rehearsals: tuple[Rehearsal, ...]
    likeliest: tuple[Meeting, ...] = ()

    @property
    def draws(self) -> int:
        """How many draws were rehearsed."""
        return len(self.rehearsals)

    @property
    def with_unstaffed(self) -> int:
        """In how many of them the officers' draw could not send some team."""
        return sum(bool(one.short(*TEAMLESS)) for one in self.rehearsals)

    @property
    def visits_against_independent(self) -> Fraction | None:
        """Visits under shared tickets for each visit under independent ones, at equal tasks."""
        both = [(one.visits, one.independent) for one in self.rehearsals if one.independent]
        if not both:
            return None
        return Fraction(sum(visits for visits, _ in both), sum(other for _, other in both))

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """The bodies that met trouble, most often short of a team first."""
        bodies = {body for one in self.rehearsals for body in _troubled(one)}
        return tuple(sorted((self._trouble(body) for body in bodies), key=_severity))

    def _trouble(self, body_id: str) -> Trouble:
        teams = [
            sum(n for kind, body, n in one.shortfalls if kind in TEAMLESS and body == body_id)
            for one in self.rehearsals
        ]
        below = [
            one
            for one in self.rehearsals
            if any(
                kind is ShortfallKind.BELOW_MINIMUM and body == body_id
                for kind, body, _ in one.shortfalls
            )
        ]
        helped = Counter(
            remedy
            for one in self.rehearsals
            for remedy, body, _ in one.remedies
            if body == body_id and remedy is not Remedy.DIRECT_ASSIGNMENT
        )
        return Trouble(
            body_id=body_id,
            unstaffed_in=sum(bool(count) for count in teams),
            worst_unstaffed=max(teams),
            below_minimum_in=len(below),
            widened_in=sum(body_id in one.widened for one in self.rehearsals),
            remedied_in=tuple(sorted(helped.items())),
        )


def _troubled(one: Rehearsal) -> set[str]:
    return {*one.widened, *(b for _, b, _ in one.shortfalls), *(b for _, b, _ in one.remedies)}


def _severity(trouble: Trouble) -> tuple[int, int, int, int, str]:
    """Order by what is worst for the plans."""
    return (
        -trouble.unstaffed_in,
        -trouble.below_minimum_in,
        -sum(times for _, times in trouble.remedied_in),
        -trouble.widened_in,
        trouble.body_id,
    )


def rehearse(
    lock: Lock, draws: int, *, executor: Executor | None = None, parts: int = 1
) -> Rehearsed:
    """Draw *draws* times with throwaway seeds; with an executor, in *parts* at a time.

    The seeds are numbered, so the same lock rehearses alike. None of them can be a draw's: their
    entropy line says `rehearsal`. Officers are walked a shorter way than a draw's, which tells how
    far they spread as well, and no target stands by.
    """
    policy = replace(
        lock.problem.policy, walk_factor=WALK_FACTOR, min_reserves=0, reserve_ratio=Fraction(0)
    )
    lock = replace(lock, problem=replace(lock.problem, policy=policy))
    shares = [range(part, draws, parts) for part in range(parts)] if executor else [range(draws)]
    done = list((executor.map if executor else map)(partial(_some, lock), shares))
    by_number: dict[int, Rehearsal] = {}
    met: Counter[tuple[str, str]] = Counter()
    for share, (seen, pairs) in zip(shares, done, strict=True):
        by_number |= zip(share, seen, strict=True)
        met.update(pairs)
    return Rehearsed(tuple(by_number[number] for number in range(draws)), _likeliest(met))


MOST_MEETINGS = 10
"""How many of the likeliest meetings are told."""


def _likeliest(met: Counter[tuple[str, str]]) -> tuple[Meeting, ...]:
    most = sorted(met.items(), key=lambda item: (-item[1], item[0]))[:MOST_MEETINGS]
    return tuple(Meeting(officer, target, times) for (officer, target), times in most)


def _some(lock: Lock, numbers: Iterable[int]) -> tuple[list[Rehearsal], Counter[tuple[str, str]]]:
    """Rehearse with the seeds of these numbers; return also who met which target how often."""
    seen, met = [], Counter[tuple[str, str]]()
    records = Records(lock.problem)
    for number in numbers:
        text = seed_text(lock.problem.number, (f"rehearsal {number}",))
        found = course(lock, text, records=records, hasty=True)
        one = _seen(lock, found)
        if number % EVERY == 0:
            one = replace(one, independent=_independent(lock, text))
        seen.append(one)
        met.update(_met(found.officers.staffings))
    return seen, met


def _met(staffings: Iterable[Staffing]) -> Iterable[tuple[str, str]]:
    for staffing in staffings:
        for place, officer in enumerate(staffing.holder.tolist()):
            call = staffing.manned.calls[staffing.pool.call_of[place]]
            if call.crew.role is Role.OFFICER:
                for target_id in call.visit.target_ids:
                    yield staffing.pool.officer_ids[officer], target_id


def _independent(lock: Lock, text: str) -> int:
    """Return the visits that the same plans would make with tickets of their own."""
    policy = replace(lock.problem.policy, coordination=Coordination.INDEPENDENT)
    apart = replace(lock, problem=replace(lock.problem, policy=policy))
    selections, _ = draw_targets(apart, Keys.from_seed(text).target)
    return len(meetings(apart.problem, selections))


def _seen(lock: Lock, found: Course) -> Rehearsal:
    visits, staffings = found.officers.visits, found.officers.staffings
    total = [(load, load.live + load.drawn) for load in loads_of(staffings)]
    shortfalls = Counter((one.kind, one.body_id) for one in found.shortfalls)
    remedies = Counter((one.remedy, one.body_id) for one in found.officers.uses)
    return Rehearsal(
        visits=len(visits),
        saved=sum(len(visit.tasks) - 1 for visit in visits if not _is_round(lock, visit)),
        shortfalls=tuple((kind, body, n) for (kind, body), n in sorted(shortfalls.items())),
        remedies=tuple((remedy, body, n) for (remedy, body), n in sorted(remedies.items())),
        widened=tuple(body.body_id for body in figures_of(staffings) if body.widened),
        fewest_places=min((places for _, places in total), default=0),
        most_places=max((places for _, places in total), default=0),
        furthest=_furthest(total),
    )


def _furthest(total: list[tuple[OfficerLoad, int]]) -> Fraction:
    """Return the largest distance of anybody's places from his share."""
    distances = (
        (abs(places * load.share[1] - load.share[0]), load.share[1]) for load, places in total
    )
    # As floats first: thousands of fractions take longer than the draw of a small body.
    top, bottom = max(distances, key=lambda pair: pair[0] / pair[1], default=(0, 1))
    return Fraction(top, bottom)


def _is_round(lock: Lock, visit: Visit) -> bool:
    return lock.problem.plan[visit.tasks[0].plan_id].round_size > 1
