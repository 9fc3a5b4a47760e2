"""Chinese and English terms for the values that the plan book's tables hold."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from scheduler.domain.lock import Exclusion
from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import Remedy
from scheduler.domain.registry import Role

TERMS: Mapping[str, tuple[str, str]] = {
    PlanKind.DUAL_RANDOM: ("双随机", "dual random"),
    PlanKind.JOINT_DUAL_RANDOM: ("部门联合双随机", "joint dual random"),
    PlanKind.SPECIAL: ("专项", "special"),
    PlanKind.ASSIGNED_FROM_ABOVE: ("上级交办", "assigned from above"),
    PlanKind.CASE_CHECK: ("个案检查", "case check"),
    "draw": ("抽取", "draw"),
    "list": ("名单", "list"),
    "published": ("引用", "quoted"),
    Exclusion.OUT_OF_SCOPE: ("不在计划范围", "out of scope"),
    Exclusion.NO_ITEM: ("无适用事项", "no item applies"),
    Exclusion.INACTIVE: ("注销或停业", "not active"),
    Exclusion.WHITELISTED: ("白名单", "whitelisted"),
    Exclusion.GRACE_PERIOD: ("新设观察期", "grace period"),
    Exclusion.CAP_BODY: ("达部门年度上限", "body's annual cap"),
    Exclusion.CAP_LEVEL: ("达层级年度上限", "level's annual cap"),
    Exclusion.CAP_TOTAL: ("达年度总上限", "total annual cap"),
    Exclusion.ITEM_DONE: ("本年已查该事项", "item done this year"),
    Exclusion.DRAWN_RECENTLY: ("近期已抽中", "drawn recently"),
    Exclusion.PREMISES_TAKEN: ("场所已列入计划", "premises taken"),
    Exclusion.KEPT_BY_OTHER_PLAN: ("让与优先计划", "kept by other plan"),
    ShortfallKind.UNSTAFFED: ("人员不足", "unstaffed"),
    ShortfallKind.DIRECT: ("由负责人指定", "to be assigned directly"),
    ShortfallKind.NO_EXPERT: ("缺专家", "no expert"),
    ShortfallKind.BELOW_MINIMUM: ("未达最低次数", "below minimum"),
    ShortfallKind.SPLIT: ("分开检查", "split"),
    ShortfallKind.RESERVE: ("占用应急预留", "takes from the reserve"),
    ShortfallKind.OFF_PLAN: ("不在计划日", "not on a planned day"),
    ShortfallKind.CLOSED: ("对象休息日", "on a closed day"),
    Remedy.OTHER_DAY: ("改日", "other day"),
    Remedy.LENDING: ("借调", "lending"),
    Remedy.DIRECT_ASSIGNMENT: ("指定", "direct assignment"),
    Role.OFFICER: ("执法人员", "officer"),
    Role.EXPERT: ("专家", "expert"),
}

LANGUAGES = ("zh", "en")


def term(value: StrEnum | str, language: str) -> str:
    """Return the term for *value*; the value itself if there is none."""
    return TERMS[value][LANGUAGES.index(language)] if value in TERMS else str(value)
