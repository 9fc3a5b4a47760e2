from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from api.files.planbook.contents import SUMS, TABLES
from api.files.planbook.documents import sums_text
from api.usecases.verification.planbook import PLANBOOK_STEPS
from tests.journeys.terminal import answer, call, contents

INPUTS = ("targets", "officers", "bodies", "items", "plans", "policy", "draw", "calendar")


@pytest.fixture
def copy(planbook, tmp_path):
    """A plan book to change."""
    return shutil.copytree(planbook, tmp_path / "planbook")


def sound_steps(told) -> list[str]:
    return [step["step"] for step in told["steps"] if step["sound"]]


def by_step(told):
    return {step["step"]: step for step in told["steps"]}


def sum_again(folder) -> None:
    """Do what somebody does who changes a file and hides it."""
    files = contents(folder)
    del files[SUMS]
    (folder / SUMS).write_text(sums_text(files))


def test_an_untouched_plan_book_is_verified_step_by_step(planbook, capsys):
    code, told = answer(capsys, "verify", planbook)

    assert code == 0
    assert told["verified"] is True
    assert sound_steps(told) == list(PLANBOOK_STEPS)
    assert (told["level"], told["attributable"]) == ("officers-full", False)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_changed_table_is_named_with_its_row(copy, capsys, name):
    path = copy / f"{name}.csv"
    lines = path.read_text().splitlines(keepends=True)
    lines[-1] = lines[-1].replace("\n", "9\n")
    path.write_text("".join(lines))

    code, told = answer(capsys, "verify", copy)

    assert code == 5
    steps = by_step(told)
    assert [one["file"] for one in steps["sums"]["differences"]] == [f"{name}.csv"]
    found = steps["compare"]["differences"]
    assert [(one["file"], one["row"]) for one in found] == [(f"{name}.csv", len(lines))]


def test_a_change_with_new_sums_is_named_all_the_same(copy, capsys):
    path = copy / "selections.csv"
    path.write_text(path.read_text().replace("P01", "P02", 1))
    sum_again(copy)

    code, told = answer(capsys, "verify", copy)

    assert code == 5
    assert sound_steps(told) == [step for step in PLANBOOK_STEPS if step != "compare"]
    found = {one["file"]: one["row"] for one in by_step(told)["compare"]["differences"]}
    assert found["selections.csv"] == 2
    assert set(found) == {"selections.csv", SUMS}


@pytest.mark.parametrize("name", ["planbook.xlsx", "parquet/tasks.parquet", "record.html"])
def test_a_changed_file_for_people_or_machines_is_named(copy, capsys, name):
    path = copy / name
    path.write_bytes(path.read_bytes() + b"\n")
    sum_again(copy)

    code, told = answer(capsys, "verify", copy)

    assert code == 5
    assert {one["file"] for one in by_step(told)["compare"]["differences"]} == {name, SUMS}


@pytest.mark.parametrize("name", INPUTS)
def test_a_changed_input_is_named(copy, capsys, name):
    path = next((copy / "inputs").glob(f"{name}.*"))
    path.write_bytes(path.read_bytes() + b"\n")

    code, told = answer(capsys, "verify", copy)

    assert code == 5
    assert told["steps"][0]["differences"][0]["file"] == f"inputs/{path.name}"


def test_a_target_added_to_the_inputs_shows_in_the_tables(copy, capsys):
    path = copy / "inputs" / "targets.csv"
    heading, first, *rest = path.read_text().splitlines()
    other = first.replace(first.split(",")[0], "AREA-1")
    path.write_text("\n".join([heading, first, other, *rest]) + "\n")
    sum_again(copy)

    code, told = answer(capsys, "verify", copy)

    assert code == 5
    assert "lock.json" in {one["file"] for one in by_step(told)["compare"]["differences"]}


def test_another_seed_text_is_found_out(copy, capsys):
    path = copy / "seed.txt"
    path.write_text(path.read_text().replace("entropy local ", "entropy local f"))
    sum_again(copy)

    code, told = answer(capsys, "verify", copy)

    assert code == 5
    assert "selections.csv" in {one["file"] for one in by_step(told)["compare"]["differences"]}


@pytest.mark.parametrize("name", ["seed.txt", "lock.json", "inputs/targets.csv"])
def test_a_missing_file_ends_the_verification_where_it_is_needed(copy, capsys, name):
    (copy / name).unlink()

    code, told = answer(capsys, "verify", copy)

    assert code == 5
    assert told["verified"] is False
    assert told["steps"][0]["differences"] == [
        {"code": "file-gone", "file": name, "row": 0, "found": "", "expected": ""}
    ]
    assert told["steps"][-1]["sound"] is False
    assert call("verify", copy, "--lang", "en") == 5
    assert "Every byte as in the replay  (not reached)" in capsys.readouterr().out


def test_a_file_that_does_not_belong_is_named(copy, capsys):
    (copy / "extra.csv").write_text("a\n")

    code, told = answer(capsys, "verify", copy)

    assert code == 5
    assert {one["file"] for one in by_step(told)["compare"]["differences"]} == {"extra.csv"}


def test_a_folder_without_plan_book_is_refused(tmp_path, capsys):
    code, told = answer(capsys, "verify", tmp_path)

    assert (code, told["faults"][0]["code"]) == (3, "not-a-planbook")


def test_people_are_told_file_row_and_both_texts(copy, capsys):
    path = copy / "teams.csv"
    path.write_text(path.read_text().replace("true", "false", 1))

    assert call("verify", copy, "--lang", "en") == 5
    told = capsys.readouterr().out
    assert "✗ Files agree with SHA256SUMS" in told
    assert "teams.csv: row" in told
    assert "found:" in told
    assert "Not verified." in told
    assert call("verify", copy, "--lang", "zh") == 5
    assert "核对未通过" in capsys.readouterr().out


def test_verifying_needs_no_solver():
    code = "import sys, api.usecases.verification.verify; sys.exit('ortools' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
