"""Days: visits dealt evenly over the working days of their window, by ticket.

Rule: visit-window
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from scheduler.domain.calendar import Window
from scheduler.domain.planbook import Visit
from scheduler.domain.problem import Problem
from scheduler.lottery.tickets import order_by_ticket
from scheduler.lottery.visits import Meeting


def dated(problem: Problem, meetings: Iterable[Meeting], key: str) -> list[Visit]:
    """Give each meeting a day under the day key; ascending by visit id.

    Meetings led by one body in one window, in ticket order, take the working days, themselves in
    an order given by tickets, round and round: no two days differ by more than one visit.
    """
    dealt: dict[tuple[str, Window], dict[str, Meeting]] = defaultdict(dict)
    for meeting in meetings:
        dealt[meeting.lead_body, meeting.window][meeting.visit_id] = meeting
    visits = []
    for (body_id, window), group in dealt.items():
        days = _days_in_order(problem, body_id, window, key)
        for turn, visit_id in enumerate(order_by_ticket(f"{key}/visit/", sorted(group))):
            visits.append(group[visit_id].on(days[turn % len(days)]))
    return sorted(visits, key=lambda visit: visit.visit_id)


def _days_in_order(problem: Problem, body_id: str, window: Window, key: str) -> list[date]:
    days = [day.isoformat() for day in problem.calendar.working_days(window)]
    return [date.fromisoformat(day) for day in order_by_ticket(f"{key}/day/{body_id}/", days)]
