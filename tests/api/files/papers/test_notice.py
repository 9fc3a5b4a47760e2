"""The notice of an inspection says who comes, why, and what the firm may do."""

from __future__ import annotations

from datetime import date

import pytest
import segno

from api.files.papers.notice import inspection_notice
from tests.api.files.papers.page import Page
from tests.api.files.papers.tasks import JOINING, LEADING, task

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_whom_when_who_what_and_by_which_law(lang):
    one = task(3, bodies=(LEADING, JOINING), contact="某科")
    text = Page(inspection_notice(one, lang)).text

    facts = [one.number, one.draw, one.plan, one.target_name, one.target_code, one.address]
    facts += [one.published_at, one.contact, "4821 9037"]
    facts += [person.name for body in one.bodies for person in body.inspectors]
    facts += ["Z-0001", "Z-0002", "Z-0003", LEADING.name, JOINING.name]
    facts += [part for item in one.items for part in (item.name, item.legal_basis)]
    assert [fact for fact in facts if fact not in text] == []


def test_it_tells_the_rights_of_the_firm_with_their_articles():
    chinese = Page(inspection_notice(task(), "zh")).text
    english = Page(inspection_notice(task(), "en")).text

    assert "有权申请回避" in chinese.replace("\n", "")
    assert "不出示执法证件的，你单位有权拒绝接受检查" in chinese
    assert "第五十五条" in chinese
    assert "第四十三条" in chinese
    assert "you may refuse the inspection (Administrative Penalty Law, art. 55)" in english
    assert "you may ask that he withdraw" in english


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scanned", ["", "https://office.example.invalid/check?code=48219037"])
def test_the_check_code_is_there_to_scan_and_to_read(lang, scanned):
    html = inspection_notice(task(scanned=scanned), lang)
    code = segno.make_qr(scanned or "48219037", error="m")

    assert code.svg_inline(border=2, omitsize=True) in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_asks_for_nothing_from_outside_and_runs_nothing(lang):
    page = Page(inspection_notice(task(15, bodies=(LEADING, JOINING)), lang))

    assert page.asked_for == set()
    assert page.tags.count("html") == page.tags.count("body") == page.tags.count("svg") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_name_holds_is_text_and_nothing_else(lang):
    bad = '</style><script>alert(1)</script>" onload="x'
    one = task(number=bad, target_name=bad, plan=bad, address=bad, draw=bad, published_at=bad)
    page = Page(inspection_notice(one, lang))

    assert page.asked_for == set()
    assert page.text.count("<script>alert(1)</script>") >= 6


def test_a_target_on_a_list_is_not_told_that_it_was_drawn():
    drawn, listed = (inspection_notice(task(by_lot=by_lot), "zh") for by_lot in (True, False))

    assert "检查对象和检查人员由公开抽取产生" in drawn
    assert "检查对象按名单确定" in listed
    assert "检查对象和检查人员由公开抽取产生" not in listed


@pytest.mark.parametrize(
    ("last_day", "zh", "en"),
    [
        (None, "2026年3月2日", "2026-03-02"),
        (date(2026, 3, 2), "2026年3月2日", "2026-03-02"),
        (date(2026, 3, 31), "2026年3月2日 至 2026年3月31日", "2026-03-02 to 2026-03-31"),
    ],
)
def test_it_names_the_day_or_the_days_that_it_may_be(last_day, zh, en):
    one = task(last_day=last_day)

    assert f"<td>{zh}</td>" in inspection_notice(one, "zh")
    assert f"<td>{en}</td>" in inspection_notice(one, "en")


def test_it_has_a_place_for_the_seal_and_for_the_receipt():
    dated = Page(inspection_notice(task(issued_on=date(2026, 2, 27)), "zh")).text
    blank = Page(inspection_notice(task(), "zh")).text

    assert "（印章）" in dated
    assert "2026年2月27日" in dated
    assert "年　　月　　日" in blank
    assert "收件人（签名或盖章）：" in blank


def test_bodies_stand_beside_items_only_if_there_are_several():
    alone = inspection_notice(task(), "zh")
    together = inspection_notice(task(bodies=(LEADING, JOINING)), "zh")

    assert '<th scope="col" class="body">' not in alone
    assert '<th scope="col" class="body">' in together
    assert "市场监管局（牵头）" in together
    assert "（牵头）" not in alone


def test_headings_of_tables_are_repeated_on_every_sheet_of_paper():
    page = Page(inspection_notice(task(15), "en"))

    assert page.tags.count("thead") == 2
    assert "thead { display: table-header-group; }" in page.style
    assert "size: A4" in page.style


def test_the_english_version_says_that_it_is_a_translation():
    assert "Translation." in inspection_notice(task(), "en")
    assert 'lang="en"' in inspection_notice(task(), "en")
    assert 'lang="zh-CN"' in inspection_notice(task(), "zh")


def test_equal_tasks_give_equal_pages():
    assert inspection_notice(task(3), "zh") == inspection_notice(task(3), "zh")
