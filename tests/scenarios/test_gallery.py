"""Each world of the gallery is told with its true cause, and its first change makes it work."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from scenarios.catalogue import build
from scenarios.gallery.names import GALLERY
from scheduler.domain.lock import Exclusion
from scheduler.draw import draw, lock
from scheduler.lottery.seed import seed_text
from scheduler.planning.causes import Cause
from scheduler.planning.checking import check
from scheduler.planning.days.shortage import DayChange, DayReason
from scheduler.planning.pool_shortage import lowered
from scheduler.planning.shortages.changes import applied, with_plan
from scheduler.planning.shortages.day_changes import day_applied
from scheduler.planning.shortages.shortage import Change, Kind

MOMENT = datetime(2026, 11, 30, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """What is said of officers. By default of body B01 and plan P01, whatever the target."""

    kind: Kind
    causes: tuple[Cause, ...]
    needed: int
    available: int
    first: Change
    bodies: tuple[str, ...] = ("B01",)
    qualifications: tuple[str, ...] = ()
    officer_ids: tuple[str, ...] = ()
    kept_away: dict[Cause, int] = field(default_factory=dict)
    lent: tuple[tuple[str, int], ...] = ()
    of_target: bool = False


TEAM, PLACES = Kind.TEAM, Kind.PLACES
LEAVE, CONFLICT, LOAD = Cause.NOT_ON_LEAVE, Cause.NO_CONFLICT, Cause.LOAD_AT_MOST

OFFICERS = {
    "lone_officer": Told(TEAM, (Cause.TEAM_SIZE,), 2, 1, Change.MORE_OFFICERS),
    "all_in_training": Told(TEAM, (LEAVE,), 2, 1, Change.RECALL, kept_away={LEAVE: 3}),
    "never_there_together": Told(TEAM, (LEAVE,), 2, 1, Change.RECALL, kept_away={LEAVE: 1}),
    "certificates_end": Told(
        TEAM, (Cause.CERTIFIED,), 2, 0, Change.RENEW, kept_away={Cause.CERTIFIED: 4}
    ),
    "lent_out": Told(TEAM, (Cause.ON_DUTY,), 2, 1, Change.REPOST, kept_away={Cause.ON_DUTY: 2}),
    "two_holders_wanted": Told(
        TEAM, (Cause.QUALIFIED,), 2, 1, Change.QUALIFY, qualifications=("food",)
    ),
    "nobody_leads": Told(TEAM, (Cause.LEADER,), 1, 0, Change.QUALIFY, qualifications=("lead",)),
    "no_senior": Told(
        TEAM, (Cause.SENIOR_PRESENT,), 1, 0, Change.SENIOR, qualifications=("senior",)
    ),
    "only_relatives": Told(
        TEAM,
        (Cause.RELATIVES_APART,),
        2,
        1,
        Change.MORE_OFFICERS,
        officer_ids=("B01-001", "B01-002"),
    ),
    "no_expert": Told(
        TEAM, (Cause.EXPERT_PLACES,), 1, 0, Change.MORE_OFFICERS, qualifications=("chemicals",)
    ),
    "apart_by_halves": Told(
        TEAM, (LEAVE,), 4, 2, Change.RECALL, bodies=("B01", "B02"), kept_away={LEAVE: 4}
    ),
    "same_pair_again": Told(Kind.PAIRS, (Cause.PAIR_NOT_REPEATED,), 3, 1, Change.FEWER_VISITS),
    "open_tasks_first": Told(PLACES, (LOAD,), 10, 8, Change.FEWER_VISITS),
    "one_specialist": Told(PLACES, (LOAD,), 9, 3, Change.QUALIFY, qualifications=("boilers",)),
    "few_leaders": Told(PLACES, (LOAD,), 9, 6, Change.QUALIFY, qualifications=("lead",)),
    "few_seniors": Told(PLACES, (LOAD,), 9, 3, Change.SENIOR, qualifications=("senior",)),
    "small_lender": Told(PLACES, (LOAD,), 12, 9, Change.MORE_OFFICERS, lent=(("B02", 3),)),
    "lending_refused": Told(PLACES, (LOAD,), 12, 6, Change.LENDING),
    "hardly_there": Told(
        Kind.MINIMA,
        (Cause.LOAD_AT_LEAST, Cause.DAY_AT_MOST),
        3,
        2,
        Change.LOWER_MINIMUM,
        officer_ids=("B01-004",),
    ),
    "everybody_related": Told(
        TEAM, (CONFLICT,), 2, 1, Change.MORE_OFFICERS, kept_away={CONFLICT: 3}, of_target=True
    ),
    "half_related_half_away": Told(
        TEAM,
        (LEAVE, CONFLICT),
        2,
        0,
        Change.RECALL,
        kept_away={LEAVE: 2, CONFLICT: 2},
        of_target=True,
    ),
    "related_until_friday": Told(
        TEAM, (CONFLICT,), 2, 1, Change.MORE_OFFICERS, kept_away={CONFLICT: 3}, of_target=True
    ),
    "seen_in_autumn": Told(
        TEAM,
        (Cause.COOLING_OFF,),
        2,
        0,
        Change.MORE_OFFICERS,
        kept_away={Cause.COOLING_OFF: 3},
        of_target=True,
    ),
    "open_on_mondays": Told(
        TEAM, (LEAVE,), 2, 1, Change.RECALL, kept_away={LEAVE: 2}, of_target=True
    ),
    # Older worlds with one thing wrong.
    "one_officer_short": Told(PLACES, (LOAD,), 18, 15, Change.MORE_OFFICERS),
    "qualification_short": Told(
        TEAM, (Cause.QUALIFIED,), 1, 0, Change.QUALIFY, qualifications=("special_equipment",)
    ),
    "min_too_high": Told(
        Kind.MINIMA,
        (Cause.LOAD_AT_LEAST,),
        18,
        10,
        Change.LOWER_MINIMUM,
        officer_ids=tuple(f"B01-00{n}" for n in range(1, 7)),
    ),
}

DAYS = {
    # reason, places needed, available, first change
    "crowded_week": (DayReason.FULL_DAYS, 18, 16, DayChange.FEWER_VISITS),
    "crowded_days": (DayReason.FULL_DAYS, 8, 4, DayChange.LOWER_RESERVE),
    "busy_weeks": (DayReason.FULL_DAYS, 10, 8, DayChange.FEWER_VISITS),
}

POOLS = {
    # stratum, targets wanted, available, left out
    "more_than_there_are": ((), 12, 8, {Exclusion.WHITELISTED: 2}),
    "a_class_too_small": (("C",), 12, 10, {}),
}


def drawn(problem):
    """Check and draw; the judge has seen what is returned."""
    checked = check(problem)
    assert checked.is_sound
    locked = lock(problem, checked, locked_at=MOMENT)
    return draw(locked, seed_text(problem.number, (f"local {7:064x}",)))


def test_every_world_of_the_gallery_is_tried():
    assert OFFICERS.keys() | DAYS.keys() | POOLS.keys() >= GALLERY.keys()


@pytest.mark.parametrize("name", OFFICERS)
def test_the_true_cause_is_told_with_its_numbers(name):
    problem, told = build(name), OFFICERS[name]
    checked = check(problem)

    assert (checked.is_sound, checked.faults, checked.day_shortages) == (False, (), ())
    (short,) = checked.shortages
    assert (short.kind, short.causes) == (told.kind, told.causes)
    assert (short.needed, short.available) == (told.needed, told.available)
    assert (short.body_ids, short.plan_ids) == (told.bodies, ("P01",))
    assert short.qualifications == told.qualifications
    assert short.target_ids == (problem.targets.ids[:1] if told.of_target else ())
    assert (short.officer_ids, short.lent) == (told.officer_ids, told.lent)
    assert dict(short.kept_away) == told.kept_away
    assert short.certain


@pytest.mark.parametrize("name", OFFICERS)
def test_changes_come_smallest_first(name):
    (short,) = check(build(name)).shortages
    sizes = [one.size for one in short.relaxations]

    assert short.relaxations[0].change is OFFICERS[name].first
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("name", OFFICERS)
def test_the_first_change_makes_a_world_that_is_drawn_without_a_shortfall(name):
    problem = build(name)
    (short,) = check(problem).shortages

    assert drawn(applied(problem, short.relaxations[0])).shortfalls == ()


@pytest.mark.parametrize("name", OFFICERS)
def test_every_change_makes_the_check_sound(name):
    problem = build(name)
    (short,) = check(problem).shortages

    for relaxation in short.relaxations[1:]:
        assert check(applied(problem, relaxation)).is_sound, relaxation


@pytest.mark.parametrize("name", DAYS)
def test_full_days_are_told_once_and_each_change_mends_them(name):
    problem, (reason, needed, available, first) = build(name), DAYS[name]
    checked = check(problem)

    assert (checked.is_sound, checked.shortages) == (False, ())
    (short,) = checked.day_shortages
    assert (short.reason, short.needed, short.available) == (reason, needed, available)
    assert (short.body_ids, short.plan_ids) == (("B01",), ("P01",))
    assert short.relaxations[0].change is first
    for relaxation in short.relaxations:
        assert drawn(day_applied(problem, relaxation)).shortfalls == ()


@pytest.mark.parametrize("name", POOLS)
def test_a_quota_above_its_pool_is_told_and_draws_the_pool(name):
    problem, (stratum, wanted, available, left_out) = build(name), POOLS[name]
    (short,) = check(problem).pool_shortages

    assert (short.stratum, short.wanted, short.available) == (stratum, wanted, available)
    assert short.exclusions == left_out
    fewer = lowered(problem, short)
    assert check(fewer).pool_shortages == ()
    chosen = [(s.target_id, s.rank) for s in drawn(problem).selections if not s.reserve]
    assert chosen == [(s.target_id, s.rank) for s in drawn(fewer).selections if not s.reserve]


def test_certificates_of_a_body_are_told_once_for_all_its_plans():
    (short,) = check(build("expired")).shortages

    assert (short.causes, short.body_ids, short.plan_ids) == (
        (Cause.CERTIFIED,),
        ("B02",),
        ("P02", "P03"),
    )
    assert drawn(applied(build("expired"), short.relaxations[0])).shortfalls == ()


def test_quotas_that_exclude_each_other_are_mended_by_the_first_change():
    problem = build("crossed_too_tight")
    (unmet,) = check(problem).unmet
    plan = problem.plan[unmet.plan_id]
    quota = unmet.shortage.relaxations[0].apply(plan.targets.quota)

    mended = with_plan(problem, replace(plan, targets=replace(plan.targets, quota=quota)))
    assert drawn(mended).shortfalls == ()


def test_a_cap_is_mended_by_raising_it_by_what_the_fault_says():
    problem = build("over_capped")
    (fault,) = check(problem).faults
    caps = problem.policy.caps
    assert fault.facts["lacking"] == fault.facts["visits"] - fault.facts["room"] == 1

    policy = replace(problem.policy, caps=replace(caps, total=caps.total + 1))
    assert drawn(replace(problem, policy=policy)).shortfalls == ()
