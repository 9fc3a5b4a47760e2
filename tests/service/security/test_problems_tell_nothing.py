"""Whatever goes wrong, what is told about it repeats nothing that is secret or personal."""

from __future__ import annotations

import errno
import json
import sqlite3

import pytest
from fastapi.exceptions import ResponseValidationError
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import (
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from api.tables.people import Account
from api.usecases.people.roles import Role
from tests.service.drawn import Drawn
from tests.service.draws_of import checked, small_district
from tests.service.notices.test_secrecy import MARK, PHONE, private
from tests.service.security.logged import logged
from tests.service.security.problems import PROVOCATIONS


@pytest.fixture
def people(lived):
    lived.set_day("2027-01-05")
    officer = lived.leader(Drawn.ALONE)
    lived.save(Drawn.ALONE, officer)
    return {
        "visitor": lived.house.visitor(),
        "planner": lived.planner,
        "admin": lived.people["admin"],
        "head": lived.head("B01"),
        "officer": officer,
        "unknown officer": lived.person("nobody", Role.OFFICER, "B01"),
    }


@pytest.fixture
def ids(lived):
    draw = lived.planner.get(f"/draws/{lived.draw_id}").json()
    return {
        "draw": lived.draw_id,
        "label": lived.label,
        "target": lived.problem.targets.ids[0],
        "officers": draw["snapshots"]["officers"],
    }


@pytest.mark.parametrize("provocation", PROVOCATIONS, ids=lambda one: one.code)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_problem_tells_its_reason_and_nothing_private(lived, people, ids, provocation, lang):
    more = dict(provocation.given)
    headers = more.pop("headers", {}) | {"Accept-Language": lang}
    address = provocation.address.format(**ids)

    with logged() as log:
        answer = people[provocation.who].request(
            provocation.method, address, headers=headers, **more
        )

    told = answer.json()
    assert (told["code"], answer.headers["content-type"]) == (
        provocation.code,
        "application/problem+json",
    )
    assert "wording" not in told["detail"]
    assert "尚无说明" not in told["detail"]
    assert lived.read(answer.text + log.getvalue(), MARK, PHONE) == []


def test_there_are_many_kinds_of_problems():
    assert len({one.code for one in PROVOCATIONS}) == len(PROVOCATIONS) > 40


class Written(BaseModel):
    number: int


def invalid():
    try:
        Written(number=private("input"))
    except ValidationError as error:
        return error
    return None


def of_database(kind):
    return kind("SELECT 1", {"name": private("parameter")}, sqlite3.Error(private("driver")))


FAILURES = {
    "value": (ValueError(private("text")), 500, "internal"),
    "key": (KeyError(private("text")), 500, "internal"),
    "assertion": (AssertionError(private("text")), 500, "internal"),
    "memory": (MemoryError(private("text")), 500, "internal"),
    "recursion": (RecursionError(private("text")), 500, "internal"),
    "type": (TypeError(private("text")), 500, "internal"),
    "unicode": (
        UnicodeEncodeError("utf-8", private("text"), 0, 1, private("reason")),
        500,
        "internal",
    ),
    "validation": (invalid(), 500, "internal"),
    "answer": (
        ResponseValidationError([{"input": private("text")}], body=private("body")),
        500,
        "internal",
    ),
    "http": (HTTPException(418, private("detail")), 400, "request-malformed"),
    "file": (FileNotFoundError(2, private("text"), private("path")), 500, "internal"),
    "disk": (OSError(errno.ENOSPC, private("text")), 507, "storage-full"),
    "duplicate": (of_database(IntegrityError), 500, "internal"),
    "data": (of_database(DataError), 500, "internal"),
    "statement": (of_database(ProgrammingError), 500, "internal"),
    "interface": (of_database(InterfaceError), 500, "internal"),
    "connection": (of_database(OperationalError), 503, "database-unavailable"),
    "pool": (PoolTimeoutError(private("text")), 503, "database-unavailable"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_what_fails_inside_is_told_without_its_text(house, monkeypatch, failure):
    error, status, code = FAILURES[failure]
    planner = house.join("planner", Role.PLANNER)

    def broken(*_arguments, **_options):
        secret = private("variable")
        raise error from RuntimeError(secret)

    monkeypatch.setattr("api.usecases.people.tokens.own_tokens", broken)
    with logged() as log:
        answer = planner.get("/tokens")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["x-trace-id"] == answer.json()["trace_id"]
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert MARK not in answer.text + log.getvalue()
    assert any(line.get("trace_id") == answer.json()["trace_id"] for line in lines)
    if code == "internal":
        (line,) = (line for line in lines if line["event"] == "internal")
        assert any(place.endswith(" broken") for place in line["failure"][0]["at"])


def test_a_database_that_says_what_it_did_not_like_is_not_quoted(house, monkeypatch):
    planner = house.join(private("login"), Role.PLANNER)

    def doubled(tx):
        tx.session.add(Account(login=tx.actor.login, display_name=MARK, created_at=tx.now))
        tx.session.flush()

    monkeypatch.setattr("api.usecases.people.tokens.own_tokens", doubled)
    with logged() as log:
        answer = planner.get("/tokens")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "IntegrityError" in log.getvalue()
    assert MARK not in answer.text + log.getvalue()


def test_a_job_that_fails_tells_that_and_no_more(house, monkeypatch):
    planner = house.join("planner", Role.PLANNER)
    plans = small_district(house.service)

    def broken(*_arguments):
        raise ValueError(private("text"))

    monkeypatch.setattr("api.usecases.draws.check_draw.check", broken)
    with logged() as log:
        draw = checked(planner, plans)
        told = planner.get(f"/draws/{draw}")

    assert told.json()["state"] == "failed"
    assert told.json()["failure"] == {"code": "internal", "during": "planning", "faults": []}
    assert "job-failed" in log.getvalue()
    assert MARK not in told.text + log.getvalue()
