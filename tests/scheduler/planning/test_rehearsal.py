"""Rehearsals count what draws with throwaway seeds meet."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.conflicts import Conflict, Relation, Subject
from scheduler.domain.registry import TargetRegistry
from scheduler.draw import prepare
from scheduler.planning.rehearsal import TEAMLESS, rehearse

TINY = build("tiny")


@pytest.fixture
def locked(moment):
    return prepare(TINY, locked_at=moment)


def with_targets_in_conflict(count):
    """Let every officer be in conflict with the first *count* targets."""
    grouped = TINY.targets.frame.with_row_index().with_columns(
        group_id=pl.when(pl.col("index") < count).then(pl.lit("G"))
    )
    conflicts = tuple(
        Conflict(officer_id=o, subject=Subject.GROUP, subject_id="G", relation=Relation.OTHER)
        for o in TINY.officers.ids
    )
    registry = TargetRegistry.from_frame(grouped.drop("index"))
    return replace(TINY, targets=registry, conflicts=conflicts)


def test_an_easy_month_meets_no_trouble(locked):
    found = rehearse(locked, 20)

    assert found.draws == 20
    assert found.with_unstaffed == 0
    assert all(one.visits + one.saved == 9 for one in found.rehearsals)
    assert all(one.furthest < 2 for one in found.rehearsals)


def test_trouble_that_depends_on_the_names_is_counted_by_body(moment):
    locked = prepare(with_targets_in_conflict(9), locked_at=moment)

    found = rehearse(locked, 40)

    assert 0 < found.with_unstaffed <= 40
    worst = found.troubles[0]
    assert worst.unstaffed_in <= found.with_unstaffed
    assert worst.worst_unstaffed >= 1
    assert sum(bool(one.short(*TEAMLESS)) for one in found.rehearsals) == found.with_unstaffed


def test_in_parts_the_rehearsals_are_the_same(locked):
    with ThreadPoolExecutor(2) as executor:
        parted = rehearse(locked, 7, executor=executor, parts=2)

    assert sorted(parted.rehearsals, key=repr) == sorted(rehearse(locked, 7).rehearsals, key=repr)


def test_one_rehearsal_differs_from_another(locked):
    assert len(set(rehearse(locked, 20).rehearsals)) > 1
