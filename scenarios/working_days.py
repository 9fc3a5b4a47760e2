"""The working days of 2026: 国务院办公厅关于2026年部分节假日安排的通知.

December has no public holiday, and the window ends before New Year's Day.
"""

from __future__ import annotations

from datetime import date

from scheduler.domain.calendar import Window, WorkingCalendar

CALENDAR = WorkingCalendar(
    holidays=frozenset(
        {
            *Window(date(2026, 1, 1), date(2026, 1, 4)).days(),
            *Window(date(2026, 2, 15), date(2026, 2, 24)).days(),
            *Window(date(2026, 4, 4), date(2026, 4, 7)).days(),
            *Window(date(2026, 5, 1), date(2026, 5, 6)).days(),
            *Window(date(2026, 6, 19), date(2026, 6, 22)).days(),
            *Window(date(2026, 9, 25), date(2026, 9, 28)).days(),
            *Window(date(2026, 10, 1), date(2026, 10, 8)).days(),
        }
    ),
    make_up_days=frozenset(
        {
            date(2026, 1, 4),
            date(2026, 2, 14),
            date(2026, 2, 28),
            date(2026, 5, 9),
            date(2026, 9, 20),
            date(2026, 10, 10),
        }
    ),
)
