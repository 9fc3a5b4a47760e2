"""Options that all commands have, and the screen that they ask for."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.language import SPOKEN
from api.cli.screen import Screen

Lang = Annotated[
    str,
    typer.Option("--lang", metavar="zh|en", help="Language: zh or en; else that of the locale."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]


def screen_for(lang: str, *, as_json: bool) -> Screen:
    """Return the screen for a command; *lang* as given was looked up before."""
    if lang not in ("", "zh", "en"):
        raise typer.BadParameter("zh, en", param_hint="--lang")
    return Screen(SPOKEN.get(), as_json=as_json)
