"""Windows as documents: `starts` and either `ends` (the day after) or `last_day`."""

from __future__ import annotations

from datetime import date, timedelta

from api.files.forms.form import Entry
from scheduler.domain.calendar import Window


def window_data(window: Window) -> dict[str, str]:
    """Return a window as plain data for a document."""
    return {"starts": window.starts.isoformat(), "ends": window.ends.isoformat()}


def read_window(entry: Entry | None) -> Window | None:
    """Read a window; None after recording why."""
    if entry is None:
        return None
    starts = entry.day("starts")
    # People write the last day, machines the day after it; a window says which it means.
    inclusive = entry.has("last_day") and not entry.has("ends")
    ends = entry.day("last_day" if inclusive else "ends")
    if not entry.finish():
        return None
    if inclusive:
        ends = day_after(ends)
    if starts >= ends:
        entry.findings.entry_fault(
            "window-ends-before-start", entry.path, found=f"{starts} - {ends}"
        )
        return None
    return Window(starts, ends)


def day_after(day: date) -> date:
    """Return the next day; the last day of the calendar has none and stays."""
    return day if day == date.max else day + timedelta(days=1)
