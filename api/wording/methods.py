"""Ways to inspect, as people call them."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words
from scheduler.domain.results import Method

METHODS: Mapping[Method, Words] = {
    Method.ON_SITE: Words("实地核查", "On site"),
    Method.WRITTEN: Words("书面检查", "In writing"),
    Method.NETWORK: Words("网络监测", "Over the network"),
    Method.TEST: Words("检验检测", "By test"),
    Method.PROFESSIONAL_BODY: Words("委托专业机构", "By a professional body"),
    Method.OTHER_DEPARTMENT: Words("采用其他部门结果", "From another department's result"),
}
