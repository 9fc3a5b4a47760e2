"""Campaigns: special plans that go out on a few days fixed beforehand (集中执法日)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil

from scenarios.outlines import MAX_PER_DAY, URGENT_RESERVE, Focus, Outline
from scenarios.working_days import CALENDAR
from scheduler.domain.plans import PlanKind

_CAMPAIGN = 3
"""Every third special plan with a narrow focus is one, and those of strained bodies."""

_FEWEST_DAYS = 2
_MARGIN = Fraction(5, 4)
"""A quota may come out above what was wanted; not so in a strained body, which counts."""

_MONDAY, _LAST_DAY = 0, date(2026, 12, 31)


def fixed_days(outline: Outline, team_size: int) -> tuple[date, ...]:
    """Return the days of a campaign, as few as its teams need; none if the plan is no campaign.

    They lie evenly in the plan's window, so those of most campaigns are the same, and campaigns
    that meet go together. Not on Mondays, when many eating places rest, nor at stocktaking.
    """
    if not _is_campaign(outline):
        return ()
    there = outline.facts.front_line - 1  # somebody is always away
    room = there * MAX_PER_DAY - ceil(URGENT_RESERVE * there * MAX_PER_DAY)
    visits = outline.wanted * (1 if outline.facts.is_strained else _MARGIN)
    number = max(_FEWEST_DAYS, ceil(visits * team_size / room))
    days = [
        day
        for day in CALENDAR.working_days(outline.window)
        if day.weekday() != _MONDAY and day != _LAST_DAY
    ]
    return tuple(days[(2 * turn + 1) * len(days) // (2 * number)] for turn in range(number))


def _is_campaign(outline: Outline) -> bool:
    if outline.kind is not PlanKind.SPECIAL:
        return False
    # With a wide scope it would come to targets that other plans of the body come to on other
    # days, and use up their caps.
    narrow = outline.focus is not Focus.ALL
    return outline.facts.is_strained or (narrow and outline.number % _CAMPAIGN == 1)
