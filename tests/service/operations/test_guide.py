"""docs/operations.md has every setting with its default, and deploy/ names what exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli.app import app
from api.settings import Settings

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(DATABASE_URL|DOUBLEDRAW_\w+)` \| (.+?) \| .+ \|$", re.MULTILINE)
SETTING = re.compile(r"\b(?:DATABASE_URL|DOUBLEDRAW_[A-Z_]+)\b")
UNITS = sorted((ROOT / "deploy").glob("*.service"))

IN_WORDS = {
    "database_url": "SQLite in the data folder",
    "keys": "`keys` in the data folder",
    "webhook_hosts": "any",
}
"""Defaults that are told in words."""


def variable(name):
    return "DATABASE_URL" if name == "database_url" else f"DOUBLEDRAW_{name.upper()}"


def told(name, default):
    """Return how the guide tells a default."""
    if name in IN_WORDS:
        return IN_WORDS[name]
    if default == "":
        return "none"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def test_every_setting_stands_in_the_guide_with_its_default():
    expected = {
        variable(name): told(name, field.default) for name, field in Settings.model_fields.items()
    }

    assert dict(ROW.findall(GUIDE)) == expected


def known_variables():
    return {variable(name) for name in Settings.model_fields}


@pytest.mark.parametrize(
    "path",
    [
        *UNITS,
        ROOT / "deploy" / "Containerfile",
        ROOT / "docs" / "operations.md",
        ROOT / "docs" / "integration.md",
    ],
    ids=lambda path: path.name,
)
def test_settings_that_are_named_exist(path):
    assert set(SETTING.findall(path.read_text(encoding="utf-8"))) <= known_variables()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_with_options_that_it_has(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    (start,) = (line for line in lines if line.startswith("ExecStart="))
    _, name, *arguments = shlex.split(start.removeprefix("ExecStart="))
    command = get_command(app).commands[name]
    options = {option for parameter in command.params for option in parameter.opts}

    assert {one for one in arguments if one.startswith("--")} <= options


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_says_everything_once(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    names = [line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")]

    assert sorted(set(names) | {"Environment"}) == sorted(
        [name for name in names if name != "Environment"] + ["Environment"]
    )
