"""The command `demo`: set up a service, draw a month through it, and stay up."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from api.cli.demo import words
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.options import Json, Lang, screen_for

LOOK_SECONDS = 1.0


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a draw.")],
    *,
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Folder that the service keeps all in.")
    ] = Path("data"),
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, metavar="P", help="Port.")
    ] = 8000,
    once: Annotated[
        bool, typer.Option("--once", help="End when the month is drawn, instead of staying up.")
    ] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Set up a service, draw a month through it, and stay up."""
    from api.cli.demo.month import client_of, draw_month  # noqa: PLC0415 - loads all of the service
    from api.cli.demo.people import set_up  # noqa: PLC0415
    from api.cli.demo.processes import require_alive, running, wait_for_answer  # noqa: PLC0415
    from api.settings import Settings  # noqa: PLC0415

    screen = screen_for(lang, as_json=as_json)
    address = f"http://127.0.0.1:{port}"
    environment = {"DOUBLEDRAW_DATA": str(data), "DOUBLEDRAW_BASE_URL": address}
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    os.environ.update(environment)
    with failures(screen):
        with screen.steps(words.STEPS) as steps:
            steps.begin("set-up")
            logins = set_up(Settings())
            commands = {"api": ["serve", "--port", str(port)], "worker": ["worker"]}
            with running(commands, data, environment) as started:
                wait_for_answer(address, started)
                planner, second = (client_of(address, login) for login in logins[:2])
                with closing(planner), closing(second):
                    month = draw_month(planner, second, folder, words.TITLE, steps)
                told = {"number": month.number, "visits": month.visits, "tasks": month.tasks}
                screen.say(words.DRAWN, number=month.number, visits=month.visits, tasks=month.tasks)
                screen.say(words.READY)
                for what, path in words.ADDRESSES:
                    screen.line(f"  {address}{path}  {screen.text(what)}")
                screen.say(words.LOGINS)
                for login in logins:
                    screen.line(f"  {login.login}  {login.password}")
                if not once:
                    screen.say(words.STOP)
                while not once and not stopping.wait(LOOK_SECONDS):
                    require_alive(started)
        screen.end(Exit.FINE, told | {"address": address})
