"""Published figures that the district is measured by.

Source: 滨海新区2022年行政执法工作情况报告, 天津市滨海新区人民政府, 2023-01-19.
"""

from __future__ import annotations

BODIES = 94
OFFICERS = 3_117
FRONT_LINE = 1_936

DUAL_RANDOM_PLANS_A_YEAR, DUAL_RANDOM_TASKS_A_YEAR = 1_813, 11_526
SPECIAL_PLANS_A_YEAR, SPECIAL_TASKS_A_YEAR = 803, 5_672
JOINT_PLANS_A_YEAR, JOINT_TASKS_A_YEAR = 15, 417
ASSIGNED_PLANS_A_YEAR, ASSIGNED_TASKS_A_YEAR = 621, 3_536

TASKS_A_YEAR = (
    DUAL_RANDOM_TASKS_A_YEAR + SPECIAL_TASKS_A_YEAR + JOINT_TASKS_A_YEAR + ASSIGNED_TASKS_A_YEAR
)


def a_month(a_year: int) -> int:
    """Return a twelfth, rounded."""
    return round(a_year / 12)


DUAL_RANDOM_PLANS = a_month(DUAL_RANDOM_PLANS_A_YEAR)
SPECIAL_PLANS = a_month(SPECIAL_PLANS_A_YEAR)
ASSIGNED_PLANS = a_month(ASSIGNED_PLANS_A_YEAR)

JOINT_PLANS = 5
"""Ours: five of the year's fifteen joint plans meet in one month, so that they show."""

_LEAN = 0.975
"""Ours: the other kinds give way a little to the joint plans, to keep the month's total."""

_LOST_TO_CAPS = 0.005
"""Ours: about so much of what bodies draw is lost where plans meet at a target near its caps."""

DUAL_RANDOM_TASKS = round(a_month(DUAL_RANDOM_TASKS_A_YEAR) * (_LEAN + _LOST_TO_CAPS))
SPECIAL_TASKS = round(a_month(SPECIAL_TASKS_A_YEAR) * _LEAN)
ASSIGNED_TASKS = round(a_month(ASSIGNED_TASKS_A_YEAR) * _LEAN)
JOINT_TASKS = 112
CASE_TASKS = 3
"""Ours: the report does not count case checks among the plans."""

SMALLEST_BODY_OFFICERS, SMALLEST_BODY_CERTIFIED = 8, 6
"""新城镇, 2025年行政执法工作情况报告: 8 officers, 6 of them with a certificate."""
