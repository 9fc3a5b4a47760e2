"""Addresses, methods and pages that cannot be."""

from __future__ import annotations

import base64
import json

from tests.service.bad_requests.exhibit import Exhibit, raw

INVALID = (422, "field-invalid")
NOWHERE = (404, "no-such-address")
NOT_FOUND = (404, "not-found")
UP = "%2e%2e%2f"


def cursor(at: object) -> str:
    """Return a cursor as the service writes them."""
    return base64.urlsafe_b64encode(json.dumps(at).encode()).decode().rstrip("=")


PATHS = (
    Exhibit("an address that is none", *NOWHERE, "GET", "/dragons"),
    Exhibit("a slash too many", *NOWHERE, "GET", "/plans/"),
    Exhibit("a doubled slash", *NOWHERE, "GET", "//plans"),
    Exhibit("a method that is none here", 405, "method-unknown", "DELETE", "/plans"),
    Exhibit("a method that is none at all", 405, "method-unknown", "BREW", "/plans"),
    Exhibit("TRACE", 405, "method-unknown", "TRACE", "/plans"),
    Exhibit("an id that is no number", *INVALID, "GET", "/draws/one"),
    Exhibit("an id below zero", *INVALID, "GET", "/draws/-1"),
    Exhibit("an id of thirty digits", *INVALID, "GET", f"/draws/{10**29}"),
    Exhibit("an id of ten thousand digits", *INVALID, "GET", f"/draws/{'1' * 10_000}"),
    Exhibit("an id with blanks", *INVALID, "GET", "/plans/a%20b"),
    Exhibit("an id with NUL", *INVALID, "GET", "/plans/a%00b"),
    Exhibit("an id that is no UTF-8", *INVALID, "GET", "/plans/%ff%fe"),
    Exhibit("a registry that is none", *NOT_FOUND, "GET", "/registries/dragons/rows"),
    Exhibit("a registry with NUL", *NOT_FOUND, "GET", "/registries/%00/rows"),
)

FILES = (
    Exhibit(
        "out of a draw's files",
        *NOT_FOUND,
        "GET",
        f"/public/draws/{{label}}/files/{UP}{UP}office/log/keys.txt",
        who="visitor",
    ),
    Exhibit(
        "out of a draw's files with backslashes",
        *NOT_FOUND,
        "GET",
        "/public/draws/{label}/files/..%5c..%5ckeys",
        who="visitor",
    ),
    Exhibit(
        "an absolute file",
        *NOT_FOUND,
        "GET",
        "/public/draws/{label}/files/%2fetc%2fpasswd",
        who="visitor",
    ),
    Exhibit(
        "a file with NUL",
        *NOT_FOUND,
        "GET",
        "/public/draws/{label}/files/README.txt%00",
        who="visitor",
    ),
    Exhibit(
        "a hidden file", *NOT_FOUND, "GET", "/public/draws/{label}/files/.numbering", who="visitor"
    ),
    Exhibit("a draw that is a folder", *NOWHERE, "GET", f"/public/draws/{UP}audit", who="visitor"),
    Exhibit("out of the log", *NOWHERE, "GET", f"/public/log/{UP}{UP}keys", who="visitor"),
    Exhibit("another file of the log", *INVALID, "GET", "/public/log/office.key", who="visitor"),
    Exhibit("out of the snapshots", *NOWHERE, "GET", f"/snapshots/{UP}{UP}secrets/rows.csv"),
    Exhibit("a snapshot that is no digest", *INVALID, "GET", "/snapshots/..../rows.csv"),
    Exhibit("out of the exports", *NOWHERE, "GET", f"/exports/{UP}store.jsonl"),
    Exhibit("an export that is none", *NOT_FOUND, "GET", "/exports/dragons.jsonl"),
    Exhibit(
        "out of the calendars", *NOWHERE, "GET", f"/calendar-feeds/{UP}{UP}x.ics", who="visitor"
    ),
    Exhibit(
        "a calendar that nobody has",
        *NOT_FOUND,
        "GET",
        f"/calendar-feeds/{'x' * 43}.ics",
        who="visitor",
    ),
    Exhibit("a bundle that is none", *INVALID, "GET", "/draws/{public}/bundles/secret"),
    Exhibit(
        "a file name with a folder",
        *INVALID,
        "POST",
        "/registries/leave/imports?file_name=..%2fl.csv",
        raw(b"x", "text/csv"),
    ),
    Exhibit(
        "a file name with line breaks",
        *INVALID,
        "POST",
        "/registries/leave/imports?file_name=l%0d%0aX: y.csv",
        raw(b"x", "text/csv"),
    ),
    Exhibit(
        "a proof for nobody",
        404,
        "prove-unknown-target",
        "GET",
        "/public/proofs/{label}/nobody",
        who="visitor",
    ),
)

PAGES = (
    Exhibit("a page of nothing", *INVALID, "GET", "/plans?limit=0"),
    Exhibit("a page of a milliard", *INVALID, "GET", "/plans?limit=1000000000"),
    Exhibit("a page of fewer than nothing", *INVALID, "GET", "/plans?limit=-1"),
    Exhibit("a page of some", *INVALID, "GET", "/plans?limit=some"),
    Exhibit("a limit given twice", 400, "parameter-repeated", "GET", "/plans?limit=1&limit=2"),
    Exhibit(
        "a body given twice",
        400,
        "parameter-repeated",
        "GET",
        "/registries/officers/rows?body_id=B01&body_id=B02",
    ),
    Exhibit(
        "a kind given twice in public",
        400,
        "parameter-repeated",
        "GET",
        "/public/notices?kind=plan&kind=draw",
        who="visitor",
    ),
    Exhibit(
        "since given twice",
        400,
        "parameter-repeated",
        "GET",
        "/exports/plans.jsonl?since=1&since=2",
    ),
    *(
        Exhibit(f"a cursor {name}", 400, "cursor-unknown", "GET", f"{address}?cursor={value}")
        for name, address, value in (
            ("that is none", "/plans", "!!!"),
            ("that is no JSON", "/plans", "AAAA"),
            ("that is not ASCII", "/plans", "%E9%A1%B5"),
            ("of another list", "/plans", cursor(7)),
            ("of yet another list", "/draws", cursor("P01")),
            ("with an object", "/draws", cursor({"id": 1})),
            ("with a list", "/plans", cursor(["P01"])),
            ("with a fraction", "/draws", cursor(1.5)),
            ("beyond all numbers", "/draws", cursor(10**40)),
            ("with NUL", "/plans", cursor("a\0b")),
            ("with a surrogate", "/plans", cursor("\ud800")),
            ("with no number", "/draws", "TmFO"),
            ("of the public, forged", "/public/notices", cursor("x")),
        )
    ),
    Exhibit("a cursor that is true", 400, "cursor-unknown", "GET", "/draws?cursor=dHJ1ZQ"),
    Exhibit("a cursor of ten thousand signs", *INVALID, "GET", f"/plans?cursor={'A' * 10_000}"),
)

EXHIBITS = (*PATHS, *FILES, *PAGES)
