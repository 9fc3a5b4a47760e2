"""From two CSV files to a panel at the terminal, and back to the same panel."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from scenarios.panels import PanelSize, panel_world
from tests.journeys.terminal import answer, call, contents


@pytest.fixture
def files(tmp_path):
    """A pool of 60 with 3 features, as the two files usual there."""
    world = panel_world(PanelSize(60, 12, 3), np.random.default_rng(2))
    rows = [(m.column, m.level, m.least, m.most) for m in world.quota.margins]
    pl.DataFrame(rows, schema=["feature", "value", "min", "max"], orient="row").write_csv(
        tmp_path / "categories.csv"
    )
    world.pool.write_csv(tmp_path / "respondents.csv")
    return tmp_path / "categories.csv", tmp_path / "respondents.csv"


@pytest.mark.parametrize("law", ["uniform", "leximin"])
def test_a_panel_satisfies_its_quotas_and_can_be_repeated(files, tmp_path, capsys, law):
    options = ("--size", 12, "--law", law)
    code, told = answer(capsys, "panel", *files, *options, "--out", tmp_path / "one")
    panel = pl.read_csv(tmp_path / "one" / "panel.csv")

    assert code == 0
    assert panel["person_id"].to_list() == told["panel"]
    for column, level, least, most in pl.read_csv(files[0]).iter_rows():
        assert least <= (panel[column] == level).sum() <= most
    chances = pl.read_csv(tmp_path / "one" / "chances.csv")
    assert chances["chance"].sum() == pytest.approx(12, abs=1e-5)
    assert told["smallest_chance"] == pytest.approx(chances["chance"].min(), abs=1e-8)

    seed = tmp_path / "one" / "seed.txt"
    again = tmp_path / "two"
    assert call("panel", *files, *options, "--out", again, "--seed-file", seed) == 0
    assert contents(tmp_path / "one") == contents(again)


def test_quotas_that_cannot_be_met_are_explained(files, tmp_path, capsys):
    code, told = answer(capsys, "panel", *files, "--size", 61, "--out", tmp_path / "out")

    assert code == 3
    assert told["faults"][0]["code"] == "size-not-possible"
    assert told["faults"][-1]["code"] == "quota-relaxation"
    assert not (tmp_path / "out").exists()


def test_faults_of_both_files_are_told_at_once(files, tmp_path, capsys):
    categories, respondents = files
    categories.write_text(categories.read_text().replace("gender-1,", "gender-1,x", 1))
    respondents.write_text(respondents.read_text().replace("P00003", "P@3"))
    code, told = answer(capsys, "panel", *files, "--size", 12, "--out", tmp_path / "out")

    assert code == 3
    assert {fault["code"] for fault in told["faults"]} == {"not-a-count", "not-a-plain-id"}


def test_a_foreign_seed_text_is_refused(files, tmp_path, capsys):
    seed = tmp_path / "seed.txt"
    seed.write_text("doubledraw-seed-1\ndraw other/1\nentropy local 00\n")
    code, told = answer(
        capsys, "panel", *files, "--size", 12, "--out", tmp_path / "out", "--seed-file", seed
    )

    assert code == 3
    assert told["faults"][0]["code"] == "seed-text"


def test_an_occupied_folder_is_refused_before_anything_is_drawn(files, tmp_path, capsys):
    code, told = answer(capsys, "panel", *files, "--size", 12, "--out", tmp_path)

    assert (code, json.dumps(told["faults"][0]["code"])) == (3, '"folder-not-empty"')
