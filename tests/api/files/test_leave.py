from __future__ import annotations

from datetime import date

from api.files.known import Known
from api.files.leave import read_leave
from scheduler.domain.conflicts import Absence, Leave
from tests.api.files.desk import codes, put, said, said_in_english

OFFICERS = Known.from_pairs([("O1", "甲"), ("O2", "乙")])


def leave(folder, *rows, headings="姓名,开始日期,结束日期,类型"):
    path = put(folder, "leave.csv", "\n".join((headings, *rows)) + "\n")
    return read_leave(path, OFFICERS)


def test_the_last_day_that_people_write_is_a_day_of_leave(tmp_path):
    found = leave(tmp_path, "甲,2026-03-02,2026-03-03,年休假")

    assert found.value == (Leave(officer_id="O1", starts=date(2026, 3, 2), ends=date(2026, 3, 4)),)


def test_one_day_of_leave_is_a_day(tmp_path):
    assert date(2026, 3, 2) in leave(tmp_path, "甲,2026-03-02,2026-03-02,培训").value[0]


def test_ends_is_the_day_after(tmp_path):
    found = leave(
        tmp_path, "O1,2026-03-02,2026-03-03,secondment", headings="officer_id,starts,ends,absence"
    )

    assert found.value[0].ends == date(2026, 3, 3)
    assert found.value[0].absence is Absence.SECONDMENT


def test_leave_that_ends_before_it_starts_is_a_fault(tmp_path):
    found = leave(tmp_path, "甲,2026-03-05,2026-03-01,请假", "乙,2026-03-05,2026-03-06,请假")

    assert said(found) == [
        "leave.csv，第 2 行，“结束日期”列：结束“2026-03-01”不晚于开始 2026-03-05。请改正日期。"
    ]
    assert "Correct the days" in said_in_english(found)[0]
    assert [away.officer_id for away in found.value] == ["O2"]


def test_an_officer_nobody_knows_and_a_day_that_is_none_are_faults(tmp_path):
    found = leave(tmp_path, "丙,2026-03-05,2026-03-06,请假", "甲,三月,2026-03-06,请假", "甲,,,请假")

    assert sorted(codes(found.faults)) == [
        "missing-value",
        "missing-value",
        "not-a-day",
        "unknown-officer",
    ]
    assert found.value == ()
