"""docs/cli.md is run as it stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from api.cli.exits import Exit
from api.cli.usage import INTERRUPTED
from tests.journeys.terminal import table

GUIDE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_walk_from_a_list_of_firms_to_a_plan_book_works(tmp_path):
    script = "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL))
    program = f'doubledraw() {{ "{sys.executable}" -m api.cli "$@"; }}\nset -e\n'
    environment = os.environ | {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}

    told = subprocess.run(
        ["/bin/bash", "-c", program + script],
        check=False,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stdout + told.stderr
    assert "Verified" in told.stdout
    assert table(tmp_path / "planbook", "tasks").height == 2
    assert (tmp_path / "planbook" / "record.html").exists()


def test_every_exit_code_is_documented():
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)}

    assert documented == {*map(int, Exit), INTERRUPTED}
