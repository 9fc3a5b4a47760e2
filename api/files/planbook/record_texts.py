"""Texts and looks of the draw record."""

from __future__ import annotations

from collections.abc import Mapping

Texts = Mapping[str, str]

CHINESE: Texts = {
    "marking": "内部资料 · 公布前保密",
    "title": "“双随机”抽取记录",
    "about": "一、抽取概况",
    "number": "抽取编号",
    "attempt": "第几次抽取",
    "locked_at": "名单锁定时间（北京时间）",
    "window": "检查期",
    "policy": "规则版本",
    "entropy": "随机数来源（锁定前申明）",
    "totals": "二、数量汇总",
    "days_mean": "各计划每日检查数量和各部门每日派出人次，已在锁定名单时排定并写入 lock.json"
    "（见 days.csv、body_days.csv），应急预留人次不参与排期；哪一次检查排在哪一天，按签号分配。",
    "seed": "四、种子文本与密钥",
    "seed_means": "种子文本在名单锁定之后产生。以下文本（每行以换行符结束）决定全部抽取结果，"
    "密钥由其哈希值逐级推出。",
    "only_local": "随机数只由抽取所用的计算机产生（local）：任何人都可以重放核对，"
    "但重放不能证明操作人没有多次试抽。请监督人现场见证，并核对抽取编号连续。",
    "check": "附一：如何手工核对",
    "check_key": "1. 由种子文本推出密钥 K_target：先求 seed.txt 的哈希值，"
    "再求“该值/target”的哈希值。",
    "check_ticket": "2. 计算任一检查对象的签号：K 为密钥，ID 为检查对象编号"
    "（一般为统一社会信用代码）。",
    "check_rank": "3. 在 selections.csv 中查到该对象的签号（ticket）、层内顺位（rank）和入选线"
    "（cutoff）。同一层中签号最小的若干名入选：签号不大于入选线即为抽中。各计划独立抽签时，"
    "K 取 plans.csv 的 ticket_key 列；有权重的计划，ID 之后加 #1 至 #权重，取其中最小者。",
    "check_all": "4. 核对全部文件，并从头重放整个抽取过程：",
    "plans": "附二：各计划抽取数量",
    "plan_columns": "计划编号|计划名称|发起部门|类型|来源|待抽取数|应抽数|实抽数",
    "exclusions": "附三：排除统计",
    "exclusions_mean": "每个计划：名录库数 = 各项排除数之和 + 待抽取数。"
    "同时符合几项的，只计入排在前面的一项。",
    "plan": "计划编号",
    "registry": "名录库数",
    "pool": "待抽取数",
    "shortfalls": "三、未能满足的要求",
    "no_shortfalls": "无。",
    "shortfall_columns": "类型|部门|处数|需要合计|可用合计",
    "digests": "五、文件摘要",
    "digests_mean": "签名所确认的是具有以下 SHA-256 值的文件。",
    "digest_columns": "文件|SHA-256",
    "signatures": "六、签名",
    "operator": "操作人",
    "witness": "监督人",
    "date": "日期",
    "remarks": "备注",
}

ENGLISH: Texts = {
    "marking": "Internal · confidential until published",
    "title": "Record of a dual-random draw",
    "about": "1. The draw",
    "number": "Number of the draw",
    "attempt": "Attempt",
    "locked_at": "Locked at (Beijing time)",
    "window": "Days of inspection",
    "policy": "Version of the policy",
    "entropy": "Sources of entropy, declared before the lock",
    "totals": "2. Totals",
    "days_mean": "How many visits of each plan and how many officers of each body go on each day "
    "was settled with the lock and stands in lock.json (see days.csv, body_days.csv); places kept "
    "for urgent calls were left out. Which visit takes which day is decided by ticket.",
    "seed": "4. Seed text and keys",
    "seed_means": "The seed text was made after the lock. This text, with a line feed after "
    "each line, decides the whole draw; the keys are derived from its hash.",
    "only_local": "The only source of entropy is the machine that drew (local): anyone can replay "
    "the draw, but a replay cannot show that the operator did not try several times. Witnesses "
    "should be present, and numbers of draws without gaps.",
    "check": "Annex A. How to check by hand",
    "check_key": "1. Derive K_target from the seed text: the hash of seed.txt, then the hash "
    "of that value followed by /target.",
    "check_ticket": "2. Compute the ticket of any target: K is the key, ID the target's id "
    "(as a rule its unified social credit code).",
    "check_rank": "3. Find the target's ticket, its rank in the stratum and the cutoff in "
    "selections.csv. The lowest tickets of a stratum are drawn: those not above the cutoff. Where "
    "plans draw independently, K is the plan's ticket_key in plans.csv; where a plan has weights, "
    "append #1 up to #weight to the id and take the smallest.",
    "check_all": "4. Check all files, and replay the whole draw:",
    "plans": "Annex B. Plans and numbers drawn",
    "plan_columns": "Plan|Name|Initiating body|Kind|Source|Pool|Quota|Drawn",
    "exclusions": "Annex C. Exclusions",
    "exclusions_mean": "For each plan: registry = sum of all exclusions + pool. A target to which "
    "several reasons apply counts under the first.",
    "plan": "Plan",
    "registry": "Registry",
    "pool": "Pool",
    "shortfalls": "3. What could not be met",
    "no_shortfalls": "Nothing.",
    "shortfall_columns": "Kind|Body|Cases|Needed|Available",
    "digests": "5. Digests of files",
    "digests_mean": "The signatures stand for the files with these SHA-256 values.",
    "digest_columns": "File|SHA-256",
    "signatures": "6. Signatures",
    "operator": "Operator",
    "witness": "Witness",
    "date": "Date",
    "remarks": "Remarks",
}

TEXTS: Mapping[str, Texts] = {"zh": CHINESE, "en": ENGLISH}

STYLE = """
@page {
  size: A4; margin: 16mm 14mm 18mm;
  @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt; color: #555; }
}
* { box-sizing: border-box; }
body { font: 10.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
  "SimSun", sans-serif; color: #111; max-width: 182mm; margin: 0 auto; padding: 8mm 0; }
header { text-align: center; }
h1 { font-size: 18pt; margin: 0 0 4mm; letter-spacing: 0.06em; }
h2 { font-size: 12pt; margin: 6mm 0 2mm; break-after: avoid; }
p { margin: 0 0 2mm; }
.marking { color: #b00020; font-weight: bold; text-align: right; margin: 0 0 4mm; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #999; padding: 0.8mm 1.6mm; text-align: left; vertical-align: top; }
th { background: #f0f2f5; font-weight: 600; }
.facts { break-inside: avoid; }
.facts th { width: 58mm; }
.annex { break-before: page; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.facts .number { text-align: left; }
code, pre { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: 7.5pt; }
code { word-break: break-all; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 0.3mm solid #ccc; background: #fafafa;
  padding: 2mm; margin: 0 0 2mm; break-inside: avoid; }
.plans, .exclusions { font-size: 8pt; }
.plans td:first-child, .exclusions td:first-child { white-space: nowrap; }
.plans td:nth-child(4), .plans td:nth-child(5), .plans th { white-space: nowrap; }
.exclusions th { vertical-align: bottom; }
.exclusions th span { writing-mode: vertical-rl; max-height: 26mm; }
.note { margin-top: 2mm; }
.whole { break-inside: avoid; }
.signatures th { width: 24mm; height: 14mm; vertical-align: middle; }
.signatures .line { min-width: 50mm; }
@media print {
  body { max-width: none; padding: 0; }
  th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media screen and (max-width: 760px) {
  body { padding: 4mm; }
  section { overflow-x: auto; }
}
""".strip()
