"""Requests that are refused, each for another reason: who sends what, and the code he is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.service.drawn import Drawn
from tests.service.security.lived import PASSWORD

ALONE = f"/tasks/{Drawn.ALONE}"
ROW = {"values": {"officer_id": "B01-001", "starts": "2027-01-01", "ends": "2027-01-02"}}
LOGIN = {"login": "browser", "password": PASSWORD}
BODY = {"body_id": "B01", "name": "First"}
HOOK = {"url": "https://receiver.example", "actions": ["*"]}


@dataclass(frozen=True)
class Provocation:
    """A request of *who* that is refused with *code*; `{draw}` and the like stand for ids."""

    code: str
    who: str
    method: str
    address: str
    given: dict[str, Any] = field(default_factory=dict)


def _json(**given: Any) -> dict[str, Any]:
    return {"json": given}


def _seen(**given: Any) -> dict[str, Any]:
    return {"json": given, "headers": {"If-Match": "*"}}


PROVOCATIONS = (
    Provocation("not-logged-in", "visitor", "GET", "/plans"),
    Provocation(
        "token-unknown", "visitor", "GET", "/plans", {"headers": {"Authorization": "Bearer x"}}
    ),
    Provocation("login-refused", "visitor", "POST", "/sessions", {"json": LOGIN | {"login": "x"}}),
    Provocation(
        "field-unknown", "visitor", "POST", "/sessions", {"json": LOGIN | {"pin": PASSWORD}}
    ),
    Provocation(
        "field-invalid", "visitor", "POST", "/sessions", {"json": LOGIN | {"password": [PASSWORD]}}
    ),
    Provocation("field-missing", "visitor", "POST", "/sessions", _json(password=PASSWORD)),
    Provocation(
        "request-malformed",
        "visitor",
        "POST",
        "/sessions",
        {"content": f'{{"password": "{PASSWORD}', "headers": {"Content-Type": "application/json"}},
    ),
    Provocation("no-such-address", "visitor", "GET", "/nowhere"),
    Provocation("method-unknown", "visitor", "PUT", "/public/notices"),
    Provocation("cursor-unknown", "visitor", "GET", "/public/notices?cursor=x"),
    Provocation("search-words-unfit", "visitor", "GET", "/public/notices?q=a"),
    Provocation("proof-for-firm-only", "visitor", "GET", "/public/proofs/{label}/{target}"),
    Provocation("oidc-not-set-up", "visitor", "GET", "/oidc/login"),
    Provocation("oidc-answer-refused", "visitor", "GET", "/oidc/callback?code=x&state=y"),
    Provocation("metrics-not-allowed", "visitor", "GET", "http://testserver/metrics"),
    Provocation("not-allowed", "planner", "GET", "/accounts"),
    Provocation("not-found", "planner", "GET", "/plans/nowhere"),
    Provocation(
        "token-by-token", "planner", "POST", "/tokens", _json(name="x", scopes=["plan.read"])
    ),
    Provocation("if-match-missing", "planner", "PATCH", "/draws/{draw}", _json(title="x")),
    Provocation(
        "version-changed",
        "planner",
        "PATCH",
        "/draws/{draw}",
        {"json": {"title": "x"}, "headers": {"If-Match": '"0"'}},
    ),
    Provocation("wrong-state", "planner", "PATCH", "/draws/{draw}", _seen(title="x")),
    Provocation(
        "draw-published", "planner", "POST", "/draws/{draw}/approvals", _seen(step="publish")
    ),
    Provocation("plan-taken", "planner", "POST", "/draws", _json(title="x", plan_ids=["P01"])),
    Provocation("version-taken", "planner", "POST", "/policies", _json(version="marked-1")),
    Provocation("missing-key", "planner", "POST", "/plans", _json(name="x")),
    Provocation("row-exists", "planner", "POST", "/registries/bodies/rows", _json(values=BODY)),
    Provocation(
        "column-unknown", "planner", "POST", "/registries/leave/rows", _json(values={"x": "y"})
    ),
    Provocation("registry-by-file", "planner", "POST", "/registries/history/rows", {"json": ROW}),
    Provocation("file-empty", "planner", "POST", "/registries/leave/imports?file_name=x.csv"),
    Provocation(
        "file-name-unknown", "planner", "POST", "/registries/leave/imports?file_name=x.exe"
    ),
    Provocation(
        "registry-not-by-body",
        "planner",
        "POST",
        "/registries/bodies/imports?file_name=x.csv&body_id=B01",
    ),
    Provocation("change-unknown", "planner", "GET", "/registries/leave/rows?at=999999"),
    Provocation("nothing-to-publish", "planner", "POST", "/publications", _json(draw_id=1)),
    Provocation(
        "idempotency-key-length",
        "planner",
        "POST",
        "/plans",
        {"json": {}, "headers": {"Idempotency-Key": "x" * 300}},
    ),
    Provocation("snapshot-is-whole", "head", "GET", "/snapshots/{officers}/rows.csv"),
    Provocation(
        "login-taken", "admin", "POST", "/accounts", _json(login="head-b01", display_name="x")
    ),
    Provocation(
        "password-length",
        "admin",
        "POST",
        "/accounts",
        _json(login="new", display_name="x", password=PASSWORD[:5]),
    ),
    Provocation("own-account", "admin", "PATCH", "/accounts/admin", _json(active=False)),
    Provocation("own-roles", "admin", "PATCH", "/accounts/admin", _json(grants=[])),
    Provocation(
        "webhook-url", "admin", "POST", "/webhook-endpoints", {"json": HOOK | {"url": "x"}}
    ),
    Provocation(
        "webhook-address-refused",
        "admin",
        "POST",
        "/webhook-endpoints",
        {"json": HOOK | {"url": "http://127.0.0.1/"}},
    ),
    Provocation("check-in-other-day", "officer", "POST", f"{ALONE}/check-in", _json(code="000000")),
    Provocation(
        "signature-not-png",
        "officer",
        "POST",
        f"{ALONE}/signatures",
        _json(party="firm", image="AAAA"),
    ),
    Provocation("account-without-officer", "unknown officer", "GET", "/tasks/mine"),
    Provocation("reason-missing", "planner", "POST", f"{ALONE}/carry", _json(reason=" ")),
    Provocation(
        "day-past", "planner", "POST", f"{ALONE}/reschedule", _seen(day="2026-12-02", reason="x")
    ),
)
