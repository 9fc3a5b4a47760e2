from datetime import date

import pytest

from scheduler.rules import pair_not_repeated
from tests.shelf_book import FREE, LEAD
from tests.shelf_people import WATER, advised, helped

IN_FEBRUARY = date(2026, 2, 20)


def strict(case):
    return case.policy(no_repeated_pairs=True)


def together(case):
    """Send O5 and O6, who go to T1 on the 18th, to T8 on the 14th as well."""
    return case.team("T8/P3", "B2", places=(("O5", LEAD), ("O6", FREE)))


def been(case, *officers, day=IN_FEBRUARY, log="history", **row):
    given = {"target_id": "T6", "day": day, "officer_ids": list(officers), "body_id": "B2"}
    return case.inspected(log, **given | row)


AGAIN_AT_T1 = [("T1/P1", "O5", "O6"), ("T1/P1", "O6", "O5")]
AGAIN_AT_T8 = [("T8/P3", "O5", "O7"), ("T8/P3", "O7", "O5")]


def test_accepts_pairs_that_change(case):
    # O5 goes with O7, then with O6.
    assert strict(case).breaches(pair_not_repeated) == []


def test_reports_a_pair_at_two_visits_running(case):
    assert strict(together(case)).breaches(pair_not_repeated) == AGAIN_AT_T1


def test_accepts_a_repeated_pair_where_the_policy_does(case):
    assert together(case).breaches(pair_not_repeated) == []


def test_accepts_a_pair_that_meets_again_after_others(case):
    # O6, O7, O6 for O5; but O6 himself goes nowhere between.
    again = strict(been(case, "O5", "O6"))

    assert again.breaches(pair_not_repeated) == [("T1/P1", "O6", "O5")]
    assert been(again, "O6", visit_id="X2", day=date(2026, 2, 21)).breaches(
        pair_not_repeated
    ) == []  # fmt: skip


@pytest.mark.parametrize("log", ["history", "live"])
def test_reports_a_pair_that_was_together_last_time(case, log):
    assert strict(been(case, "O5", "O7", log=log)).breaches(pair_not_repeated) == AGAIN_AT_T8


def test_accepts_a_pair_that_was_together_the_time_before(case):
    before = strict(been(case, "O5", "O7"))
    since = been(before, "O5", visit_id="X2", day=date(2026, 3, 1))

    # O7 has not been out since.
    assert since.breaches(pair_not_repeated) == [("T8/P3", "O7", "O5")]


def test_takes_the_later_name_of_two_visits_on_one_day(case):
    before = strict(been(case, "O5", "O7", visit_id="X2"))

    assert ("T8/P3", "O5", "O7") in been(before, "O5", visit_id="X1").breaches(pair_not_repeated)
    assert ("T8/P3", "O5", "O7") not in been(before, "O5", visit_id="X3").breaches(
        pair_not_repeated
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 3, 1), AGAIN_AT_T8), (date(2026, 3, 2), []), (date(2026, 3, 13), [])],
)
def test_accepts_a_pair_of_a_live_task_inside_the_window(case, day, expected):
    live = strict(been(case, "O5", "O7", log="live", day=day))

    assert live.breaches(pair_not_repeated) == expected


def test_reports_a_pair_that_different_rows_of_a_visit_name(case):
    apart = been(been(case, "O5"), "O7", target_id="T7")

    assert strict(apart).breaches(pair_not_repeated) == AGAIN_AT_T8


def test_accepts_a_pair_of_two_bodies(case):
    # O1 and O5 meet at T1, and met before.
    met = been(strict(case), "O1", "O5", day=date(2026, 3, 1))

    assert met.visit("T8/P3", day=date(2026, 3, 20)).breaches(pair_not_repeated) == []


def test_reports_a_pair_of_one_body_in_two_teams(case):
    # B2 lends O5 to B1 for T5 on the 17th; the next day he meets O6 at T1 as always.
    lent = strict(helped(case)).team("T5/P1", "B1", places=(("O5", LEAD), ("O6", FREE)))

    assert lent.breaches(pair_not_repeated) == AGAIN_AT_T1


def test_orders_visits_of_one_day_by_name(case):
    # On one day T1/P1 comes before T5/P1 and T8/P3; O5 goes to T1 with O6, to T8 with O7.
    day = date(2026, 3, 14)
    one_day = strict(been(case, "O5", "O6")).visit("T1/P1", day=day)

    assert one_day.breaches(pair_not_repeated) == AGAIN_AT_T1


def test_accepts_an_expert_who_comes_again(case):
    sent = strict(advised(case)).team("T1/P1", "B2", experts=(("E1", WATER),))

    assert sent.breaches(pair_not_repeated) == []
