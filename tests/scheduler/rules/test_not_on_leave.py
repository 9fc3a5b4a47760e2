from datetime import date

from scheduler.domain.conflicts import Absence, Leave
from scheduler.rules import not_on_leave
from tests.shelf_people import advised


def away(case, starts, ends, absence=Absence.LEAVE):
    """Send O7, who visits T8 on 14 March, away from one day until another."""
    leave = Leave(
        officer_id="O7", starts=date(2026, 3, starts), ends=date(2026, 3, ends), absence=absence
    )
    return case.problem(leave=(*case.lock.problem.leave, leave))


def test_accepts_an_officer_on_the_day_he_is_back(case):
    # O3 is away until 16 March, and goes on the 17th.
    assert case.breaches(not_on_leave) == []
    assert away(case, 10, 14).breaches(not_on_leave) == []


def test_accepts_an_officer_on_the_day_before_he_leaves(case):
    assert away(case, 15, 20).breaches(not_on_leave) == []


def test_reports_an_officer_on_the_first_day_away(case):
    assert away(case, 14, 20).breaches(not_on_leave) == [("T8/P3", "B2", "O7")]


def test_reports_an_officer_on_the_last_day_away(case):
    assert away(case, 10, 15).breaches(not_on_leave) == [("T8/P3", "B2", "O7")]


def test_reports_an_officer_in_training(case):
    training = away(case, 14, 15, Absence.TRAINING)

    assert training.breaches(not_on_leave) == [("T8/P3", "B2", "O7")]


def test_reports_an_expert_on_leave(case):
    # He goes to T8 on 14 March.
    def away(starts, ends):
        leave = Leave(officer_id="E1", starts=date(2026, 3, starts), ends=date(2026, 3, ends))
        return advised(case).problem(leave=(leave,))

    assert away(13, 15).breaches(not_on_leave) == [("T8/P3", "B2", "E1")]
    assert away(13, 14).breaches(not_on_leave) == []
