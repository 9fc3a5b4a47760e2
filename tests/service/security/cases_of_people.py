"""Sessions, accounts, tokens, events, webhooks, exports."""

from api.usecases.people.roles import Operation as Op
from tests.service.security.cases import Case, Id
from tests.service.security.rights import KNOWN, NOBODY, PUBLIC, anywhere, of_district, touching
from tests.service.security.world import HOOK, LEAD, PASSWORD

READING = (Op.AUDIT_READ, Op.DRAW_READ, Op.REGISTRY_READ, Op.PLAN_READ, Op.TASK_READ)
ENDPOINT = {"url": HOOK, "actions": ["draw.drawn"]}

CASES = (
    Case("logIn", PUBLIC, json={"login": "browser", "password": PASSWORD}),
    Case("getSession", KNOWN, tells="not-logged-in"),
    Case("logOut", KNOWN),
    Case("logInElsewhere", PUBLIC, tells="oidc-not-set-up"),
    Case("comeBackLoggedIn", PUBLIC, tells="oidc-answer-refused"),
    Case("listAccounts", of_district(Op.PEOPLE_READ)),
    Case(
        "createAccount",
        of_district(Op.PEOPLE_WRITE),
        json={"login": "new", "display_name": "New", "grants": [{"role": "planner"}]},
    ),
    Case(
        "changeAccount",
        of_district(Op.PEOPLE_WRITE),
        at={"login": "browser"},
        json={"grants": [{"role": "admin"}]},
    ),
    Case("listTokens", KNOWN),
    Case("createToken", KNOWN, json={"name": "x", "scopes": ["plan.read"]}, tells="token-by-token"),
    Case("revokeToken", NOBODY, at={"token_id": Id("token")}),
    Case("listEvents", anywhere(*READING)),
    Case(
        "getEvent",
        touching(Op.REGISTRY_READ, LEAD) | touching(Op.AUDIT_READ, LEAD),
        at={"event_id": Id("event")},
    ),
    Case("listWebhookEndpoints", anywhere(Op.WEBHOOK_READ)),
    Case("createWebhookEndpoint", of_district(Op.WEBHOOK_WRITE), json=ENDPOINT),
    Case(
        "createWebhookEndpoint",
        touching(Op.WEBHOOK_WRITE, LEAD),
        json={**ENDPOINT, "body_id": LEAD},
    ),
    *(
        Case(operation, right(read) & right(write), at=at, json=json)
        for name, right in (
            ("hook", of_district),
            ("own hook", lambda operation: touching(operation, LEAD)),
        )
        for operation, read, write, json, more in (
            ("getWebhookEndpoint", Op.WEBHOOK_READ, Op.WEBHOOK_READ, None, {}),
            ("changeWebhookEndpoint", Op.WEBHOOK_READ, Op.WEBHOOK_WRITE, {"active": False}, {}),
            ("deleteWebhookEndpoint", Op.WEBHOOK_READ, Op.WEBHOOK_WRITE, None, {}),
            ("rotateWebhookSecret", Op.WEBHOOK_READ, Op.WEBHOOK_WRITE, None, {}),
            ("testWebhookEndpoint", Op.WEBHOOK_READ, Op.WEBHOOK_WRITE, None, {}),
            ("listWebhookDeliveries", Op.WEBHOOK_READ, Op.WEBHOOK_READ, None, {}),
            (
                "resendWebhookDelivery",
                Op.WEBHOOK_READ,
                Op.WEBHOOK_WRITE,
                None,
                {"delivery_id": Id(f"delivery to {name}")},
            ),
        )
        for at in ({"endpoint_id": Id(name), **more},)
    ),
    Case("listExports", KNOWN),
    *(
        Case(operation, anywhere(*needed), at={"kind": kind})
        for kind, needed in (
            ("officers", (Op.REGISTRY_READ,)),
            ("targets", (Op.REGISTRY_READ,)),
            ("plans", (Op.PLAN_READ,)),
            ("draws", (Op.DRAW_READ,)),
            ("results", (Op.TASK_READ,)),
            ("events", READING),
        )
        for operation in ("exportLines", "exportParquet", "exportWorkbook")
        if operation == "exportLines" or kind == "officers"
    ),
)
