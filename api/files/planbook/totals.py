"""The totals of a plan book under their names, and times as people in China read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))

TOTALS: Mapping[str, tuple[str, str]] = {
    "registry": ("检查对象名录库", "Targets in the registry"),
    "officers": ("执法人员名录库（含专家）", "Officers and experts in the registry"),
    "plans": ("检查计划", "Plans"),
    "pool": ("各计划待抽取数合计", "Pools of all plans"),
    "quota": ("应抽数合计", "Quotas of all plans"),
    "tasks": ("任务（计划×对象）", "Tasks (plan x target)"),
    "targets": ("被查对象", "Targets to be visited"),
    "visits": ("入企检查次数", "Visits"),
    "merged_visits": ("其中合并检查", "of them merged"),
    "visits_saved": ("综合查一次减少次数", "Visits saved by merging"),
    "rounds": ("其中成轮检查", "of them rounds"),
    "days": ("安排检查的天数", "Days with visits"),
    "reserved": ("应急预留人次", "Officer-places kept for urgent calls"),
    "teams": ("检查组", "Teams"),
    "places": ("检查人员派出人次", "Officers sent"),
    "lent": ("其中外部门借调", "of them lent by other bodies"),
    "experts_sent": ("专家派出人次", "Experts sent"),
    "reserve_taken": ("动用应急预留的检查组", "Teams that take from the reserve"),
    "moved": ("因人员改日的检查", "Visits moved for want of officers"),
    "direct": ("由负责人指定的检查组", "Teams to be assigned directly"),
    "splits": ("未能合并、分开检查", "Visits split for want of room"),
    "reserves": ("递补对象", "Reserves"),
    "shortfalls": ("缺口", "Shortfalls"),
}


def beijing_time(moment: datetime) -> str:
    """Return a moment as the clocks in China show it."""
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
