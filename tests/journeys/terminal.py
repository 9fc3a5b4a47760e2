"""A person at the terminal: gives commands, reads what comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from api.cli.app import run

SEED = "seed.txt"
KEYS = {
    "targets": ["target_id"],
    "officers": ["officer_id"],
    "bodies": ["body_id"],
    "items": ["item_id"],
}


def call(*arguments: object) -> int:
    """Run `doubledraw` with *arguments* and return the exit code."""
    return run([str(argument) for argument in arguments])


def answer(capsys, *arguments: object) -> tuple[int, dict[str, Any]]:
    """Run `doubledraw` with `--json` and return the exit code and the object."""
    capsys.readouterr()
    code = call(*arguments, "--json")
    return code, json.loads(capsys.readouterr().out)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def table(folder: Path, name: str) -> pl.DataFrame:
    """Return a table of a plan book, all as text."""
    return pl.read_csv(folder / f"{name}.csv", infer_schema=False)
