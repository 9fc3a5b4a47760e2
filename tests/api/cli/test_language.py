from __future__ import annotations

import pytest
from typer.main import get_command

from api.cli.app import app, run
from api.cli.help_texts import CHINESE, STARTS
from api.cli.language import language_of


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "", "LC_MESSAGES": "zh_TW.Big5"}, "zh"),
    ],
)
def test_the_locale_decides_as_everywhere(environment, spoken):
    assert language_of(["check"], environment) == spoken


@pytest.mark.parametrize("arguments", [["--lang", "zh", "check"], ["check", "--lang=zh"]])
def test_the_option_goes_before_the_locale(arguments):
    assert language_of(arguments, {"LANG": "en_US.UTF-8"}) == "zh"


def test_an_unknown_language_is_an_error_of_usage(capsys):
    assert run(["check", "x", "--lang", "fr"]) == 2
    assert "--lang" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "x"],
        ["prove", "x", "--target", "y"],
        ["lock", "x", "--office", "y"],
        [
            "publish",
            "1/1",
            "--office",
            "x",
            "--public",
            "y",
            "--audit",
            "z",
            "--by",
            "a",
            "--second",
            "b",
        ],
        ["rates", "--office", "x"],
    ],
)
def test_so_it_is_for_every_command(arguments, capsys):
    assert run([*arguments, "--lang", "fr"]) == 2
    assert "--lang" in capsys.readouterr().err


def test_all_help_is_there_in_chinese():
    group = get_command(app)
    told = [group.help, group.epilog, *(command.help for command in group.commands.values())]
    for command in group.commands.values():
        told += [parameter.help for parameter in command.params if parameter.help]

    missing = [text for text in told if text not in CHINESE and not text.startswith(tuple(STARTS))]
    assert missing == []


@pytest.mark.parametrize("command", [one.name for one in get_command(app).commands.values()])
def test_every_command_explains_itself_in_both_languages(command, capsys):
    assert run([command, "--help", "--lang", "zh"]) == 0
    chinese = capsys.readouterr().out
    assert run([command, "--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out

    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
    assert not any(word in chinese for word in ("Usage", "Options", "required", "default", "Show"))
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in english)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["draw"], "缺少参数 DIR"),
        (["check", "x", "--rehearse", "-1"], "--rehearse 的值无效：应不小于 0"),
        (["check", "x", "--rehearse", "many"], "--rehearse 的值无效：应为整数"),
        (["check", "x", "--sed"], "没有选项 --sed"),
        (["drow"], "没有命令 drow"),
        (["explain", "x", "y", "--draws", "many"], "--draws 的值无效"),
        (["lock", "x", "--office", "y", "--physical", "dice"], "dice:20"),
    ],
)
def test_errors_in_the_arguments_speak_chinese_too(arguments, told, capsys):
    assert run([*arguments, "--lang", "zh"]) == 2
    assert told in capsys.readouterr().err
