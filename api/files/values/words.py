"""The words that people use for the values of an enumeration, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar, cast

from api.files.values.cells import plain_width
from scheduler.domain.bodies import Level
from scheduler.domain.conflicts import Absence, ConflictState, Relation, Subject
from scheduler.domain.overlap import Law
from scheduler.domain.plans import PlanKind
from scheduler.domain.policy import CapConflict, Coordination, Remedy
from scheduler.domain.quota import QuotaKind, Rounding
from scheduler.domain.registry import DutyStatus, Role, TargetType
from scheduler.domain.scope import Operator

E = TypeVar("E", bound=StrEnum)

CHINESE: Mapping[StrEnum, tuple[str, ...]] = {
    TargetType.ENTERPRISE: ("企业", "法人", "公司", "内资企业", "外资企业"),
    TargetType.SOLE_TRADER: ("个体工商户", "个体户", "个体"),
    TargetType.COOPERATIVE: ("农民专业合作社", "合作社", "农专社"),
    TargetType.PRODUCT: ("产品", "商品"),
    TargetType.PROJECT: ("项目", "工程", "建设项目", "工程项目"),
    TargetType.AREA: ("区域", "片区", "河湖", "道路", "场所"),
    DutyStatus.ON_DUTY: ("在岗", "在职", "在编在岗", "正常", "启用"),
    DutyStatus.OFF_DUTY: ("离岗", "离职", "退休", "调离", "调出"),
    DutyStatus.SUSPENDED: ("停用", "停职", "暂停", "注销"),
    Role.OFFICER: ("执法人员", "检查人员", "执法员", "检查员"),
    Role.EXPERT: ("专家", "技术专家", "行业专家", "专业技术人员"),
    Level.CITY: ("市", "市级", "省级", "直辖市"),
    Level.DISTRICT: ("区", "区级", "县", "县级", "区县", "县区", "开发区"),
    Level.STREET: ("街镇", "街道", "镇", "乡镇", "街镇级", "乡镇街道"),
    PlanKind.DUAL_RANDOM: ("双随机", "双随机计划", "双随机检查", "部门双随机", "单部门双随机"),
    PlanKind.JOINT_DUAL_RANDOM: (
        "部门联合双随机",
        "部门联合双随机计划",
        "联合双随机",
        "跨部门联合双随机",
        "跨部门双随机",
        "区联合双随机",
    ),
    PlanKind.SPECIAL: ("专项", "专项计划", "专项检查"),
    PlanKind.ASSIGNED_FROM_ABOVE: ("上级交办", "上级交办计划", "上级平台交办", "交办"),
    PlanKind.CASE_CHECK: ("个案检查", "个案", "个案检查计划"),
    Relation.SELF: ("本人", "本人利害关系"),
    Relation.SPOUSE: ("配偶", "夫妻", "夫妻关系"),
    Relation.LINEAL: ("直系血亲", "直系血亲关系", "父子", "父女", "母子", "母女", "祖孙"),
    Relation.COLLATERAL_3: (
        "三代以内旁系血亲",
        "旁系血亲",
        "三代以内旁系血亲关系",
        "兄弟",
        "姐妹",
        "兄妹",
        "姐弟",
        "叔侄",
        "舅甥",
    ),
    Relation.IN_LAW: ("近姻亲", "近姻亲关系", "姻亲", "翁婿", "婆媳"),
    Relation.OTHER: ("其他", "其它", "其他关系", "其他利害关系"),
    ConflictState.APPLIED: ("已申请", "申请中", "待决定", "待审批"),
    ConflictState.DECIDED_AVOID: ("决定回避", "应回避", "应当回避", "回避", "同意回避"),
    ConflictState.DECIDED_NOT: ("决定不回避", "不回避", "无需回避", "驳回"),
    Subject.TARGET: ("检查对象", "对象", "企业", "单位"),
    Subject.GROUP: ("集团", "关联企业", "企业集团", "关联组"),
    Subject.PERSON: ("人员", "个人", "自然人"),
    Absence.LEAVE: ("休假", "请假", "年休假", "病假", "事假", "产假"),
    Absence.TRAINING: ("培训", "学习"),
    Absence.SECONDMENT: ("借调", "抽调", "外派"),
    QuotaKind.RATIO: ("比例", "按比例"),
    QuotaKind.COUNT: ("数量", "户数", "按数量"),
    QuotaKind.PER_OFFICER: ("按人数", "人均", "每人"),
    Rounding.HALF_UP: ("四舍五入",),
    Rounding.CEIL: ("进一", "向上取整", "进位"),
    Rounding.FLOOR: ("舍去", "向下取整", "去尾"),
    CapConflict.REFUSE: ("拒绝", "不予锁定"),
    CapConflict.BY_PRIORITY: ("按优先级",),
    Remedy.OTHER_DAY: ("改日", "改期", "另择日期", "调整日期"),
    Remedy.LENDING: ("借调", "跨部门借调", "借调人员"),
    Remedy.DIRECT_ASSIGNMENT: ("指定", "直接指定", "直接指派", "负责人指定"),
    Law.UNIFORM: ("等可能", "均匀", "等概率"),
    Law.LEXIMIN: ("最小机会最大", "机会均衡"),
    Coordination.SHARED: ("共用", "协同"),
    Coordination.INDEPENDENT: ("独立", "各自独立"),
    Operator.IN: ("=", "==", "等于", "属于"),
    Operator.NOT_IN: ("!=", "≠", "不等于", "不属于"),
    Operator.STARTS_WITH: ("^=", "开头为", "前缀"),
    Operator.CONTAINS: ("*=", "包含", "含"),
    Operator.AT_LEAST: (">=", "≥", "不少于", "不低于", "不早于"),
    Operator.AT_MOST: ("<=", "≤", "不多于", "不高于", "不晚于"),
}


def words_for(enumeration: type[E]) -> dict[str, E]:
    """Return word -> member, all lower-case: its value and its Chinese words."""
    return cast("dict[str, E]", _words(enumeration))


@cache
def _words(enumeration: type[StrEnum]) -> dict[str, StrEnum]:
    """Return what `words_for` does: a document may ask for each of thousands of conditions."""
    return {
        plain_width(word).lower(): member
        for member in enumeration
        for word in (member.value, member.value.replace("_", " "), *CHINESE.get(member, ()))
    }


@cache
def word_list(enumeration: type[StrEnum]) -> str:
    """Return the words to offer a person: each member's Chinese word and its value."""
    return "、".join(
        f"{CHINESE[member][0]}({member.value})" if member in CHINESE else member.value
        for member in enumeration
    )
