"""Who could go at all in the window, on which days, and within which limits."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.conflicts import Leave
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.records import Records
from scheduler.lottery.candidates.roster import UNLIMITED, crew_rosters, live_visits
from scheduler.lottery.tickets import order_by_ticket
from tests.shelf_people import advised

KEY = "5" * 64
DAYS = 22  # working days of the shelf's March


def roster(case, body_id="B1"):
    return Records(case.lock.problem).rosters([Crew(body_id)], KEY)[Crew(body_id)]


def of(case, officer_id, body_id="B1"):
    """Return (days available, live, hard_min, hard_max) of one officer."""
    found = roster(case, body_id)
    j = found.officer_ids.index(officer_id)
    columns = (found.days_available, found.live, found.hard_min, found.hard_max)
    return tuple(int(column[j]) for column in columns)


def test_officers_stand_in_ticket_order(case):
    assert list(roster(case).officer_ids) == order_by_ticket(f"{KEY}/officer/", ["O1", "O2", "O3"])


def test_officers_of_other_bodies_are_not_asked(case):
    assert set(roster(case, "B2").officer_ids) == {"O5", "O6", "O7"}


def test_those_lent_away_off_duty_or_behind_a_desk_stay(case):
    assert "O4" not in roster(case).officer_ids
    assert not {"O8", "O9"} & set(roster(case, "B2").officer_ids)


def test_they_go_once_they_are_back(case):
    assert "O4" in roster(case.officer("O4", seconded=False)).officer_ids
    assert "O8" in roster(case.officer("O8", status="on_duty"), "B2").officer_ids
    assert "O9" in roster(case.policy(front_line_only=False), "B2").officer_ids
    assert "O8" not in roster(case.officer("O8", status="suspended"), "B2").officer_ids


def test_without_leave_all_working_days_count(case):
    assert of(case, "O1")[0] == DAYS


@pytest.mark.parametrize(
    ("valid_to", "days"),
    [
        (date(2026, 3, 31), 22),
        (date(2026, 3, 30), 21),  # the last valid day counts
        (date(2026, 3, 2), 1),
    ],
)
def test_a_certificate_counts_through_its_last_day(case, valid_to, days):
    assert of(case.officer("O1", cert_valid_to=valid_to), "O1")[0] == days


@pytest.mark.parametrize("valid_to", [None, date(2026, 3, 1), date(2025, 3, 15)])
def test_nobody_goes_without_a_certificate(case, valid_to):
    assert "O1" not in roster(case.officer("O1", cert_valid_to=valid_to)).officer_ids


def test_leave_counts_from_its_first_day_to_the_day_before_its_end(case):
    # From Monday the 2nd to Monday the 16th, less the holiday, plus the Saturday worked.
    assert of(case, "O3")[0] == 11


def test_leaves_add_up_and_may_overlap(case):
    away = (
        *case.lock.problem.leave,
        Leave(officer_id="O3", starts=date(2026, 3, 10), ends=date(2026, 3, 18)),
        Leave(officer_id="O3", starts=date(2026, 3, 30), ends=date(2026, 5, 1)),
    )

    assert of(case.problem(leave=away), "O3")[0] == 11 - 1 - 2


def test_leave_on_days_off_takes_nothing(case):
    weekend = Leave(officer_id="O1", starts=date(2026, 3, 7), ends=date(2026, 3, 9))

    assert of(case.problem(leave=(weekend,)), "O1")[0] == DAYS


def test_who_is_away_all_the_time_is_not_in_the_roster(case):
    month = Leave(officer_id="O1", starts=date(2026, 3, 2), ends=date(2026, 4, 1))

    assert "O1" not in roster(case.problem(leave=(month,))).officer_ids


def test_availability_is_kept_day_by_day(case):
    found = roster(case)
    days = case.lock.problem.days
    back = found.available[found.officer_ids.index("O3")]

    assert next(d for d, there in zip(days, back, strict=True) if there) == date(2026, 3, 17)


def test_limits_are_less_what_earlier_drawings_took(case):
    # O2 has one live visit; three at most and one at least are the policy's.
    assert of(case, "O2") == (DAYS, 1, 0, 2)
    assert of(case, "O3")[1:] == (0, 1, 3)


def test_an_officer_may_have_limits_of_his_own(case):
    assert of(case, "O1")[3] == 2
    assert of(case.officer("O3", max_visits=0), "O3")[3] == 0
    assert of(case.officer("O3", min_visits=0), "O3")[2] == 0


def test_limits_never_fall_below_nothing(case):
    over = case.officer("O2", max_visits=0)

    assert of(over, "O2") == (DAYS, 1, 0, 0)


def test_without_a_limit_there_is_none(case):
    free = case.policy(max_visits=None, min_visits=0)

    assert of(free, "O3") == (11, 0, 0, UNLIMITED)


def test_a_live_visit_to_several_targets_counts_once(case):
    row = {"visit_id": "L1", "target_id": "T6", "day": date(2026, 3, 11), "officer_ids": ["O2"]}

    assert live_visits(case.inspected("live", **row).lock.problem) == {("B1", "O2"): 1}


@pytest.mark.parametrize(
    ("day", "live"),
    [
        (date(2026, 3, 1), 1),  # the day before the window
        (date(2026, 3, 2), 2),
        (date(2026, 3, 31), 2),
        (date(2026, 4, 1), 1),  # the day after
    ],
)
def test_live_visits_count_on_days_of_the_window(case, day, live):
    row = {"visit_id": "L2", "target_id": "T6", "day": day, "officer_ids": ["O2"]}

    assert live_visits(case.inspected("live", **row).lock.problem) == {("B1", "O2"): live}


def test_history_is_no_live_work(case):
    row = {"target_id": "T6", "day": date(2026, 3, 11), "officer_ids": ["O2"]}

    assert of(case.inspected(**row), "O2")[1] == 1


def test_live_work_for_another_body_does_not_count(case):
    row = {"visit_id": "L2", "target_id": "T6", "day": date(2026, 3, 11), "body_id": "B2"}

    assert of(case.inspected("live", **row, officer_ids=["O1"]), "O1")[1] == 0


def test_who_may_lead_holds_that_as_a_qualification(case):
    found = roster(case)
    held = dict(zip(found.officer_ids, found.qualifications, strict=True))

    assert held["O1"] == {"food", "lead"}
    assert held["O2"] == {"food"}
    assert held["O3"] == {"lead"}


def test_an_empty_roster_has_its_shape(case):
    nobody = case.problem(
        officers=replace(case.lock.problem.officers, frame=case.lock.problem.officers.frame.clear())
    )

    assert roster(nobody).available.shape == (0, DAYS)


EXPERTS = Crew("B2", Role.EXPERT)


def experts(case):
    return crew_rosters(case.lock.problem, [EXPERTS])[EXPERTS]


def test_experts_are_a_crew_of_their_own(case):
    case = advised(case)

    assert experts(case).officer_ids == ("E1",)
    assert "E1" not in roster(case, "B2").officer_ids
    assert experts(case).crew == EXPERTS
    assert roster(case, "B2").crew == Crew("B2")


def test_an_expert_needs_neither_certificate_nor_front_line(case):
    assert experts(advised(case)).days_available.tolist() == [DAYS]


@pytest.mark.parametrize("change", [{"status": "off_duty"}, {"seconded": True}])
def test_an_expert_off_duty_or_lent_away_stays(case, change):
    assert experts(advised(case).officer("E1", **change)).officer_ids == ()


def test_an_expert_on_leave_is_away(case):
    away = Leave(officer_id="E1", starts=date(2026, 3, 30), ends=date(2026, 4, 1))

    assert experts(advised(case).problem(leave=(away,))).days_available.tolist() == [DAYS - 2]


def test_seniors_are_known(case):
    found = roster(case.officer("O2", senior=True))

    assert dict(zip(found.officer_ids, found.senior.tolist(), strict=True)) == {
        "O1": False,
        "O2": True,
        "O3": False,
    }


def test_another_order_moves_every_column(case):
    found = roster(case.officer("O2", senior=True))
    other = found.permuted([2, 0, 1])

    assert other.officer_ids == tuple(found.officer_ids[o] for o in (2, 0, 1))
    for column in ("available", "live", "hard_min", "hard_max", "senior"):
        before, after = getattr(found, column), getattr(other, column)
        assert after.tolist() == before[[2, 0, 1]].tolist()
    assert other.qualifications == tuple(found.qualifications[o] for o in (2, 0, 1))
