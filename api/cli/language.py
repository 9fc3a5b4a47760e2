"""Which language to speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from api.wording.telling import Lang

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is set decides, as everywhere on such systems."""


SPOKEN: ContextVar[Lang] = ContextVar("spoken", default="en")
"""The language of the command at hand."""


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language asked for by `--lang`, else that of the locale.

    It is looked up before the arguments are parsed, so that the help speaks it too.
    """
    asked = _asked_for(arguments)
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    locale = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _asked_for(arguments: Sequence[str]) -> str:
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return ""
