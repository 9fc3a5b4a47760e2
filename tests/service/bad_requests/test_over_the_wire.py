"""What only real sockets can do: send slowly, in pieces, several at once, or what is no HTTP."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack

import pytest

from api.usecases.people.roles import Role
from tests.service.bad_requests.wire import line_to, request
from tests.service.processes import running_service

JSON = "Content-Type: application/json"
DAY = json.dumps({"working": False, "note": "x"}).encode()
AT_ONCE = 40
"""More than the database has connections for."""


@pytest.fixture(scope="module")
def running(databases, tmp_path_factory):
    """A service that answers, for all tests of this file."""
    url = databases.fresh_database()
    with running_service(url, tmp_path_factory.mktemp("wire") / "data") as service:
        service.start("api")
        yield service
    databases.drop(url)


@pytest.fixture(scope="module")
def bearer(running):
    """The header of somebody who may do much."""
    planner = running.join("planner", Role.PLANNER)
    return f"Authorization: {planner.headers['authorization']}"


@pytest.fixture
def line(running):
    with line_to(running.port) as opened:
        yield opened


def change(bearer, *headers, body=DAY):
    return request("PUT", "/calendar/2027-05-05", bearer, JSON, *headers, body=body)


def test_whoever_sends_slowly_keeps_no_connection_of_the_database(running, bearer):
    half = change(bearer)[:-10]
    with ExitStack() as slow:
        for _ in range(AT_ONCE):
            slow.enter_context(line_to(running.port)).send(half)
        time.sleep(0.5)
        begun = time.monotonic()

        with line_to(running.port) as quick:
            for _ in range(5):
                quick.send(change(bearer))
                assert quick.answer().status == 200
        assert time.monotonic() - begun < 5


def test_whoever_hangs_up_halfway_leaves_no_trace(running, bearer):
    for _ in range(AT_ONCE):
        with line_to(running.port) as broken:
            broken.send(change(bearer)[:-10])

    with line_to(running.port) as opened:
        opened.send(change(bearer))
        assert opened.answer().status == 200
    assert "Traceback" not in running.log("api")


def test_who_waits_for_leave_to_send_is_told_to_go_on(line, bearer):
    whole = change(bearer, "Expect: 100-continue")
    line.send(whole[: -len(DAY)])

    assert line.answer().status == 100
    line.send(DAY)
    assert line.answer().status == 200


def test_requests_that_are_sent_together_are_answered_in_order(line, bearer):
    days = [f"2027-06-{day:02}" for day in range(1, 8)]
    line.send(b"".join(request("PUT", f"/calendar/{day}", bearer, JSON, body=DAY) for day in days))

    assert [json.loads(line.answer().body)["day"] for _ in days] == days


def test_a_body_in_pieces_is_read_like_another(line, bearer):
    pieces = b"".join(b"%x\r\n%c\r\n" % (1, sign) for sign in DAY) + b"0\r\n\r\n"

    line.send(change(bearer, "Transfer-Encoding: chunked", body=b"") + pieces)

    assert line.answer().status == 200


def test_a_body_in_pieces_has_a_limit_too(line, bearer):
    line.send(change(bearer, "Transfer-Encoding: chunked", body=b""))
    piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    for _ in range(66):
        line.send(piece)

    assert (found := line.answer()).status == 413
    assert found.problem["code"] == "body-too-large"


def test_a_request_has_one_length(line, bearer):
    """Two lengths are how one server is made to read a request that another one did not see."""
    hidden = request("DELETE", "/calendar/2027-05-05", bearer)
    both = change(bearer, "Transfer-Encoding: chunked", f"Content-Length: {len(hidden)}", body=b"")

    line.send(both + b"0\r\n\r\n" + hidden)

    assert line.answer().status in {400, 422}


@pytest.mark.parametrize("carried", ["Authorization: Bearer dd_nobody", "Cookie: a=b"])
@pytest.mark.parametrize("length", ["Content-Length: 60000000", "Transfer-Encoding: chunked"])
def test_nobody_is_listened_to_for_long_before_he_has_said_who_he_is(line, carried, length):
    path = "/registries/leave/imports?file_name=leave.csv"

    line.send(request("POST", path, carried, length, "Expect: 100-continue"))

    assert line.answer().status == 401


@pytest.mark.parametrize(
    "lengths", [("3", "4"), ("-1",), ("+3",), ("0x3",), ("3, 3", "4"), ("9" * 40,)], ids=str
)
def test_a_length_that_is_none_is_refused(line, bearer, lengths):
    headers = [f"Content-Length: {length}" for length in lengths]

    line.send(change(bearer, *headers, body=b""))

    assert line.answer().status in {400, 413}


@pytest.mark.parametrize(
    "content",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET /api/v1/plans HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n",
        b"GET /api/v1/plans HTTP/1.1\r\nHost: x\r\n X: folded\r\nY : z\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/v1/plans HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    ],
    ids=["TLS", "no path", "NUL", "no header", "a long path", "a long header"],
)
def test_what_is_no_http_is_refused_by_the_server_itself(running, content):
    with line_to(running.port) as line:
        line.send(content)
        answer = line.answer()

    assert answer.status in {400, 414, 431}
    assert b"Traceback" not in answer.body
    with line_to(running.port) as line:
        line.send(request("GET", "/public/notices"))
        assert line.answer().status == 200


def test_a_sender_does_not_write_our_headers(line):
    line.send(
        request(
            "GET",
            "/plans/%0d%0aSet-Cookie:%20a=b?cursor=%0d%0aX:y",
            "Accept-Language: en\tx",
            "traceparent: 00-aaaa\tX: y-00-00",
            "Host: evil.example",
        )
    )
    answer = line.answer()

    assert b"set-cookie" not in answer.head.lower()
    assert b"\r\nX:" not in answer.head
    assert b"evil.example" not in answer.head


def test_after_all_that_the_service_still_answers_and_has_logged_no_failure(running, bearer):
    with line_to(running.port) as line:
        line.send(request("GET", "/registries", bearer))
        assert line.answer().status == 200
    assert '"event": "internal"' not in running.log("api")
