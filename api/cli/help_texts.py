"""The help in Chinese, by its English text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from api.cli.ceremony_help import CEREMONY_HELP
from api.cli.service.words import SERVICE_HELP
from api.wording.telling import Lang
from api.wording.words import Words

HELP = (
    Words(
        "“双随机、一公开”检查任务安排：随机、可证、可行。",
        "Random, provable and workable inspection schedules.",
    ),
    Words(
        "退出码：0 正常；1 程序缺陷；2 用法错误；3 输入有误，未写出任何文件；4 人员、日期或限额"
        "不能满足；5 核对未通过；130 中断。",
        "Exit codes: 0 fine; 1 defect of the program; 2 wrong usage; 3 faulty input, nothing "
        "was written; 4 officers, days or quotas do not suffice; 5 not verified; 130 interrupted.",
    ),
    Words("语言：zh 或 en；默认随系统语言。", "Language: zh or en; else that of the locale."),
    Words("输出一个 JSON 对象，不输出表格。", "Print one JSON object instead of tables."),
    Words("一次抽取的文件夹。", "Folder of a draw."),
    Words("计划书文件夹。", "Folder of a plan book."),
    Words("替换该处以前写出的内容。", "Replace what an earlier call wrote there."),
    Words(
        "生成演示区，写成一次抽取的文件夹。",
        "Make a demonstration district and write it as a draw's folder.",
    ),
    Words("要写出的文件夹。", "Folder to write."),
    Words("换一个种子，得到另一个演示区。", "Another seed, another district."),
    Words(
        "检查一次抽取的文件夹：问题、待抽取库、应抽数、人员能力。不抽取。",
        "Check a draw's folder: faults, pools, quotas, capacity. Draws nothing.",
    ),
    Words("显示全部行。", "Show all rows."),
    Words("用临时种子抽取 N 次并统计。", "Draw N times with throwaway seeds, and count."),
    Words(
        "对文件夹中的计划进行抽取，写出计划书。",
        "Draw the plans of a folder and write the plan book.",
    ),
    Words("要写出的计划书文件夹。", "Plan book to write."),
    Words(
        "测量某部门人员抽取的随机行走是否忘记了起点。",
        "Measure whether the walk of a body's officers forgets its start.",
    ),
    Words("要测量的部门；默认最大的一组。", "Body to measure; else the largest pool."),
    Words("每个起点的行走次数。", "Walks from either start."),
    Words(
        "说明某个检查对象、人员或任务为何抽中或未抽中。",
        "Explain why a target, officer or task was drawn or not.",
    ),
    Words(
        "检查对象或人员编号、任务编号，或 计划/对象。",
        "Id of a target or officer, number of a task, or PLAN/TARGET.",
    ),
    Words(
        "说明最大一组的可预测程度；用时较长。",
        "Tell how predictable the largest pool is; takes longer.",
    ),
    Words("用来估计机会的重复抽取次数。", "Repeated draws that show the odds."),
    Words(
        "读取一个文件，列出全部问题，放入一次抽取的文件夹。",
        "Read one file, tell all its faults, put it into a draw's folder.",
    ),
    Words("CSV、Excel、Parquet、JSON 或 YAML。", "CSV, Excel, Parquet, JSON or YAML."),
    Words("不采用有问题的行，继续导入。", "Go on without the rows that have faults."),
    Words(
        "在各类别限制之下，从一组人中选出名单。", "Choose a panel of people under feature quotas."
    ),
    Words("类别、取值及其下限、上限。", "Features, values, min and max."),
    Words("每人一行，含编号。", "One row per person, with an id."),
    Words("要选的人数。", "People to choose."),
    Words(
        "uniform：各名单机会相等；leximin：个人机会尽量均等。",
        "uniform: panels equally likely; leximin: fair chances.",
    ),
    Words("用以前的 seed.txt 重放一次选取。", "Repeat a panel from its seed.txt."),
)

CHINESE: Mapping[str, str] = {
    words.en: words.zh for words in (*HELP, *CEREMONY_HELP, *SERVICE_HELP)
}

FIXED: Mapping[str, str] = {
    r"^Usage: ": "用法：",
    r"\[OPTIONS\]": "[选项]",
    r"COMMAND \[ARGS\]\.\.\.": "命令 [参数]",
    r"^Arguments:$": "参数：",
    r"^Options:$": "选项：",
    r"^Commands:$": "命令：",
    r"Show this message and exit\.": "显示本说明。",
    r"\[default:\s+": "[默认：",
    r"(?<=[\]; ])required\]": "必填]",
    r"\[required\]": "[必填]",
}
"""What the library says around the texts."""

STARTS: Mapping[str, str] = {"One of: ": "可选：", "A beacon: ": "信标："}
"""Beginnings of texts that end in names."""


def in_language(command: Any, lang: Lang) -> Any:  # noqa: ANN401 - typer's commands have no public type
    """Return *command* and all below it with their help in *lang*."""
    if lang == "zh":
        _translate(command)
    return command


def _translate(command: Any) -> None:  # noqa: ANN401 - as above
    for name in ("help", "short_help", "epilog"):
        if getattr(command, name, None):
            setattr(command, name, _chinese(getattr(command, name)))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _chinese(parameter.help)
    command.get_help = _translated(command.get_help)
    for below in getattr(command, "commands", {}).values():
        _translate(below)


def _translated(get_help: Callable[[Any], str]) -> Callable[[Any], str]:
    def get_translated(context: Any) -> str:  # noqa: ANN401 - as above
        told = get_help(context)
        for pattern, chinese in FIXED.items():
            told = re.sub(pattern, chinese, told, flags=re.MULTILINE)
        return told

    return get_translated


def _chinese(text: str) -> str:
    for start, told in STARTS.items():
        if text.startswith(start):
            return told + text.removeprefix(start)
    return CHINESE.get(text, text)
