"""A month whose plans have overlapping quotas: made, checked, drawn, verified, explained."""

from __future__ import annotations

import json

import polars as pl
import pytest

from scenarios.catalogue import build
from tests.journeys.terminal import answer, call, contents, table


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worlds") / "crossed"
    assert call("scenario", "crossed", "--out", folder) == 0
    return folder


@pytest.fixture(scope="module")
def book(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("books") / "planbook"
    assert call("draw", folder, "--out", out) == 0
    return out


def test_a_check_tells_how_even_and_unpredictable_the_draws_are(folder, capsys):
    code, told = answer(capsys, "check", folder)
    uniform, leximin = told["overlapping_quotas"]

    assert code == 0
    assert told["unmet_quotas"] == []
    assert (uniform["method"], leximin["method"]) == ("counted", "lottery")
    assert 0 < uniform["smallest_chance"] < 10 / 30
    assert leximin["smallest_chance"] == pytest.approx(6 / 30)
    assert leximin["gini"] == pytest.approx(0, abs=1e-6)
    assert 0 < leximin["entropy_bits"] < uniform["entropy_bits"] < 25
    assert uniform["margin_of_error"] == uniform["entropy_error_bits"] == 0
    assert call("check", folder, "--lang", "en") == 0
    assert "Plans with overlapping quotas" in capsys.readouterr().out
    assert call("check", folder, "--lang", "zh") == 0
    assert "交叉限额的计划" in capsys.readouterr().out


def test_a_check_rehearses_such_plans(folder, capsys):
    code, told = answer(capsys, "check", folder, "--rehearse", 5)

    assert code == 0
    assert told["rehearsals"]["draws"] == 5


def test_the_targets_drawn_keep_the_quotas(book):
    problem = build("crossed")
    columns = problem.targets.frame.select(
        "target_id", "street", "industry_code", "credit_risk_class"
    )
    drawn = table(book, "selections").join(columns, on="target_id")

    for plan in problem.plans:
        quota = plan.targets.quota
        mine = drawn.filter(plan_id=plan.plan_id)
        assert mine.height == quota.size
        for margin in quota.margins:
            count = mine.filter(pl.col(margin.column) == margin.level).height
            assert margin.least <= count <= margin.most


def test_the_book_is_verified_and_can_be_repeated(folder, book, tmp_path, capsys):
    code, told = answer(capsys, "verify", book)

    assert (code, told["verified"]) == (0, True)
    out = tmp_path / "again"
    assert call("draw", folder, "--out", out, "--office", book.parent / "office") == 0
    assert contents(out) == contents(book)


def test_a_lock_whose_lottery_was_changed_is_found_out(book, tmp_path, capsys):
    for name, data in contents(book).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    lock = json.loads((tmp_path / "lock.json").read_text())
    lock["cells"]["P01"]["visits"] = 1
    (tmp_path / "lock.json").write_text(json.dumps(lock))
    code, told = answer(capsys, "verify", tmp_path)

    assert code != 0
    assert not told["verified"]
    faults = [fault["code"] for step in told["steps"] for fault in step["faults"]]
    assert "cells-unlike" in faults


def test_a_target_learns_its_cell_and_its_chance(book, capsys):
    drawn = table(book, "selections").filter(plan_id="P01").row(0, named=True)
    code, told = answer(capsys, "explain", book, drawn["target_id"])
    views = {view["plan_id"]: view for view in told["target"]["plans"]}

    assert code == 0
    cell = views["P01"]["cell"]
    assert cell["columns"] == ["street", "industry_code"]
    assert (cell["method"], cell["sample"], cell["margin_of_error"]) == ("counted", 10, 0)
    assert 0.25 < cell["chance"] < 0.4
    assert views["P01"]["rank"] <= views["P01"]["quota"] <= views["P01"]["pool"]
    assert views["P01"]["ticket"] <= views["P01"]["cutoff"]
    assert views["P02"]["cell"]["method"] == "lottery"
    assert call("explain", book, drawn["target_id"], "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "its cell (stratum " in said
    assert "H6210" not in said  # levels may be risk classes
    assert "Its chance before the seed was 0." in said
    assert "sha256sum" in said


def test_quotas_that_exclude_each_other_end_with_their_causes_and_ways_out(tmp_path, capsys):
    folder, out = tmp_path / "tight", tmp_path / "out"
    assert call("scenario", "crossed_too_tight", "--out", folder) == 0
    code, told = answer(capsys, "check", folder)
    (unmet,) = told["unmet_quotas"]

    assert code == 4
    assert (unmet["plan_id"], unmet["size"]) == ("P01", 10)
    assert [cause["possible"] for cause in unmet["causes"]] == [4, 4]
    assert [relaxed["amount"] for relaxed in unmet["relaxations"]] == [2, 2, 2]
    assert call("check", folder, "--lang", "en") == 4
    assert "Any one of these mends it (each was tried" in capsys.readouterr().out
    code, told = answer(capsys, "draw", folder, "--out", out)
    assert (code, told["unmet_quotas"]) == (4, [unmet])
    assert not out.exists()
