"""Trades: how often they occur, who carries them on, how firms in them are called."""

from __future__ import annotations

from typing import NamedTuple


class Trade(NamedTuple):
    """One class of GB/T 4754-2017.

    *share* is relative, *traders* the part of sole traders. *words* follow the brand in a firm's
    name, *shops* in a sole trader's; an institution has the word alone. *labels* come with the
    part of targets that carry them.
    """

    code: str
    share: float
    traders: float
    words: tuple[str, ...]
    shops: tuple[str, ...] = ()
    labels: tuple[tuple[str, float], ...] = ()
    institution: bool = False


FOOD_LICENCE = "食品经营许可"
FOOD_FACTORY = "食品生产许可"
CANTEEN = "学校食堂"
DRUG_LICENCE = "药品经营许可"
DEVICE_RECORD = "医疗器械经营备案"
SPECIAL_EQUIPMENT = "特种设备使用"
HAZARDOUS = "危险化学品"
EMITTER = "排污单位"
KEY_EMITTER = "重点排污单位"
GAS_USER = "燃气用户"
DRAINAGE = "排水许可"
INSURED = "医保定点"
TOBACCO = "烟草零售许可"
PREPAID = "预付卡备案"

_SHOP_FOOD = ((FOOD_LICENCE, 0.95), (TOBACCO, 0.35))
_EATERY = ((FOOD_LICENCE, 0.98), (GAS_USER, 0.8), (DRAINAGE, 0.5))
_HOTEL = ((SPECIAL_EQUIPMENT, 0.5), (FOOD_LICENCE, 0.45), (DRAINAGE, 0.6))
_CHEMISTS = ((DRUG_LICENCE, 0.98), (DEVICE_RECORD, 0.6), (INSURED, 0.6))
_WORKS = ((EMITTER, 0.5), (SPECIAL_EQUIPMENT, 0.5), (DRAINAGE, 0.3))
_CHEMICAL_WORKS = ((HAZARDOUS, 0.6), (EMITTER, 0.9), (KEY_EMITTER, 0.35), (SPECIAL_EQUIPMENT, 0.9))
_FOOD_WORKS = ((FOOD_FACTORY, 0.97), (EMITTER, 0.6), (SPECIAL_EQUIPMENT, 0.4), (DRAINAGE, 0.6))
_FUEL = ((HAZARDOUS, 0.97), (EMITTER, 0.5))
_SCHOOL = ((CANTEEN, 0.75), (SPECIAL_EQUIPMENT, 0.2))
_CLINIC = ((INSURED, 0.5), (DEVICE_RECORD, 0.3))

TRADES = (
    # Farming and fishing
    Trade("A0141", 0.5, 0.2, ("蔬菜种植", "农业科技"), ("蔬菜种植园",)),
    Trade("A0151", 0.3, 0.2, ("果蔬种植", "葡萄种植"), ("葡萄种植园",)),
    Trade("A0321", 0.2, 0.3, ("禽业养殖",), ("养鸡场",), ((EMITTER, 0.4),)),
    Trade("A0313", 0.2, 0.3, ("牧业养殖",), ("养猪场",), ((EMITTER, 0.6),)),
    Trade("A0411", 0.4, 0.3, ("海水养殖", "水产养殖"), ("水产养殖场",)),
    Trade("A0412", 0.3, 0.3, ("淡水养殖",), ("养殖场",)),
    # Making
    Trade("C1353", 0.3, 0.0, ("肉制品", "食品"), labels=_FOOD_WORKS),
    Trade("C1361", 0.3, 0.0, ("水产食品", "冷冻食品"), labels=_FOOD_WORKS),
    Trade("C1411", 0.4, 0.2, ("糕点食品", "烘焙食品"), ("糕点坊",), _FOOD_WORKS),
    Trade("C1469", 0.2, 0.0, ("调味品", "酿造食品"), labels=_FOOD_WORKS),
    Trade("C2311", 0.4, 0.1, ("印刷", "包装印刷"), ("印刷厂",), _WORKS),
    Trade("C2614", 0.5, 0.0, ("化工", "石化"), labels=_CHEMICAL_WORKS),
    Trade("C2641", 0.3, 0.0, ("涂料", "新材料"), labels=_CHEMICAL_WORKS),
    Trade("C2669", 0.3, 0.0, ("精细化工", "助剂"), labels=_CHEMICAL_WORKS),
    Trade("C2720", 0.2, 0.0, ("制药", "药业"), labels=_WORKS),
    Trade("C2770", 0.2, 0.0, ("医疗用品", "卫生材料"), labels=_WORKS),
    Trade("C2922", 0.5, 0.0, ("塑料制品", "管业"), labels=_WORKS),
    Trade("C3311", 1.2, 0.1, ("金属结构", "钢结构", "金属制品"), ("金属加工厂",), _WORKS),
    Trade("C3484", 1.4, 0.2, ("机械", "精密机械", "机电设备"), ("机械加工部",), _WORKS),
    Trade("C3584", 0.3, 0.0, ("医疗器械", "生物医疗"), labels=_WORKS),
    Trade("C3670", 0.7, 0.0, ("汽车零部件", "汽车配件"), labels=_WORKS),
    Trade("C3737", 0.3, 0.0, ("海洋工程", "海工装备"), labels=_WORKS),
    Trade("C3976", 0.4, 0.0, ("光电", "电子"), labels=_WORKS),
    Trade("D4430", 0.1, 0.0, ("供热", "热力"), labels=((SPECIAL_EQUIPMENT, 1.0), (EMITTER, 0.9))),
    Trade("D4511", 0.1, 0.0, ("燃气", "天然气"), labels=((SPECIAL_EQUIPMENT, 0.9),)),
    Trade("D4620", 0.1, 0.0, ("水处理", "环境科技"), labels=((KEY_EMITTER, 0.7), (EMITTER, 1.0))),
    # Building and property
    Trade("E4710", 1.6, 0.0, ("建筑工程", "建设工程")),
    Trade("E4813", 0.8, 0.0, ("市政工程", "路桥工程")),
    Trade("E4910", 0.9, 0.0, ("电力工程", "机电安装工程")),
    Trade("E5011", 1.4, 0.1, ("装饰工程", "装饰设计"), ("装饰部",)),
    Trade("K7010", 0.6, 0.0, ("房地产开发", "置业")),
    Trade("K7020", 0.9, 0.0, ("物业管理", "物业服务"), labels=((SPECIAL_EQUIPMENT, 0.6),)),
    Trade("K7030", 0.9, 0.3, ("房地产经纪", "房产中介"), ("房产信息部",)),
    # Wholesale
    Trade("F5127", 0.9, 0.1, ("酒业", "茶业"), ("酒水商行",), ((FOOD_LICENCE, 0.9),)),
    Trade("F5151", 0.3, 0.0, ("医药", "药业"), labels=((DRUG_LICENCE, 1.0),)),
    Trade("F5154", 0.6, 0.0, ("医疗科技", "医疗器械贸易"), labels=((DEVICE_RECORD, 0.9),)),
    Trade("F5162", 0.6, 0.0, ("石油化工销售", "能源"), labels=((HAZARDOUS, 0.5),)),
    Trade("F5164", 2.2, 0.0, ("金属材料", "钢铁贸易", "矿产品")),
    Trade("F5165", 2.0, 0.2, ("建材", "建筑材料"), ("建材经营部",)),
    Trade("F5169", 1.2, 0.0, ("化工贸易", "化工产品"), labels=((HAZARDOUS, 0.35),)),
    Trade("F5181", 6.5, 0.0, ("国际贸易", "商贸", "进出口贸易", "贸易")),
    # Retail
    Trade("F5211", 2.4, 0.7, ("百货", "商贸"), ("百货店", "商店"), ((FOOD_LICENCE, 0.4),)),
    Trade("F5212", 3.6, 0.8, ("超市", "商业"), ("超市", "便利店"), _SHOP_FOOD),
    Trade("F5221", 0.8, 0.8, ("粮油",), ("粮油店",), _SHOP_FOOD),
    Trade("F5223", 1.9, 0.9, ("果蔬",), ("果蔬店", "水果店"), _SHOP_FOOD),
    Trade("F5224", 1.5, 0.9, ("水产品", "肉食品"), ("水产店", "鲜肉店"), _SHOP_FOOD),
    Trade("F5226", 1.4, 0.8, ("酒类销售", "茶叶"), ("烟酒店", "茶叶店"), _SHOP_FOOD),
    Trade("F5232", 2.4, 0.9, ("服饰", "服装"), ("服装店",)),
    Trade("F5234", 1.0, 0.8, ("化妆品", "日化"), ("化妆品店",), ((PREPAID, 0.2),)),
    Trade("F5251", 0.9, 0.4, ("大药房", "医药连锁"), ("药店",), _CHEMISTS),
    Trade("F5254", 0.4, 0.3, ("医疗器械销售",), ("医疗器械店",), ((DEVICE_RECORD, 0.95),)),
    Trade("F5261", 0.5, 0.0, ("汽车销售", "汽车贸易"), labels=((PREPAID, 0.1),)),
    Trade("F5265", 0.5, 0.0, ("加油站", "油品销售"), labels=_FUEL),
    Trade("F5274", 1.0, 0.8, ("通讯器材", "通信设备"), ("手机店",)),
    Trade("F5281", 1.9, 0.8, ("五金", "五金工具"), ("五金店", "五金经营部")),
    Trade("F5292", 2.2, 0.4, ("电子商务", "网络科技"), ("网店",)),
    # Transport and storage
    Trade("G5431", 3.2, 0.2, ("物流", "运输", "货运"), ("运输队",)),
    Trade("G5435", 0.4, 0.0, ("危险品运输", "化工物流"), labels=((HAZARDOUS, 0.6),)),
    Trade("G5532", 0.1, 0.0, ("港口码头", "码头经营"), labels=((SPECIAL_EQUIPMENT, 0.9),)),
    Trade("G5821", 3.4, 0.0, ("国际货运代理", "船务代理")),
    Trade("G5930", 0.4, 0.0, ("冷链物流", "冷藏"), labels=((FOOD_LICENCE, 0.6), (HAZARDOUS, 0.2))),
    Trade("G5942", 0.3, 0.0, ("仓储", "化工仓储"), labels=((HAZARDOUS, 1.0), (EMITTER, 0.6))),
    Trade("G5990", 1.1, 0.0, ("仓储服务", "供应链管理")),
    Trade("G6020", 0.6, 0.4, ("快递", "速递服务"), ("快递服务站",)),
    # Food and beds
    Trade("H6110", 0.3, 0.0, ("大酒店", "酒店管理"), labels=_HOTEL),
    Trade("H6121", 0.5, 0.2, ("快捷酒店", "连锁酒店"), ("快捷酒店",), _HOTEL),
    Trade("H6129", 0.8, 0.8, ("宾馆",), ("旅馆", "招待所"), _HOTEL),
    Trade("H6210", 4.2, 0.8, ("餐饮", "餐饮管理"), ("饭店", "餐馆", "火锅店"), _EATERY),
    Trade("H6220", 2.2, 0.9, ("快餐",), ("快餐店", "面馆"), _EATERY),
    Trade("H6232", 0.6, 0.7, ("咖啡",), ("咖啡馆", "奶茶店"), ((FOOD_LICENCE, 0.97),)),
    Trade("H6241", 0.2, 0.0, ("餐饮配送", "膳食管理"), labels=_EATERY),
    Trade("H6291", 1.6, 1.0, (), ("小吃店", "早点铺"), _EATERY),
    # Services to firms
    Trade("I6513", 3.6, 0.0, ("软件", "信息技术", "科技")),
    Trade("I6490", 1.6, 0.0, ("网络技术", "数据科技")),
    Trade("J6633", 0.1, 0.0, ("典当",)),
    Trade("J6639", 0.5, 0.0, ("融资租赁", "商业保理")),
    Trade("L7111", 0.8, 0.0, ("汽车租赁",)),
    Trade("L7212", 2.6, 0.0, ("投资管理", "资产管理", "企业管理")),
    Trade("L7231", 0.3, 0.0, ("律师事务所",), institution=True),
    Trade("L7241", 0.9, 0.1, ("财务咨询", "税务咨询"), ("代理记账服务部",)),
    Trade("L7251", 1.6, 0.2, ("广告", "文化传媒"), ("广告部",)),
    Trade("L7262", 0.4, 0.1, ("人力资源服务", "职业介绍"), ("职介所",)),
    Trade("L7263", 0.5, 0.0, ("劳务派遣", "劳务服务")),
    Trade("L7291", 0.4, 0.0, ("旅行社", "国际旅行社")),
    Trade("M7320", 1.4, 0.0, ("技术开发", "生物科技", "新能源科技")),
    Trade("M7452", 0.4, 0.0, ("检测技术", "检验检测")),
    Trade("M7484", 0.6, 0.0, ("工程设计", "工程咨询")),
    Trade("N7724", 0.1, 0.0, ("环保处置", "固废处理"), labels=((KEY_EMITTER, 0.8), (EMITTER, 1.0))),
    Trade("N7840", 0.6, 0.1, ("园林绿化", "绿化工程"), ("苗圃",)),
    # Services to people
    Trade("O8040", 2.6, 0.95, ("美容", "美业管理"), ("理发店", "美容院"), ((PREPAID, 0.4),)),
    Trade("O8051", 0.4, 0.7, ("洗浴",), ("浴池", "洗浴中心"), ((PREPAID, 0.5), (DRAINAGE, 0.8))),
    Trade("O8111", 1.3, 0.6, ("汽车维修", "汽车服务"), ("汽车修理部",), ((EMITTER, 0.5),)),
    Trade("P8310", 0.5, 0.0, ("幼儿园",), labels=_SCHOOL, institution=True),
    Trade("P8321", 0.25, 0.0, ("小学",), labels=_SCHOOL, institution=True),
    Trade("P8331", 0.15, 0.0, ("中学",), labels=_SCHOOL, institution=True),
    Trade("P8391", 0.5, 0.0, ("职业培训学校",), labels=((PREPAID, 0.3),), institution=True),
    Trade("P8393", 0.8, 0.2, ("艺术培训", "教育科技"), ("艺术培训中心",), ((PREPAID, 0.6),)),
    Trade("Q8411", 0.1, 0.0, ("医院",), labels=((INSURED, 0.9), (DRAINAGE, 0.9)), institution=True),
    Trade("Q8421", 0.2, 0.0, ("社区卫生服务站",), labels=((INSURED, 0.95),), institution=True),
    Trade("Q8425", 0.8, 0.4, ("门诊部", "口腔门诊"), ("诊所", "口腔诊所"), _CLINIC),
    Trade("Q8514", 0.3, 0.0, ("养老院", "养老服务中心"), labels=_EATERY, institution=True),
    Trade("R8760", 0.1, 0.0, ("影城", "影院管理"), labels=((FOOD_LICENCE, 0.5),)),
    Trade("R8930", 0.5, 0.4, ("健身", "体育发展"), ("健身馆",), ((PREPAID, 0.8),)),
    Trade("R9011", 0.3, 0.5, ("娱乐",), ("歌厅",), ((FOOD_LICENCE, 0.5),)),
    Trade("R9013", 0.3, 0.4, ("网络服务", "网咖"), ("网吧",)),
)
