"""Plans and policies that cannot be."""

from __future__ import annotations

from typing import Any

from tests.service.bad_requests.exhibit import Exhibit, raw
from tests.service.security.world import joint_plan


def plan(**changes: Any) -> dict[str, Any]:
    """Return a plan with something changed."""
    return {**joint_plan("bad"), **changes}


def window(starts: object, ends: object) -> dict[str, Any]:
    return plan(window={"starts": starts, "ends": ends})


def drawing(**changes: Any) -> dict[str, Any]:
    return plan(targets={"draw": {"quota": 2, **changes}})


def scope(column: str, operator: str, *values: object) -> dict[str, Any]:
    return drawing(scope=[{"column": column, "operator": operator, "values": list(values)}])


def participating(*parts: dict[str, Any]) -> dict[str, Any]:
    return plan(participations=list(parts))


def listing(*target_ids: object, reason: str = "x") -> dict[str, Any]:
    return plan(
        targets={"list": {"target_ids": list(target_ids), "reason": reason, "approver": "x"}}
    )


PLANS = tuple(
    Exhibit(name, 422, code, "POST", "/plans", {"json": document})
    for name, code, document in (
        ("an empty plan", "missing-key", {}),
        ("a key that no plan has", "unknown-key", plan(colour="red")),
        ("a kind that is none", "not-a-choice", plan(kind="dragon")),
        ("a name with NUL", "control-characters", plan(name="a\0b")),
        ("a name with line breaks", "control-characters", plan(name="a\r\nSet-Cookie: x")),
        ("a name of a hundred thousand signs", "text-too-long", plan(name="长" * 100_000)),
        ("a name of two lines", "name-unfit", plan(name="a\nb")),
        ("a name of three hundred signs", "name-unfit", plan(name="长" * 300)),
        ("a reason with NUL", "control-characters", listing("x", reason="a\0b")),
        ("a key with NUL", "control-characters", plan(**{"a\0b": 1})),
        ("a name that is a list", "not-a-text", plan(name=["x"])),
        (
            "a window that ends before it starts",
            "window-ends-before-start",
            window("2027-01-01", "2026-12-01"),
        ),
        ("a window of no day", "window-ends-before-start", window("2026-12-01", "2026-12-01")),
        (
            "a window from the thirtieth of February",
            "not-a-day",
            window("2026-02-30", "2026-12-01"),
        ),
        ("a window in the year zero", "not-a-day", window("0000-01-01", "2026-12-01")),
        ("a window to the end of time", "window-out-of-reach", window("2026-12-01", "9999-12-31")),
        ("nobody takes part", "plan-without-body", participating()),
        ("a body that is none", "unknown-body", participating({"body_id": "B99"})),
        (
            "a body twice",
            "body-twice-in-plan",
            participating({"body_id": "B01"}, {"body_id": "B01"}),
        ),
        (
            "a team of nobody",
            "must-be-at-least-one",
            participating({"body_id": "B01", "team_size": 0}),
        ),
        (
            "a team of fewer than nobody",
            "not-a-count",
            participating({"body_id": "B01", "team_size": -5}),
        ),
        (
            "a team of multitudes",
            "not-a-count",
            participating({"body_id": "B01", "team_size": 10**30}),
        ),
        ("a team of a half", "not-a-count", participating({"body_id": "B01", "team_size": 1.5})),
        ("a team as a word", "not-a-count", participating({"body_id": "B01", "team_size": "many"})),
        (
            "an item that is none",
            "unknown-item",
            participating({"body_id": "B01", "item_ids": ["X"]}),
        ),
        ("an operator that is none", "not-a-choice", scope("street", "matches", ".*")),
        ("a condition without values", "missing-key", scope("street", "in")),
        ("a quota below nothing", "not-a-ratio", drawing(quota=-5)),
        ("a quota of more than all", "ratio-out-of-range", drawing(quota="101%")),
        ("a quota of not a number", "not-a-ratio", drawing(quota="NaN%")),
        ("a quota of infinitely many", "not-a-ratio", drawing(quota="1e400")),
        ("a quota beyond all numbers", "not-a-ratio", drawing(quota=10**30)),
        ("a quota that is a list", "not-an-object", drawing(quota=[5])),
        ("a priority out of range", "not-a-count", plan(priority=10**30)),
        ("a priority below nothing", "not-a-count", plan(priority=-1)),
        ("a leading body that takes no part", "lead-not-in-plan", plan(lead_body="B99")),
        (
            "two sources of targets",
            "one-source-of-targets",
            plan(targets={"draw": {"quota": 2}, "list": {}}),
        ),
        ("no source of targets", "one-source-of-targets", plan(targets={})),
        ("a target that is none", "unknown-target", listing("nowhere")),
        ("a target that is a list", "not-a-list", listing(["nowhere"])),
    )
)

ENORMOUS = (
    Exhibit(
        "ten thousand bodies",
        422,
        "unknown-body",
        "POST",
        "/plans",
        {"json": participating(*({"body_id": f"X{n}"} for n in range(10_000)))},
    ),
    Exhibit(
        "a hundred thousand targets that are none",
        422,
        "unknown-target",
        "POST",
        "/plans",
        {"json": listing(*(f"X{n}" for n in range(100_000)))},
    ),
    Exhibit(
        "fifty thousand conditions",
        422,
        "scope-too-long",
        "POST",
        "/plans",
        {
            "json": drawing(
                scope=[{"column": f"x{n}", "operator": "in", "values": [n]} for n in range(50_000)]
            )
        },
    ),
    Exhibit(
        "two hundred thousand numbers as ids",
        422,
        "unknown-target",
        "POST",
        "/plans",
        {"json": listing(*range(200_000))},
    ),
    Exhibit(
        "a hundred thousand keys that no plan has",
        422,
        "unknown-key",
        "POST",
        "/plans",
        {"json": plan(**{f"key {n}": n for n in range(100_000)})},
    ),
    Exhibit(
        "nests as deep as are read",
        422,
        "missing-key",
        "POST",
        "/plans",
        raw('{"targets": ' + "[" * 900 + "]" * 900 + "}"),
    ),
)

PREVIEWS = tuple(
    Exhibit(name, 422, code, "POST", "/plans/preview", {"json": document})
    for name, code, document in (
        ("a column that is none", "unknown-column", scope("dragon", "in", "x")),
        ("an expression as a column", "unknown-column", scope("(a+)+$", "in", "x")),
        ("a quota of nothing", "quota-of-nothing", drawing(quota=0)),
    )
)

POLICIES = tuple(
    Exhibit(name, status, code, "POST", "/policies", {"json": document})
    for name, status, code, document in (
        ("a policy without a version", 422, "missing-key", {}),
        ("a version that is taken", 409, "version-taken", {"version": "tiny-1"}),
        ("a version of five hundred signs", 422, "name-unfit", {"version": "x" * 500}),
        ("a version with NUL", 422, "control-characters", {"version": "a\0b"}),
        ("a knob that is none", 422, "unknown-key", {"version": "x", "dragons": 1}),
        (
            "a body that lends to itself",
            422,
            "lends-to-itself",
            {"version": "x", "lending": {"B01": ["B01"]}},
        ),
        (
            "a lender that is none",
            422,
            "unknown-body",
            {"version": "x", "lending": {"B01": ["B99"]}},
        ),
        ("lending that is a list", 422, "not-an-object", {"version": "x", "lending": ["B01"]}),
        ("visits below nothing", 422, "not-a-count", {"version": "x", "max_visits": -1}),
        (
            "visits beyond all numbers",
            422,
            "not-a-count",
            {"version": "x", "max_visits": 10**40},
        ),
        (
            "a share of more than all",
            422,
            "share-out-of-range",
            {"version": "x", "urgent_reserve": "150%"},
        ),
    )
)

EXHIBITS = (*PLANS, *ENORMOUS, *PREVIEWS, *POLICIES)
