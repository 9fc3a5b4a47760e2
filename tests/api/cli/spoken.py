"""What a command says, in either language and to a machine."""

from __future__ import annotations

import json
from typing import Any

from api.cli.app import run


def heard(capsys, *arguments: object) -> tuple[int, str]:
    """Run a command; return its exit code and what it told, white space made single."""
    capsys.readouterr()
    code = run([str(one) for one in arguments])
    return code, " ".join(capsys.readouterr().out.split())


def answered(capsys, *arguments: object) -> tuple[int, dict[str, Any]]:
    """Run a command with `--json`; return its exit code and the one object that it printed."""
    code, text = heard(capsys, *arguments, "--json")
    return code, json.loads(text)


def says(text: str, words: str) -> bool:
    """Tell whether *words* are in a text; lines of Chinese break anywhere."""
    return "".join(words.split()) in "".join(text.split())
