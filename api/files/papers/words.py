"""What the papers say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from api.files.planbook.totals import beijing_time
from api.wording.telling import Lang
from api.wording.words import Words

Texts = Mapping[str, str]

BLANKS = "\u2003" * 8
"""Room for the pen."""

WORDS: Mapping[str, Words] = {
    "notice": Words("行政检查通知书", "Notice of administrative inspection"),
    "record": Words("现场检查笔录", "On-site inspection record"),
    "number": Words("编号：{number}", "No. {number}"),
    "page": Words("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "translation": Words("", "Translation. The Chinese text is the one that counts."),
    # --- the head
    "target": Words("检查对象", "Inspected"),
    "target_code": Words("信用代码或编号", "Code or number"),
    "address": Words("地址", "Address"),
    "day": Words("检查时间", "Day"),
    "window": Words("{first} 至 {last}", "{first} to {last}"),
    "plan": Words("任务来源", "Plan"),
    "task": Words("任务编号", "Task"),
    "draw": Words("抽取编号", "Draw"),
    "check_code": Words("检查码", "Check code"),
    # --- the notice
    "salutation": Words("{target}：", "To {target}:"),
    "opening": Words(
        "{bodies}决定对你单位实施行政检查。现将有关事项通知如下。",
        "{bodies} will carry out an administrative inspection of your firm, as follows.",
    ),
    "and": Words("、", ", "),
    "people": Words("检查机关和检查人员", "Inspecting bodies and officers"),
    "body": Words("检查机关", "Body"),
    "leads": Words("{body}（牵头）", "{body} (leads)"),
    "called": Words("{name}（{told}）", "{name} ({told})"),
    "name": Words("姓名", "Name"),
    "certificate": Words("执法证号", "Certificate no."),
    "expert": Words("专家", "expert"),
    "items": Words("检查事项和依据", "Items and legal basis"),
    "no": Words("序号", "No."),
    "item": Words("检查事项", "Item"),
    "legal_basis": Words("检查依据", "Legal basis"),
    "rights": Words("告知事项", "Your rights and duties"),
    "show_certificates": Words(
        "检查人员应当主动出示执法证件。不出示执法证件的，你单位有权拒绝接受检查"
        "（《中华人民共和国行政处罚法》第五十五条）。",
        "Officers have to show their certificates unasked. If they do not, you may refuse the "
        "inspection (Administrative Penalty Law, art. 55).",
    ),
    "withdraw": Words(
        "你单位认为检查人员与检查事项有直接利害关系，或者有其他关系可能影响公正执法的，有权申请"
        "回避。是否回避由检查机关负责人决定；决定作出之前，不停止检查"
        "（《中华人民共和国行政处罚法》第四十三条）。",
        "If you think that an officer has a direct interest in the matter, or another relation "
        "that may affect impartiality, you may ask that he withdraw. The head of the body decides; "
        "until then the inspection goes on (Administrative Penalty Law, art. 43).",
    ),
    "cooperate": Words(
        "你单位应当如实回答询问，提供有关资料，协助检查，不得拒绝或者阻挠。",
        "You have to answer truthfully, provide what is asked for and assist; you may not refuse "
        "or obstruct a lawful inspection.",
    ),
    "register": Words(
        "检查人员到达后应当扫描或者输入检查码登记。没有登记的，你单位可以向检查机关核实。",
        "Officers register by the check code when they arrive. If they do not, you may ask the "
        "inspecting body about them.",
    ),
    "by_lot": Words(
        "检查对象和检查人员由公开抽取产生，抽取编号 {draw}。抽取的记录公布于 {where}，"
        "任何人都可以核验。",
        "You and the officers were drawn by lot, in draw {draw}. Its records are published at "
        "{where}, where everybody can verify them.",
    ),
    "by_list": Words(
        "检查对象按名单确定，检查人员由公开抽取产生，抽取编号 {draw}。抽取的记录公布于 {where}，"
        "任何人都可以核验。",
        "You are inspected by a list; the officers were drawn by lot, in draw {draw}. Its records "
        "are published at {where}, where everybody can verify them.",
    ),
    "results_published": Words(
        "检查结果依法向社会公示。", "The result is published as the law requires."
    ),
    "contact": Words("联系方式：{contact}", "Contact: {contact}"),
    "seal": Words("（印章）", "(seal)"),
    "date_line": Words("年　　月　　日", "Date:"),
    "received": Words("收件人（签名或盖章）：", "Received by (signature or seal):"),
    "received_on": Words("收到时间：", "On:"),
    "copies": Words(
        "本通知一式两份，一份交被检查单位，一份存档。",
        "Two copies: one for the inspected firm, one for the files.",
    ),
    # --- the record
    "time": Words("检查时间", "Time"),
    "place": Words("检查地点", "Place"),
    "method": Words("检查方式", "Method"),
    "present": Words("现场负责人及职务", "In charge on site, position"),
    "blank_time": Words(
        "　　　　年　　月　　日　　时　　分至　　时　　分",
        f"from {BLANKS} to {BLANKS}",
    ),
    "informed": Words("告知与确认", "Information and confirmation"),
    "informed_told": Words(
        "检查人员已出示执法证件，告知检查事项、依据和申请回避的权利。被检查单位确认：",
        "The officers showed their certificates and explained items, legal basis and the right to "
        "ask that an officer withdraw. The inspected firm confirms:",
    ),
    "seen": Words("已看清执法证件", "certificates seen"),
    "no_withdrawal": Words("不申请回避", "nobody is asked to withdraw"),
    "withdrawal": Words("申请回避，人员和理由：", "is asked to withdraw, and why:"),
    "found": Words("检查情况", "Findings"),
    "result": Words("检查结果", "Result"),
    "remark": Words("情况说明", "Remarks"),
    "by_number": Words(
        "检查结果填写代号：{numbered}", "Enter the number of the result: {numbered}"
    ),
    "semicolon": Words("；", "; "),
    "stop": Words("。", "."),
    "conclusion": Words("检查结论", "Conclusion"),
    "overall": Words("总体结果", "Result"),
    "follow_up": Words("后续处理", "Follow-up"),
    "other": Words("其他情况", "Other remarks"),
    "signatures": Words("核对与签名", "Signatures"),
    "read": Words(
        "以上笔录已交被检查单位阅看或者已向其宣读，核对无误后签名。有遗漏或者差错的，可以补充或者"
        "更正，并在改动处签名或者盖章。",
        "The record was read by or to the inspected firm, which signs it if it is right. Omissions "
        "and errors may be amended; amendments are signed or sealed.",
    ),
    "firm": Words("被检查单位（签名或盖章）", "Inspected firm (signature or seal)"),
    "witness": Words("见证人（如有）", "Witness (if any)"),
    "signed_at": Words("签名时间：{moment}", "Signed {moment}"),
    "signed_on": Words("签名时间：", "Date:"),
    "sha256": Words("图像 SHA-256：", "SHA-256 of the image: "),
    "refused": Words("拒绝签名。", "Refused to sign."),
    "refusal": Words(
        "被检查单位拒绝签名、不在场或者无法签名的，由检查人员注明情况：",
        "If the inspected firm refuses to sign, is absent or cannot sign, the officers say so:",
    ),
}


def texts_in(lang: Lang) -> Texts:
    """Return all texts in one language."""
    return {name: getattr(words, lang) for name, words in WORDS.items()}


def day_text(day: date, lang: Lang) -> str:
    """Return a day as it is written in a paper."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()


def moment_text(moment: datetime) -> str:
    """Return a moment to the minute, as clocks in China show it."""
    return beijing_time(moment)[:16]
