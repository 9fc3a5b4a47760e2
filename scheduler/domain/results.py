"""What an inspection found, and what is done about it: the categories used all over the country."""

from __future__ import annotations

from enum import StrEnum


class ResultCategory(StrEnum):
    """Results of an inspection as they are published (抽查检查结果公示).

    In this order: 未发现问题; 未按规定公示年报; 未按规定公示其他应当公示的信息;
    公示信息隐瞒真实情况、弄虚作假; 通过登记的住所（经营场所）无法联系; 发现问题已责令改正;
    不配合检查情节严重; 未发现开展本次抽查涉及的经营活动; 发现问题待后续处理.
    """

    NO_PROBLEM = "no_problem"
    ANNUAL_REPORT_NOT_PUBLISHED = "annual_report_not_published"
    OTHER_INFORMATION_NOT_PUBLISHED = "other_information_not_published"
    INFORMATION_CONCEALED_OR_FALSE = "information_concealed_or_false"
    UNREACHABLE = "unreachable"
    PROBLEM_CORRECTED = "problem_corrected"
    REFUSED_SERIOUSLY = "refused_seriously"
    ACTIVITY_NOT_CARRIED_OUT = "activity_not_carried_out"
    PROBLEM_PENDING = "problem_pending"


class FollowUp(StrEnum):
    """What follows an inspection (后续处理).

    In this order: 无需处理, 转入日常监管, 责令整改, 移送办案机构, 抄告其他部门.
    """

    NONE = "none"
    DAILY_SUPERVISION = "daily_supervision"
    RECTIFICATION = "rectification"
    CASE_TRANSFER = "case_transfer"
    OTHER_DEPARTMENT = "other_department"


class Method(StrEnum):
    """How an inspection is made (核查方式).

    In this order: 实地核查, 书面检查, 网络监测, 检验检测, 委托专业机构, 采用其他部门结果.
    """

    ON_SITE = "on_site"
    WRITTEN = "written"
    NETWORK = "network"
    TEST = "test"
    PROFESSIONAL_BODY = "professional_body"
    OTHER_DEPARTMENT = "other_department"
