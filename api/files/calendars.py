"""The working calendar: a document, or what is known about public holidays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import chinese_calendar.constants as published

from api.files.documents import read_document
from api.files.forms.form import Entry
from api.files.imports import Findings, Import
from api.files.values.cells import read_day
from scheduler.domain.calendar import WorkingCalendar


def calendar_data(calendar: WorkingCalendar) -> dict[str, Any]:
    """Return a calendar as plain data for a document."""
    return {
        "holidays": sorted(day.isoformat() for day in calendar.holidays),
        "make_up_days": sorted(day.isoformat() for day in calendar.make_up_days),
    }


def read_calendar(path: Path) -> Import[WorkingCalendar]:
    """Read the days off and the days worked to make up for them."""
    findings = Findings(path.name)
    data = read_document(path, findings)
    if findings.faults:
        return findings.unreadable(WorkingCalendar())
    entry = Entry(data, "", findings)
    calendar = WorkingCalendar(
        holidays=_days(entry, "holidays"), make_up_days=_days(entry, "make_up_days")
    )
    if not entry.finish():
        return findings.unreadable(WorkingCalendar())
    return findings.result(calendar, n_rows=len(calendar.holidays | calendar.make_up_days))


def _days(entry: Entry, key: str) -> frozenset[date]:
    days = set()
    for text in entry.texts(key):
        day = read_day(text)
        if day is None:
            entry.findings.entry_fault("not-a-day", entry.at(key), found=text)
        else:
            days.add(day)
    return frozenset(days)


def published_calendar(years: range) -> Import[WorkingCalendar]:
    """Return the State Council's holidays of *years*; a year not announced yet is a notice."""
    findings = Findings("calendar.json")
    known = {day.year for day in published.holidays}
    unknown = [year for year in years if year not in known]
    if unknown:
        first, last = unknown[0], unknown[-1]
        findings.file_notice(
            "holidays-not-known", found=str(first) if first == last else f"{first}-{last}"
        )
    calendar = WorkingCalendar(
        holidays=frozenset(day for day in published.holidays if day.year in years),
        make_up_days=frozenset(day for day in published.workdays if day.year in years),
    )
    return findings.result(calendar, n_rows=0)
