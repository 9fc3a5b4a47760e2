"""Work: do the jobs that the service asks for."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.failures import failures
from api.cli.options import Json, Lang, screen_for


def worker(
    *,
    name: Annotated[
        str,
        typer.Option("--name", metavar="NAME", help="What it takes up again; each has its own."),
    ] = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Do jobs until told to stop."""
    from api.serving import require_migrated  # noqa: PLC0415 - loads all of the service
    from api.settings import Settings  # noqa: PLC0415
    from api.worker import run_worker  # noqa: PLC0415

    screen = screen_for(lang, as_json=as_json)
    settings = Settings()
    if name:
        settings = settings.model_copy(update={"worker_name": name})
    with failures(screen):
        require_migrated(settings)
    run_worker(settings)
