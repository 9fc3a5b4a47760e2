from __future__ import annotations

import json

import pytest

from api.cli import app
from api.cli.app import run
from scheduler.draw import JudgementError
from scheduler.rules.violation import Violation


def test_a_draw_that_the_judge_faults_is_a_defect(tmp_path, monkeypatch, capsys):
    def faulted(*_arguments, **_options):
        raise JudgementError((Violation("team-size", ("V1",), {"officers": 1}),))

    monkeypatch.setattr(app, "make_draw", faulted)

    assert run(["draw", str(tmp_path), "--out", str(tmp_path / "out"), "--lang", "en"]) == 1
    assert "team-size: V1" in capsys.readouterr().out


def test_what_cannot_be_written_is_told_without_a_traceback(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    assert run(["scenario", "tiny", "--out", str(tmp_path / "file" / "x"), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "cannot-write"


def test_an_unknown_scenario_is_told_with_those_there_are(tmp_path, capsys):
    assert run(["scenario", "atlantis", "--out", str(tmp_path / "x"), "--lang", "en"]) == 3
    assert "tiny" in capsys.readouterr().out


def test_a_defect_of_the_program_is_not_hidden(tmp_path, monkeypatch):
    def broken(*_arguments, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(app, "make_draw", broken)

    with pytest.raises(ZeroDivisionError):
        run(["draw", str(tmp_path), "--out", str(tmp_path / "out")])
