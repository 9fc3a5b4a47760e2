from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys

import numpy as np
import polars as pl
import pytest

from scenarios.catalogue import build
from tests.journeys.terminal import SEED, answer, call, contents, table

CSV_INPUTS = (
    "targets",
    "officers",
    "bodies",
    "items",
    "history",
    "conflicts",
    "relatives",
    "leave",
)


def test_a_district_is_made_checked_drawn_verified_and_explained(tmp_path, capsys):
    folder, out = tmp_path / "tiny", tmp_path / "planbook"

    assert call("scenario", "tiny", "--out", folder, "--lang", "en") == 0
    assert call("check", folder, "--lang", "en") == 0
    assert "Ready to draw." in capsys.readouterr().out
    assert call("draw", folder, "--out", out, "--lang", "en") == 0
    assert "Rule violations: 0" in capsys.readouterr().out
    assert call("verify", out, "--lang", "en") == 0
    assert "Verified" in capsys.readouterr().out

    task = table(out, "tasks").row(0, named=True)
    for subject in (task["target_id"], task["officer_ids"].split("|")[0], task["task_no"]):
        assert call("explain", out, subject, "--draws", 20, "--lang", "en") == 0
        assert subject in capsys.readouterr().out


def test_a_check_can_rehearse_the_draw(tiny, capsys):
    code, told = answer(capsys, "check", tiny, "--rehearse", 12)

    assert code == 0
    assert told["rehearsals"]["draws"] == len(told["rehearsals"]["visits"]) == 12
    assert call("check", tiny, "--rehearse", 5, "--lang", "zh") == 0
    assert "预演 5 次" in capsys.readouterr().out


def test_two_draws_with_fresh_entropy_differ(tiny, planbook, tmp_path):
    assert call("draw", tiny, "--out", tmp_path / "other") == 0  # by an office of its own

    assert (tmp_path / "other" / SEED).read_text() != (planbook / SEED).read_text()


@pytest.fixture(scope="session")
def office(planbook):
    """The office that drew the plan book."""
    return planbook.parent / "office"


def test_a_draw_made_before_gives_the_same_bytes_workbook_and_all(tiny, planbook, office, tmp_path):
    out = tmp_path / "again"
    log = (office / "log" / "log.jsonl").read_bytes()

    assert call("draw", tiny, "--out", out, "--office", office, "--lang", "zh") == 0
    assert contents(out) == contents(planbook)
    assert (office / "log" / "log.jsonl").read_bytes() == log


def test_the_plan_books_own_inputs_give_the_same_bytes(planbook, office, tmp_path):
    out = tmp_path / "again"

    assert call("draw", planbook / "inputs", "--out", out, "--office", office) == 0
    assert contents(out) == contents(planbook)


def test_what_was_locked_cannot_be_drawn_from_other_files(tiny, office, tmp_path, capsys):
    folder, out = tmp_path / "changed", tmp_path / "out"
    shutil.copytree(tiny, folder)
    targets = (folder / "targets.csv").read_text()
    (folder / "targets.csv").write_text(targets.replace("true", "false", 1))

    code, told = answer(capsys, "draw", folder, "--out", out, "--office", office)

    assert (code, told["faults"][0]["code"]) == (3, "inputs-changed")
    assert not out.exists()


def test_another_machine_would_write_the_same_bytes(tiny, planbook, office, tmp_path):
    out = tmp_path / "again"
    line = [sys.executable, "-m", "api.cli", "draw", str(tiny), "--out", str(out)]
    other = {
        "PYTHONHASHSEED": "77",
        "POLARS_MAX_THREADS": "1",
        "TZ": "America/New_York",
        "LC_ALL": "zh_CN.UTF-8",
    }

    subprocess.run(
        [*line, "--office", str(office)],
        check=True,
        env=os.environ | other,
        capture_output=True,
    )

    assert contents(out) == contents(planbook)


def test_shuffling_the_rows_of_every_input_changes_nothing(tiny, planbook, office, tmp_path):
    folder, out = tmp_path / "shuffled", tmp_path / "again"
    shutil.copytree(tiny, folder)
    rng = np.random.default_rng(7)
    for name in CSV_INPUTS:
        heading, *rows = (folder / f"{name}.csv").read_text().splitlines(keepends=True)
        rng.shuffle(rows)
        (folder / f"{name}.csv").write_text("".join([heading, *rows]))
    plans = json.loads((folder / "plans.json").read_text())
    plans["plans"].reverse()
    (folder / "plans.json").write_text(json.dumps(plans))

    assert contents(folder) != contents(tiny)
    assert call("draw", folder, "--out", out, "--office", office) == 0
    assert contents(out) == contents(planbook)


def test_every_ticket_is_the_hash_of_key_and_id(planbook):
    key = json.loads((planbook / "manifest.json").read_text())["keys"]["target"]
    root = hashlib.sha256((planbook / SEED).read_bytes()).hexdigest()
    chosen = pl.concat([table(planbook, "selections"), table(planbook, "reserves")])

    assert key == hashlib.sha256(f"{root}/target".encode()).hexdigest()
    assert chosen["ticket"].to_list() == [
        hashlib.sha256(f"{key}{target_id}".encode()).hexdigest()
        for target_id in chosen["target_id"]
    ]


def test_a_shell_computes_the_same_ticket(planbook):
    row = table(planbook, "selections").row(0, named=True)
    key = table(planbook, "plans").row(0, named=True)["ticket_key"]
    line = f"printf '%s%s' {key} {row['target_id']} | sha256sum"

    told = subprocess.run(["/bin/sh", "-c", line], check=True, capture_output=True, text=True)

    assert told.stdout.split()[0] == row["ticket"]


def test_sha256sum_accepts_the_folder(planbook):
    line = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]

    assert subprocess.run(line, check=False, cwd=planbook).returncode == 0


def test_a_faulty_folder_is_refused_with_all_faults_and_leaves_nothing(tiny, tmp_path, capsys):
    folder, out = tmp_path / "faulty", tmp_path / "out"
    shutil.copytree(tiny, folder)
    targets = (folder / "targets.csv").read_text().splitlines()
    targets[1] = targets[1].replace("enterprise", "fortress")
    targets[2] = targets[2].replace("true", "perhaps")
    (folder / "targets.csv").write_text("\n".join(targets))
    (folder / "bodies.csv").unlink()

    code, told = answer(capsys, "draw", folder, "--out", out)

    assert code == 3
    codes = [fault["code"] for fault in told["faults"]]
    assert sorted(codes) == ["file-missing", "not-a-choice", "not-a-truth"]
    assert not out.exists()
    assert list(tmp_path.iterdir()) == [folder]


def test_too_few_officers_end_with_their_own_code_and_a_way_out(tmp_path, capsys):
    folder, out = tmp_path / "short", tmp_path / "out"
    assert call("scenario", "one_officer_short", "--out", folder) == 0

    assert call("check", folder, "--lang", "en") == 4
    assert "Any one of these mends it" in capsys.readouterr().out
    assert call("draw", folder, "--out", out) == 4
    assert not out.exists()


def test_a_plan_book_is_replaced_only_when_asked(tiny, planbook, tmp_path, capsys):
    out = tmp_path / "out"
    shutil.copytree(planbook, out)
    before = contents(out)

    code, told = answer(capsys, "draw", tiny, "--out", out)
    assert (code, told["faults"][0]["code"]) == (3, "planbook-exists")
    assert contents(out) == before

    assert call("draw", tiny, "--out", out, "--force") == 0
    assert contents(out) != before
    assert call("verify", out) == 0
    assert sorted(tmp_path.iterdir()) == [tmp_path / "office", out]


def test_what_is_no_plan_book_is_never_replaced(tiny, tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("three years of work")

    code, told = answer(capsys, "draw", tiny, "--out", out, "--force")

    assert (code, told["faults"][0]["code"]) == (3, "folder-not-empty")
    assert (out / "thesis.txt").exists()


def test_the_summary_counts_what_the_tables_hold(tiny, tmp_path, capsys):
    out = tmp_path / "out"
    code, told = answer(capsys, "draw", tiny, "--out", out)

    assert code == 0
    assert told["violations"] == 0
    assert told["counts"]["tasks"] == table(out, "tasks").height
    assert told["counts"]["visits"] == table(out, "visits").height
    assert told["counts"]["places"] == table(out, "teams").height
    assert told["counts"]["plans"] == len(build("tiny").plans)
    assert set(told["seconds"]) >= {"read", "check", "targets", "officers", "judge", "write"}


def test_chinese_and_english_say_the_same_draw(tiny, tmp_path, capsys):
    assert call("draw", tiny, "--out", tmp_path / "zh", "--lang", "zh") == 0
    assert "违反规则：0" in capsys.readouterr().out
    assert call("draw", tiny, "--out", tmp_path / "en", "--lang", "en") == 0
    assert "Rule violations: 0" in capsys.readouterr().out


def test_the_program_starts_as_a_program(tiny):
    line = [sys.executable, "-m", "api.cli", "check", str(tiny), "--json"]
    told = subprocess.run(line, check=False, capture_output=True, text=True)

    assert told.returncode == 0
    assert json.loads(told.stdout)["exit_code"] == 0
    assert told.stderr == ""
