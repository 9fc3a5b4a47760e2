"""The 94 enforcement bodies: who they are, how many officers they have, how many plans they run.

Names are of the kinds that the district publishes; sizes and plans are ours, and add up to the
published totals (`scenarios.figures`).
"""

from __future__ import annotations

from typing import NamedTuple

from scenarios.streets import DONGJIANG, ECO_CITY, FREE_PORT, HIGH_TECH, STREETS, TEDA
from scheduler.domain.bodies import EnforcementBody, Level
from scheduler.domain.scope import Condition, Operator


class BodyFacts(NamedTuple):
    """A body with its month: plans of its own, from above, and the officers to do them with."""

    name: str
    family: str  # key of `scenarios.topics.TOPICS`
    officers: int
    front_line: int
    dual_random: int
    special: int
    assigned: int
    zone: str = ""
    street: str = ""

    @property
    def plans(self) -> int:
        """Plans of the month that this body carries out alone."""
        return self.dual_random + self.special + self.assigned

    @property
    def is_small(self) -> bool:
        """Whether everybody at the front has to be fit, and firms are seen once a year at most."""
        return self.front_line < 10

    @property
    def is_strained(self) -> bool:
        """Whether the month's plans nearly fill all its officers' time."""
        return self.front_line < 8 and self.plans > 1

    @property
    def territory(self) -> tuple[Condition, ...]:
        """The condition that a target lies where the body is competent; none for departments."""
        if self.zone:
            return (Condition("supervising_unit", Operator.IN, (self.zone,)),)
        if self.street:
            return (Condition("street", Operator.IN, (self.street,)),)
        return ()


_DEPARTMENTS = (
    BodyFacts("区市场监督管理局", "market", 340, 236, 14, 5, 4),
    BodyFacts("区城市管理委员会", "urban", 42, 20, 2, 1, 1),
    BodyFacts("区城市管理综合行政执法支队", "urban", 148, 104, 5, 3, 2),
    BodyFacts("区应急管理局", "emergency", 62, 34, 3, 2, 1),
    BodyFacts("区应急管理综合行政执法支队", "emergency", 48, 36, 3, 1, 1),
    BodyFacts("区生态环境局", "environment", 46, 24, 2, 1, 1),
    BodyFacts("区生态环境保护综合行政执法支队", "environment", 96, 70, 4, 2, 2),
    BodyFacts("区交通运输局", "transport", 40, 20, 1, 1, 0),
    BodyFacts("区交通运输综合行政执法支队", "transport", 120, 88, 4, 2, 2),
    BodyFacts("区道路运输管理局", "transport", 66, 42, 2, 1, 1),
    BodyFacts("区住房和建设委员会", "construction", 74, 42, 3, 1, 1),
    BodyFacts("区建设工程质量安全监督管理总站", "sites", 92, 66, 3, 2, 1),
    BodyFacts("区卫生健康委员会", "health", 34, 16, 1, 1, 0),
    BodyFacts("区卫生监督所", "health", 88, 64, 4, 2, 1),
    BodyFacts("区农业农村委员会", "agriculture", 36, 18, 1, 1, 0),
    BodyFacts("区农业综合行政执法支队", "agriculture", 62, 44, 3, 1, 1),
    BodyFacts("区渔政渔港监督管理站", "fishery", 40, 28, 1, 1, 1),
    BodyFacts("区水务局", "water", 54, 30, 2, 1, 1),
    BodyFacts("区河湖管理中心", "water", 36, 24, 1, 1, 0),
    BodyFacts("区文化和旅游局", "culture", 28, 14, 1, 0, 1),
    BodyFacts("区文化市场综合行政执法支队", "culture", 52, 38, 2, 1, 1),
    BodyFacts("区人力资源和社会保障局", "labour", 34, 16, 1, 1, 0),
    BodyFacts("区劳动保障监察支队", "labour", 46, 32, 2, 1, 1),
    BodyFacts("区教育体育局", "education", 32, 18, 2, 0, 1),
    BodyFacts("区民政局", "civil", 24, 12, 1, 0, 1),
    BodyFacts("区商务和投资促进局", "commerce", 30, 18, 2, 1, 0),
    BodyFacts("区发展和改革委员会", "energy", 26, 13, 1, 0, 1),
    BodyFacts("区粮食和物资储备局", "grain", 16, 9, 1, 0, 0),
    BodyFacts("区工业和信息化局", "industry", 22, 11, 1, 1, 0),
    BodyFacts("区财政局", "accounting", 20, 8, 1, 0, 1),
    BodyFacts("区司法局", "justice", 24, 12, 1, 0, 0),
    BodyFacts("区医疗保障局", "insurance", 30, 18, 1, 1, 0),
    BodyFacts("区统计局", "statistics", 24, 13, 1, 1, 0),
    BodyFacts("区金融工作局", "finance", 14, 8, 1, 0, 0),
    BodyFacts("区科学技术局", "technology", 12, 7, 1, 0, 0),
    BodyFacts("区国防动员办公室", "defence", 16, 9, 1, 0, 0),
    BodyFacts("区气象局", "weather", 14, 9, 1, 0, 1),
    BodyFacts("区烟草专卖局", "tobacco", 48, 32, 3, 1, 1),
)

_ZONE_BODIES = (
    BodyFacts("天津经开区市场监督管理局", "market", 64, 38, 2, 1, 1, zone=TEDA),
    BodyFacts("天津经开区应急管理局", "emergency", 44, 25, 2, 1, 1, zone=TEDA),
    BodyFacts("天津经开区生态环境局", "environment", 30, 17, 2, 1, 1, zone=TEDA),
    BodyFacts("天津经开区城市管理和综合执法局", "urban", 36, 20, 2, 1, 0, zone=TEDA),
    BodyFacts("天津经开区建设和交通局", "construction", 28, 15, 1, 1, 1, zone=TEDA),
    BodyFacts("天津经开区社会发展局", "social", 16, 9, 1, 0, 0, zone=TEDA),
    BodyFacts("天津经开区人力资源和社会保障局", "labour", 12, 6, 1, 0, 0, zone=TEDA),
    BodyFacts("天津港保税区市场监督管理局", "market", 40, 24, 2, 1, 1, zone=FREE_PORT),
    BodyFacts("天津港保税区应急管理局", "emergency", 28, 16, 1, 1, 1, zone=FREE_PORT),
    BodyFacts("天津港保税区生态环境局", "environment", 20, 11, 1, 1, 0, zone=FREE_PORT),
    BodyFacts("天津港保税区城市管理和综合执法局", "urban", 24, 14, 1, 1, 0, zone=FREE_PORT),
    BodyFacts("天津港保税区建设和交通局", "construction", 18, 10, 1, 1, 0, zone=FREE_PORT),
    BodyFacts("天津港保税区社会发展局", "social", 11, 6, 1, 0, 0, zone=FREE_PORT),
    BodyFacts("天津港保税区人力资源和社会保障局", "labour", 9, 5, 1, 0, 0, zone=FREE_PORT),
    BodyFacts("天津滨海高新区市场监督管理局", "market", 33, 20, 2, 1, 1, zone=HIGH_TECH),
    BodyFacts("天津滨海高新区应急管理局", "emergency", 24, 13, 1, 1, 1, zone=HIGH_TECH),
    BodyFacts("天津滨海高新区生态环境局", "environment", 18, 10, 1, 0, 1, zone=HIGH_TECH),
    BodyFacts("天津滨海高新区城市管理和综合执法局", "urban", 20, 12, 1, 1, 0, zone=HIGH_TECH),
    BodyFacts("天津滨海高新区建设和交通局", "construction", 16, 8, 1, 0, 1, zone=HIGH_TECH),
    BodyFacts("天津滨海高新区社会发展局", "social", 10, 6, 1, 0, 0, zone=HIGH_TECH),
    BodyFacts("天津滨海高新区人力资源和社会保障局", "labour", 9, 5, 1, 0, 0, zone=HIGH_TECH),
    BodyFacts("天津东疆综保区市场监督管理局", "market", 25, 15, 2, 1, 1, zone=DONGJIANG),
    BodyFacts("天津东疆综保区应急管理局", "emergency", 20, 11, 1, 1, 0, zone=DONGJIANG),
    BodyFacts("天津东疆综保区生态环境局", "environment", 14, 8, 1, 0, 0, zone=DONGJIANG),
    BodyFacts("天津东疆综保区城市管理和综合执法局", "urban", 14, 8, 1, 0, 0, zone=DONGJIANG),
    BodyFacts("天津东疆综保区建设和交通局", "construction", 10, 6, 1, 0, 0, zone=DONGJIANG),
    BodyFacts("天津东疆综保区社会发展局", "social", 9, 5, 1, 0, 0, zone=DONGJIANG),
    BodyFacts("天津东疆综保区人力资源和社会保障局", "labour", 9, 5, 1, 0, 0, zone=DONGJIANG),
    BodyFacts("中新天津生态城市场监督管理局", "market", 31, 19, 2, 1, 1, zone=ECO_CITY),
    BodyFacts("中新天津生态城应急管理局", "emergency", 20, 11, 1, 1, 1, zone=ECO_CITY),
    BodyFacts("中新天津生态城生态环境局", "environment", 16, 9, 1, 1, 0, zone=ECO_CITY),
    BodyFacts("中新天津生态城城市管理和综合执法局", "urban", 20, 11, 1, 1, 0, zone=ECO_CITY),
    BodyFacts("中新天津生态城建设和交通局", "construction", 14, 8, 1, 1, 0, zone=ECO_CITY),
    BodyFacts("中新天津生态城社会发展局", "social", 10, 5, 1, 0, 0, zone=ECO_CITY),
    BodyFacts("中新天津生态城人力资源和社会保障局", "labour", 9, 5, 1, 0, 0, zone=ECO_CITY),
)

_STREET_FIGURES = (
    (28, 17, 2, 1, 0),  # 塘沽街道
    (26, 16, 2, 1, 0),  # 杭州道街道
    (20, 12, 1, 1, 0),  # 新河街道
    (18, 11, 1, 0, 1),  # 大沽街道
    (20, 12, 1, 0, 1),  # 新北街道
    (16, 10, 1, 0, 1),  # 北塘街道
    (18, 11, 1, 1, 0),  # 胡家园街道
    (24, 14, 2, 1, 0),  # 新港街道
    (13, 8, 1, 0, 1),  # 新村街道
    (12, 8, 1, 0, 0),  # 泰达街道
    (18, 11, 1, 1, 0),  # 汉沽街道
    (18, 11, 1, 0, 1),  # 寨上街道
    (14, 9, 1, 0, 1),  # 茶淀街道
    (22, 13, 1, 1, 0),  # 大港街道
    (16, 10, 1, 0, 0),  # 古林街道
    (14, 9, 1, 0, 0),  # 海滨街道
    (8, 6, 1, 0, 1),  # 新城镇
    (9, 6, 1, 1, 0),  # 杨家泊镇
    (11, 7, 1, 1, 0),  # 太平镇
    (10, 7, 1, 0, 1),  # 小王庄镇
    (15, 9, 1, 0, 1),  # 中塘镇
)
"""Officers, front line, dual random, special and assigned plans, in the order of `STREETS`."""


def _office(street: str) -> str:
    return f"{street}人民政府" if street.endswith("镇") else f"{street}办事处"


_STREET_BODIES = tuple(
    BodyFacts(_office(street.name), "urban", *figures, street=street.name)
    for street, figures in zip(STREETS, _STREET_FIGURES, strict=True)
)

FACTS = {
    f"BH{number:03}": facts
    for number, facts in enumerate((*_DEPARTMENTS, *_ZONE_BODIES, *_STREET_BODIES), 1)
}
"""The facts by body id."""

BY_NAME = {facts.name: body_id for body_id, facts in FACTS.items()}


def bodies() -> tuple[EnforcementBody, ...]:
    """Return the bodies, ascending by id."""
    return tuple(
        EnforcementBody(
            body_id=body_id,
            name=facts.name,
            level=Level.STREET if facts.street else Level.DISTRICT,
        )
        for body_id, facts in FACTS.items()
    )
