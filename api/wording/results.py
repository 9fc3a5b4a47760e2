"""The results of an inspection and what follows it, as people call them."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words
from scheduler.domain.results import FollowUp, ResultCategory

RESULTS: Mapping[ResultCategory, Words] = {
    ResultCategory.NO_PROBLEM: Words("未发现问题", "No problem found"),
    ResultCategory.ANNUAL_REPORT_NOT_PUBLISHED: Words(
        "未按规定公示年报", "Annual report not published as required"
    ),
    ResultCategory.OTHER_INFORMATION_NOT_PUBLISHED: Words(
        "未按规定公示其他应当公示的信息", "Other information not published as required"
    ),
    ResultCategory.INFORMATION_CONCEALED_OR_FALSE: Words(
        "公示信息隐瞒真实情况、弄虚作假", "Published information conceals the facts or is false"
    ),
    ResultCategory.UNREACHABLE: Words(
        "通过登记的住所（经营场所）无法联系",
        "Cannot be reached at the registered domicile (place of business)",
    ),
    ResultCategory.PROBLEM_CORRECTED: Words(
        "发现问题已责令改正", "Problem found, correction ordered"
    ),
    ResultCategory.REFUSED_SERIOUSLY: Words(
        "不配合检查情节严重", "Did not cooperate, serious circumstances"
    ),
    ResultCategory.ACTIVITY_NOT_CARRIED_OUT: Words(
        "未发现开展本次抽查涉及的经营活动", "Does not carry on the business that is inspected"
    ),
    ResultCategory.PROBLEM_PENDING: Words(
        "发现问题待后续处理", "Problem found, to be dealt with later"
    ),
}

FOLLOW_UPS: Mapping[FollowUp, Words] = {
    FollowUp.NONE: Words("无需处理", "None needed"),
    FollowUp.DAILY_SUPERVISION: Words("转入日常监管", "Passed on to daily supervision"),
    FollowUp.RECTIFICATION: Words("责令整改", "Rectification ordered"),
    FollowUp.CASE_TRANSFER: Words("移送办案机构", "Transferred to the case unit"),
    FollowUp.OTHER_DEPARTMENT: Words("抄告其他部门", "Other departments informed"),
}
