"""Rehearsals: the month drawn many times with throwaway seeds, to see what a real draw may meet.

Before the lock nobody knows the names, so some shortages show only after the seed: an officer in
conflict with a drawn firm, a day on which half a body is on leave. How often is what is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import PlanBook, ShortfallKind
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One draw with a throwaway seed.

    *unstaffed* and *below_minimum* count shortfalls by body, *widened* names the bodies whose
    band of loads had to grow. *furthest* is the largest distance of an officer's places from his
    fair share.
    """

    visits: int
    saved: int  # visits fewer than tasks
    unstaffed: tuple[tuple[str, int], ...]
    below_minimum: tuple[tuple[str, int], ...]
    widened: tuple[str, ...]
    most_places: int
    furthest: Fraction


@dataclass(frozen=True, slots=True)
class Trouble:
    """How often a body met trouble: in how many rehearsals, and how many teams at worst."""

    body_id: str
    unstaffed_in: int
    worst_unstaffed: int
    below_minimum_in: int
    widened_in: int


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """All rehearsals of a lock."""

    rehearsals: tuple[Rehearsal, ...]

    @property
    def draws(self) -> int:
        """How many draws were rehearsed."""
        return len(self.rehearsals)

    @property
    def with_unstaffed(self) -> int:
        """In how many of them a visit could not be staffed."""
        return sum(bool(one.unstaffed) for one in self.rehearsals)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """The bodies that met trouble, most often short of a team first."""
        unstaffed = Counter(body for one in self.rehearsals for body, _ in one.unstaffed)
        below = Counter(body for one in self.rehearsals for body, _ in one.below_minimum)
        widened = Counter(body for one in self.rehearsals for body in one.widened)
        worst: dict[str, int] = {}
        for one in self.rehearsals:
            for body, teams in one.unstaffed:
                worst[body] = max(worst.get(body, 0), teams)
        found = (
            Trouble(body, unstaffed[body], worst.get(body, 0), below[body], widened[body])
            for body in {*unstaffed, *below, *widened}
        )
        return tuple(sorted(found, key=_severity))


def _severity(trouble: Trouble) -> tuple[int, int, int, str]:
    """Order by what is worst for the plans."""
    return (
        -trouble.unstaffed_in,
        -trouble.below_minimum_in,
        -trouble.widened_in,
        trouble.body_id,
    )


def rehearse(
    lock: Lock, draws: int, *, executor: Executor | None = None, parts: int = 1
) -> Rehearsed:
    """Draw *draws* times with throwaway seeds; with an executor, in *parts* at a time.

    The seeds are numbered, so the same lock rehearses alike. None of them can be a draw's: their
    entropy line says `rehearsal`.
    """
    if executor is None:
        return Rehearsed(tuple(_some(lock, range(draws))))
    shares = [range(part, draws, parts) for part in range(parts)]
    done = executor.map(partial(_some, lock), shares)
    return Rehearsed(tuple(one for some in done for one in some))


def _some(lock: Lock, numbers: Iterable[int]) -> list[Rehearsal]:
    number = lock.problem.number
    return [_seen(play(lock, seed_text(number, (f"rehearsal {n}",)))) for n in numbers]


def _seen(book: PlanBook) -> Rehearsal:
    def short(kind: ShortfallKind) -> tuple[tuple[str, int], ...]:
        counted = Counter(one.body_id for one in book.shortfalls if one.kind is kind)
        return tuple(sorted(counted.items()))

    total = [(load, load.live + load.drawn) for load in book.loads]
    return Rehearsal(
        visits=len(book.visits),
        saved=sum(len(visit.tasks) - 1 for visit in book.visits),
        unstaffed=short(ShortfallKind.UNSTAFFED),
        below_minimum=short(ShortfallKind.BELOW_MINIMUM),
        widened=tuple(body.body_id for body in book.bodies if body.widened),
        most_places=max((places for _, places in total), default=0),
        furthest=max(
            (abs(places - Fraction(*load.share)) for load, places in total), default=Fraction(0)
        ),
    )
