"""Errors in the arguments, in the reader's language."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping
from typing import Any

import typer

from api.cli.exits import Exit
from api.wording.telling import Lang

INTERRUPTED = 130
"""128 + SIGINT, as shells count."""

CHINESE: Mapping[str, str] = {
    r"^Usage: ": "用法：",
    r"^Try '(.+)' for help\.": r"查看说明：\1",
    r"^Error: ": "错误：",
    r"Missing argument '(.+?)'\.": r"缺少参数 \1。",
    r"Missing option '(.+?)'\.": r"缺少选项 \1。",
    r"No such option: (\S+)": r"没有选项 \1",
    r"No such command '(.+?)'\.": r"没有命令 \1。",
    r"Did you mean (.+?)\?": r"是否为 \1？",
    r"Invalid value for '?(.+?)'?: ": r"\1 的值无效：",
    r"Got unexpected extra argument\S* \((.+)\)": r"多出参数 \1",
    r"Option '?(\S+?)'? requires an argument\.": r"选项 \1 之后应有值。",
    r"(\S+) is not a valid integer": r"\1 不是整数",
    r"Input should be greater than or equal to (\S+)": r"应不小于 \1",
    r"Input should be a valid integer\b.*": "应为整数",
    r"Value error, '(.+?)' is not one of (.+)\.": r"没有“\1”，可选 \2",
    r"Input should be less than or equal to (\S+)": r"应不大于 \1",
    r"\[OPTIONS\]": "[选项]",
    r"COMMAND \[ARGS\]\.\.\.": "命令 [参数]",
    r"needs (--\S+)": r"须与 \1 同用",
    r"Missing command\.": "缺少命令。",
}


def run_command(command: Any, arguments: list[str], lang: Lang) -> int:  # noqa: ANN401
    """Run *command* and return its exit code; errors in the arguments are told."""
    try:
        code = command(args=arguments, prog_name="doubledraw", standalone_mode=False)
    except typer.TyperException as error:
        print(usage_text(error, lang), end="", file=sys.stderr)  # noqa: T201 - as the library does
        return Exit.USAGE
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code if isinstance(code, int) else Exit.FINE


def usage_text(error: Any, lang: Lang) -> str:  # noqa: ANN401 - of a private class
    """Return what the library says of wrong arguments, in *lang*."""
    told = io.StringIO()
    error.show(told)
    text = told.getvalue()
    if lang == "zh":
        for pattern, chinese in CHINESE.items():
            text = re.sub(pattern, chinese, text, flags=re.MULTILINE)
    return text
