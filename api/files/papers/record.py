"""The record made on site (现场检查笔录): to fill in by hand, or with what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from api.files.papers.facts import BLANK, InspectedItem, InspectionRecord, InspectionTask
from api.files.papers.page import head, paper, people, section
from api.files.papers.signatures import signatures
from api.files.papers.words import Texts, moment_text, texts_in
from api.files.planbook.markup import Markup, Part, facts, joined, tag
from api.wording.results import FOLLOW_UPS, RESULTS
from api.wording.telling import Lang
from api.wording.words import Words
from scheduler.domain.results import ResultCategory

E = TypeVar("E", bound=StrEnum)

RULES = 4
"""Lines for what is written by hand."""


def on_site_record(task: InspectionTask, lang: Lang, record: InspectionRecord = BLANK) -> str:
    """Return the record of one task as a page to print."""
    texts = texts_in(lang)
    return paper(
        texts["record"],
        task,
        texts,
        lang,
        head(task, texts, *_circumstances(record, texts)),
        people(task, texts),
        section(texts["informed"], *_informed(record, texts)),
        section(texts["found"], *_findings(task, record, texts, lang)),
        section(
            texts["conclusion"],
            facts(_conclusion(record, texts, lang)),
            looks="conclusion together",
        ),
        section(texts["other"], _remark(record), looks="together" if not record.remark else ""),
        signatures(task, record, texts),
    )


def _circumstances(record: InspectionRecord, texts: Texts) -> Iterator[tuple[str, Part]]:
    time = texts["blank_time"]
    if record.started_at and record.ended_at:
        ends = moment_text(record.ended_at)
        time = texts["window"].format(first=moment_text(record.started_at), last=ends)
    yield texts["time"], time
    yield texts["method"], record.method
    yield texts["present"], record.present


def _informed(record: InspectionRecord, texts: Texts) -> Iterator[Markup]:
    asked = record.withdrawal_asked
    yield tag("p", texts["informed_told"])
    yield tag(
        "p",
        _choice(texts["seen"], chosen=asked is not None),
        _choice(texts["no_withdrawal"], chosen=asked is False),
        _choice(texts["withdrawal"], chosen=asked is True),
        tag("span", "", class_="fill"),
        class_="choices few",
    )


def _findings(
    task: InspectionTask, record: InspectionRecord, texts: Texts, lang: Lang
) -> Iterator[Markup]:
    by_hand = not record.findings
    names = ("no", "item", "result", "remark")
    top = tag("tr", *(tag("th", texts[name], scope="col", class_=name) for name in names))
    rows = (_finding(number, item, record, lang) for number, item in enumerate(task.items, start=1))
    looks = "found blank" if by_hand else "found"
    yield tag("table", tag("thead", top), tag("tbody", *rows), class_=looks)
    if by_hand:
        numbered = texts["semicolon"].join(
            f"{number} {getattr(RESULTS[category], lang)}"
            for number, category in enumerate(ResultCategory, start=1)
        )
        told = texts["by_number"].format(numbered=numbered) + texts["stop"]
        yield tag("p", told, class_="note")


def _finding(number: int, item: InspectedItem, record: InspectionRecord, lang: Lang) -> Markup:
    found = record.findings.get(item.item_id)
    basis = tag("div", item.legal_basis, class_="basis") if item.legal_basis else None
    return tag(
        "tr",
        tag("td", number, class_="no"),
        tag("td", item.name, basis),
        tag("td", getattr(RESULTS[found.category], lang) if found else "", class_="result"),
        tag("td", found.remark if found else "", class_="remark told"),
    )


def _conclusion(record: InspectionRecord, texts: Texts, lang: Lang) -> Iterable[tuple[str, Part]]:
    yield texts["overall"], _choices(RESULTS, record.category, lang, "choices")
    yield texts["follow_up"], _choices(FOLLOW_UPS, record.follow_up, lang, "choices few")


def _choices(words: Mapping[E, Words], chosen: E | None, lang: Lang, looks: str) -> Markup:
    """Return all that may be chosen, with a tick where it was."""
    told = (_choice(getattr(word, lang), chosen=one == chosen) for one, word in words.items())
    return tag("div", *told, class_=looks)


def _choice(told: str, *, chosen: bool) -> Markup:
    box = tag("span", "", class_="box on" if chosen else "box")
    return tag("span", box, told, class_="choice")


def _remark(record: InspectionRecord) -> Markup:
    if record.remark:
        return tag("p", record.remark, class_="told")
    return tag("div", joined(*(tag("div", "") for _ in range(RULES))), class_="rules")
