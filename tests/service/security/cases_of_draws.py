"""Plans and draws."""

from api.usecases.people.roles import Operation as Op
from tests.service.security.cases import Case, Id
from tests.service.security.rights import KNOWN, NOBODY, anywhere, of_district, touching
from tests.service.security.world import LEAD, PARTNER, joint_plan

PLAN_SEEN = touching(Op.PLAN_READ, LEAD, PARTNER)
PLAN_KEPT = PLAN_SEEN & touching(Op.PLAN_WRITE, LEAD)
SEEN = touching(Op.DRAW_READ, LEAD, PARTNER)
WHOLE = touching(Op.DRAW_READ, LEAD)
"""Read every plan of the draw as its own: as the body that initiated it."""

DRAWS = SEEN & touching(Op.DRAW_WRITE, LEAD)
APPROVES = SEEN & touching(Op.DRAW_APPROVE, LEAD, PARTNER)
COMMITMENT = {"draw": "somewhere-else/1", "commitment": "0" * 64}
FREE = {"title": "x", "plan_ids": ["free"]}


def at(name: str, **more: object) -> dict[str, object]:
    """Return the address of a draw."""
    return {"draw_id": Id(name), **more}


CASES = (
    Case("listPlans", anywhere(Op.PLAN_READ)),
    Case("createPlan", touching(Op.PLAN_WRITE, LEAD), json=joint_plan("new")),
    Case("previewPlan", anywhere(Op.PLAN_WRITE), json=joint_plan("new")),
    Case("listRatioPresets", KNOWN),
    Case("getPlan", PLAN_SEEN, at={"plan_id": "free"}),
    Case("changePlan", PLAN_KEPT, at={"plan_id": "free"}, json=joint_plan("free")),
    Case("cancelPlan", PLAN_KEPT, at={"plan_id": "free"}, json={"reason": "x"}),
    Case("listPlanVersions", PLAN_SEEN, at={"plan_id": "free"}),
    Case(
        "publishPlanNotice",
        PLAN_SEEN & touching(Op.NOTICE_PUBLISH, LEAD),
        at={"plan_id": "free"},
        json={},
    ),
    Case("listDraws", anywhere(Op.DRAW_READ)),
    Case("createDraw", PLAN_SEEN & touching(Op.DRAW_WRITE, LEAD), json=FREE),
    Case("getDraw", SEEN, at=at("checked")),
    Case("changeDraw", DRAWS, at=at("checked"), json={"title": "other"}),
    Case("checkDraw", DRAWS, at=at("checked")),
    Case("runTest", DRAWS, at=at("test")),
    Case(
        "relaxDraw",
        DRAWS & touching(Op.PLAN_WRITE, LEAD),
        at=at("short", number=Id("offer")),
    ),
    Case("cancelDraw", DRAWS, at=at("checked"), json={"reason": "x"}),
    *(
        Case(
            "commitNonce",
            SEEN & touching(Op.ENTROPY_GIVE, party),
            at=at("checked"),
            json={**COMMITMENT, "party": party},
        )
        for party in (LEAD, PARTNER)
    ),
    Case(
        "giveEntropy",
        SEEN & touching(Op.DRAW_WRITE, LEAD, PARTNER),
        at=at("waiting"),
        json={"source": Id("dice"), "value": "no-digits"},
    ),
    Case("listApprovals", SEEN, at=at("checked")),
    Case("askApproval", DRAWS, at=at("test"), json={"step": "lock"}),
    Case(
        "askApproval",
        SEEN & touching(Op.NOTICE_PUBLISH, LEAD),
        at=at("public"),
        json={"step": "publish"},
    ),
    Case(
        "askApproval",
        of_district(Op.DRAW_READ) & of_district(Op.NOTICE_PUBLISH),
        at=at("void"),
        json={"step": "publish"},
        known=True,
    ),
    Case("confirmApproval", APPROVES, at=at("checked", number=Id("approval"))),
    Case("rejectApproval", APPROVES, at=at("checked", number=Id("approval")), json={"reason": "x"}),
    Case("listDrawEvents", SEEN, at=at("public")),
    Case("watchDraw", SEEN, at=at("void")),
    Case("getDrawWorkbook", WHOLE, at=at("public")),
    Case("getDrawRecord", WHOLE, at=at("public")),
    Case("getPlanbook", WHOLE, at=at("public")),
    Case("getDrawBundle", SEEN, at=at("public", kind="public")),
    Case("getDrawBundle", SEEN & of_district(Op.AUDIT_READ), at=at("public", kind="audit")),
    Case("explainDraw", WHOLE, at=at("public"), json={"subject": Id("target")}),
    Case("getProofForFirm", SEEN, at=at("public", target_id=Id("target"))),
    Case("getJob", NOBODY, at={"job_id": Id("job")}),
)
