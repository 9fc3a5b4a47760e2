"""Faults of logs, their keys, and what a witness refuses."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

TEXTS: Mapping[str, Words] = {
    "not-canonical": Words(
        "{place} 处的内容（{found}）没有规范的 JSON 写法，未写出。这是程序缺陷，请告知维护人员。",
        "What stands at {place} ({found}) has no canonical JSON, so nothing was written. This is a "
        "defect of the program; please tell the maintainers.",
    ),
    "merkle-proof": Words(
        "默克尔证明不成立，应为：{expected}。请核对记录、证明和检查点是否属于同一日志。",
        "The Merkle proof does not hold; {expected} was expected. Check that record, proof and "
        "checkpoint are of the same log.",
    ),
    "evidence-text": Words(
        "第 {line} 行有误，应为：{expected}。请用原文件，不要另存或编辑。",
        "Line {line} is wrong; {expected} was expected. Take the original file, not edited or "
        "saved again.",
    ),
    "key-text": Words(
        "第 {line} 行不是签名公钥，应为：{expected}。请从原处重新复制。",
        "Line {line} is no key; {expected} was expected. Copy it again from where it was made "
        "known.",
    ),
    "key-name": Words(
        "“{found}”不能作密钥名称：不可为空，不可含空白或加号，应如 audit.example.gov.cn/w1。"
        "请改正。",
        "“{found}” cannot name a key: blanks and + are not allowed; audit.example.gov.cn/w1 would "
        "be. Correct it.",
    ),
    "note-text": Words(
        "第 {line} 行不符合签名文本的格式，应为：{expected}。请用原文件，不要另存或编辑。",
        "Line {line} is not that of a signed note; {expected} was expected. Take the original "
        "file, not edited or saved again.",
    ),
    "checkpoint-text": Words(
        "第 {line} 行不符合检查点的格式，应为：{expected}。请用原文件，不要另存或编辑。",
        "Line {line} is not that of a checkpoint; {expected} was expected. Take the original "
        "file, not edited or saved again.",
    ),
    "proof-text": Words(
        "第 {line} 行不符合记录证明的格式，应为：{expected}。请用原文件，不要另存或编辑。",
        "Line {line} is not that of a proof; {expected} was expected. Take the original file, not "
        "edited or saved again.",
    ),
    "cosignature-time": Words(
        "见证时间有误，应为：{expected}。请校正时钟。",
        "The time of a cosignature is wrong; {expected} was expected. Set the clock.",
    ),
    "signature-wrong": Words(
        "“{name}”的签名不成立：文本或签名已被改动。请向其索取原文件。",
        "The signature of “{name}” is wrong: text or signature were changed. Ask them for the "
        "original.",
    ),
    "not-signed": Words(
        "没有“{name}”的有效签名。若其密钥已更换，请先通过其他途径核对新公钥。",
        "It is not signed by “{name}” with the key that is known. If the key was replaced, compare "
        "the new one with what they made known elsewhere first.",
    ),
}

LOGS: Mapping[str, Words] = {
    "log-missing": Words(
        "此处没有日志：缺少 log.jsonl。请给出日志所在的文件夹。",
        "There is no log here: log.jsonl is missing. Give the folder of a log.",
    ),
    "log-records-missing": Words(
        "检查点签了 {size} 条记录，日志只有 {count} 个完整的行：记录已丢失或被删除。未作任何改动。"
        "请取回完整的 log.jsonl。",
        "The checkpoint is over {size} records, the log has {count} whole lines: records were lost "
        "or deleted. Nothing was changed. Get the whole log.jsonl back.",
    ),
    "log-root-differs": Words(
        "前 {size} 条记录与签名的检查点不符：记录已被改动。未作任何改动。请取回原来的 log.jsonl。",
        "The first {size} records are not those that the checkpoint was signed over: records were "
        "changed. Nothing was changed now. Get the original log.jsonl back.",
    ),
    "log-checkpoint-missing": Words(
        "没有检查点，无法确认记录未被改动。请取回原来的 checkpoint 文件。",
        "There is no checkpoint, so nobody can tell whether records were changed. Get the original "
        "file `checkpoint` back.",
    ),
    "log-key-ended": Words(
        "密钥 {found} 已被更换，不能再签。请用现行密钥重新打开日志。",
        "The key {found} was replaced and signs no more. Open the log again with the current key.",
    ),
    "log-key-unknown": Words(
        "日志旁没有 keys.txt，不知应由哪个公钥签名。请用 --trust 给出公布的公钥。",
        "There is no keys.txt beside the log, so its key is not known. Give the key that the "
        "office made known with --trust.",
    ),
    "log-record-not-a-line": Words(
        "一条记录应为不空的一行。这是程序缺陷，请告知维护人员。",
        "A record is one line that is not empty. This is a defect of the program; please tell the "
        "maintainers.",
    ),
    "log-has-grown": Words(
        "日志现有 {size} 条记录，应为 {expected} 条：其间有别的程序写入。没有写入；请再试一次。",
        "The log has {size} records where {expected} were expected: another process wrote "
        "meanwhile. Nothing was written; try again.",
    ),
    "log-moved-on": Words(
        "见证期间检查点有了变化，没有写入见证签名。请再见证一次。",
        "The checkpoint changed while it was being witnessed, so the cosignature was not written. "
        "Witness it again.",
    ),
    "key-exists": Words(
        "此处已有密钥，不会覆盖。请换一个位置，或使用现有密钥。",
        "There is a key already, and it is not overwritten. Give another place, or use that key.",
    ),
    "key-missing": Words(
        "没有密钥。请核对密钥文件夹；密钥不放在日志旁。",
        "There is no key. Check the folder of keys; they are not kept beside the log.",
    ),
    "key-unreadable": Words(
        "文件中不是所需的密钥。请从备份取回。",
        "The file does not hold the key that is needed. Get it back from its backup.",
    ),
    "key-readable-by-others": Words(
        "其他用户可以读取密钥，任何人都可能用它签名。请先 chmod 600；若可能已泄露，请更换密钥。",
        "Others can read the key, so anybody may have signed with it. Use chmod 600; if it may "
        "have leaked, replace the key.",
    ),
    "key-folder-open": Words(
        "其他用户可以写入密钥所在的文件夹，从而换掉密钥。请先 chmod 700。",
        "Others can write to the folder of the key, and so replace it. Use chmod 700.",
    ),
    "key-beside-data": Words(
        "密钥文件夹位于日志文件夹中，会随数据一起被复制。请把密钥放在别处。",
        "The folder of keys lies in that of the log and would be copied with it. Keep keys "
        "elsewhere.",
    ),
}

WITNESSES: Mapping[str, Words] = {
    "witness-key-missing": Words(
        "没有见证人密钥。要新建，请用 --name 给出见证人名称，如 audit.example.gov.cn/w1。",
        "There is no key of a witness. To make one, give the witness a name with --name, like "
        "audit.example.gov.cn/w1.",
    ),
    "witness-key-of-another": Words(
        "此密钥属于“{found}”，或不是见证人密钥。请核对 --key-file 和 --name。",
        "This key belongs to “{found}”, or is not that of a witness. Check --key-file and --name.",
    ),
    "witness-state-broken": Words(
        "见证人对此日志的记忆已损坏，不能当作首次见证。请从备份取回此文件。",
        "What the witness remembers of this log is damaged, and must not be begun anew. Get the "
        "file back from its backup.",
    ),
    "witness-clock-behind": Words(
        "本机时钟为 {found}，早于上次见证的 {before}。见证的价值在于时间：请先校准时钟。",
        "The clock of this machine shows {found}, before the last visit at {before}. A cosignature "
        "is worth its time: set the clock first.",
    ),
    "witness-tree-smaller": Words(
        "检查点只有 {size} 条记录，以前见证过 {before} 条。请取日志的最新副本；若这已是最新，"
        "说明有人删除了记录。",
        "The checkpoint is over {size} records; {before} were witnessed before. Get the newest "
        "copy of the log; if this is the newest, records were removed.",
    ),
    "witness-split-view": Words(
        "检查点同为 {size} 条记录，根值却与以前见证的不同：日志有两个版本。请保存两者并查明原因。",
        "The checkpoint is over {size} records as the one witnessed before, with another root: the "
        "log has two versions. Keep both and find out why.",
    ),
    "witness-history-changed": Words(
        "现有 {size} 条记录，但以前见证过的 {before} 条已被改动：日志不是只增不改。"
        "请保存此副本并查明原因。",
        "There are {size} records, but the {before} witnessed before are not as they were: the log "
        "was not only added to. Keep this copy and find out why.",
    ),
    "witness-records-changed": Words(
        "与上次见证时不同的记录有 {count} 条（从 0 数起）：{records}。请与见证前的副本比较。",
        "Records that are not as they were when last witnessed: {count}, counted from 0: "
        "{records}. Compare them with an earlier copy.",
    ),
    "witness-records-gone": Words(
        "上次见证过而现在没有的记录有 {count} 条（从 0 数起）：{records}。请取回完整的日志。",
        "Records that were witnessed and are gone: {count}, counted from 0: {records}. Get the "
        "whole log back.",
    ),
}
