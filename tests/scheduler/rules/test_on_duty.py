import pytest

from scheduler.rules import on_duty
from tests.shelf_people import advised


def test_accepts_officers_in_post(case):
    assert case.breaches(on_duty) == []


@pytest.mark.parametrize(
    "change",
    [{"status": "off_duty"}, {"status": "suspended"}, {"seconded": True}, {"front_line": False}],
)
def test_reports_whoever_is_not_in_post(case, change):
    assert case.officer("O7", **change).breaches(on_duty) == [("T8/P3", "B2", "O7")]


def test_accepts_officers_behind_the_front_line_where_the_policy_does(case):
    back = case.officer("O7", front_line=False)

    assert back.policy(front_line_only=False).breaches(on_duty) == []


def test_accepts_an_expert_behind_the_front_line(case):
    assert advised(case).breaches(on_duty) == []


@pytest.mark.parametrize("change", [{"status": "off_duty"}, {"seconded": True}])
def test_reports_an_expert_who_is_not_in_post(case, change):
    absent = advised(case).officer("E1", **change)

    assert absent.breaches(on_duty) == [("T8/P3", "B2", "E1")]
