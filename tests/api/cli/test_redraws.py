"""`vacate`, `replace` and `rates` on the terminal and for machines."""

from __future__ import annotations

import json
import shutil

import pytest
import typer

from api.cli.help_texts import CHINESE
from api.cli.language import SPOKEN
from api.cli.redraws import REDRAWS
from api.cli.usage import run_command
from tests.api.cli.spoken import says
from tests.api.offices import Clock, office_in
from tests.api.redraws import NUMBER, drawn_in, place_in, target_in

PEOPLE = ("--by", "planner", "--second", "chief")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return drawn_in(tmp_path_factory.mktemp("drawn"))


@pytest.fixture
def home(drawn, tmp_path):
    """The folder of an office whose draw was made."""
    return shutil.copytree(drawn[0].home, tmp_path / "home")


@pytest.fixture
def app():
    made = typer.Typer()
    for name, (command, told) in REDRAWS.items():
        made.command(name, help=told)(command)
    return typer.main.get_command(made)


@pytest.fixture
def give(app, home, drawn, capsys, monkeypatch):
    """Give a command to the office; return the exit code and what it told.

    The clock goes on from where it was when the draw was made: its days must not be over.
    """
    clock = Clock(drawn[0].clock.now)
    monkeypatch.setattr("api.cli.redraws.office_at", lambda *_: office_in(home, clock, "later"))

    def given(name, *arguments, lang="en"):
        capsys.readouterr()
        token = SPOKEN.set(lang)
        where = ("--office", home / "office", "--keys", home / "keys")
        texts = [str(one) for one in (name, *arguments, *where)]
        try:
            code = run_command(app, texts, lang)
        finally:
            SPOKEN.reset(token)
        return code, capsys.readouterr().out

    return given


def leaving(edition, reason="recusal"):
    place = place_in(edition)
    return (
        "vacate", str(NUMBER), "--visit", place.visit_id, "--body", place.body_id,
        "--officer", place.officer_id, "--reason", reason, *PEOPLE,
    )  # fmt: skip


def lost(edition):
    firm = target_in(edition)
    return (
        "vacate", str(NUMBER), "--plan", firm.plan_id, "--target", firm.target_id,
        "--reason", "moved", *PEOPLE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "logged", "stands_in"),
    [
        ("en", "Logged: vacancy 1 of draw", "stands in for"),
        ("zh", "已记录抽取", "接替"),
    ],
)
def test_an_officer_is_replaced(drawn, home, give, lang, logged, stands_in):
    code, text = give(*leaving(drawn[1]), lang=lang)
    assert (code, says(text, logged), says(text, "0  local")) == (0, True, True)

    code, text = give("replace", NUMBER, "--out", home / "anew", lang=lang)
    assert (code, says(text, stands_in)) == (0, True)
    assert (home / "anew/evidence/replacements.json").is_file()


def test_a_machine_is_told_the_same(drawn, home, give):
    code, text = give(*lost(drawn[1]), "--json")
    told = json.loads(text)
    assert (code, told["number"], told["sources"]) == (0, 1, [{"type": "local"}])

    code, text = give("replace", NUMBER, "--out", home / "anew", "--json")
    told = json.loads(text)
    assert (code, told["kind"], told["reason"]) == (0, "target", "moved")
    assert told["came"]


def test_digits_are_given_by_source(drawn, home, give):
    assert give(*leaving(drawn[1]), "--no-local", "--physical", "dice:4")[0] == 0

    assert give("replace", NUMBER, "--out", home / "anew")[0] == 3
    assert not (home / "anew").exists()
    assert give("replace", NUMBER, "--out", home / "anew", "--value", "0:1234")[0] == 0
    assert give("replace", NUMBER, "--out", home / "anew")[0] == 3  # it stands there
    assert give("replace", NUMBER, "--out", home / "anew", "--force")[0] == 0


def test_a_plan_book_that_stands_there_keeps_chance_unused(drawn, home, give):
    give(*leaving(drawn[1]))

    assert give("replace", NUMBER, "--out", home / "planbook")[0] == 3
    assert give("replace", NUMBER, "--out", home / "planbook", "--force")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--visit", "V"),
        ("--visit", "V", "--body", "B", "--officer", "O", "--plan", "P", "--target", "T"),
        ("--plan", "P"),
        ("--plan", "P", "--target", "T", "--commit", "B1"),
        ("--plan", "P", "--target", "T", "--physical", "dice"),
        ("--plan", "P", "--target", "T", "--physical", "dice:x"),
        ("--plan", "P", "--target", "T", "--beacon", "moon"),
    ],
)
def test_wrong_usage_is_told(give, arguments):
    assert give("vacate", NUMBER, "--reason", "moved", *PEOPLE, *arguments)[0] == 2


def test_a_value_needs_its_source(drawn, home, give):
    give(*leaving(drawn[1]))

    assert give("replace", NUMBER, "--out", home / "anew", "--value", "1234")[0] == 2
    assert give("replace", NUMBER, "--out", home / "anew", "--value", "x:1234")[0] == 2


@pytest.mark.parametrize(("lang", "none"), [("en", "no vacancies"), ("zh", "没有任何空缺")])
def test_rates_of_an_office_without_vacancies(give, lang, none):
    code, text = give("rates", lang=lang)

    assert (code, says(text, none)) == (0, True)


def test_rates_warn_above_the_threshold(drawn, home, give, monkeypatch):
    monkeypatch.setattr("api.usecases.ceremony.replacement_rates.THRESHOLD", 0)
    give(*leaving(drawn[1], "leave"))
    give("replace", NUMBER, "--out", home / "anew")
    officer = place_in(drawn[1]).officer_id

    code, text = give("rates")
    assert code == 0
    for words in (officer, "leave", f"Note: {officer} left 1 places"):
        assert says(text, words)
    assert says(give("rates", lang="zh")[1], "请核查事由")
    told = json.loads(give("rates", "--json")[1])
    assert told["by_officer"] == [{"officer_id": officer, "reason": "leave", "count": 1}]
    assert told["by_reason"] == [{"kind": "officer", "reason": "leave", "count": 1}]
    assert told["frequent"] == {officer: 1}


def test_every_help_text_is_told_in_chinese(app):
    shared = {"--lang", "--json", "--help"}
    for command in app.commands.values():
        assert command.help in CHINESE
        for parameter in command.params:
            if not shared & set(parameter.opts) and not parameter.help.startswith("A beacon"):
                assert parameter.help in CHINESE, parameter.help
