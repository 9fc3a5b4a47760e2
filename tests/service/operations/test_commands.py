"""What whoever runs the service does on its machine."""

from __future__ import annotations

import io
import json

import pytest

from api.cli.app import run
from api.usecases.people.accounts import grants_of, the_account
from api.usecases.people.actor import Grant
from api.usecases.people.log_in import log_in
from api.usecases.people.roles import Role
from tests.service.house import open_house

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Let commands work on a database and a folder of the test's."""

    def environment(url, folder="data"):
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("DOUBLEDRAW_DATA", str(tmp_path / folder))
        monkeypatch.setenv("DOUBLEDRAW_KEYS", str(tmp_path / f"{folder}-keys"))

    return environment


@pytest.fixture
def told(capsys):
    """Run a command with `--json`; return its exit code and what it told."""

    def told(*arguments):
        capsys.readouterr()
        code = run([*arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return told


@pytest.fixture
def typed(monkeypatch):
    """Let a command read something from a pipe."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_an_empty_database_is_made_ready(databases, environment, told, tmp_path):
    url = databases.fresh_database()
    environment(url)

    code, answer = told("migrate")
    again, _ = told("migrate")

    assert (code, again) == (0, 0)
    assert answer["version"]
    house = open_house(url, tmp_path / "data")
    assert house.join("planner", Role.PLANNER).get("/registries").status_code == 200
    house.service.engine.dispose()
    databases.drop(url)


def test_the_first_account_can_log_in(house, environment, told, typed):
    environment(house.service.settings.database)
    typed(f"{PASSWORD}\nnot read\n")

    code, answer = told("account", "first")

    assert (code, answer["login"]) == (0, "first")
    with house.transaction() as tx:
        found = log_in(tx, "first", PASSWORD)
        assert found.account.display_name == "first"
    sent = house.visitor().post("/sessions", json={"login": "first", "password": PASSWORD})
    assert sent.json()["grants"] == [{"role": "admin", "body_id": None}]


def test_an_account_has_the_role_that_was_asked_for(house, environment, told, typed):
    environment(house.service.settings.database)
    typed(PASSWORD)
    options = ("--role", "officer", "--body", "B01", "--officer", "O1", "--name", "显示名")

    code, _ = told("account", "officer", *options)

    assert code == 0
    with house.transaction() as tx:
        found = the_account(tx, "officer")
        assert (found.officer_id, found.display_name) == ("O1", "显示名")
        assert grants_of(tx, found) == [Grant(Role.OFFICER, "B01")]


def test_a_password_that_was_forgotten_is_changed(house, environment, told, typed):
    environment(house.service.settings.database)
    typed(PASSWORD)
    told("account", "first")
    opened = house.visitor()
    opened.post("/sessions", json={"login": "first", "password": PASSWORD})
    assert opened.get("/sessions/current").status_code == 200
    typed("another password altogether")

    code, _ = told("account", "first", "--reset")

    assert code == 0
    assert opened.get("/sessions/current").status_code == 401
    again = {"login": "first", "password": "another password altogether"}
    assert house.visitor().post("/sessions", json=again).status_code == 201


@pytest.mark.parametrize(
    ("arguments", "password", "code"),
    [
        (("first",), PASSWORD, "login-taken"),
        (("second",), "short", "password-length"),
        (("second",), "", "password-length"),
        (("second", "--reset"), PASSWORD, "not-found"),
    ],
)
def test_what_cannot_be_done_is_told(house, environment, told, typed, arguments, password, code):  # noqa: PLR0917
    environment(house.service.settings.database)
    typed(PASSWORD)
    told("account", "first")
    typed(password)

    found, answer = told("account", *arguments)

    assert found == 3
    assert answer["faults"][0]["code"] == code


def test_an_unknown_role_is_a_wrong_usage(capsys):
    assert run(["account", "first", "--role", "king"]) == 2
    assert "supervisor" in capsys.readouterr().err


def test_a_copy_comes_back_elsewhere(house, databases, environment, told, tmp_path):
    house.service.store.put(b"something")
    archive = str(tmp_path / "copy.tar.gz")
    environment(house.service.settings.database)

    code, copied = told("backup", archive)
    empty = databases.fresh_database()
    environment(empty, "elsewhere")
    again, restored = told("restore", archive)

    assert (code, again) == (0, 0)
    assert copied["files"] == restored["files"]
    assert restored["is_old"] is False
    assert (tmp_path / "elsewhere" / "store").is_dir()
    databases.drop(empty)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "不含私钥"), ("en", "Private keys are not in it")]
)
def test_it_is_said_in_either_language(house, environment, capsys, tmp_path, lang, said):
    environment(house.service.settings.database)

    assert run(["backup", str(tmp_path / "copy.tar.gz"), "--lang", lang]) == 0
    assert said in capsys.readouterr().out
