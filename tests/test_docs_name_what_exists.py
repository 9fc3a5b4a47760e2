"""What the guides name exists: files, folders, modules, commands, and the pages they link to."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli.app import app

ROOT = Path(__file__).parents[1]
SOURCES = ("api", "benchmarks", "docs", "scenarios", "scheduler", "tests")
GUIDES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "benchmarks" / "README.md")
)
FILES = [
    path.relative_to(ROOT).as_posix() for folder in SOURCES for path in (ROOT / folder).rglob("*.*")
]
FOLDERS = {parent for name in FILES for parent in Path(name).parents}
NOT_OURS = {"utils.py"}
"""Named to say that there is none."""

IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?<![\w/])[\w./<>-]*\w[\w>]*\.py\b")
FOLDER = re.compile(r"(?<![\w./<])(?:[a-z_]+/)+(?![\w*.<])")
MODULE = re.compile(rf"\b(?:{'|'.join(SOURCES)})(?:\.[a-z_]+)+\b(?!/)")
COMMAND = re.compile(r"\bdoubledraw ([a-z]+)\b")
LINK = re.compile(r"\]\(([^)#\s]+)")
WRITTEN = {"inputs", "parquet", "evidence", "public", "audit", "sealed", "proofs", "entropy"}
"""Folders of what is written, not of the project."""


def named(guide, pattern):
    """Return what stands in backticks in a guide and looks like *pattern*, or in its diagrams."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    told = [
        *IN_BACKTICKS.findall(text),
        *(line for line in text.splitlines() if line[:4] == "    "),
    ]
    return {found for part in told for found in pattern.findall(part)}


def is_there(name):
    """Tell whether a file ends in *name*; what is in <brackets> may be anything."""
    wanted = re.sub(r"<[^>]+>", "*", name)
    return any(fnmatch(f"/{file}", f"*/{wanted}") for file in FILES)


@pytest.mark.parametrize("guide", GUIDES)
def test_files_that_are_named_exist(guide):
    missing = {name for name in named(guide, FILE) - NOT_OURS if not is_there(name)}
    assert missing == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_folders_that_are_named_exist(guide):
    missing = {
        name
        for name in named(guide, FOLDER)
        if name.split("/")[0] not in WRITTEN
        and not any(f"/{folder.as_posix()}/".endswith(f"/{name}") for folder in FOLDERS)
    }
    assert missing == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_modules_that_are_named_can_be_imported(guide):
    # A name in a module stands behind the last dot: then the module before it exists.
    missing = {
        name
        for name in named(guide, MODULE)
        if not name.endswith(".py")
        and (ROOT / name.replace(".", "/")).parent.exists()
        and not (find_spec(name) or find_spec(name.rpartition(".")[0]))
    }
    assert missing == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_that_are_named_exist(guide):
    assert named(guide, COMMAND) <= set(get_command(app).commands)


@pytest.mark.parametrize("guide", GUIDES)
def test_links_lead_somewhere(guide):
    text = (ROOT / guide).read_text(encoding="utf-8")
    missing = {
        link
        for link in LINK.findall(text)
        if not link.startswith("http") and not (ROOT / guide).parent.joinpath(link).exists()
    }
    assert missing == set()
