"""Tasks, results, recusals, vacancies, reports, publications, and what everybody may read."""

from api.usecases.people.roles import Operation as Op
from tests.service.drawn import Drawn, png_text
from tests.service.security.cases import Case, Id
from tests.service.security.rights import (
    KNOWN,
    PUBLIC,
    SENT,
    anywhere,
    of_district,
    sent,
    touching,
)
from tests.service.security.world import LEAD, MEMBER, PARTNER

SEEN = touching(Op.TASK_READ, LEAD)
SEEN_OR_SENT = SEEN | SENT
MANAGES = SEEN & touching(Op.TASK_MANAGE, LEAD)
ALONE = {"number": Drawn.ALONE}
JOINT = {"number": Drawn.JOINT}
BOTH = touching(Op.TASK_READ, LEAD, PARTNER)
APPLIED = {"relation": "other", "reason": "x"}
LEFT = {"kind": "officer", "officer_id": "B02-001", "cause": "leave"}
PLACE = {"body_id": PARTNER, "officer_id": "B02-003", "reason": "x"}

TASKS = (
    Case("getTaskNotice", SEEN_OR_SENT, at=ALONE),
    Case("getTaskRecord", SEEN_OR_SENT, at=ALONE),
    Case("makeFeed", anywhere(Op.TASK_WORK)),
    Case("revokeFeed", SENT),
    Case("getFeed", PUBLIC, at={"secret": Id("feed")}),
    Case(
        "dispatchTasks",
        touching(Op.DRAW_READ, LEAD, PARTNER) & anywhere(Op.TASK_MANAGE),
        at={"draw_id": Id("drawn")},
        json={},
    ),
    Case("listTasks", anywhere(Op.TASK_READ)),
    Case("listMyTasks", anywhere(Op.TASK_WORK)),
    Case("getTask", SEEN_OR_SENT, at=ALONE),
    Case("getTask", BOTH | sent(MEMBER, "B02-001"), at=JOINT),
    Case("acceptTask", SENT, at=ALONE),
    Case("checkIn", SENT, at=ALONE, json={"code": "000000"}),
    Case("rescheduleTask", MANAGES, at=ALONE, json={"day": "2026-12-03", "reason": "x"}),
    Case("rescheduleTask", MANAGES, at=JOINT, json={"day": "2026-12-03", "reason": "x"}),
    Case("listSubstitutes", SEEN, at=ALONE),
    Case("listResults", SEEN_OR_SENT, at=ALONE),
    Case("saveResult", SENT, at=ALONE, json={"remark": "x"}),
    Case("signResult", SENT, at=ALONE, json={"party": "firm", "image": png_text()}),
    Case("submitResult", SENT, at=ALONE),
    Case("confirmResult", SEEN & touching(Op.RESULT_CONFIRM, LEAD), at=ALONE),
    Case("confirmResult", BOTH & touching(Op.RESULT_CONFIRM, LEAD), at=JOINT),
    Case("returnResult", SEEN & touching(Op.RESULT_CONFIRM, LEAD), at=ALONE, json={"reason": "x"}),
    Case("applyRecusal", MANAGES | SENT, at=ALONE, json=APPLIED),
    Case("listRecusals", KNOWN),
    Case("getRecusal", SEEN_OR_SENT, at={"number": Id("recusal")}),
    Case(
        "decideRecusal",
        SEEN & touching(Op.RECUSAL_DECIDE, LEAD),
        at={"number": Id("recusal")},
        json={"avoid": True, "reason": "x"},
        tells="own-recusal",
    ),
    Case("askVacancy", MANAGES, at=ALONE, json={**LEFT, "officer_id": MEMBER}),
    Case("askVacancy", BOTH & touching(Op.TASK_MANAGE, PARTNER), at=JOINT, json=LEFT),
    Case("listVacancies", anywhere(Op.TASK_READ)),
    *(
        Case(operation, SEEN & touching(needed, LEAD), at={"number": Id("vacancy")}, json=json)
        for operation, needed, json in (
            ("getVacancy", Op.TASK_READ, None),
            ("confirmVacancy", Op.DRAW_APPROVE, None),
            ("rejectVacancy", Op.DRAW_APPROVE, {"reason": "x"}),
            ("retryVacancy", Op.TASK_MANAGE, None),
        )
    ),
    Case("nameOfficer", BOTH & touching(Op.RECUSAL_DECIDE, PARTNER), at=JOINT, json=PLACE),
    Case("carryTask", MANAGES, at=ALONE, json={"reason": "x"}),
    Case("carryTask", BOTH & touching(Op.TASK_MANAGE, LEAD), at=JOINT, json={"reason": "x"}),
)

PUBLISHES = touching(Op.NOTICE_PUBLISH, LEAD)

PUBLICATIONS = (
    Case("reportOverdue", anywhere(Op.REPORT_READ)),
    Case("reportCertificates", anywhere(Op.REPORT_READ)),
    Case("reportReplacements", anywhere(Op.REPORT_READ)),
    Case("reportAssessment", anywhere(Op.REPORT_READ), params={"month": "2026-12"}),
    Case("listPublications", anywhere(Op.TASK_READ)),
    Case(
        "askPublication",
        touching(Op.DRAW_READ, LEAD, PARTNER) & anywhere(Op.NOTICE_PUBLISH),
        json={"draw_id": Id("drawn")},
    ),
    Case("getPublication", SEEN, at={"number": Id("publication")}),
    Case("confirmPublication", PUBLISHES, at={"number": Id("publication")}),
    Case("rejectPublication", PUBLISHES, at={"number": Id("publication")}, json={"reason": "x"}),
    Case("askWithdrawal", PUBLISHES, at={"number": Id("notice")}, json={"reason": "x"}, known=True),
    Case(
        "askWithdrawal",
        of_district(Op.NOTICE_PUBLISH),
        at={"number": Id("draw notice")},
        json={"reason": "x"},
        known=True,
    ),
    Case("searchNotices", PUBLIC),
    Case("getNotice", PUBLIC, at={"notice_id": Id("notice")}),
    Case("getNoticeDocument", PUBLIC, at={"notice_id": Id("notice")}),
    Case("getPublicDraw", PUBLIC, at={"label": Id("label")}),
    Case("getPublicDrawFile", PUBLIC, at={"label": Id("label"), "name": "manifest.json"}),
    Case("getPublicLog", PUBLIC, at={"name": "checkpoint"}),
    Case("getFirmProof", PUBLIC, at={"label": Id("label"), "target_id": Id("target")}),
)

CASES = (*TASKS, *PUBLICATIONS)
