"""Rule visit-window: a visit is on a working day inside the windows of all its plans.

    window = intersection of its plans' windows and the draw's window,  day in window

Weekend days worked to make up for a holiday are working days.

Source: plans give the time of each batch (国市监信〔2019〕38号); working days are those that the
State Council announces each year. A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.calendar import Window
from scheduler.domain.planbook import Visit
from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "visit-window"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield visits with a wrong window, outside it, or on a day off."""
    for visit in case.book.visits:
        window = _window(case, visit)
        if window != visit.window:
            facts = {"window": _told(visit.window), "common": _told(window)}
            yield Violation(NAME, (visit.visit_id,), facts)
        if window is None or visit.day not in window:
            facts = {"day": visit.day.isoformat(), "common": _told(window)}
            yield Violation(NAME, (visit.visit_id,), facts)
        if not case.problem.calendar.is_working(visit.day):
            yield Violation(NAME, (visit.visit_id,), {"day_off": visit.day.isoformat()})


def _window(case: CaseFile, visit: Visit) -> Window | None:
    common: Window | None = case.problem.window
    for task in filter(case.is_known, visit.tasks):
        if common is not None:
            common = common.intersection(case.problem.plan[task.plan_id].window)
    return common


def _told(window: Window | None) -> str:
    return "none" if window is None else f"[{window.starts}, {window.ends})"
