"""Bodies that are no JSON, or not what was asked for, or far too much of it."""

from __future__ import annotations

import gzip
import zlib

from tests.service.bad_requests.exhibit import Exhibit, raw, sent

PLANS, DRAWS, DAY = "/plans", "/draws", "/calendar/2027-05-06"
MALFORMED = (400, "request-malformed")
INVALID = (422, "field-invalid")
UNSUPPORTED = (415, "media-type-unknown")
WORKING = b'{"working": false}'

JSON = tuple(
    Exhibit(name, *MALFORMED, "PUT", DAY, raw(content))
    for name, content in (
        ("broken JSON", '{"working": '),
        ("nothing but blanks", "   "),
        ("two documents", '{"working": true} {"working": false}'),
        ("not a number", '{"working": NaN}'),
        ("infinity", '{"working": -Infinity}'),
        ("a key given twice", '{"working": true, "working": false}'),
        ("a key given twice deep inside", '{"working": true, "note": {"a": 1, "a": 2}}'),
        ("a hundred thousand brackets", "[" * 100_000 + "]" * 100_000),
        ("a hundred thousand objects", '{"a":' * 100_000),
        ("a number of ten thousand digits", f'{{"working": {"9" * 10_000}}}'),
        ("a surrogate that stands alone", r'{"working": true, "note": "\ud800"}'),
        ("a surrogate in a key", r'{"working": true, "\udfff": 1}'),
        ("a control sign in a text", '{"working": true, "note": "\x01"}'),
        ("bytes that are no text", b'{"working": true, "note": "\xff\xfe"}'),
        ("UTF-7", b"+AHs-+ACI-working+ACI-:true+AH0-"),
    )
)

TYPES = (
    Exhibit("text", *UNSUPPORTED, "PUT", DAY, raw(WORKING, "text/plain")),
    Exhibit(
        "a form",
        *UNSUPPORTED,
        "PUT",
        DAY,
        raw(b"working=true", "application/x-www-form-urlencoded"),
    ),
    Exhibit("XML", *UNSUPPORTED, "PUT", DAY, raw(b"<working/>", "application/xml")),
    Exhibit("no type at all", *UNSUPPORTED, "PUT", DAY, raw(WORKING, None)),
    Exhibit("a type that is none", *UNSUPPORTED, "PUT", DAY, raw(WORKING, ";;;")),
    Exhibit(
        "a packed body",
        *UNSUPPORTED,
        "PUT",
        DAY,
        raw(gzip.compress(WORKING), **{"Content-Encoding": "gzip"}),
    ),
    Exhibit(
        "a deflated body",
        *UNSUPPORTED,
        "PUT",
        DAY,
        raw(zlib.compress(WORKING), **{"Content-Encoding": "deflate"}),
    ),
    Exhibit(
        "a packed file",
        *UNSUPPORTED,
        "POST",
        "/registries/leave/imports?file_name=l.csv",
        raw(gzip.compress(b"x"), "text/csv", **{"Content-Encoding": "gzip"}),
    ),
)

SHAPES = (
    Exhibit("a list instead of an object", *INVALID, "POST", DRAWS, {"json": []}),
    Exhibit("a list instead of a plan", *INVALID, "POST", PLANS, {"json": []}),
    Exhibit("a text instead of an object", *INVALID, "POST", DRAWS, {"json": "draw"}),
    Exhibit(
        "nothing instead of an object",
        *INVALID,
        "POST",
        DRAWS,
        {"content": b"null", "headers": {"Content-Type": "application/json"}},
    ),
    Exhibit("no body", 422, "field-missing", "POST", DRAWS),
    Exhibit(
        "a field that nobody knows",
        422,
        "field-unknown",
        "POST",
        DRAWS,
        sent(title="x", plan_ids=["free"], colour="red"),
    ),
    Exhibit(
        "a word instead of a number",
        *INVALID,
        "POST",
        DRAWS,
        sent(title="x", plan_ids=["free"], repeats="two"),
    ),
    Exhibit(
        "a fraction instead of a number",
        *INVALID,
        "POST",
        DRAWS,
        sent(title="x", plan_ids=["free"], repeats=1.5),
    ),
    Exhibit(
        "a number beyond all ids",
        *INVALID,
        "POST",
        DRAWS,
        sent(title="x", plan_ids=["free"], repeats=10**30),
    ),
    Exhibit(
        "a number below all ids",
        *INVALID,
        "POST",
        DRAWS,
        sent(title="x", plan_ids=["free"], repeats=-1),
    ),
    Exhibit(
        "a text of two hundred thousand signs",
        *INVALID,
        "POST",
        DRAWS,
        sent(title="长" * 200_000, plan_ids=["free"]),
    ),
    Exhibit(
        "two thousand plans",
        *INVALID,
        "POST",
        DRAWS,
        sent(title="x", plan_ids=[f"P{n}" for n in range(2_000)]),
    ),
    Exhibit(
        "five megabytes",
        413,
        "body-too-large",
        "POST",
        PLANS,
        raw(b'{"name": "' + b"x" * (5 << 20) + b'"}'),
    ),
    Exhibit(
        "five megabytes of a visitor",
        413,
        "body-too-large",
        "POST",
        "/sessions",
        raw(b" " * (5 << 20)),
        "visitor",
    ),
)

NUL = tuple(
    Exhibit(f"NUL in {name}", 422, code, method, address, given, who)
    for name, code, method, address, given, who in (
        (
            "a login",
            "field-invalid",
            "POST",
            "/sessions",
            sent(login="a\0b", password="x"),  # noqa: S106
            "visitor",
        ),
        (
            "a title",
            "field-invalid",
            "POST",
            DRAWS,
            sent(title="a\0b", plan_ids=["free"]),
            "planner",
        ),
        ("an id", "field-invalid", "POST", DRAWS, sent(title="a", plan_ids=["a\0b"]), "planner"),
        ("a reason", "field-invalid", "POST", "/plans/free/cancel", sent(reason="a\0b"), "planner"),
        (
            "a cell",
            "field-invalid",
            "POST",
            "/registries/bodies/rows",
            sent(values={"body_id": "B9", "name": "a\0b"}),
            "planner",
        ),
        (
            "a column",
            "field-invalid",
            "POST",
            "/registries/bodies/rows",
            sent(values={"a\0b": "x"}),
            "planner",
        ),
        (
            "a subject",
            "field-invalid",
            "POST",
            "/draws/{public}/explanations",
            sent(subject="a\0b"),
            "planner",
        ),
        (
            "a display name",
            "field-invalid",
            "POST",
            "/accounts",
            sent(login="a", display_name="a\0b"),
            "keeper",
        ),
        (
            "the name of a token",
            "field-invalid",
            "POST",
            "/tokens",
            sent(name="a\0b", scopes=["plan.read"]),
            "planner",
        ),
        (
            "a webhook",
            "webhook-url",
            "POST",
            "/webhook-endpoints",
            sent(url="https://a.example/\0", actions=["*"]),
            "keeper",
        ),
        ("a note", "field-invalid", "PUT", DAY, sent(working=True, note="a\0b"), "planner"),
    )
)

PASSWORD = Exhibit(
    "NUL in a password",
    401,
    "login-refused",
    "POST",
    "/sessions",
    sent(login="a", password="a\0b"),  # noqa: S106 - nobody's
    "visitor",
)

EXHIBITS = (*JSON, *TYPES, *SHAPES, *NUL, PASSWORD)
