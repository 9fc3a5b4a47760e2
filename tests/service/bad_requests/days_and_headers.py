"""Days that cannot be, and headers that say what they must not, or nothing."""

from __future__ import annotations

from tests.service.bad_requests.exhibit import Exhibit, headed, seen, sent

INVALID = (422, "field-invalid")
NOT_FOUND = (404, "not-found")

DAYS = (
    Exhibit(
        "the thirtieth of February", *INVALID, "PUT", "/calendar/2026-02-30", sent(working=True)
    ),
    Exhibit("the year zero", *INVALID, "PUT", "/calendar/0000-01-01", sent(working=True)),
    Exhibit("a year before all", *INVALID, "PUT", "/calendar/-001-01-01", sent(working=True)),
    Exhibit(
        "a day of the year ten thousand",
        *INVALID,
        "PUT",
        "/calendar/10000-01-01",
        sent(working=True),
    ),
    Exhibit("a year out of reach", *INVALID, "GET", "/calendar?year=9999"),
    Exhibit("a month that is none", *INVALID, "GET", "/reports/assessment?month=2026-13"),
    Exhibit(
        "tasks at the end of time",
        *INVALID,
        "GET",
        "/tasks/mine?starts=9999-12-31&days=62",
        who="officer",
    ),
    Exhibit(
        "notices since the beginning of time",
        *INVALID,
        "GET",
        "/public/notices?since=0001-01-01",
        who="visitor",
    ),
    Exhibit(
        "events since the beginning of time",
        *INVALID,
        "GET",
        "/events?since=0001-01-01T00:00:00%2B14:00",
    ),
    Exhibit(
        "events until the end of time", *INVALID, "GET", "/events?until=9999-12-31T23:59:59-12:00"
    ),
    Exhibit(
        "events since a moment without a zone", *INVALID, "GET", "/events?since=2026-12-01T00:00:00"
    ),
    Exhibit(
        "a visit at the end of time",
        *INVALID,
        "POST",
        "/tasks/{alone}/reschedule",
        seen(day="9999-12-31", reason="x"),
    ),
    Exhibit(
        "a visit at the beginning of time",
        *INVALID,
        "POST",
        "/tasks/{alone}/reschedule",
        seen(day="0001-01-01", reason="x"),
    ),
    Exhibit(
        "a result from the beginning of time",
        *INVALID,
        "PUT",
        "/tasks/{alone}/result",
        seen(started_at="0001-01-01T00:00:00+14:00"),
        "officer",
    ),
)

HEADERS = (
    Exhibit("no version", 428, "if-match-missing", "PATCH", "/draws/{checked}", sent(title="x")),
    Exhibit(
        "another version",
        412,
        "version-changed",
        "PATCH",
        "/draws/{checked}",
        {**sent(title="x"), **headed(If_Match='"0"')},
    ),
    Exhibit(
        "another version, weakly",
        412,
        "version-changed",
        "PATCH",
        "/draws/{checked}",
        {**sent(title="x"), **headed(If_Match='W/"0"')},
    ),
    Exhibit(
        "no version but a word",
        412,
        "version-changed",
        "PATCH",
        "/draws/{checked}",
        {**sent(title="x"), **headed(If_Match="latest")},
    ),
    Exhibit(
        "an empty version",
        412,
        "version-changed",
        "PATCH",
        "/draws/{checked}",
        {**sent(title="x"), **headed(If_Match="")},
    ),
    Exhibit(
        "an empty key",
        422,
        "idempotency-key-length",
        "POST",
        "/draws",
        {**sent(title="x", plan_ids=["free"]), **headed(Idempotency_Key="")},
    ),
    Exhibit(
        "a key too long",
        422,
        "idempotency-key-length",
        "POST",
        "/draws",
        {**sent(title="x", plan_ids=["free"]), **headed(Idempotency_Key="x" * 201)},
    ),
    Exhibit(
        "languages that are none",
        *NOT_FOUND,
        "GET",
        "/plans/nowhere",
        headed(Accept_Language="tlh;q=0.9,*;q=x,,;;"),
    ),
    Exhibit(
        "a language of sixty thousand signs",
        *NOT_FOUND,
        "GET",
        "/plans/nowhere",
        headed(Accept_Language="en," * 20_000),
    ),
    Exhibit(
        "a token with line breaks",
        401,
        "token-unknown",
        "GET",
        "/plans",
        headed(Authorization="Bearer x\ty"),
        "visitor",
    ),
    Exhibit(
        "a token that is no text",
        401,
        "token-unknown",
        "GET",
        "/plans",
        {"headers": {"Authorization": b"Bearer \xff\xfe"}},
        "visitor",
    ),
    Exhibit(
        "a session that is no text",
        401,
        "not-logged-in",
        "GET",
        "/plans",
        {"headers": {"Cookie": b"doubledraw_session=\xff"}},
        "visitor",
    ),
    Exhibit(
        "a trace that is none",
        *NOT_FOUND,
        "GET",
        "/plans/nowhere",
        headed(traceparent='00-evil"><script>-00-00'),
    ),
)

EXHIBITS = (*DAYS, *HEADERS)
