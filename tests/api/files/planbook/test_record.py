from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from api.files.planbook.edition import Edition
from api.files.planbook.record import record_page
from api.files.planbook.record_texts import CHINESE, ENGLISH
from scenarios.catalogue import build
from scheduler.domain.lock import NO_DAYS
from tests.api.files.planbook.editions import DAYS, drawn_from, worked

VOID = ("meta",)
HOSTILE = "<script>alert('1')</script>&\"计划"


class Balance(HTMLParser):
    """Checks that every element that is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, _attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(edition, language="zh") -> str:
    return record_page(edition, {"lock.json": "ab" * 32}, language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_well_formed_and_has_lines_to_sign_on(drawn, language):
    balance = Balance()
    balance.feed(page(drawn, language))

    assert balance.open == []
    texts = {"zh": CHINESE, "en": ENGLISH}[language]
    for text in (texts["operator"], texts["witness"], texts["date"], texts["marking"]):
        assert text in page(drawn, language)


def test_both_languages_have_the_same_texts():
    assert CHINESE.keys() == ENGLISH.keys()


def test_the_page_tells_the_seed_text_and_how_to_check_a_ticket(drawn):
    told = page(drawn)

    for line in drawn.book.seed_text.splitlines():
        assert line in told
    assert f"K={drawn.keys.target}" in told
    assert "printf &#x27;%s%s&#x27; $K $ID | sha256sum" in told
    assert "2026-11-30 16:15:30 (2026-11-30T08:15:30Z)" in told


def test_the_page_fetches_nothing(drawn):
    told = page(drawn)

    assert not re.search(r"https?:|//|url\(|@import|<script|<link|<img|src=", told)


def test_the_page_names_no_target_and_no_officer(drawn):
    told = page(drawn)

    assert not any(target_id in told for target_id in drawn.targets)
    assert not any(row["name"] in told for row in drawn.officers.values())


def test_names_are_escaped():
    problem = build("tiny")
    plans = tuple(replace(plan, name=HOSTILE) for plan in problem.plans)
    told = page(drawn_from(replace(problem, plans=plans)))

    assert "<script" not in told
    assert "&lt;script&gt;" in told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_planned_days_are_told_if_there_are_any(edition, language):
    planned = Edition(replace(edition.lock, days=DAYS), edition.book)
    texts = {"zh": CHINESE, "en": ENGLISH}[language]

    assert texts["days_mean"] in page(planned, language)
    assert texts["days_mean"] not in page(
        Edition(replace(edition.lock, days=NO_DAYS), edition.book)
    )


def test_the_page_counts_what_was_lent_split_moved_and_left_to_the_head(edition):
    told = page(worked(edition), "en")

    for name, count in (
        ("of them lent by other bodies", 1),
        ("Experts sent", 1),
        ("Officer-places kept for urgent calls", 1),
        ("Visits moved for want of officers", 1),
        ("Teams to be assigned directly", 1),
        ("Visits split for want of room", 1),
    ):
        assert f'<th scope="row">{name}</th><td class="number">{count}</td>' in told
    assert "to be assigned directly" in told
    assert "由负责人指定" in page(worked(edition))
