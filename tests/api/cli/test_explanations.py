"""`doubledraw explain`: a plan that prefers officers shows what that gains and costs."""

from __future__ import annotations

import polars as pl
import pytest

from tests.api.cli.spoken import answered, heard, says

TITLE = {"en": "Preference for suitable officers", "zh": "按适配度优先"}


@pytest.fixture
def task(planbook):
    """Return the number of a task of a plan."""
    tasks = pl.read_csv(planbook / "tasks.csv", infer_schema=False)

    def of(plan_id):
        return tasks.filter(plan_id=plan_id)["task_no"][0]

    return of


def test_a_machine_reads_both_sides(planbook, task, capsys):
    code, told = answered(capsys, "explain", planbook, task("P01"), "--draws", 60)
    (body,) = (one for one in told["task"]["bodies"] if one["body_id"] == "B01")
    found = body["tradeoff"]

    assert code == 0
    assert found["draws"] == 60
    assert found["places"] == 8
    assert found["preferring"]["bits"] > found["neutral"]["bits"]
    for side in (found["preferring"], found["neutral"]):
        assert 1 <= side["candidates"] <= 5
        assert 0 < side["largest"] <= 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_people_read_it_in_their_language(planbook, task, capsys, lang):
    code, text = heard(capsys, "explain", planbook, task("P01"), "--draws", 20, "--lang", lang)

    assert code == 0
    assert says(text, TITLE[lang])
    assert not any(says(text, title) for other, title in TITLE.items() if other != lang)


def test_where_nobody_is_preferred_there_is_nothing_to_trade(planbook, task, capsys):
    _, told = answered(capsys, "explain", planbook, task("P02"), "--draws", 20)
    _, text = heard(capsys, "explain", planbook, task("P02"), "--draws", 20, "--lang", "en")

    tradeoffs = {one["body_id"]: one["tradeoff"] for one in told["task"]["bodies"]}
    assert tradeoffs["B02"] is None
    assert says(text, TITLE["en"]) is any(tradeoffs.values())


def test_a_stranger_is_told(planbook, capsys):
    code, text = heard(capsys, "explain", planbook, "nobody", "--lang", "en")

    assert code == 3
    assert "nobody" in text


@pytest.mark.parametrize("draws", [0, 100_001])
def test_as_many_draws_as_make_no_sense_are_wrong_usage(planbook, capsys, draws):
    assert heard(capsys, "explain", planbook, "B01-001", "--draws", draws)[0] == 2
