"""Plans that meet at the same premises come together once, and each body sends what it must."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.calendar import Window
from scheduler.domain.plans import ListedTargets
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.lottery.days.visits import meeting_of_one, meetings

LEAD = frozenset({"lead"})
FOOD = frozenset({"food"})
METERS = frozenset({"meters"})
FRIDAY_13 = date(2026, 3, 13)


def met(case):
    return meetings(case.lock.problem, case.book.selections)


def at(case, visit_id):
    return next(meeting for meeting in met(case) if meeting.visit_id == visit_id)


def demand(case, body_id, visit_id="T1/P1"):
    return next(d for d in at(case, visit_id).demands if d.body_id == body_id)


def tasks(case):
    return {m.visit_id: [(t.plan_id, t.target_id) for t in m.tasks] for m in met(case)}


def sending(case, plan_id, body_id, **changes):
    """Change what one body sends for one plan."""
    parts = case.lock.problem.plan[plan_id].participations
    changed = (replace(p, **changes) if p.body_id == body_id else p for p in parts)
    return case.plan(plan_id, participations=tuple(changed))


def test_the_shelf_meets_as_worked_out_by_hand(case):
    assert [meeting.on(date(2026, 3, 9)) for meeting in met(case)] == [
        replace(visit, day=date(2026, 3, 9), slot_plan="") for visit in case.book.visits
    ]


def test_reserves_are_not_visited(case):
    assert all("T2" not in visit_id and "T4" not in visit_id for visit_id in tasks(case))


def test_a_plan_that_does_not_merge_visits_each_target_alone(case):
    assert tasks(case.plan("P1", merging=False)) == {
        "T1/P1": [("P1", "T1")],
        "T1/P2": [("P2", "T1")],
        "T3/P1": [("P1", "T3")],
        "T5/P1": [("P1", "T5")],
        "T8/P3": [("P3", "T8")],
    }


def test_windows_with_one_common_working_day_meet(case):
    early = case.plan("P1", window=Window(date(2026, 3, 2), date(2026, 3, 10)))

    assert at(early, "T1/P1").window == Window(date(2026, 3, 9), date(2026, 3, 10))


@pytest.mark.parametrize(
    "window",
    [
        Window(date(2026, 3, 2), date(2026, 3, 9)),  # ends as P2's begins
        Window(date(2026, 3, 30), date(2026, 4, 1)),  # begins after P2's end
    ],
)
def test_windows_without_a_common_day_stay_apart(case, window):
    apart = case.plan("P1", window=window)

    assert {"T1/P1", "T1/P2"} <= set(tasks(apart))


def test_a_common_day_off_is_no_common_working_day(case):
    # Saturday and Sunday, 21 and 22 March, are the only days of both.
    apart = case.plan("P1", window=Window(date(2026, 3, 21), date(2026, 4, 1))).plan(
        "P2", window=Window(date(2026, 3, 9), date(2026, 3, 23))
    )

    assert {"T1/P1", "T1/P2"} <= set(tasks(apart))


def test_a_saturday_worked_is_a_common_working_day(case):
    together = case.plan("P1", window=Window(date(2026, 3, 14), date(2026, 4, 1))).plan(
        "P2", window=Window(date(2026, 3, 9), date(2026, 3, 16))
    )

    assert at(together, "T1/P1").window == Window(date(2026, 3, 14), date(2026, 3, 16))


def test_plans_whose_windows_end_first_are_grouped_first(case):
    # P3 ends on 14 March and meets P2 alone; all of March would meet the second of them too.
    listing = ListedTargets(target_ids=("T1",), reason="", approver="")
    three = (
        case.plan("P3", targets=listing, window=Window(date(2026, 3, 2), FRIDAY_13))
        .plan("P2", window=Window(date(2026, 3, 9), date(2026, 3, 20)))
        .plan("P1", window=Window(date(2026, 3, 16), date(2026, 4, 1)))
    )
    drawn = replace(case.book.selections[-1], target_id="T1")
    selections = [s for s in case.book.selections if s.plan_id != "P3"]

    found = meetings(three.lock.problem, [*selections, drawn])
    assert [[t.plan_id for t in m.tasks] for m in found if m.premises_id == "M1"] == [
        ["P1", "P1"],
        ["P2", "P3"],
    ]


def test_windows_are_cut_to_the_window_of_the_draw(case):
    long = case.plan("P3", window=Window(date(2026, 2, 1), date(2026, 5, 1)))

    assert at(long, "T8/P3").window == case.lock.problem.window


def test_a_plan_outside_the_window_of_the_draw_is_a_mistake(case):
    outside = case.plan("P3", window=Window(date(2026, 5, 1), date(2026, 6, 1)))

    with pytest.raises(ValueError, match="P3"):
        met(outside)


def test_the_plan_that_brings_most_bodies_says_who_leads(case):
    assert at(case, "T1/P1").lead_body == "B2"  # P2 brings two, P1 one


def test_among_plans_that_bring_equally_many_the_first_says_who_leads(case):
    parts = case.lock.problem.plan["P2"].participations[1:]
    alone = case.plan("P2", participations=parts, lead_body="B2")

    assert at(alone, "T1/P1").lead_body == "B1"


def test_a_lead_body_without_business_there_leaves_the_lead_to_the_first_that_comes(case):
    nowhere = Scope((Condition("labels", Operator.IN, ("mine",)),))
    items = case.lock.problem.items
    idle = case.problem(items=(items[0], replace(items[1], applies_to=nowhere)))

    visit = at(idle, "T1/P1")
    assert visit.lead_body == "B1"
    assert [demand.body_id for demand in visit.demands] == ["B1"]


def test_a_body_comes_where_one_of_its_items_applies(case):
    part = sending(case, "P2", "B2", item_ids=("I1", "I2"))

    assert demand(part, "B2").item_ids == ("I1", "I2")


def test_items_that_do_not_apply_are_not_checked(case):
    items = case.lock.problem.items
    nowhere = Scope((Condition("labels", Operator.IN, ("mine",)),))
    one = sending(case, "P2", "B2", item_ids=("I1", "I2")).problem(
        items=(items[0], replace(items[1], applies_to=nowhere))
    )

    assert demand(one, "B2").item_ids == ("I1",)


def test_the_largest_team_that_a_plan_asks_for_comes(case):
    assert demand(sending(case, "P1", "B1", team_size=4), "B1").team_size == 4


def test_slots_are_as_many_of_each_kind_as_one_plan_asks_for(case):
    both = sending(case, "P1", "B1", team_size=4, slots=(METERS, FOOD))
    both = sending(both, "P2", "B1", team_size=3, slots=(FOOD, FOOD, LEAD))

    assert demand(both, "B1").slots == (FOOD, FOOD, LEAD, METERS)


def test_more_slots_than_any_team_make_the_team_larger(case):
    both = sending(case, "P1", "B1", slots=(METERS, LEAD))

    found = demand(both, "B1")
    assert (found.team_size, found.slots) == (3, (FOOD, LEAD, METERS))


def test_a_leader_takes_a_free_place(case):
    assert demand(case, "B1", "T5/P1").slots == (LEAD,)


def test_a_leader_takes_the_first_slot_when_no_place_is_free(case):
    full = sending(case, "P1", "B1", slots=(FOOD, METERS))

    assert demand(full, "B1", "T5/P1").slots == (FOOD | LEAD, METERS)


def test_a_leader_asked_for_is_not_asked_for_twice(case):
    led = sending(case, "P1", "B1", slots=(LEAD | METERS,))

    assert demand(led, "B1", "T5/P1").slots == (LEAD | METERS,)


def test_no_leader_is_asked_for_if_the_policy_does_not(case):
    assert demand(case.policy(require_leader=False), "B1", "T5/P1").slots == ()


def test_the_order_of_the_selections_does_not_matter(case):
    problem, selections = case.lock.problem, case.book.selections

    assert meetings(problem, reversed(selections)) == meetings(problem, selections)


def test_a_task_can_be_asked_for_alone(case):
    problem = case.lock.problem
    alone = meeting_of_one(problem, problem.plan["P2"], "T1")

    assert alone.visit_id == "T1/P2"
    assert [d.body_id for d in alone.demands] == ["B1", "B2"]
    assert alone.window == problem.plan["P2"].window
