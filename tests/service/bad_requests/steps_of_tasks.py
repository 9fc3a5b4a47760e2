"""Steps of tasks and results at the wrong time, by the wrong means, or once too often."""

from __future__ import annotations

import base64
import struct
import zlib

from tests.service.bad_requests.exhibit import Exhibit, raw, seen, sent
from tests.service.drawn import png_text

INVALID = (422, "field-invalid")
WRONG_STATE = (409, "wrong-state")
NOT_FOUND = (404, "not-found")


def bomb(width: int, height: int) -> str:
    """Return a picture that is small as a file and enormous on the screen."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000_000, 9)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + content).decode()


EXHIBITS = (
    Exhibit(
        "dispatching what is not drawn", *WRONG_STATE, "POST", "/draws/{waiting}/dispatch", sent()
    ),
    Exhibit(
        "dispatching a task that is none",
        *NOT_FOUND,
        "POST",
        "/draws/{drawn}/dispatch",
        sent(task_numbers=["nowhere"]),
    ),
    Exhibit(
        "arriving on another day",
        409,
        "check-in-other-day",
        "POST",
        "/tasks/{alone}/check-in",
        sent(code="000000"),
        "officer",
    ),
    Exhibit(
        "a code of letters",
        *INVALID,
        "POST",
        "/tasks/{alone}/check-in",
        sent(code="abcdef"),
        "officer",
    ),
    Exhibit(
        "a code in other digits",
        *INVALID,
        "POST",
        "/tasks/{alone}/check-in",
        sent(code="１２３４５６"),
        "officer",
    ),
    Exhibit(
        "a day outside the window",
        422,
        "reschedule-outside-window",
        "POST",
        "/tasks/{alone}/reschedule",
        seen(day="2027-01-04", reason="x"),
    ),
    Exhibit(
        "a day off",
        422,
        "day-not-working",
        "POST",
        "/tasks/{alone}/reschedule",
        seen(day="2026-12-06", reason="x"),
    ),
    Exhibit(
        "a move without a reason",
        422,
        "reason-missing",
        "POST",
        "/tasks/{alone}/reschedule",
        seen(day="2026-12-03", reason=" "),
    ),
    Exhibit(
        "an item that is none of the task",
        422,
        "item-not-in-task",
        "PUT",
        "/tasks/{alone}/result",
        seen(items={"X": {"category": "no_problem"}}),
        "officer",
    ),
    Exhibit(
        "a category that is none",
        *INVALID,
        "PUT",
        "/tasks/{alone}/result",
        seen(category="splendid"),
        "officer",
    ),
    Exhibit(
        "a thousand items",
        *INVALID,
        "PUT",
        "/tasks/{alone}/result",
        seen(items={f"I{n}": {} for n in range(1_000)}),
        "officer",
    ),
    Exhibit(
        "handing in what is not signed",
        422,
        "not-checked-in",
        "POST",
        "/tasks/{alone}/result/submit",
        who="officer",
    ),
    Exhibit(
        "a picture that is none",
        422,
        "signature-not-png",
        "POST",
        "/tasks/{alone}/signatures",
        sent(party="firm", image="AAAA"),
        "officer",
    ),
    Exhibit(
        "a picture that is no base64",
        *INVALID,
        "POST",
        "/tasks/{alone}/signatures",
        sent(party="firm", image="???"),
        "officer",
    ),
    Exhibit(
        "a picture of milliards of points",
        422,
        "signature-not-png",
        "POST",
        "/tasks/{alone}/signatures",
        sent(party="firm", image=bomb(60_000, 60_000)),
        "officer",
    ),
    Exhibit(
        "a picture with more in it than it says",
        422,
        "signature-not-png",
        "POST",
        "/tasks/{alone}/signatures",
        sent(party="firm", image=bomb(3, 2)),
        "officer",
    ),
    Exhibit(
        "a picture of ten megabytes",
        413,
        "body-too-large",
        "POST",
        "/tasks/{alone}/signatures",
        raw(b'{"party": "firm", "image": "' + b"A" * (10 << 20) + b'"}'),
        "officer",
    ),
    Exhibit(
        "signing for somebody else",
        403,
        "signs-for-another",
        "POST",
        "/tasks/{alone}/signatures",
        sent(party="officer", officer_id="B01-001", image=png_text()),
        "officer",
    ),
    Exhibit(
        "a firm that is an officer",
        422,
        "firm-is-no-officer",
        "POST",
        "/tasks/{alone}/signatures",
        sent(party="firm", officer_id="B01-001", image=png_text()),
        "officer",
    ),
    Exhibit(
        "a recusal applied for twice",
        409,
        "recusal-open",
        "POST",
        "/tasks/{alone}/recusals",
        sent(relation="other", reason="x"),
        "officer",
    ),
    Exhibit(
        "a vacancy asked for twice",
        409,
        "vacancy-asked",
        "POST",
        "/tasks/{alone}/vacancies",
        sent(kind="officer", officer_id="B01-001", cause="leave"),
    ),
    Exhibit(
        "a cause of another kind",
        422,
        "vacancy-reason-unfit",
        "POST",
        "/tasks/{alone}/vacancies",
        sent(kind="officer", officer_id="B01-004", cause="dissolved"),
    ),
    Exhibit(
        "carrying what could be done",
        409,
        "carry-without-need",
        "POST",
        "/tasks/{alone}/carry",
        sent(reason="x"),
    ),
    Exhibit(
        "publishing what is not confirmed",
        *WRONG_STATE,
        "POST",
        "/publications",
        sent(draw_id=1, task_numbers=["120116-2026-000001-P01-002"]),
    ),
    Exhibit(
        "publishing what was asked for",
        409,
        "nothing-to-publish",
        "POST",
        "/publications",
        sent(draw_id=1),
    ),
    Exhibit(
        "withdrawing a notice that is none",
        *NOT_FOUND,
        "POST",
        "/notices/999999/withdrawals",
        sent(reason="x"),
    ),
    Exhibit(
        "withdrawing without a reason",
        422,
        "reason-missing",
        "POST",
        "/notices/{notice}/withdrawals",
        sent(reason=" "),
    ),
)
