"""What everybody may know is said again for a moment, and then asked anew."""

import asyncio

import pytest

from api.routes.middleware.public_answers import LARGEST, MOST_BYTES, PublicAnswers

PUBLIC = [(b"cache-control", b"public, max-age=60"), (b"etag", b'"one"')]


class Inside:
    """An application that counts how often it is asked."""

    def __init__(self, headers=PUBLIC, status=200, body=b"told"):
        self.asked, self.headers, self.status, self.body = 0, headers, status, body

    async def __call__(self, _scope, _receive, send):
        self.asked += 1
        headers = [*self.headers, (b"content-length", b"%d" % len(self.body))]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def get(app, path="/public/notices", query=b"", method="GET", **headers):
    """Ask an application; return status and body."""
    told = []

    async def send(message):
        told.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }
    asyncio.run(app(scope, None, send))
    return told[0]["status"], b"".join(message.get("body", b"") for message in told[1:])


def around(inside, clock):
    return PublicAnswers(inside, "/public/", 3.0, clock)


def test_the_same_question_is_asked_once_in_a_moment(clock):
    inside = Inside()
    app = around(inside, clock)

    answers = {get(app) for _ in range(5)}
    clock.now = 2.9
    get(app)
    before = inside.asked
    clock.now = 3.0
    get(app)

    assert answers == {(200, b"told")}
    assert (before, inside.asked) == (1, 2)


@pytest.mark.parametrize(
    "asked",
    [
        {"query": b"q=other"},
        {"path": "/public/other"},
        {"accept_language": "en"},
    ],
    ids=["query", "path", "language"],
)
def test_another_question_has_its_own_answer(clock, asked):
    inside = Inside()
    app = around(inside, clock)

    get(app)
    get(app, **asked)

    assert inside.asked == 2


@pytest.mark.parametrize(
    "inside",
    [
        Inside(headers=[]),
        Inside(headers=[(b"cache-control", b"no-store")]),
        Inside(headers=[(b"cache-control", b"private, max-age=60")]),
        Inside(status=404),
        Inside(body=b"x" * (LARGEST + 1)),
    ],
    ids=["silent", "no-store", "private", "not found", "large"],
)
def test_what_not_everybody_may_keep_is_asked_each_time(clock, inside):
    app = around(inside, clock)

    assert get(app) == get(app)
    assert inside.asked == 2


@pytest.mark.parametrize("asked", [{"path": "/private/notices"}, {"method": "POST"}])
def test_nothing_else_is_kept(clock, asked):
    inside = Inside()
    app = around(inside, clock)

    get(app, **asked)
    get(app, **asked)

    assert inside.asked == 2


def test_who_has_seen_an_answer_is_told_that_nothing_changed(clock):
    app = around(Inside(), clock)
    get(app)

    assert get(app, if_none_match='"one"') == (304, b"")
    assert get(app, if_none_match='"two"') == (200, b"told")


def test_what_is_kept_is_bounded_and_the_oldest_goes_first(clock):
    inside = Inside(body=b"x" * LARGEST)
    app = around(inside, clock)

    for number in range(MOST_BYTES // LARGEST + 10):
        get(app, query=b"%d" % number)

    assert app.size <= MOST_BYTES
    assert app.size == sum(len(answer.body) for answer in app.kept.values())
    before = inside.asked
    get(app, query=b"0")
    assert inside.asked == before + 1
