"""Officers whom the rules treat alike have equal odds, however short the walk.

Five officers, three visits of two to listed targets, a walk of 64 steps. Every draw has a seed of
its own, so tickets vary; then every pair of officers is as likely as every other at each visit, and
each member to lead. False alarm 1e-6 for each test.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations

import numpy as np
import polars as pl
import pytest

from scenarios.small import MARKET_PLAN, world
from scheduler.domain.lock import Lock
from scheduler.domain.plans import ListedTargets
from scheduler.domain.policy import Policy
from scheduler.domain.registry import OfficerRegistry
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text
from tests.scheduler.lottery.frequencies import fits, repetitions

OFFICERS = [f"B01-{number}" for number in range(1, 6)]
PAIRS = list(combinations(OFFICERS, 2))


@pytest.fixture(scope="module")
def lock():
    officers = pl.DataFrame({"officer_id": OFFICERS}).with_columns(
        name=pl.lit("甲"), body_id=pl.lit("B01"), cert_valid_to=pl.lit(date(2029, 6, 30))
    )
    problem = world(
        (MARKET_PLAN,),
        OfficerRegistry.from_frame(officers),
        Policy(version="alike", walk_factor=1),
        rng=np.random.default_rng(1),
    )
    listing = ListedTargets(target_ids=problem.targets.ids[:3], reason="", approver="")
    return Lock(
        problem=replace(problem, plans=(replace(MARKET_PLAN, targets=listing),)),
        pools=(),
        locked_at=datetime(2026, 11, 27, tzinfo=UTC),
    )


def books(lock, count):
    for number in range(count):
        yield play(lock, seed_text(lock.problem.number, (f"local {number:064x}",)))


def odds_are_equal(lock, count):
    pairs, leaders = Counter(), Counter()
    for book in books(lock, count):
        for team in book.teams:
            pairs[team.visit_id, team.officer_ids] += 1
            leaders[team.visit_id, team.leader] += 1
    visits = sorted({visit_id for visit_id, _ in pairs})
    assert len(visits) == 3
    return all(
        fits(np.array([found[visit_id, one] for one in cells]), among=6)
        for visit_id in visits
        for found, cells in ((pairs, PAIRS), (leaders, OFFICERS))
    )


def test_the_walk_is_short(lock):
    (book,) = books(lock, 1)

    assert book.bodies[0].steps == 64


def test_alike_are_alike(lock):
    # 1,000 draws catch a total variation of 0.16 with 99%.
    assert repetitions(len(PAIRS), distance=0.16) <= 1000
    assert odds_are_equal(lock, 1000)


@pytest.mark.long
def test_alike_are_alike_to_three_percent(lock):
    assert odds_are_equal(lock, repetitions(len(PAIRS)))
