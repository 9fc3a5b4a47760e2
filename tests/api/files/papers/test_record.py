"""The record made on site: blank for the pen, or with what was recorded and signed."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime

import pytest

from api.files.papers.facts import Finding, InspectionRecord, Signature
from api.files.papers.record import RULES, on_site_record
from api.wording.results import FOLLOW_UPS, RESULTS
from scheduler.domain.results import FollowUp, ResultCategory
from tests.api.files.papers.page import Page
from tests.api.files.papers.tasks import JOINING, LEADING, task

LANGUAGES = ("zh", "en")
IMAGE = b"\x89PNG\r\n\x1a\nnot really"
RECORD = InspectionRecord(
    started_at=datetime(2026, 3, 2, 1, 30, tzinfo=UTC),
    ended_at=datetime(2026, 3, 2, 3, 5, tzinfo=UTC),
    method="实地核查",
    findings={
        "I1": Finding(category=ResultCategory.NO_PROBLEM),
        "I2": Finding(category=ResultCategory.PROBLEM_CORRECTED, remark="一处\n已改"),
    },
    category=ResultCategory.PROBLEM_CORRECTED,
    follow_up=FollowUp.RECTIFICATION,
    remark="其余正常",
    present="经理",
    withdrawal_asked=False,
    signatures={"O1": Signature(image=IMAGE, signed_at=datetime(2026, 3, 2, 3, 6, tzinfo=UTC))},
    firm=Signature(image=IMAGE + b"2"),
)


def ticked(html):
    """Return the choices that have a tick."""
    return {
        part.split("</span>")[1] for part in html.split('<span class="box on">')[1:]
    }  # the box closes, then comes what it is for


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_blank_record_has_a_place_for_everything(lang):
    page = Page(on_site_record(task(2), lang))
    words = [getattr(word, lang) for word in (*RESULTS.values(), *FOLLOW_UPS.values())]

    assert [word for word in words if word not in page.text] == []
    assert ticked(on_site_record(task(2), lang)) == set()
    assert page.tags.count("img") == 0
    assert on_site_record(task(2), lang).count("<div></div>") == RULES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_results_have_numbers_where_they_are_filled_in_by_hand(lang):
    blank, filled = on_site_record(task(2), lang), on_site_record(task(2), lang, RECORD)
    last = f"9 {getattr(RESULTS[ResultCategory.PROBLEM_PENDING], lang)}"

    assert last in blank
    assert last not in filled


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_recorded_stands_in_it(lang):
    html = on_site_record(task(2), lang, RECORD)
    page = Page(html)
    result = getattr(RESULTS[ResultCategory.PROBLEM_CORRECTED], lang)

    assert f'<td class="result">{result}</td><td class="remark told">一处\n已改</td>' in html
    assert [told for told in ("实地核查", "其余正常", "经理") if told not in page.text] == []
    assert "2026-03-02 09:30" in page.text
    assert "2026-03-02 11:05" in page.text
    assert result in ticked(html)
    assert getattr(FOLLOW_UPS[FollowUp.RECTIFICATION], lang) in ticked(html)
    assert len(ticked(html)) == 4  # and: certificates seen, nobody asked to withdraw


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everybody_who_came_has_a_place_to_sign(lang):
    text = Page(on_site_record(task(bodies=(LEADING, JOINING)), lang)).text
    people = ("人员一", "人员二", "人员三", "人员四")

    assert [text.count(name) for name in people] == [2, 2, 2, 2]
    assert {"zh": "人员四（专家）", "en": "人员四 (expert)"}[lang] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_signature_stands_as_image_with_its_digest(lang):
    html = on_site_record(task(2), lang, RECORD)

    assert html.count("<img ") == 2
    assert base64.b64encode(IMAGE).decode() in html
    assert hashlib.sha256(IMAGE).hexdigest() in html
    assert hashlib.sha256(IMAGE + b"2").hexdigest() in html
    assert "2026-03-02 11:06" in html


@pytest.mark.parametrize(("lang", "said"), [("zh", "拒绝签名。"), ("en", "Refused to sign.")])
def test_a_refusal_to_sign_is_told_with_its_reason(lang, said):
    firm = Signature(refused=True, remark="须经总部同意")
    text = Page(on_site_record(task(), lang, InspectionRecord(firm=firm))).text

    assert said in text
    assert "须经总部同意" in text
    assert said not in Page(on_site_record(task(), lang)).text


@pytest.mark.parametrize(
    ("asked", "chosen"), [(True, "申请回避，人员和理由："), (False, "不申请回避")]
)
def test_whether_somebody_was_asked_to_withdraw_is_ticked(asked, chosen):
    html = on_site_record(task(), "zh", InspectionRecord(withdrawal_asked=asked))

    assert ticked(html) == {"已看清执法证件", chosen}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_asks_for_nothing_from_outside_and_escapes_what_was_written(lang):
    bad = '"><script src="https://example.invalid"></script>'
    record = InspectionRecord(
        method=bad,
        remark=bad,
        present=bad,
        findings={"I1": Finding(category=ResultCategory.UNREACHABLE, remark=bad)},
        firm=Signature(refused=True, remark=bad),
        signatures={"O1": Signature(image=bad.encode())},
    )
    page = Page(on_site_record(task(), lang, record))

    assert page.asked_for == set()
    assert page.text.count(bad) == 5
