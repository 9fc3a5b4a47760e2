"""The help of the ceremony's commands in Chinese, by its English text."""

from __future__ import annotations

from api.wording.words import Words

CEREMONY_HELP = (
    Words("日志与卷宗所在文件夹；默认在 OUT 旁。", "Folder of log and dossiers; else beside OUT."),
    Words("日志与卷宗所在文件夹。", "Folder of log and dossiers."),
    Words("私钥文件夹，须与数据分开。", "Folder of private keys, away from all data."),
    Words("新办公室的名称，写入日志密钥。", "Name of a new office, in its log's key."),
    Words("事先告知的检查：可立即公布。", "The visits are announced: it may open at once."),
    Words("编号和批次：120116-2026-000012/1。", "Number and attempt: 120116-2026-000012/1."),
    Words("提出人。", "Who asks for it."),
    Words("另一批准人。", "Who else approves."),
    Words("部门编号。", "Id of the body."),
    Words("随机数文件。", "File of the nonce."),
    Words("部门的承诺值。", "Its commitment."),
    Words("当众掷出的 N 位数字。", "N digits, thrown in public."),
    Words("另加本机随机数。", "Randomness of this machine, too."),
    Words("密钥和签号用 SM3，不用 SHA-256。", "Keys and tickets by SM3 in place of SHA-256."),
    Words("从锁定到信标的秒数。", "Seconds from the lock to the beacon."),
    Words("第几个来源，从 0 起。", "Which, from 0."),
    Words("随机数或数字；本机来源不填。", "Nonce or digits; none for local."),
    Words("信标该轮的签名。", "Signature of the beacon's round."),
    Words("上一轮的签名（链式网络）。", "That of the round before, if chained."),
    Words("替换已有的计划书。", "Replace a plan book."),
    Words("事由代码。", "Why, in one code."),
    Words("公开包。", "Public bundle."),
    Words("审计包。", "Audit bundle."),
    Words("公布的检查结果。", "Results as published."),
    Words("为一个部门生成随机数及其承诺值。", "Make a nonce and its commitment for a body."),
    Words("在锁定前记录部门的承诺。", "Log the commitment of a body, before the lock."),
    Words(
        "锁定一次抽取：检查、冻结、记入日志。",
        "Lock a draw: check its folder, freeze it, log that.",
    ),
    Words(
        "提供所声明的随机数，密封入日志。",
        "Deliver what a declared source of entropy gives, sealed.",
    ),
    Words(
        "对已锁定的批次进行抽取，写出计划书。",
        "Make the draw of a locked attempt and write its plan book.",
    ),
    Words("由两人决定作废一个批次。", "End an attempt without a result, decided by two people."),
    Words(
        "公布一次抽取：写出公开包和审计包。",
        "Open a draw: write the public and the audit bundle.",
    ),
    Words("为日志换新密钥，旧签名仍有效。", "Give the log a new key; old signatures stay good."),
    Words("把公布的检查结果记入日志。", "Log published results of a draw's visits."),
    Words(
        "见证办公室的日志：比较、联署、记住。",
        "Witness an office's log: compare, cosign, remember.",
    ),
    Words(
        "逐步核对证据包或计划书，不需求解器。",
        "Verify a bundle or a plan book, step by step, without a solver.",
    ),
    Words("公开包、审计包或计划书文件夹。", "Folder of a public or audit bundle, or OUT."),
    Words("办公室另行公布的密钥。", "The office's key, as made known elsewhere."),
    Words("见证人密钥文件，每行一个。", "Keys of witnesses, one a line."),
    Words(
        "含 log.jsonl、checkpoint 和 keys.txt 的文件夹。",
        "Folder with log.jsonl, checkpoint and keys.txt.",
    ),
    Words(
        "见证人的密钥；给出 --name 时生成。",
        "Key of the witness; made if --name is given.",
    ),
    Words("见证人记忆所在文件夹。", "Folder of what the witness remembers."),
    Words("新见证密钥的名称。", "Name of the witness, for a new key."),
    Words("另行公布的日志密钥。", "The log's verifier key, as made known."),
)
