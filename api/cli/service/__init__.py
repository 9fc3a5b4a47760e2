"""Commands for whoever runs the service.

Each loads the service when it is called: the other commands do without it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.cli.demo.command import demo
from api.cli.service.account import account
from api.cli.service.copies import backup, restore
from api.cli.service.running import migrate, serve
from api.cli.service.working import worker

SERVICE: dict[str, tuple[Callable[..., Any], str]] = {
    "serve": (serve, "Answer requests until told to stop."),
    "worker": (worker, "Do the jobs of the service until told to stop."),
    "migrate": (migrate, "Bring the database to the version of this program."),
    "account": (account, "Make an account, or give one a new password."),
    "demo": (demo, "Set up a service, draw a month through it, and stay up."),
    "backup": (backup, "Copy everything that the service keeps into one archive."),
    "restore": (restore, "Make an empty place what was copied."),
}
