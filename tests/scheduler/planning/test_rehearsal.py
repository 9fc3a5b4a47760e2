"""Rehearsals count what draws with throwaway seeds meet."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.conflicts import Conflict, Relation, Subject
from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.policy import Coordination, Remedy
from scheduler.domain.registry import TargetRegistry
from scheduler.draw import prepare
from scheduler.lottery.play import play
from scheduler.lottery.seed import seed_text
from scheduler.planning.rehearsal import (
    EVERY,
    MOST_MEETINGS,
    TEAMLESS,
    Meeting,
    Rehearsal,
    Rehearsed,
    Trouble,
    rehearse,
)
from tests.scheduler.lottery.teams.strained import DIRECT, OTHER_DAY, on_two_days

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


# --- what one rehearsal counts -----------------------------------------------------------------


def hurried(lock):
    """Walk no longer than a rehearsal does, so that a draw comes out as a rehearsal."""
    policy = replace(lock.problem.policy, walk_factor=1)
    return replace(lock, problem=replace(lock.problem, policy=policy))


def book_of(lock, number):
    """Draw what the rehearsal of that number draws."""
    lock = hurried(lock)
    return play(lock, seed_text(lock.problem.number, (f"rehearsal {number}",)))


@pytest.mark.parametrize(
    ("remedies", "kind"), [((), ShortfallKind.UNSTAFFED), ((DIRECT,), ShortfallKind.DIRECT)]
)
def test_teams_that_are_missing_are_counted_by_kind_and_body(remedies, kind):
    found = rehearse(on_two_days(remedies=remedies), 12)

    assert {one.shortfalls for one in found.rehearsals} == {(), ((kind, "B1", 1),)}
    assert found.with_unstaffed == sum(bool(one.shortfalls) for one in found.rehearsals)
    assert {one.used(DIRECT) for one in found.rehearsals} == {0, len(remedies)}


def test_remedies_are_counted_by_kind_and_body():
    found = rehearse(on_two_days(remedies=(OTHER_DAY,)), 12)

    # An exchange moves two visits.
    assert {one.remedies for one in found.rehearsals} == {(), ((OTHER_DAY, "B1", 2),)}
    assert {one.used(OTHER_DAY) for one in found.rehearsals} == {0, 2}
    assert {one.used(Remedy.LENDING) for one in found.rehearsals} == {0}
    assert found.with_unstaffed == 0


def test_merging_saves_what_tasks_are_more_than_visits(locked):
    found = rehearse(locked, 10)

    for number, one in enumerate(found.rehearsals):
        book = book_of(locked, number)
        assert one.visits == len(book.visits)
        assert one.saved == sum(len(visit.tasks) for visit in book.visits) - one.visits
    assert any(one.saved for one in found.rehearsals)


def test_a_round_of_several_targets_saves_nothing(moment):
    found = rehearse(prepare(build("rounds"), locked_at=moment), 3)

    assert [(one.visits, one.saved) for one in found.rehearsals] == [(3, 0)] * 3


def test_one_rehearsal_in_ten_counts_visits_with_tickets_for_each_plan(locked):
    found = rehearse(locked, EVERY + 1)

    counted = [number for number, one in enumerate(found.rehearsals) if one.independent]
    assert counted == [0, EVERY]


def test_visits_with_tickets_of_their_own_are_those_of_such_a_policy(locked):
    policy = replace(TINY.policy, coordination=Coordination.INDEPENDENT)
    apart = replace(locked, problem=replace(TINY, policy=policy))
    (first, *_) = rehearse(locked, 1).rehearsals

    assert first.independent == len(book_of(apart, 0).visits)


def test_loads_spread_from_the_fewest_places_to_the_most(locked):
    for number, one in enumerate(rehearse(hurried(locked), 10).rehearsals):
        loads = book_of(locked, number).loads
        total = [load.live + load.drawn for load in loads]

        assert (one.fewest_places, one.most_places) == (min(total), max(total))
        assert one.furthest == max(
            abs(places - Fraction(*load.share)) for places, load in zip(total, loads, strict=True)
        )


def test_the_likeliest_meetings_are_those_that_came_most_often(locked):
    draws = 15
    found = rehearse(hurried(locked), draws)
    times = {}
    for number in range(draws):
        book = book_of(locked, number)
        targets = {visit.visit_id: visit.target_ids for visit in book.visits}
        for team in book.teams:
            for pair in ((o, t) for o in team.officer_ids for t in targets[team.visit_id]):
                times[pair] = times.get(pair, 0) + 1

    most = sorted(times.items(), key=lambda item: (-item[1], item[0]))[:MOST_MEETINGS]
    assert found.likeliest == tuple(Meeting(*pair, count) for pair, count in most)
    assert found.likeliest[0].times > 1


def test_in_parts_what_all_rehearsals_met_is_the_same(locked):
    with ThreadPoolExecutor(2) as executor:
        assert rehearse(locked, 7, executor=executor, parts=3) == rehearse(locked, 7)


# --- what is told of all ------------------------------------------------------------------------

QUIET = Rehearsal(
    visits=4,
    saved=0,
    shortfalls=(),
    remedies=(),
    widened=(),
    fewest_places=1,
    most_places=2,
    furthest=Fraction(0),
)
UNSTAFFED, BELOW, RESERVE = (
    ShortfallKind.UNSTAFFED,
    ShortfallKind.BELOW_MINIMUM,
    ShortfallKind.RESERVE,
)


def short(kind, body, count=1):
    return replace(QUIET, shortfalls=((kind, body, count),))


def test_shared_tickets_are_compared_where_both_were_counted():
    one, other = replace(QUIET, independent=6), replace(QUIET, visits=5, independent=9)

    assert Rehearsed((one, QUIET, other)).visits_against_independent == Fraction(4 + 5, 6 + 9)
    assert Rehearsed((QUIET,)).visits_against_independent is None


def test_bodies_in_the_worst_trouble_come_first():
    found = Rehearsed(
        (
            short(UNSTAFFED, "E"),
            short(UNSTAFFED, "E"),
            short(UNSTAFFED, "D", 5),
            short(BELOW, "C"),
            replace(QUIET, remedies=((OTHER_DAY, "B", 2),)),
            replace(QUIET, widened=("A",)),
            short(RESERVE, "0"),
        )
    )

    assert [one.body_id for one in found.troubles] == ["E", "D", "C", "B", "A", "0"]


def test_trouble_is_counted_in_rehearsals_and_teams_at_worst():
    found = Rehearsed(
        (
            short(UNSTAFFED, "A", 3),
            short(ShortfallKind.DIRECT, "A"),
            short(BELOW, "A", 7),
            replace(
                QUIET,
                widened=("A",),
                remedies=((OTHER_DAY, "A", 2), (Remedy.LENDING, "A", 1), (DIRECT, "A", 1)),
            ),
            replace(QUIET, remedies=((OTHER_DAY, "A", 4),)),
            QUIET,
        )
    )

    # Direct assignment is no help of the draw's; its teams are counted as not staffed.
    assert found.troubles == (
        Trouble(
            body_id="A",
            unstaffed_in=2,
            worst_unstaffed=3,
            below_minimum_in=1,
            widened_in=1,
            remedied_in=((Remedy.LENDING, 1), (OTHER_DAY, 2)),
        ),
    )
    assert (found.draws, found.with_unstaffed) == (6, 2)


def test_a_month_without_trouble_names_no_body():
    assert Rehearsed((QUIET, QUIET)).troubles == ()
