"""An example for everything that is sent, by the name of its schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
"""The smallest picture."""

PLAN: Mapping[str, Any] = {
    "name": "餐饮单位部门联合双随机检查",
    "kind": "joint_dual_random",
    "window": {"starts": "2026-12-01", "ends": "2027-01-01"},
    "participations": [
        {"body_id": "B01", "team_size": 2, "slots": [["food"]], "item_ids": ["B01-01"]},
        {"body_id": "B02", "team_size": 2, "item_ids": ["B02-01"]},
    ],
    "targets": {"draw": {"scope": "industry_code^=H62", "quota": "5%"}},
    "lead_body": "B01",
}

POLICY: Mapping[str, Any] = {
    "version": "2026-2",
    "caps": {"per_body": 1, "total": 4},
    "cooling_off_months": 12,
    "max_per_day": 2,
}

EXAMPLES: Mapping[str, Any] = {
    "LoginIn": {"login": "planner", "password": "correct horse battery staple"},
    "GrantIn": {"role": "planner", "body_id": "B01"},
    "AccountIn": {
        "login": "b01.planner",
        "display_name": "市场监管局 计划员",
        "password": "correct horse battery staple",
        "grants": [{"role": "planner", "body_id": "B01"}],
    },
    "AccountChange": {"active": False},
    "TokenIn": {"name": "reporting", "scopes": ["plan.read", "draw.read"]},
    "RowIn": {"values": {"officer_id": "B01-007", "starts": "2026-12-07", "ends": "2026-12-12"}},
    "RowChange": {"values": {"cert_valid_to": "2029-06-30"}, "reason": "renewed"},
    "CommitIn": {"skip_bad": False, "reason": "monthly update"},
    "CalendarDayIn": {"working": False, "note": "stocktaking"},
    "ReasonIn": {"reason": "merged with another plan"},
    "Thrown": {"what": "dice", "digits": 10},
    "SourcesIn": {"local": True, "physical": [{"what": "dice", "digits": 10}]},
    "DrawIn": {"title": "2026-12", "plan_ids": ["B01-202612-001"], "announced": False},
    "DrawChange": {"title": "2026-12, second half"},
    "ApprovalIn": {"step": "lock"},
    "CommitmentIn": {"draw": "120116-2026-000001/1", "party": "B02", "commitment": "0f" * 32},
    "EntropyIn": {"source": 1, "value": "3141592653"},
    "SubjectIn": {"subject": "91120116MA05XXXXXX"},
    "DispatchIn": {"task_numbers": ["120116-2026-000001-B01-202612-001-001"]},
    "CheckInIn": {"code": "042137"},
    "RescheduleIn": {"day": "2026-12-15", "reason": "the firm is closed on Mondays"},
    "FindingIn": {"category": "problem_corrected", "remark": "label replaced at once"},
    "ResultIn": {
        "category": "no_problem",
        "follow_up": "none",
        "method": "on_site",
        "items": {"B01-01": {"category": "no_problem"}},
    },
    "SignatureIn": {"party": "firm", "image": PNG},
    "ReturnIn": {"reason": "item B01-02 is missing"},
    "RecusalIn": {"relation": "in_law", "reason": "my brother-in-law owns the firm"},
    "DecisionIn": {"avoid": True, "reason": "as he says"},
    "VacancyIn": {"kind": "officer", "officer_id": "B01-007", "cause": "leave"},
    "PlaceIn": {"body_id": "B01", "officer_id": "B01-009", "reason": "nobody could be drawn"},
    "CarryIn": {"reason": "nobody of the body can go"},
    "PublicationIn": {"draw_id": 1},
    "WithdrawalIn": {"reason": "another firm of the same name was meant"},
    "NoticeReasonIn": {"reason": ""},
    "EndpointIn": {"url": "https://hooks.example.org/doubledraw", "actions": ["draw.drawn"]},
    "EndpointChange": {"active": False},
}
