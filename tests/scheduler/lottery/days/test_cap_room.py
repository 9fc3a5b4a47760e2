"""Plans that meet may come one by one only as far as annual caps allow."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from scheduler.domain.bodies import Level
from scheduler.domain.calendar import Window
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import AnnualCaps
from scheduler.lottery.days.cap_room import CapRoom
from scheduler.lottery.days.visits import meetings, parted
from tests.scheduler.lottery.days.worlds import plan, problem, selections

NO_EXEMPTION = frozenset[PlanKind]()
NO_CAPS = AnnualCaps()


def allows(made):
    """Tell whether the visit that P1 and P2 make together may fall apart."""
    met = meetings(made, selections(made))
    (both,) = (one for one in met if len(one.tasks) > 1)
    return CapRoom(made, met).allows(both, parted(made, both))


def two_plans(*, second=("T1",), caps=NO_CAPS, bodies=("B1", "B2"), **changes):
    premises = {name: {"premises_id": "M"} for name in ("T1", "T2")}
    return problem(
        plan("P1", ("T1",), bodies[0]),
        plan("P2", second, bodies[1]),
        targets=premises,
        caps=caps,
        exempt_kinds=changes.pop("exempt_kinds", NO_EXEMPTION),
    )


def visited(made, **row):
    defaults = {"visit_id": "H", "target_id": "T1", "body_id": "B9", "day": date(2026, 1, 5)}
    return replace(made, history=InspectionLog.from_frame(pl.DataFrame([defaults | row])))


def test_without_caps_plans_may_come_one_by_one():
    assert allows(two_plans())


@pytest.mark.parametrize(("total", "may"), [(1, False), (2, True)])
def test_each_visit_counts_against_the_cap_of_all(total, may):
    assert allows(two_plans(caps=AnnualCaps(total=total))) is may


def test_visits_of_the_year_count_before_them():
    two = two_plans(caps=AnnualCaps(total=2))

    assert not allows(visited(two))
    assert not allows(visited(two, day=date(2026, 12, 31)))
    assert allows(visited(two, day=date(2025, 12, 31)))
    assert allows(visited(two, cap_exempt=True))


def test_a_body_has_its_own_cap():
    assert allows(two_plans(caps=AnnualCaps(per_body=1)))
    assert not allows(two_plans(caps=AnnualCaps(per_body=1), bodies=("B1", "B1")))


def test_a_level_has_its_own_cap():
    two = two_plans(caps=AnnualCaps(per_level={Level.DISTRICT: 1}))
    street = tuple(
        replace(body, level=Level.STREET if body.body_id == "B2" else Level.DISTRICT)
        for body in two.bodies
    )

    assert not allows(two)
    assert allows(replace(two, bodies=street))


def test_different_targets_of_one_premises_are_visited_no_more_often():
    assert allows(two_plans(second=("T2",), caps=AnnualCaps(total=1)))


def test_exempt_plans_do_not_count():
    exempt = frozenset({PlanKind.SPECIAL})

    assert allows(two_plans(caps=AnnualCaps(total=1), exempt_kinds=exempt))


def test_visits_of_plans_that_never_merge_count():
    made = problem(
        plan("P1", ("T1",)),
        plan("P2", ("T1",), merging=False),
        plan("P3", ("T1",)),
        caps=AnnualCaps(total=2),
        exempt_kinds=NO_EXEMPTION,
    )

    assert not allows(made)
    assert allows(replace(made, policy=replace(made.policy, caps=AnnualCaps(total=3))))


def test_what_fell_apart_before_counts():
    week = Window(date(2026, 3, 2), date(2026, 3, 9))
    made = problem(
        *(plan(plan_id, ("T1",), window=week) for plan_id in ("P1", "P2")),
        *(
            plan(plan_id, ("T1",), window=Window(week.ends, date(2026, 3, 14)))
            for plan_id in ("P3", "P4")
        ),
        caps=AnnualCaps(total=3),
        exempt_kinds=NO_EXEMPTION,
    )
    met = meetings(made, selections(made))
    caps = CapRoom(made, met)

    assert [caps.allows(one, parted(made, one)) for one in met] == [True, False]
