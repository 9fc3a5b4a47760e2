"""Faults of what the command line is given, and of plan books."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

RUNNING: Mapping[str, Words] = {
    "unknown-scenario": Words(
        "没有名为“{found}”的演示区，可用：{known}。",
        "There is no scenario called “{found}”; there are: {known}.",
    ),
    "unknown-kind": Words(
        "没有“{found}”这类文件，可用：{known}。",
        "There is no kind of file called “{found}”; there are: {known}.",
    ),
    "table-exists": Words(
        "文件夹中已有“{key:term}”，不会覆盖。确要替换，请加 --force。",
        "The folder has the {key:term} already, and it is not overwritten. --force replaces it.",
    ),
    "table-exists-otherwise": Words(
        "文件夹中已有另一个“{key:term}”文件。请先把它移出文件夹。",
        "The folder has another file for the {key:term}. Move it out of the folder first.",
    ),
    "planbook-exists": Words(
        "此处已有一份计划书，不会覆盖。请换一个文件夹；确要替换，请加 --force。",
        "A plan book stands here and is not overwritten. Give another folder, or --force to "
        "replace it.",
    ),
    "not-a-planbook": Words(
        "此处没有计划书或公布的证据包。请给出“doubledraw draw”或“doubledraw publish”写出的文件夹。",
        "There is no plan book or bundle here. Give a folder that “doubledraw draw” or “doubledraw "
        "publish” wrote.",
    ),
    "lock-missing": Words(
        "缺少 lock.json。请使用原件。",
        "lock.json is missing. Get the original.",
    ),
    "lock-unreadable": Words(
        "无法读出锁定时间（locked_at）、随机数来源（entropy）或锁定的日期和单元（days、cells）。"
        "请用原来的 lock.json。",
        "The moment of the lock (locked_at), the sources of entropy, or the days and cells that "
        "were locked cannot be read. Take the original lock.json.",
    ),
    "seed-not-ascii": Words(
        "种子文本只能含可打印的 ASCII 字符。请用原来的 seed.txt。",
        "A seed text is printable ASCII only. Take the original seed.txt.",
    ),
    "seed-text": Words(
        "种子文本第 {line} 行有误，应为：{expected}。请用本次抽取的原 seed.txt，不要另存或编辑。",
        "Line {line} of the seed text is wrong; {expected} was expected. Take the original "
        "seed.txt of this draw, not edited or saved again.",
    ),
    "unknown-subject": Words(
        "这次抽取中没有编号为“{found}”的检查对象、人员或任务。请核对编号；未被抽中的对象，只写对象编号。",
        "No target, officer or task of this draw is called “{found}”. Check the id; of a target "
        "that was not drawn, give the target alone.",
    ),
    "cannot-write": Words(
        "无法写入（{found}）。请检查路径、权限和磁盘空间。",
        "It cannot be written ({found}). Check the path, its permissions and the free space.",
    ),
}
