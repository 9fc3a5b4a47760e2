"""What each family of bodies inspects: topics, their targets and the qualification they need."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from scenarios import trades
from scenarios.areas import DUST, SITE
from scheduler.domain.registry import TargetType
from scheduler.domain.scope import Condition, Operator, Scope


class Topic(NamedTuple):
    """One matter for inspection. *qualification* is what one member of the team must hold.

    An *undirected* draw (不定向) is from all targets; the item then decides whom it concerns. An
    expert in the field *expert* comes along where the body has a list of them. Targets that lie
    *near* each other may be visited in rounds.
    """

    name: str
    scope: Scope
    basis: str
    qualification: str = ""
    key_item: bool = False
    undirected: bool = False
    expert: str = ""
    near: bool = False


def _trade(*prefixes: str) -> Scope:
    return Scope((Condition("industry_code", Operator.STARTS_WITH, prefixes),))


def _label(*labels: str) -> Scope:
    return Scope((Condition("labels", Operator.IN, labels),))


def _type(*types: TargetType) -> Scope:
    return Scope((Condition("target_type", Operator.IN, tuple(types)),))


_FIRMS = _type(TargetType.ENTERPRISE, TargetType.COOPERATIVE)
_SERVED = ("F5232", "F5234", "F5261", "F5274", "H62", "O80", "R89")
_STREET_FRONT = ("F521", "F522", "F523", "F528", "H62", "O80", "O81")

TOPICS: Mapping[str, tuple[Topic, ...]] = MappingProxyType(
    {
        "market": (
            Topic("餐饮服务食品安全", _trade("H62"), "食品安全法", "food"),
            Topic("食品销售安全", _label(trades.FOOD_LICENCE), "食品安全法", "food"),
            Topic("公示信息", _FIRMS, "企业信息公示暂行条例", undirected=True),
            Topic("特种设备使用安全", _label(trades.SPECIAL_EQUIPMENT), "特种设备安全法",
                  "special_equipment", key_item=True, expert="special_equipment"),
            Topic("药品零售质量", _label(trades.DRUG_LICENCE), "药品管理法", "drugs"),
            Topic("医疗器械经营", _label(trades.DEVICE_RECORD), "医疗器械监督管理条例",
                  "medical_device"),
            Topic("计量器具使用", _trade("F5212", "F522", "F5265"), "计量法"),
            Topic("价格行为", _trade("F52", "K70", "P83"), "价格法"),
            Topic("食品生产安全", _label(trades.FOOD_FACTORY), "食品安全法", "food",
                  key_item=True, expert="food"),
            Topic("广告行为", _trade("L7251", "O8040", "Q84", "P839"), "广告法"),
            Topic("产品质量", _trade("C2", "C3"), "产品质量法"),
            Topic("网络交易行为", _trade("F5292", "I6490"), "网络交易监督管理办法"),
        ),
        "emergency": (
            Topic("工贸企业安全生产", _trade("C1", "C2", "C3"), "安全生产法", "work_safety"),
            Topic("危险化学品经营储存", _label(trades.HAZARDOUS), "危险化学品安全管理条例",
                  "hazardous_chemicals", key_item=True),
            Topic("仓储物流场所安全", _trade("G59", "G5821"), "安全生产法", "fire"),
        ),
        "environment": (
            Topic("一般排污单位", _label(trades.EMITTER), "环境保护法", "environment"),
            Topic("重点排污单位", _label(trades.KEY_EMITTER), "水污染防治法", "environment",
                  key_item=True),
            Topic("汽车维修危险废物", _trade("O8111"), "固体废物污染环境防治法"),
        ),
        "urban": (
            Topic("市容环境卫生责任区", _trade(*_STREET_FRONT), "天津市市容和环境卫生管理条例",
                  near=True),
            Topic("餐饮单位燃气使用", _label(trades.GAS_USER), "天津市燃气管理条例"),
            Topic("道路广场市场秩序", _type(TargetType.AREA), "天津市街道综合执法暂行办法",
                  near=True),
            Topic("户外招牌设置", _trade("F52", "H62", "L7251"), "天津市户外广告设置管理规定"),
        ),
        "transport": (
            Topic("道路普通货物运输", _trade("G5431", "G5821"), "道路运输条例"),
            Topic("道路危险货物运输", _trade("G5435", "G5532"), "道路危险货物运输管理规定",
                  "hazardous_chemicals", key_item=True),
            Topic("机动车维修经营", _trade("O8111", "L7111"), "道路运输条例"),
        ),
        "construction": (
            Topic("在建工程质量安全", _label(SITE), "建设工程质量管理条例", "construction",
                  key_item=True, expert="construction"),
            Topic("物业服务行为", _trade("K7020"), "物业管理条例"),
            Topic("房地产开发与经纪", _trade("K7010", "K7030"), "房地产经纪管理办法"),
            Topic("建筑业企业资质", _trade("E4", "E5"), "建筑业企业资质管理规定"),
        ),
        "health": (
            Topic("公共场所卫生", _trade("H61", "O8040", "O8051", "R90"),
                  "公共场所卫生管理条例", "public_health"),
            Topic("医疗机构执业", _trade("Q84"), "医疗机构管理条例", "medical"),
            Topic("学校卫生", _trade("P83"), "学校卫生工作条例", "public_health"),
        ),
        "culture": (
            Topic("上网服务与娱乐场所", _trade("R90", "R8760"), "娱乐场所管理条例"),
            Topic("旅行社与旅游饭店", _trade("L7291", "H61"), "旅行社条例"),
        ),
        "labour": (
            Topic("劳务派遣与人力资源服务", _trade("L726"), "劳动合同法"),
            Topic("工资支付保障", _trade("E", "C3", "H62"), "保障农民工工资支付条例", "labour"),
        ),
        "agriculture": (
            Topic("种植业与农业投入品", _trade("A01"), "农产品质量安全法", "agriculture"),
            Topic("畜禽与水产养殖", _trade("A03", "A04"), "动物防疫法", "agriculture"),
        ),
        "fishery": (Topic("水产养殖与渔港", _trade("A04", "C1361"), "渔业法"),),
        "water": (
            Topic("排水户排水许可", _label(trades.DRAINAGE), "城镇排水与污水处理条例"),
            Topic("河湖水域岸线", _label("河湖"), "河道管理条例", near=True),
        ),
        "education": (
            Topic("校外培训机构办学", _trade("P839"), "民办教育促进法"),
            Topic("幼儿园办园行为", _trade("P8310"), "幼儿园工作规程"),
        ),
        "civil": (Topic("养老机构服务安全", _trade("Q8514"), "养老机构管理办法"),),
        "commerce": (
            Topic("单用途预付卡", _label(trades.PREPAID), "单用途商业预付卡管理办法"),
            Topic("成品油零售经营", _trade("F5265", "F5261"), "成品油流通管理办法"),
        ),
        "energy": (Topic("节能监察", _trade("C", "D"), "节约能源法"),),
        "grain": (Topic("粮食收购储存", _trade("F5221", "F5212"), "粮食流通管理条例"),),
        "industry": (Topic("工业企业用能用工", _trade("C2", "C3"), "中小企业促进法"),),
        "finance": (
            Topic("典当与融资租赁", _trade("J66", "L7212"), "典当管理办法"),
        ),
        "accounting": (Topic("代理记账", _trade("L7241", "L7212"), "代理记账管理办法"),),
        "justice": (Topic("律师执业", _trade("L7231"), "律师法"),),
        "insurance": (
            Topic("医保定点机构", _label(trades.INSURED), "医疗保障基金使用监督管理条例"),
        ),
        "statistics": (Topic("统计数据质量", _trade("C", "F51", "G5"), "统计法"),),
        "technology": (Topic("技术合同与科研项目", _trade("M73", "I6513"), "科学技术进步法"),),
        "defence": (Topic("人防工程维护", _trade("K70", "H6110"), "人民防空法"),),
        "weather": (Topic("防雷装置检测", _label(trades.HAZARDOUS, SITE), "气象灾害防御条例"),),
        "tobacco": (Topic("烟草专卖零售", _label(trades.TOBACCO), "烟草专卖法实施条例"),),
        "social": (
            Topic("公共场所与诊所", _trade("H61", "O80", "Q84"), "公共场所卫生管理条例"),
            Topic("培训机构与幼儿园", _trade("P83"), "民办教育促进法"),
        ),
        "sites": (
            Topic("施工现场扬尘", _label(DUST), "大气污染防治法", "construction"),
            Topic("在建工程消防", _label(SITE), "消防法", "fire", expert="construction"),
        ),
    }
)  # fmt: skip

JOINT_TOPICS: Mapping[str, tuple[Topic, ...]] = MappingProxyType(
    {
        "区市场监督管理局": (
            Topic("学校食堂食品安全", _label(trades.CANTEEN), "食品安全法", "food", key_item=True),
            Topic("加油机计量", _trade("F5265"), "计量法"),
        ),
        "区城市管理综合行政执法支队": (
            Topic("建筑垃圾运输处置", _label(DUST), "城市建筑垃圾管理规定"),
        ),
    }
)
"""What bodies inspect only together with others, by the name of the body."""
