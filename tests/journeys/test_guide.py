"""docs/cli.md is run as it stands."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

from api.cli.exits import Exit
from api.cli.usage import INTERRUPTED
from tests.journeys.terminal import call, table

GUIDE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_walk_from_a_list_of_firms_to_a_plan_book_works(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    script = "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL))
    for between in re.split(r"^(doubledraw .*)$", script, flags=re.MULTILINE):
        if between.startswith("doubledraw "):  # in this process: starting one takes a second
            assert call(*shlex.split(between)[1:]) == 0, between
        else:
            subprocess.run(["/bin/bash", "-e", "-c", between], check=True)

    assert table(tmp_path / "planbook", "tasks").height == 2
    assert (tmp_path / "planbook" / "record.html").exists()


def test_every_exit_code_is_documented():
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)}

    assert documented == {*map(int, Exit), INTERRUPTED}
