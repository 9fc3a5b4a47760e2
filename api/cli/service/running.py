"""Start the service, and bring its database up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.options import Json, Lang, screen_for
from api.cli.service import words


def serve(
    *,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen at.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, metavar="P", help="Port.")
    ] = 8000,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, metavar="N", help="Processes that answer.")
    ] = 1,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Answer requests until told to stop."""
    from api.serving import require_migrated  # noqa: PLC0415 - loads all of the service
    from api.serving import serve as serve_until_stopped  # noqa: PLC0415
    from api.settings import Settings  # noqa: PLC0415

    screen = screen_for(lang, as_json=as_json)
    settings = Settings()
    with failures(screen):
        require_migrated(settings)
    serve_until_stopped(settings, host, port, workers)


def migrate(*, lang: Lang = "", as_json: Json = False) -> None:
    """Bring the database to the version of this program."""
    from api.database.migrating import newest, upgrade  # noqa: PLC0415 - loads all of the service
    from api.jobs.durable import migrate_queue  # noqa: PLC0415
    from api.settings import Settings  # noqa: PLC0415

    screen = screen_for(lang, as_json=as_json)
    settings = Settings()
    with failures(screen):
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        upgrade(settings.database)
        migrate_queue(settings.database)
        version = newest() or ""
        screen.say(words.MIGRATED, version=version)
        screen.end(Exit.FINE, {"version": version})
