"""Faults of the ceremony: what the log forbids, and what a verification finds."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

ORIGINAL = "请使用原件。"
GET_ORIGINAL = "Get the original."

CEREMONY: Mapping[str, Words] = {
    "draw-unknown": Words(
        "日志中没有抽取 {draw}。请核对编号和批次，如 120116-2026-000012/1。",
        "The log has no draw {draw}. Check number and attempt, as in 120116-2026-000012/1.",
    ),
    "record-unreadable": Words(
        "日志第 {line} 条（从 0 起）不是有效记录，有误的字段：{fields}。" + ORIGINAL,
        "Record {line} of the log (from 0) is none; wrong: {fields}. " + GET_ORIGINAL,
    ),
    "time-went-back": Words(
        "时间 {found} 早于上一条记录的 {last}。请校准时钟后再试。",
        "{found} is earlier than the record before it, {last}. Set the clock, then try again.",
    ),
    "draw-number-form": Words(
        "抽取编号“{found}”应以六位数字结尾，如 120116-2026-000012。",
        "The draw's number “{found}” has to end in six digits, as in 120116-2026-000012.",
    ),
    "draw-number-gap": Words(
        "抽取编号必须连续：下一个是 {expected}，现为 {draw}。请改 draw.json。",
        "Draw numbers have no gap: {expected} is next, not {draw}. Correct draw.json.",
    ),
    "attempt-gap": Words(
        "批次必须连续：下一批次是 {expected}，现为 {draw}。请改 draw.json。",
        "Attempts have no gap: {expected} is next, this is {draw}. Correct draw.json.",
    ),
    "attempt-live": Words(
        "上一批次 {other} 仍然有效。请先由两人说明理由作废（doubledraw void）。",
        "The attempt before, {other}, is live. Two people void it first, with a reason "
        "(doubledraw void).",
    ),
    "attempt-void": Words(
        "抽取 {draw} 已作废，不能再有“{event}”。请用下一批次。",
        "Draw {draw} is void: no “{event}” can follow. Take the next attempt.",
    ),
    "plan-in-other-attempt": Words(
        "计划 {plan} 已在抽取 {other} 中锁定。一个计划只能在一个有效批次中；请先作废该批次，"
        "或从本次抽取中去掉此计划。",
        "Plan {plan} is locked in draw {other} already, and a plan is in one live attempt only. "
        "Void that one first, or leave the plan out of this draw.",
    ),
    "second-person-missing": Words(
        "“{found}”不能既提出又批准。请由另一人批准（--second）。",
        "“{found}” cannot be both people. Let somebody else be the second (--second).",
    ),
    "event-too-early": Words(
        "尚无“{needed}”记录，不能进行此步。请先完成“{needed}”。",
        "There is no record of “{needed}” yet, which has to come first. Do that, then this.",
    ),
    "event-too-late": Words(
        "抽取 {draw} 已有“{after}”记录，“{event}”为时已晚。",
        "Draw {draw} has a record of “{after}”: too late for “{event}”.",
    ),
    "event-twice": Words(
        "抽取 {draw} 的“{event}”已有记录，不能重来。确需重来，请先由两人作废，再用下一批次。",
        "Draw {draw} has its “{event}” already, and it is not done again. If it must be, two "
        "people void the attempt, and the next one begins.",
    ),
    "party-twice": Words(
        "部门 {party} 已为抽取 {draw} 提交承诺，只能提交一次。",
        "{party} has committed for draw {draw} already; once is all.",
    ),
    "source-not-declared": Words(
        "没有第 {source} 个随机数来源（从 0 起）。请核对锁定时声明的来源。",
        "There is no source of entropy {source} (from 0). See those that the lock declares.",
    ),
    "source-twice": Words(
        "第 {source} 个随机数来源（从 0 起）已经提供，不能更换。",
        "Source {source} of entropy (from 0) has delivered already; that is not changed.",
    ),
    "source-missing": Words(
        "第 {source} 个随机数来源（从 0 起）尚未提供。请等它提供；若不会提供，请作废本批次。",
        "Source {source} of entropy (from 0) has not delivered. Wait for it, or if it never will, "
        "void the attempt.",
    ),
    "quoted-record-differs": Words(
        "所引用的“{quoted}”记录与日志中的不同。" + ORIGINAL,
        "The record of “{quoted}” that is quoted is not the one in the log. " + GET_ORIGINAL,
    ),
    "vacancy-open": Words(
        "第 {number} 个空缺尚未补上。请先补上。",
        "Vacancy {number} is still open. Fill it first.",
    ),
    "vacancy-gap": Words(
        "空缺编号必须连续：下一个是 {expected}。",
        "Vacancies have no gap: {expected} is next.",
    ),
    "vacancy-not-open": Words(
        "第 {number} 个空缺没有在等待递补。请核对编号。",
        "Vacancy {number} does not wait to be filled. Check the number.",
    ),
    "visits-not-over": Words(
        "抽取 {draw} 的检查到 {day} 才结束，此前公布会走漏消息。请在此日之后公布；"
        "事先告知的检查可在锁定时加 --announced。",
        "The visits of draw {draw} last until {day}, and to publish before would tip them off. "
        "Publish after that day; visits that are announced anyway are locked with --announced.",
    ),
    "inputs-changed": Words(
        "抽取 {draw} 已锁定，但这些文件此后有改动：{files}。请恢复锁定时的文件；"
        "确需改动，请先由两人作废本批次，再用下一批次。",
        "Draw {draw} is locked, and these files have changed since: {files}. Restore them as "
        "they were; if they must change, two people void the attempt and the next one begins.",
    ),
    "result-unlike": Words(
        "抽取 {draw} 再次得出的结果与日志所承诺的不同。未写出任何文件；请检查卷宗是否被改动。",
        "Draw {draw}, made again, is not what the log committed to. Nothing was written; see "
        "whether its dossier was changed.",
    ),
    "dossier-missing": Words(
        "找不到本批次的卷宗。请恢复抽取机关文件夹中的 dossiers。",
        "The dossier of this attempt is gone. Restore the office's folder dossiers.",
    ),
    "dossier-unreadable": Words(
        "无法读取卷宗。请从备份恢复。",
        "The dossier cannot be read. Restore it from a backup.",
    ),
}

VERIFYING: Mapping[str, Words] = {
    "evidence-missing": Words(
        "缺少证据文件 {file}。" + ORIGINAL,
        "The evidence {file} is missing. " + GET_ORIGINAL,
    ),
    "evidence-unreadable": Words(
        "证据文件 {file} 无法读取或形式有误。" + ORIGINAL,
        "The evidence {file} cannot be read, or has not the form it must have. " + GET_ORIGINAL,
    ),
    "keys-unreadable": Words(
        "无法读取密钥文件。请给出 UTF-8 文本文件，每行一个密钥。",
        "The file of keys cannot be read. Give a text in UTF-8 with one key a line.",
    ),
    "log-size-differs": Words(
        "日志有 {count} 条记录，签名的检查点为 {size} 条。" + ORIGINAL,
        "The log has {count} records, its signed checkpoint {size}. " + GET_ORIGINAL,
    ),
    "proof-misplaced": Words(
        "证明文件所证的是第 {index} 条记录，与文件名不符。" + ORIGINAL,
        "This proof is of record {index}, not of the one that its name says. " + GET_ORIGINAL,
    ),
    "entropy-unreadable": Words(
        "无法读取 entropy.json。" + ORIGINAL,
        "entropy.json cannot be read. " + GET_ORIGINAL,
    ),
    "entropy-unlike-record": Words(
        "第 {source} 个随机数来源（从 0 起）与日志中密封的不同。",
        "Source {source} of entropy (from 0) is not what the log sealed.",
    ),
    "seed-unlike-entropy": Words(
        "种子文本第 {line} 行与各随机数来源不符。",
        "Line {line} of the seed text is not what the sources of entropy give.",
    ),
    "document-missing": Words(
        "缺少应当公开的文件。" + ORIGINAL,
        "A document that must be opened is missing. " + GET_ORIGINAL,
    ),
    "document-unlike": Words(
        "文件与日志所承诺的不同：已被改动，或不是当初那份。",
        "This is not the document that the log committed to: it was changed or exchanged.",
    ),
    "document-not-committed": Words(
        "日志从未承诺过这个文件，不能作为证据。",
        "The log never committed to this document; it proves nothing.",
    ),
    "document-unlike-manifest": Words(
        "文件与公布清单不符。",
        "This is not the document that the manifest lists.",
    ),
    "manifest-unlike-record": Words(
        "公布清单不是日志所记录的那份。",
        "The manifest is not the one in the log.",
    ),
    "not-published": Words(
        "日志中没有公布本次抽取的记录。",
        "The log has no record that this draw was published.",
    ),
    "rows-unreadable": Words(
        "第 {row} 行不是按升序排列的承诺值。" + ORIGINAL,
        "Row {row} is no commitment in ascending order. " + GET_ORIGINAL,
    ),
    "rows-unlike-lock": Words(
        "待抽取对象共 {found} 行，锁定的是 {expected} 行，或内容不同。",
        "There are {found} rows where {expected} were locked, or they are others.",
    ),
    "plan-not-locked": Words(
        "计划 {plan} 不在锁定之列。",
        "Plan {plan} was not locked.",
    ),
    "count-unlike-quota": Words(
        "计划 {plan} 抽出 {found} 个，锁定的名额是 {expected} 个。",
        "Plan {plan} drew {found} where {expected} were locked.",
    ),
    "ticket-wrong": Words(
        "计划 {plan} 中 {target} 的签号 {found} 不是由种子得出的。",
        "Plan {plan}: the ticket {found} of {target} does not follow from the seed.",
    ),
    "tickets-out-of-order": Words(
        "计划 {plan} 的对象未按签号排列，或有重复。",
        "The targets of plan {plan} are not in the order of their tickets, or stand twice.",
    ),
    "strata-unlike-lock": Words(
        "计划 {plan} 的层、总数或名额与锁定的不同。",
        "Strata, pool or quota of plan {plan} are not as locked.",
    ),
    "ranks-wrong": Words(
        "计划 {plan} 第 {stratum} 层的顺位与名额不符。",
        "Plan {plan}, stratum {stratum}: the ranks are not 1 to its quota.",
    ),
    "cutoff-wrong": Words(
        "计划 {plan} 第 {stratum} 层的入选线不是最高的中签签号。",
        "Plan {plan}, stratum {stratum}: the cutoff is not the highest ticket drawn.",
    ),
    "visits-unlike-selections": Words(
        "任务 {task} 应有 {expected} 次检查，现有 {found} 次。",
        "Task {task} is in {found} visits where {expected} is right.",
    ),
    "day-outside-window": Words(
        "第 {row} 行的日期 {found} 不在抽取的时段内。",
        "Row {row}: {found} is outside the window of the draw.",
    ),
    "day-overfull": Words(
        "计划 {plan} 在 {day} 有 {found} 次检查，锁定的是 {expected} 次。",
        "Plan {plan} has {found} visits on {day} where {expected} were locked.",
    ),
}
