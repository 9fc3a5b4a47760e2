"""Pools of every kind, small enough to list all plans: each rule alone, and all together."""

from __future__ import annotations

from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.days.dates import dated
from scheduler.lottery.days.visits import meetings
from scheduler.lottery.teams.draw import officer_pools
from tests.cases import Case
from tests.scheduler.lottery.teams.enumeration import pool


def everybody(n_officers: int, n_calls: int) -> list[set[int]]:
    return [set(range(n_officers))] * n_calls


def cycle(length: int) -> OfficerPool:
    """Visit i may be made by officers i and i + 1, each makes one: two plans, all places apart."""
    return pool([{i, (i + 1) % length} for i in range(length)], lowest=1, highest=1)


def twice() -> OfficerPool:
    """Officer 0 works on both days, and one call a day is all he may make: two plans.

    What separates them is one ring in which he changes his call on either day.
    """
    return pool(
        [{0, 1}, {0, 2}, {0, 1}, {0, 2}],
        days=[0, 0, 1, 1],
        per_day=1,
        lowest=[2, 1, 1],
        highest=[2, 1, 1],
    )


def joint(body_id: str) -> OfficerPool:
    """One body's pool of the shelf's joint plan, without what keeps officers away."""
    case = Case().policy(cooling_off_months=0).problem(conflicts=())
    problem = case.lock.problem
    visits = dated(case.lock, meetings(problem, case.book.selections), "day").visits
    found = officer_pools(problem, visits, "officer")
    return next(one.pool for one in found if one.rosters[0].crew == Crew(body_id))


ORDINARY = {
    "conflicts": lambda: pool(
        [{0, 1, 2}, {1, 2, 3}, {0, 3}, {0, 1, 2, 3}], sizes=[1, 2, 1, 2], lowest=1, highest=2
    ),
    "unequal limits": lambda: pool(
        everybody(5, 3), sizes=[2, 2, 1], lowest=[0, 0, 1, 1, 0], highest=[1, 3, 2, 1, 2]
    ),
    "at least": lambda: pool(everybody(4, 4), sizes=[2, 1, 1, 1], lowest=[2, 1, 0, 0]),
    "at most": lambda: pool(everybody(4, 4), sizes=[2, 1, 1, 1], highest=[2, 1, 1, 3]),
    "joint plan, first body": lambda: joint("B1"),
    "joint plan, second body": lambda: joint("B2"),
    "demand equal to capacity": lambda: pool(
        [{0, 1, 2}, {0, 1, 3}, {1, 2, 3}, {0, 2, 3}], sizes=[2] * 4, lowest=2, highest=2
    ),
    "overlapping slots": lambda: pool(
        everybody(5, 3),
        sizes=[2] * 3,
        needs={0: [1], 1: [1, 2], 2: [2]},
        holds=[1, 1, 2, 3, 0],
        lowest=1,
        highest=2,
    ),
    "two seats of one member": lambda: pool(
        everybody(5, 2), sizes=[3] * 2, needs={0: [1, 3], 1: [2, 1]}, holds=[1, 3, 2, 3, 0]
    ),
    "one specialist": lambda: pool(
        everybody(4, 3), sizes=[2] * 3, needs={0: [1], 1: [1], 2: [1]}, holds=[1, 0, 0, 0]
    ),
    "two specialists": lambda: pool(
        everybody(4, 3), sizes=[2] * 3, needs={0: [1], 1: [1], 2: [1]}, holds=[1, 1, 0, 0]
    ),
    "some without a place": lambda: pool(
        everybody(5, 4), sizes=[1, 2, 1, 1], lowest=0, highest=[2, 2, 2, 0, 0]
    ),
    "ring of squares": lambda: pool(
        [{0, 1}, {0, 1, 2}, {2, 3}, {2, 3, 4}, {4, 5}, {4, 5, 0}], lowest=1, highest=1
    ),
} | {f"cycle of {n}": lambda n=n: cycle(n) for n in range(4, 9)}
"""Sizes, conflicts, slots and loads."""

TIMED = {
    "two full days of one officer": twice,
    "one visit a day": lambda: pool(
        everybody(4, 4), sizes=[2, 1, 1, 1], days=[0, 0, 1, 1], per_day=1, highest=2
    ),
    "days of unequal officers": lambda: pool(
        everybody(4, 5),
        days=[0, 0, 1, 1, 1],
        per_day=[[1, 2], [2, 1], [0, 1], [1, 0]],
        lowest=[0, 1, 0, 1],
    ),
    "every day full": lambda: pool(
        everybody(3, 6), days=[0, 0, 1, 1, 2, 2], per_day=1, lowest=1, highest=2
    ),
    "every officer works every day": lambda: pool(
        [{0, 1, 2}, {0, 1}, {1, 2}, {0, 1, 2}, {0, 2}, {1, 2, 0}],
        days=[0, 0, 0, 1, 1, 1],
        per_day=1,
        lowest=2,
        highest=2,
    ),
    "one visit a week": lambda: pool(
        everybody(4, 4), sizes=[1, 2, 1, 1], days=[0, 1, 2, 3], weeks=[0, 0, 1, 1], per_week=1
    ),
    "day and week": lambda: pool(
        everybody(3, 6),
        days=[0, 0, 1, 1, 2, 3],
        weeks=[0, 0, 1, 1],
        per_day=1,
        per_week=[2, 3, 2],
        highest=3,
    ),
    "week full, days free": lambda: pool(
        [{0, 1, 2}, {0, 1}, {1, 2}, {0, 1, 2}, {0, 2}],
        days=[0, 1, 2, 3, 4],
        weeks=[0, 0, 0, 1, 1],
        per_day=1,
        per_week=[[1, 1], [2, 1], [2, 1]],
        lowest=1,
    ),
    "slots under a day limit": lambda: pool(
        everybody(5, 4),
        sizes=[2, 1, 1, 1],
        needs={0: [1], 1: [2], 3: [1]},
        holds=[1, 3, 2, 1, 0],
        days=[0, 0, 1, 1],
        per_day=1,
        highest=2,
    ),
    "one specialist for each day": lambda: pool(
        everybody(4, 4),
        sizes=[2, 1, 2, 1],
        needs={0: [1], 2: [1]},
        holds=[1, 1, 0, 0],
        days=[0, 0, 1, 1],
        per_day=1,
    ),
    "two calls of one visit": lambda: pool(
        everybody(4, 3), sizes=[1, 1, 2], visits=[0, 0, 1], days=[0, 0, 1], highest=2
    ),
    "a crew is lent to a visit": lambda: pool(
        [{0, 1, 2}, {2, 3, 4}, {0, 1, 2}, {3, 4, 2}],
        visits=[0, 0, 1, 1],
        sizes=[2, 1, 1, 2],
        lowest=1,
        highest=2,
    ),
    "visits of many calls on full days": lambda: pool(
        everybody(4, 5),
        visits=[0, 0, 1, 1, 2],
        days=[0, 0, 0, 0, 1],
        per_day=[2, 1, 1, 1],
        lowest=1,
        highest=2,
    ),
    "everything of a flow": lambda: pool(
        [{0, 1, 2, 3}, {0, 1, 2}, {1, 2, 3}, {0, 1, 3}, {0, 2, 3}],
        sizes=[2, 1, 1, 1, 2],
        needs={0: [1], 2: [2], 4: [1, 2]},
        holds=[1, 2, 3, 1],
        visits=[0, 0, 1, 2, 3],
        days=[0, 0, 0, 1, 2],
        weeks=[0, 0, 1],
        per_day=1,
        per_week=[2, 1, 2, 1],
        lowest=1,
        highest=3,
    ),
}
"""Days, weeks, and calls of one visit."""

BOUND = {
    "relatives": lambda: pool(
        everybody(5, 3), sizes=[2, 2, 1], lowest=0, highest=2, apart=[(0, 1), (2, 3)]
    ),
    "relatives in two crews": lambda: pool(
        [{0, 1, 2}, {3, 4, 5}, {0, 1, 2}, {3, 4, 5}],
        sizes=[1, 1, 2, 1],
        visits=[0, 0, 1, 1],
        lowest=0,
        highest=2,
        apart=[(0, 3), (1, 4), (2, 4)],
    ),
    # Each crew has two plans, and one of them goes with one of the other: no path changes both.
    "relatives who change together": lambda: pool(
        [{0, 1}, {2, 3}, {0, 1}, {2, 3}],
        visits=[0, 0, 1, 1],
        lowest=1,
        highest=1,
        apart=[(0, 3), (1, 2)],
    ),
    "relatives leave few plans": lambda: pool(
        everybody(4, 3), sizes=[2] * 3, lowest=1, highest=2, apart=[(0, 1), (0, 2), (1, 3)]
    ),
    "a senior in each team": lambda: pool(
        everybody(5, 3), sizes=[2] * 3, wants=[1] * 3, has=[1, 1, 0, 0, 0], lowest=1, highest=2
    ),
    "one senior": lambda: pool(everybody(4, 3), sizes=[2] * 3, wants=[1, 1, 0], has=[1, 0, 0, 0]),
    "no pair again": lambda: pool(
        everybody(4, 3), sizes=[2] * 3, lowest=1, highest=2, no_pairs_again=True
    ),
    "no pair again, nor one of before": lambda: pool(
        everybody(4, 3),
        sizes=[2] * 3,
        days=[2, 0, 1],
        no_pairs_again=True,
        before=[(0, 1), (1, 0), (2, 3)],
        highest=2,
    ),
    "no pair again in teams of three": lambda: pool(
        everybody(5, 2), sizes=[3] * 2, highest=2, no_pairs_again=True
    ),
    "relatives on full days": lambda: pool(
        everybody(4, 4),
        sizes=[2, 1, 2, 1],
        days=[0, 0, 1, 1],
        per_day=1,
        highest=2,
        apart=[(0, 1), (1, 2)],
    ),
    "rules between people": lambda: pool(
        [{0, 1, 2, 3, 4}, {0, 1, 3, 4}, {0, 1, 2, 3}],
        sizes=[2] * 3,
        wants=[1] * 3,
        has=[1, 1, 1, 0, 0],
        apart=[(0, 4)],
        no_pairs_again=True,
        before=[(1, 3)],
        highest=2,
    ),
    "everything together": lambda: pool(
        [{0, 1, 2, 3}, {1, 2, 3, 4}, {0, 1, 2, 3, 4}, {0, 2, 3, 4}],
        sizes=[2, 1, 2, 1],
        needs={0: [1], 2: [1, 2]},
        holds=[1, 3, 2, 1, 2],
        visits=[0, 0, 1, 2],
        days=[0, 0, 0, 1],
        weeks=[0, 1],
        per_day=1,
        per_week=2,
        wants=[1, 0, 1, 0],
        has=[1, 1, 1, 0, 0],
        apart=[(0, 1), (3, 4)],
        no_pairs_again=True,
        before=[(0, 2)],
        lowest=0,
        highest=2,
    ),
}
"""Rules between people, with which only some of the plans that a flow allows are left."""

SCORED = {
    "near": lambda: pool(
        everybody(4, 3), sizes=[2, 1, 1], highest=2, score={(0, 1): 1, (1, 1): 2, (2, 0): 3}
    ),
    "one officer far better": lambda: pool(
        everybody(4, 3), lowest=0, highest=2, score={(0, 0): 8, (1, 0): 8, (2, 1): 5}
    ),
    "preferred on full days": lambda: pool(
        everybody(4, 4),
        sizes=[2, 1, 1, 1],
        days=[0, 0, 1, 1],
        per_day=1,
        highest=2,
        score={(0, 1): 2, (1, 1): 3, (3, 0): 1, (3, 2): 4},
    ),
    "preferred relatives": lambda: pool(
        everybody(4, 3),
        sizes=[2, 2, 1],
        highest=2,
        apart=[(0, 1), (2, 3)],
        wants=[1, 0, 0],
        has=[1, 1, 0, 0],
        score={(0, 0): 2, (0, 1): 2, (1, 3): 1, (2, 2): 3},
    ),
}
"""Some officers are preferred: a plan with s bits is 2**s times as likely as one with none."""

SLOW = {
    # The slowest of 1,467 random pools: few plans, long ways between them past dead ends.
    "bottleneck": lambda: pool(
        [{3, 4}, {0}, {0, 1, 2, 3, 4, 5}, {0, 2, 4}, {0, 2}], highest=1, lowest=0
    ),
    "bound officers": lambda: pool([{0, 2}, {3}, {2}, {1, 2}, {2}, {1}, {0, 1, 2, 3}], highest=2),
}
