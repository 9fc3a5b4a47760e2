"""Faults of the proof that a firm gets of its own row."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.words import Words

AUDIT = "请检查审计包是否完整，或重新取得审计包。"
AUDIT_EN = "See whether the audit bundle is whole, or get it again."

PROOFS: Mapping[str, Words] = {
    "prove-not-audit": Words(
        "这不是审计包：没有打开一户所需的文件。请给出“doubledraw publish”写出的审计包。",
        "This is no audit bundle: what opens the row of one firm is missing. Give the audit bundle "
        "that “doubledraw publish” wrote.",
    ),
    "prove-unsound": Words(
        "审计包在“{step}”一步未通过核对，不出具证明。请先运行“doubledraw verify”查明原因。",
        "The audit bundle does not verify in its step “{step}”, so nothing is proved from it. Run "
        "“doubledraw verify” and find out why.",
    ),
    "prove-unknown-target": Words(
        "本次抽取的名录库中没有编号为“{found}”的对象。请核对编号（一般为统一社会信用代码）。",
        "The registry of this draw has no target “{found}”. Check the id, as a rule the unified "
        "social credit code.",
    ),
    "prove-unreadable": Words(
        "审计包的内容读不懂（{found}），不出具证明。" + AUDIT,
        "What the audit bundle holds cannot be read ({found}), so nothing is proved from it. "
        + AUDIT_EN,
    ),
    "prove-rows-unlike": Words(
        "由名录得出的各行与锁定的不一致，不出具证明。请先运行“doubledraw verify”查明原因。",
        "The rows that follow from the inputs are not those that were locked, so nothing is "
        "proved. Run “doubledraw verify” and find out why.",
    ),
    "prove-row-missing": Words(
        "证明中有计划，却没有打开的一行。请使用原来的证明。",
        "The proof has plans, but opens no row. Take the original proof.",
    ),
    "prove-stratum-missing": Words(
        "audit/strata.csv 中没有计划 {plan} 第 {stratum} 层，或数量不符，不出具证明。" + AUDIT,
        "audit/strata.csv lacks stratum {stratum} of plan {plan}, or has other figures, so nothing "
        "is proved. " + AUDIT_EN,
    ),
    "prove-result-unlike": Words(
        "该对象在计划 {plan} 中的签号与公布的抽取结果不一致，不出具证明。请先运行"
        "“doubledraw verify”查明原因。",
        "The target's ticket in plan {plan} is not in accord with the selections that were "
        "published, so nothing is proved. Run “doubledraw verify” and find out why.",
    ),
    "prove-key-wrong": Words(
        "密钥“{found}”不是由种子推出的。请使用原来的证明。",
        "The key “{found}” does not follow from the seed. Take the original proof.",
    ),
    "prove-ticket-wrong": Words(
        "签号“{found}”不是由密钥和编号算出的。请使用原来的证明。",
        "The ticket “{found}” is not that of key and id. Take the original proof.",
    ),
    "prove-row-unlike": Words(
        "“{found}”与证明中的一行不符。请使用原来的证明。",
        "“{found}” is not in accord with the row of this proof. Take the original proof.",
    ),
    "prove-path-wrong": Words(
        "路径通不到锁定的根值“{found}”。请使用原来的证明。",
        "The path does not lead to the root “{found}” that was locked. Take the original proof.",
    ),
    "prove-lock-unlike": Words(
        "public/lock.json 不是日志所承诺的（{found}）。请使用原来的文件。",
        "public/lock.json is not what the log committed to ({found}). Take the original file.",
    ),
}
