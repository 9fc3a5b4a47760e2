"""Which notices there are, and which columns of the registry may be told in them."""

from __future__ import annotations

from enum import StrEnum

from api.files.evidence.strata_told import PUBLIC_COLUMNS

TOLD_COLUMNS = PUBLIC_COLUMNS | {"reg_date"}
"""Columns that a scope may be told by. Others say what the district thinks of a firm."""


class NoticeKind(StrEnum):
    """抽查计划公告, 抽查任务公告, 抽查结果公告."""

    PLAN = "plan"
    DRAW = "draw"
    RESULT = "result"


class PublicationKind(StrEnum):
    """What two people decide: results become public, or a notice counts no more."""

    RESULTS = "results"
    WITHDRAWAL = "withdrawal"


class PublicationState(StrEnum):
    """OPEN waits for a second person, CONFIRMED for a worker; DONE is public."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DONE = "done"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"
