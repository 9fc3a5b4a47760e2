"""Joint plans (部门联合双随机): several bodies, of which those come whose items apply."""

from __future__ import annotations

from typing import NamedTuple

from scenarios.areas import SITE
from scenarios.bodies import BY_NAME
from scenarios.experts import places
from scenarios.items import item_of
from scenarios.quotas import count
from scenarios.trades import CANTEEN, HAZARDOUS, INSURED
from scheduler.domain.calendar import Window
from scheduler.domain.plans import DrawnTargets, Participation, Plan, PlanKind
from scheduler.domain.scope import Condition, Operator, Scope

_MARKET = "区市场监督管理局"
_HEALTH = "区卫生监督所"
_SAFETY = "区应急管理局"
_BUILDING = "区住房和建设委员会"
_INSURANCE = "区医疗保障局"


class Part(NamedTuple):
    """A body, the topics of its items, what one of its officers holds, and its expert's field."""

    body: str
    topics: tuple[str, ...]
    qualification: str = ""
    expert: str = ""


class Joint(NamedTuple):
    """A joint plan: the first part initiates. *days* are those of December, if they are fixed."""

    name: str
    wanted: int
    condition: Condition
    parts: tuple[Part, ...]
    lead: str
    days: tuple[int, ...] = ()


def _labelled(label: str) -> Condition:
    return Condition("labels", Operator.IN, (label,))


_JOINT = (
    Joint(
        "学校食堂食品安全和卫生",
        27,
        _labelled(CANTEEN),
        (
            Part(_MARKET, ("学校食堂食品安全",), "food", expert="food"),
            Part("区教育体育局", ("幼儿园办园行为",)),
            Part(_HEALTH, ("学校卫生",), "public_health"),
        ),
        _MARKET,
    ),
    Joint(
        "宾馆酒店一业一查",
        25,
        Condition("industry_code", Operator.STARTS_WITH, ("H61",)),
        (
            Part(_HEALTH, ("公共场所卫生",), "public_health"),
            Part("区文化市场综合行政执法支队", ("上网服务与娱乐场所", "旅行社与旅游饭店")),
            Part(_MARKET, ("特种设备使用安全", "食品销售安全")),
        ),
        _HEALTH,
    ),
    Joint(
        "危险化学品经营和加油站",
        23,
        _labelled(HAZARDOUS),
        (
            Part(_SAFETY, ("危险化学品经营储存",), "hazardous_chemicals"),
            Part("区生态环境保护综合行政执法支队", ("一般排污单位",), "environment"),
            Part("区商务和投资促进局", ("成品油零售经营",)),
            Part(_MARKET, ("加油机计量",)),
        ),
        _SAFETY,
    ),
    Joint(
        "在建工程综合查一次",
        20,
        _labelled(SITE),
        (
            Part(_BUILDING, ("在建工程质量安全",), "construction", expert="construction"),
            Part("区劳动保障监察支队", ("工资支付保障",), "labour"),
            Part("区城市管理综合行政执法支队", ("建筑垃圾运输处置",)),
        ),
        _BUILDING,
        days=(8, 10, 15, 17),
    ),
    Joint(
        "医保定点药店和诊所",
        17,
        _labelled(INSURED),
        (
            Part(_INSURANCE, ("医保定点机构",)),
            Part(_MARKET, ("药品零售质量", "医疗器械经营"), "drugs"),
            Part(_HEALTH, ("医疗机构执业",), "medical"),
        ),
        # The market body leads where it comes; else whoever initiates.
        _MARKET,
    ),
)


def joint_plans(window: Window) -> list[Plan]:
    """Return the joint plans of the month."""
    return [
        Plan(
            plan_id=f"BH2612-J{number:03}",
            name=f"{joint.name}部门联合双随机抽查（2026年12月）",
            kind=PlanKind.JOINT_DUAL_RANDOM,
            window=window,
            participations=tuple(_participation(part) for part in joint.parts),
            targets=DrawnTargets(scope=Scope((joint.condition,)), quota=count(joint.wanted)),
            lead_body=BY_NAME[joint.lead],
            priority=number,
            fixed_days=tuple(window.starts.replace(day=day) for day in joint.days),
        )
        for number, joint in enumerate(_JOINT, 1)
    ]


def _participation(part: Part) -> Participation:
    return Participation(
        body_id=BY_NAME[part.body],
        slots=(frozenset({part.qualification}),) if part.qualification else (),
        item_ids=tuple(sorted(item_of(part.body, topic) for topic in part.topics)),
        experts=places(BY_NAME[part.body], part.expert),
    )
