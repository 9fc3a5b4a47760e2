"""The calendar in the workbook: visits of every body and day, and how full the days are."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from api.files.planbook.calendar_sheet import EVERYBODY, NAME
from api.files.planbook.contents import WORKBOOK
from api.files.planbook.edition import Edition
from api.files.planbook.workbook import workbook
from scheduler.domain.calendar import Window
from scheduler.domain.lock import NO_DAYS
from tests.api.files.planbook.editions import worked


def sheet(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(NAME).to_python()


def lines(content, start=5):
    """Return name -> figures without blanks, from a row on."""
    return {
        row[0]: [cell for cell in row[1:] if cell != ""] for row in sheet(content)[start:] if row[0]
    }


def without_days(edition):
    return Edition(replace(edition.lock, days=NO_DAYS), edition.book)


def test_every_working_day_has_a_column_under_its_month_and_weekday(edition):
    _title, _note, months, days, weekdays, *_ = sheet(workbook(edition))

    assert months[1] == "2026年3月"
    assert days[1:6] == [2.0, 3.0, 4.0, 5.0, 9.0]  # the 6th is a holiday
    assert weekdays[1:6] == ["一", "二", "三", "四", "一"]
    assert 14.0 in days  # a Saturday that is worked
    assert months[-1] == "合计\nTotal"


def test_a_joint_visit_counts_once_for_all_and_once_for_each_body(edition):
    told = lines(workbook(without_days(edition)))
    days = sheet(workbook(edition))[3]
    together = sheet(workbook(without_days(edition)))[5]

    assert told[EVERYBODY][-1] == 3.0
    assert told["区市场监管局"][-1] == told["某街道"][-1] == 2.0
    on = {day: made for day, made in zip(days[1:-1], together[1:-1], strict=True) if made}
    assert on == {14.0: 1.0, 17.0: 1.0, 18.0: 1.0}


def test_every_visit_of_a_draw_is_in_the_calendar(drawn, files):
    told = lines(files[WORKBOOK])

    assert told[EVERYBODY][-1] == len(drawn.book.visits)


def test_how_full_the_days_are_is_told_where_they_have_a_limit(edition):
    content = workbook(worked(edition))
    start = next(i for i, row in enumerate(sheet(content)) if "应急预留" in str(row[0]))

    # B1 has 6 places on both days, one of them kept free on the first, when one comes from B2.
    assert lines(content, start + 1) == {"区市场监管局": [0.2, 0.3333, 0.2727]}


def test_without_planned_days_nothing_is_said_about_room(edition):
    content = workbook(without_days(edition))

    assert not any("应急预留" in str(row[0]) for row in sheet(content))


@pytest.mark.parametrize(("ends", "papers"), [(date(2026, 4, 11), 1), (date(2026, 5, 1), 2)])
def test_months_stand_side_by_side_and_many_days_on_several_sheets_of_paper(edition, ends, papers):
    problem = replace(edition.problem, window=Window(date(2026, 3, 2), ends))
    content = workbook(without_days(Edition(replace(edition.lock, problem=problem), edition.book)))

    assert [cell for cell in sheet(content)[2] if cell][1:3] == ["2026年3月", "2026年4月"]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
        page = packed.read(f"xl/worksheets/sheet{names.index(NAME) + 1}.xml").decode()
    # One sheet of paper is what a page is fitted to if nothing is said.
    assert re.findall('fitToWidth="([0-9]+)"', page) == [str(papers)] * (papers > 1)
    assert 'orientation="landscape"' in page
    assert page.count("<colorScale>") == 2
