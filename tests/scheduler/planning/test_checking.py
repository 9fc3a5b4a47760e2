"""The check answers before the seed: sound, short with its numbers, or faulty."""

from dataclasses import replace

import polars as pl
import pytest

from scenarios.catalogue import build
from scheduler.domain.lock import Exclusion
from scheduler.domain.plans import PlanKind
from scheduler.domain.registry import OfficerRegistry
from scheduler.draw import ShortageError, prepare
from scheduler.errors import FaultsError
from scheduler.planning.checking import check
from scheduler.planning.shortages.shortage import Change
from tests.shelf import LOCK, PROBLEM

SHORT = {
    # scenario: (body, needed, available)
    "one_officer_short": ("B01", 18, 15),
    "expired": ("B02", 2, 0),
    "qualification_short": ("B01", 1, 0),
    "min_too_high": ("B01", 18, 10),
    "conflicted": ("B01", 2, 0),
}


def test_the_shelf_can_be_locked():
    found = check(PROBLEM)

    assert found.is_sound
    assert [pool.size for pool in found.pools] == [pool.size for pool in LOCK.pools]


def test_full_capacity_is_not_a_shortage():
    assert check(build("tight")).is_sound


@pytest.mark.parametrize("name", SHORT)
def test_a_shortage_is_told_with_its_numbers(name):
    found = check(build(name))

    assert found.faults == ()
    assert [(s.body_id, s.needed, s.available) for s in found.shortages] == [SHORT[name]]
    assert not found.is_sound


def test_targets_at_one_premises_need_one_visit_and_so_no_shortage_is_certain():
    problem = build("one_officer_short")
    together = problem.targets.frame.with_columns(premises_id=pl.lit("mall"))
    mall = replace(problem, targets=type(problem.targets).from_frame(together))

    (short,) = check(mall).shortages

    assert not short.certain


def test_a_missing_qualification_is_named():
    (short,) = check(build("qualification_short")).shortages

    assert short.qualifications == ("special_equipment",)


def test_a_listed_target_that_nobody_may_visit_is_named():
    (short,) = check(build("conflicted")).shortages

    assert set(short.target_ids) <= set(build("conflicted").targets.ids)
    assert len(short.target_ids) == 1


def test_every_remedy_mends_and_one_less_does_not():
    problem = build("one_officer_short")
    (short,) = check(problem).shortages
    remedies = {relaxation.change: relaxation for relaxation in short.relaxations}

    most = remedies[Change.HIGHER_MAXIMUM].amount
    raised = problem.officers.frame.with_columns(max_visits=None)

    def with_most(count):
        officers = type(problem.officers).from_frame(raised)
        return replace(problem, officers=officers, policy=replace(problem.policy, max_visits=count))

    assert check(with_most(most)).is_sound
    assert not check(with_most(most - 1)).is_sound
    assert short.relaxations[0].size == min(r.size for r in short.relaxations)


def test_a_leader_is_looked_for_in_the_slot_where_the_visit_will_ask_for_one():
    # Two slots, no free place: the alphabetically first one leads, in whatever order they came.
    part = replace(
        PROBLEM.plans[1].participations[0],
        slots=(frozenset({"meters"}), frozenset({"food"})),
    )
    kind = PlanKind.DUAL_RANDOM
    plan = replace(PROBLEM.plans[1], kind=kind, participations=(part,), lead_body="B1")
    first = pl.col("officer_id") == "O1"
    skill = pl.when(first).then(pl.lit("food")).otherwise(pl.lit("meters"))
    frame = PROBLEM.officers.frame.with_columns(
        qualifications=pl.concat_list(skill), may_lead=first
    )
    officers = OfficerRegistry.from_frame(frame)

    policy = replace(PROBLEM.policy, min_visits=0)
    led = replace(PROBLEM, plans=(plan,), officers=officers, policy=policy)

    found = check(led)
    assert (found.faults, found.shortages) == ((), ())


def test_a_leader_may_sit_in_a_place_of_a_plan_that_comes_along():
    # Nobody leads and knows about food, which P2 alone would need in its only place. But P1 goes
    # to all firms, so they meet there, and P1 has a free place.
    part = replace(PROBLEM.plans[1].participations[0], team_size=1)
    alone = replace(
        PROBLEM.plans[1], kind=PlanKind.DUAL_RANDOM, participations=(part,), lead_body="B1"
    )
    everywhere = replace(PROBLEM.plans[0], targets=alone.targets)
    first = pl.col("officer_id") == "O1"
    skill = pl.when(first).then(pl.lit("food")).otherwise(pl.lit("meters"))
    frame = PROBLEM.officers.frame.with_columns(
        qualifications=pl.concat_list(skill), may_lead=~first
    )
    policy = replace(PROBLEM.policy, min_visits=0, min_team_size=1)
    problem = replace(PROBLEM, officers=OfficerRegistry.from_frame(frame), policy=policy)

    def certain(*plans):
        return [s.certain for s in check(replace(problem, plans=plans)).shortages]

    assert certain(alone) == [True]
    assert certain(everywhere, alone) == [False]


def test_a_plan_without_anybody_to_draw_is_a_fault():
    assert {fault.code for fault in check(build("empty_pool")).faults} == {"nothing-to-draw"}


def test_a_clash_over_caps_is_a_fault():
    (fault,) = check(build("over_capped")).faults

    assert fault.code == "cap-clash"
    assert fault.facts["cap"] == Exclusion.CAP_TOTAL.value


def test_a_faulty_problem_is_not_locked(moment):
    with pytest.raises(FaultsError) as caught:
        prepare(build("no_working_day"), locked_at=moment)

    assert [fault.code for fault in caught.value.faults] == ["no-working-day"]


def test_a_short_problem_is_not_locked(moment):
    with pytest.raises(ShortageError, match="18 places needed by P01, 15 can be given"):
        prepare(build("one_officer_short"), locked_at=moment)
