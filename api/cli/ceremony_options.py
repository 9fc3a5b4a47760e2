"""Options that the commands of the ceremony share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.domain.problem import DrawNumber
from scheduler.evidence.records import parse_draw

Place = Annotated[Path, typer.Option("--office", metavar="DIR", help="Folder of log and dossiers.")]
Number = Annotated[
    str, typer.Argument(metavar="DRAW", help="Number and attempt: 120116-2026-000012/1.")
]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="Who asks for it.")]
Second = Annotated[str, typer.Option("--second", metavar="WHO", help="Who else approves.")]
Lang = Annotated[
    str,
    typer.Option("--lang", metavar="zh|en", help="Language: zh or en; else that of the locale."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]


def number_of(text: str) -> DrawNumber:
    """Return the number that an argument means; without an attempt, the first."""
    found = parse_draw(text if "/" in text else f"{text}/1")
    if found is None:
        raise typer.BadParameter("120116-2026-000012/1", param_hint="DRAW")
    return found
