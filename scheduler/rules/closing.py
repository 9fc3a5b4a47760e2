"""Days on which a target cannot be visited."""

from __future__ import annotations

from datetime import date

from scheduler.domain.planbook import Visit
from scheduler.rules.view import CaseFile

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def is_closed(case: CaseFile, visit: Visit, day: date) -> bool:
    """Tell whether one of the visit's targets is closed on a day."""
    return any(
        name == day.isoformat() or WEEKDAYS.get(name) == day.weekday()
        for target_id in visit.target_ids
        if target_id in case.targets
        for name in case.targets[target_id]["closed_days"]
    )
