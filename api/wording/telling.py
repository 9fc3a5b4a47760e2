"""Make a sentence of a fault: where it is, what was found and expected, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from api.wording.catalogue import CATALOGUE
from api.wording.words import TERMS, Words
from scheduler.errors import Fault

OF_PLAN = re.compile(r"plans\[([^]]+)\](?:\.([a-z_.]+))?(?:\[([^]]+)\])?")
PLAN = Words("计划 {plan}", "plan {plan}")
PARTS: Mapping[str, Words] = {
    "window": Words("时间", "window"),
    "fixed_days": Words("固定日期", "fixed days"),
    "participations": Words("参加部门 {body}", "body {body}"),
    "targets": Words("对象", "targets"),
    "targets.quota": Words("应抽数", "quota"),
}
"""Parts of a plan in which a fault may be."""

Lang = Literal["zh", "en"]

UNWORDED = Words(
    "发生“{code}”，尚无说明（{facts}）。请告知维护人员。",
    "“{code}” has no wording yet ({facts}). Please tell the maintainers.",
)
"""For a code that somebody forgot: better a poor sentence than none."""


def tell(fault: Fault, lang: Lang) -> str:
    """Return what *fault* says in Chinese or English, in one line that begins with its place."""
    place, text = where(fault, lang), what(fault, lang)
    separator = "：" if lang == "zh" else ": "
    return f"{place}{separator}{text}" if place else text


def what(fault: Fault, lang: Lang) -> str:
    """Return what was found and expected, and what to do."""
    words = CATALOGUE.get(fault.code)
    facts: Mapping[str, object] = fault.facts
    if words is None:
        told = ", ".join(f"{name}={fact}" for name, fact in fault.facts.items())
        words, facts = UNWORDED, {"code": fault.code, "facts": told}
    text: str = getattr(words, lang)
    return text.format_map(_Facts(facts, lang))


def where(fault: Fault, lang: Lang) -> str:
    """Return the place of *fault*: a file with row and column, or a path."""
    facts = fault.facts
    parts = [str(facts.get("file") or _place(fault.place, lang))]
    if facts.get("path"):
        parts.append(str(facts["path"]))
    elif facts.get("column") and "file" in facts:
        parts.append(f"第 {facts['row']} 行" if lang == "zh" else f"row {facts['row']}")
        parts.append(f"“{facts['column']}”列" if lang == "zh" else f"column “{facts['column']}”")
    elif "row" in facts:
        parts.append(f"第 {facts['row']} 行" if lang == "zh" else f"row {facts['row']}")
    return ("，" if lang == "zh" else ", ").join(parts)


def _place(path: str, lang: Lang) -> str:
    """Return a path into a problem as people say it; another path as it is."""
    found = OF_PLAN.fullmatch(path)
    if found is None:
        return path
    plan_id, part, body_id = found.groups()
    told = str(getattr(PLAN, lang)).format(plan=plan_id)
    words = PARTS.get(part or "")
    if words is None:
        return told if not part else path
    separator = "，" if lang == "zh" else ", "
    return told + separator + str(getattr(words, lang)).format(body=body_id)


class _Facts(dict[str, "_Fact"]):
    """Facts as they stand in a sentence; one that was not given is a question mark."""

    def __init__(self, facts: Mapping[str, object], lang: Lang) -> None:
        super().__init__({name: _Fact(str(fact), lang) for name, fact in facts.items()})

    def __missing__(self, name: str) -> str:
        return "?"


class _Fact:
    """A fact; with the format `term` its name in the language of the sentence."""

    def __init__(self, text: str, lang: Lang) -> None:
        # A cell may hold anything: line breaks would break the list, control signs the terminal.
        self.text = "".join(sign if sign.isprintable() else " " for sign in text)
        self.lang = lang

    def __format__(self, spec: str) -> str:
        if spec == "term" and self.text in TERMS:
            return str(getattr(TERMS[self.text], self.lang))
        return self.text
