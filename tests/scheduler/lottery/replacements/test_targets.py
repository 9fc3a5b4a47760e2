"""Which reserve comes, on which day, with whom: the shelf's district.

P1, stratum B: T3 (with T1 at M1, and P2), T5 alone; T4 stands by as rank 3.
"""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.domain.conflicts import Conflict, Relation, Subject
from scheduler.domain.planbook import ShortfallKind, Task
from scheduler.domain.vacancies import NOBODY, TargetVacancy
from scheduler.lottery.replacements.targets import reserve_for, selection_lost, visiting
from tests.shelf_book import drawn

LOST = TargetVacancy("P1", "T5")
EARLY = date(2026, 3, 1)


def comes(case, vacancy=LOST, since=EARLY):
    return reserve_for(case.lock, case.book, vacancy, since)


def result(case, vacancy=LOST, since=EARLY):
    came = comes(case, vacancy, since)
    return visiting(case.lock, case.book, vacancy, came, since)


def visits(book):
    return {visit.visit_id: visit for visit in book.visits}


def sent(book, visit_id):
    return {team.body_id: team.officer_ids for team in book.teams if team.visit_id == visit_id}


def test_the_next_of_the_same_stratum_comes(case):
    assert comes(case) == "T4"
    assert comes(case, TargetVacancy("P1", "T1")) == "T2"
    assert comes(case, TargetVacancy("P2", "T1")) == "T3"


def test_the_lowest_rank_comes_whatever_the_order_of_rows(case):
    case = case.selecting(drawn("P1", ("B",), "T7", 4, reserve=True))
    rows = case.book.selections

    assert comes(case) == "T4"
    assert comes(case.drawing(selections=rows[::-1])) == "T4"
    assert comes(case.selection("P1", "T4", reserve=False)) == "T7"


def test_where_none_stands_by_nobody_comes(case):
    book = result(case, TargetVacancy("P3", "T8"))

    assert comes(case, TargetVacancy("P3", "T8")) == NOBODY
    assert "T8/P3" not in visits(book)
    assert sent(book, "T8/P3") == {}
    assert {load.officer_id: load.drawn for load in book.loads}["O7"] == 0


def test_the_reserve_is_one_no_more_and_the_lost_one_is_gone(case):
    book = result(case)
    mine = [(s.target_id, s.reserve) for s in book.selections if s.stratum == ("B",)]

    assert mine == [("T3", False), ("T4", False)]
    assert selection_lost(book, LOST) is None
    assert selection_lost(book, TargetVacancy("P1", "T4")) is not None


def test_the_day_and_the_team_stay(case):
    book = result(case)
    visit = visits(book)["T4/P1"]

    assert "T5/P1" not in visits(book)
    assert (visit.day, visit.slot_plan) == (date(2026, 3, 17), "P1")
    assert sent(book, "T4/P1") == {"B1": ("O1", "O3")}
    assert book.shortfalls == ()
    assert book.loads == case.book.loads


@pytest.mark.parametrize(
    ("closed", "day", "slot"),
    [
        ([], date(2026, 3, 17), "P1"),
        (["2026-03-18"], date(2026, 3, 17), "P1"),
        (["2026-03-17"], date(2026, 3, 2), ""),
        (["tue", "mon"], date(2026, 3, 4), ""),
    ],
)
def test_a_day_that_does_not_suit_is_another(case, closed, day, slot):
    visit = visits(result(case.target("T4", closed_days=closed)))["T4/P1"]

    assert (visit.day, visit.slot_plan) == (day, slot)


@pytest.mark.parametrize(
    ("since", "day"),
    [(date(2026, 3, 17), date(2026, 3, 17)), (date(2026, 3, 18), date(2026, 3, 18))],
)
def test_no_day_before_the_vacancy_suits(case, since, day):
    assert visits(result(case, since=since))["T4/P1"].day == day


def test_after_the_last_day_nobody_comes(case):
    assert comes(case, since=date(2026, 3, 31)) == "T4"
    assert comes(case, since=date(2026, 4, 1)) == NOBODY


def test_a_team_that_a_rule_forbids_is_given_up(case):
    friend = Conflict(
        officer_id="O3", subject=Subject.TARGET, subject_id="T4", relation=Relation.OTHER
    )
    book = result(case.problem(conflicts=(friend,)))
    (told,) = book.shortfalls

    assert sent(book, "T4/P1") == {}
    assert (told.kind, told.subject, told.body_id) == (ShortfallKind.UNSTAFFED, "T4/P1", "B1")
    assert (told.needed, told.available) == (2, 0)


def test_on_leave_on_the_other_day_a_team_is_given_up(case):
    book = result(case.target("T4", closed_days=["2026-03-17"]))  # O3 is away on 2 March

    assert sent(book, "T4/P1") == {}
    assert [one.subject for one in book.shortfalls] == ["T4/P1"]


def test_a_merged_visit_loses_the_task_alone(case):
    book = result(case, TargetVacancy("P2", "T1"))
    visit, new = visits(book)["T1/P1"], visits(book)["T3/P2"]

    assert visit.tasks == (Task("P1", "T1"), Task("P1", "T3"))
    assert [demand.body_id for demand in visit.demands] == ["B1"]
    assert visit.lead_body == "B1"
    assert sent(book, "T1/P1") == {"B1": ("O1", "O2")}
    assert new.tasks == (Task("P2", "T3"),)
    assert new.day == date(2026, 3, 18)
    assert sent(book, "T3/P2")["B2"] == ("O5", "O6")


def test_a_body_that_goes_on_to_two_places_keeps_its_limits(case):
    """B1 still goes to T1 for P1; O1 may go twice at most, and that is what he does already."""
    book = result(case, TargetVacancy("P2", "T1"))
    assert [one.subject for one in book.shortfalls] == ["T3/P2"]

    wide = case.officer("O1", max_visits=5).officer("O2", max_visits=5)
    assert sent(result(wide, TargetVacancy("P2", "T1")), "T3/P2")["B1"] == ("O1", "O2")


def test_another_demand_is_another_team(case):
    case = case.demand("T5/P1", "B1", team_size=3)
    book = result(case)

    assert sent(book, "T4/P1") == {}
    assert len(book.shortfalls) == 1
