"""What a firm's proof says in either language, and how its page looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.files.planbook.documents import read_moment
from api.files.planbook.totals import beijing_time
from scheduler.evidence.firm_proof import FirmProof, PlanTicket
from scheduler.evidence.records import moment_text

Texts = Mapping[str, str]

CHINESE: Texts = {
    "title": "抽取结果证明",
    "for_whom": "仅供本企业留存。除入选线外，只写本企业一户。",
    "draw": "抽取编号",
    "target": "检查对象",
    "locked_at": "名单锁定时间",
    "result": "结果",
    "drawn": "抽中",
    "not_drawn": "未抽中",
    "listed": "名单指定",
    "because_drawn": "抽中，签号不大于入选线。",
    "because_not": "未抽中，签号大于入选线。",
    "because_none": "未抽中，本层没有抽取名额。",
    "because_listed": "按名单检查，不经抽签。",
    "no_plan": "本次抽取中，没有任何计划可以抽取该对象：它不在任何待抽取库中。",
    "tickets": "签号与入选线",
    "ticket": "本企业签号",
    "plan": "计划",
    "stratum": "层",
    "stratum_no": "第 {number} 层",
    "pool": "待抽取",
    "quota": "应抽",
    "cutoff": "入选线（本层最后一名的签号）",
    "no_cutoff": "无人抽中",
    "weight": "计划 {plan} 按权重抽签：权重 {weight}，即有 {weight} 个签号，"
    "取其中最小者，即第 {winner} 个。",
    "cells": "计划 {plan} 各项限额交叉，本层应抽数由种子抽定。",
    "compare": "两串数字从左起逐位比较，数字小于字母。",
    "check": "一分钟核对",
    "check_ticket": "在任何一台计算机的终端里算出签号：",
    "check_key": "密钥由公布的种子 seed.txt 推出（在公开包的文件夹中运行）：",
    "check_row": "锁定名单时，本企业的一行已密封在公布的 public/rows.csv 中，"
    "由盐、编号和“计划:层号:权重”打开：",
    "check_lock": "锁定文件 public/lock.json 是日志第 {line} 行所承诺的：",
    "check_rest": "其余由核对程序完成。请先通过其他途径取得机关公钥，与下面的比较：",
    "gives": "应得",
    "colon": "：",
    "comma": "、",
    "evidence": "凭据",
    "salt": "本行的盐",
    "memberships": "本行内容",
    "memberships_mean": "计划:层号:权重",
    "commitment": "本行的承诺",
    "path": "由本行（第 {line} 行，共 {size} 行，从 0 数起）到根值的路径",
    "root": "根值 rows.root",
    "log": "日志",
    "log_place": "{size} 条记录；锁定为第 {lock} 条，公布为第 {publish} 条（从 0 数起）",
    "log_root": "日志根值",
    "key": "机关公钥",
    "code": "以上数字，供机器读取",
    "limits": "本证明说明：签号只由种子和企业编号算出，本企业的一行在锁定时已经密封。"
    "锁定是否先于随机数、种子是否公正、其他企业是否在名单中、入选线是否正确，"
    "由核对程序和审计人员核对。",
    "limits_out": "各行与锁定的承诺均已核对。审计人员可由审计包核对该对象为何不在库中。",
}

ENGLISH: Texts = {
    "title": "Proof of a result of a draw",
    "for_whom": "For this firm to keep. But for the cutoffs, it tells of this firm alone.",
    "draw": "Draw",
    "target": "Target",
    "locked_at": "Locked at",
    "result": "Result",
    "drawn": "drawn",
    "not_drawn": "not drawn",
    "listed": "listed",
    "because_drawn": "Drawn, because its ticket is not above the cutoff.",
    "because_not": "Not drawn, because its ticket is above the cutoff.",
    "because_none": "Not drawn, because its stratum gives none.",
    "because_listed": "Inspected by a list, not by lot.",
    "no_plan": "No plan of this draw could draw this target: it is not in any pool.",
    "tickets": "Ticket and cutoff",
    "ticket": "Ticket of this firm",
    "plan": "Plan",
    "stratum": "Stratum",
    "stratum_no": "no. {number}",
    "pool": "Pool",
    "quota": "Quota",
    "cutoff": "Cutoff: the last ticket drawn in the stratum",
    "no_cutoff": "nobody drawn",
    "weight": "Plan {plan} has weights: this firm weighs {weight}, so it has {weight} tickets, and "
    "the smallest counts: number {winner}.",
    "cells": "Quotas overlap in {plan}: how many the stratum gives was drawn from the seed.",
    "compare": "Compare the digits from the left; digits come before letters.",
    "check": "Check it in a minute",
    "check_ticket": "Compute the ticket in the terminal of any machine:",
    "check_key": "The key is made from the published seed.txt (run in the public bundle's folder):",
    "check_row": "When the pools were locked, the row of this firm was sealed in public/rows.csv; "
    "salt, id and plan:stratum:weight open it:",
    "check_lock": "The log committed to public/lock.json in its line {line}:",
    "check_rest": "A program verifies the rest. Get the office's key by another way first, and "
    "compare it with this:",
    "gives": "gives",
    "colon": ": ",
    "comma": ", ",
    "evidence": "Evidence",
    "salt": "Salt of the row",
    "memberships": "Row",
    "memberships_mean": "plan:stratum:weight",
    "commitment": "Its commitment",
    "path": "Path from the row (number {line} of {size}, from 0) to the root",
    "root": "Root, rows.root",
    "log": "Log",
    "log_place": "{size} records; the lock is record {lock}, the publication {publish} (from 0)",
    "log_root": "Root of the log",
    "key": "Key of the office",
    "code": "The same, for machines",
    "limits": "This shows that the ticket follows from seed and id alone, and that the row of this "
    "firm was sealed with the lock. Whether the lock came before chance, the seed was fair, others "
    "were in the pool and the cutoff is right is for the verifier and for auditors to check.",
    "limits_out": "All rows were compared with what was locked. Auditors can check in the audit "
    "bundle why this target is in no pool.",
}

TEXTS: Mapping[str, Texts] = {"zh": CHINESE, "en": ENGLISH}


def conclusion(plan: PlanTicket, texts: Texts) -> str:
    """Return why a plan drew the target, or did not."""
    if not plan.cutoff:
        return texts["because_none"]
    return texts["because_drawn" if plan.drawn else "because_not"]


def stratum_text(plan: PlanTicket, texts: Texts) -> str:
    """Return the stratum by its number, and as what it is where everybody may know."""
    number = texts["stratum_no"].format(number=plan.stratum_no)
    return " ".join((number, " · ".join(plan.stratum))).rstrip()


def moment_told(proof: FirmProof) -> str:
    """Return when the pools were locked, as clocks in China and in UTC show it."""
    moment = read_moment(proof.locked_at)
    return f"{beijing_time(moment)} +08:00 ({moment_text(moment)})"


def results(proof: FirmProof, texts: Texts) -> Iterator[str]:
    """Yield how the draw went for the target: the plans alike together."""
    alike: dict[str, list[str]] = {}
    for plan in proof.plans:
        alike.setdefault(conclusion(plan, texts), []).append(plan.plan_id)
    for plan_id, _ in proof.listed:
        alike.setdefault(texts["because_listed"], []).append(plan_id)
    if not proof.plans:
        yield texts["no_plan"]
    for told, plan_ids in alike.items():
        yield f"{texts['comma'].join(plan_ids)}{texts['colon']}{told}"


def remarks(proof: FirmProof, texts: Texts) -> Iterator[str]:
    """Yield what is special about some plans: weights, and quotas that overlap."""
    for plan in proof.plans:
        if plan.winner is not None:
            facts = {"plan": plan.plan_id, "weight": plan.weight, "winner": plan.winner}
            yield texts["weight"].format(**facts)
    overlapping = [plan.plan_id for plan in proof.plans if plan.quota_drawn]
    if overlapping:
        yield texts["cells"].format(plan=texts["comma"].join(overlapping))


STYLE = """
@page { size: A4; margin: 9mm 14mm; }
* { box-sizing: border-box; }
body { font: 8.8pt/1.3 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
  "SimSun", sans-serif; color: #111; max-width: 182mm; margin: 0 auto; padding: 8mm 0; }
header { display: flex; justify-content: space-between; gap: 6mm; }
.code { flex: none; width: 40mm; margin: 0; text-align: center; font-size: 6.5pt; color: #444; }
.code svg { display: block; width: 40mm; height: 40mm; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0 0 1mm; letter-spacing: 0.04em; }
h2 { font-size: 10.5pt; margin: 1.8mm 0 0.6mm; break-after: avoid; }
p { margin: 0 0 1mm; }
.note { color: #444; font-size: 8pt; }
.path + .note, section + .note { margin-top: 1.5mm; }
table { width: 100%; border-collapse: collapse; font-size: 8pt; }
tr { break-inside: avoid; }
th, td { border: 0.25mm solid #999; padding: 0.5mm 1.2mm; text-align: left; vertical-align: top; }
th { background: #f0f2f5; font-weight: 600; }
.facts th { width: 27mm; white-space: nowrap; }
.tickets { margin-bottom: 1mm; }
.tickets th, .tickets code, .tickets .stratum { white-space: nowrap; }
.tickets .own { background: #fbf7e6; }
.many th, .many td { padding: 0.2mm 1mm; font-size: 7pt; }
.many .plan { width: 100%; max-width: 0; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.result { font-weight: 600; white-space: nowrap; }
code, pre { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: 6.2pt; }
code { word-break: break-all; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 0.25mm solid #ccc;
  background: #fafafa; padding: 0.7mm 1.5mm; margin: 0 0 0.8mm; line-height: 1.25; }
pre b { font-weight: normal; color: #00569c; }
ol { margin: 0; padding-left: 5mm; }
li { break-inside: avoid; }
.path { columns: 2; column-gap: 4mm; line-height: 1.3; margin-bottom: 1mm; }
.path code { display: block; }
.path-told { margin: 1mm 0 0.5mm; font-size: 8pt; break-after: avoid; }
.told { font-weight: 600; }
@media print {
  body { max-width: none; padding: 0; }
  th, .own, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media screen and (max-width: 760px) {
  body { padding: 4mm; }
  header { flex-wrap: wrap; }
  section { overflow-x: auto; }
  .tickets th, .tickets .stratum { white-space: normal; }
  .many .plan { max-width: none; }
  .path { columns: 1; }
}
""".strip()
