"""The log tells machines what happened, and nobody what is secret or personal."""

from __future__ import annotations

import io
import json
import logging

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.logs import configure_logs
from api.usecases.people.roles import Role


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def _logging_as_before():
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level


@pytest.fixture
def written():
    """Configure the log; return a function that gives its lines."""
    stream = io.StringIO()
    configure_logs("json", stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def fail():
    raise OSError(28, "no room for 某某某")


def test_a_line_is_an_object_with_moment_and_level(written):
    structlog.get_logger().warning("something", count=3, name="名称")

    (line,) = written()
    assert (line["event"], line["level"], line["count"], line["name"]) == (
        "something",
        "warning",
        3,
        "名称",
    )
    assert line["timestamp"].endswith("Z")


def test_other_libraries_log_the_same_way(written):
    logging.getLogger("uvicorn.error").info("Started server process [%d]", 7)
    logging.getLogger("sqlalchemy.engine").info("SELECT 1")

    assert [line["event"] for line in written()] == ["Started server process [7]"]


def test_what_is_called_a_secret_is_hidden(written):
    structlog.get_logger().info("x", password="p", api_token="t", Authorization="a", url="u")  # noqa: S106

    (line,) = written()
    assert {line[name] for name in ("password", "api_token", "Authorization", "url")} == {
        "(hidden)"
    }


@pytest.mark.parametrize("logger", ["ours", "theirs"])
def test_an_exception_is_told_without_what_it_says(written, logger):
    try:
        try:
            fail()
        except OSError as error:
            raise ValueError("about 某某某") from error
    except ValueError:
        if logger == "ours":
            structlog.get_logger().exception("failed")
        else:
            logging.getLogger("theirs").exception("failed")

    (line,) = written()
    assert [one["kind"] for one in line["failure"]] == ["ValueError", "OSError"]
    assert line["failure"][1]["number"] == 28
    assert line["failure"][1]["at"][-1].endswith(" fail")
    assert "某" not in json.dumps(line, ensure_ascii=False)


def test_a_value_that_json_does_not_know_is_told_by_its_kind(written):
    structlog.get_logger().info("x", thing=object())

    assert written()[0]["thing"] == "(object)"


def test_people_on_a_terminal_read_text():
    stream = Terminal()
    configure_logs("auto", stream)
    structlog.get_logger().info("something", count=3)

    assert "something" in stream.getvalue()
    with pytest.raises(ValueError, match="Expecting value"):
        json.loads(stream.getvalue())


def test_a_request_is_one_line_without_its_query_and_without_names(house, written):
    planner = house.join("planner-login", Role.PLANNER)

    planner.get("/registries/officers/rows", params={"q": "某某某"})

    (line,) = (line for line in written() if line["event"] == "request")
    assert line["route"] == "/registries/{kind}/rows"
    assert (line["method"], line["status"], line["account"]) == ("GET", 200, 1)
    assert len(line["trace_id"]) == 32
    told = json.dumps(line, ensure_ascii=False)
    assert "某" not in told
    assert "planner-login" not in told


def test_a_failure_inside_is_told_with_the_number_that_its_user_was_told(
    house, written, monkeypatch
):
    def broken(*_arguments, **_options):
        raise ZeroDivisionError("某某某")

    monkeypatch.setattr("api.usecases.people.tokens.own_tokens", broken)
    planner = house.join("planner", Role.PLANNER)

    answer = planner.get("/tokens")

    (line,) = (line for line in written() if line["event"] == "internal")
    assert answer.status_code == 500
    assert answer.headers["x-trace-id"] == line["trace_id"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["trace_id"] == line["trace_id"]
    assert line["failure"][0]["kind"] == "ZeroDivisionError"
    assert "某" not in answer.text + json.dumps(line, ensure_ascii=False)


def test_a_database_tells_no_values_in_its_errors(house):
    with house.transaction() as tx:
        wrong = text("SELECT no_such_column FROM account WHERE login = :login")
        with pytest.raises(DBAPIError) as caught:
            tx.session.connection().execute(wrong, {"login": "某某某"})
        tx.session.rollback()

    assert "某" not in str(caught.value)
