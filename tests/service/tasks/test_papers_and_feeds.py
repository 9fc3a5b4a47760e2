"""Papers to print, and calendars that find an officer's visits by a secret address."""

from __future__ import annotations

from api.usecases.people.roles import Role
from tests.service.tasks.redrawing import member, vacated

# --- papers ---------------------------------------------------------------------------------------


def test_a_notice_tells_the_firm_who_comes_with_which_certificate(sent):
    page = sent.leader(sent.JOINT).get(f"/tasks/{sent.JOINT}/notice", params={"lang": "zh"})
    row = sent.problem.officers.row("B02-001")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "行政检查通知书" in page.text
    for told in ("餐饮服务食品安全检查", "区应急管理局", row["name"], row["cert_no"]):
        assert told in page.text
    assert sent.check_code(sent.JOINT)[:4] in page.text


def test_a_paper_may_have_its_style_inside_and_nothing_else(sent):
    for paper in ("notice", "record"):
        page = sent.planner.get(f"/tasks/{sent.ALONE}/{paper}")
        assert page.headers["content-security-policy"] == (
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
        )
        assert page.headers["cache-control"] == "private, no-store"
        assert "<script" not in page.text


def test_a_paper_is_in_the_language_that_is_asked_for(sent):
    address = f"/tasks/{sent.ALONE}/record"

    chinese = sent.planner.get(address, headers={"Accept-Language": "zh-CN"})
    english = sent.planner.get(address, headers={"Accept-Language": "en"})
    asked = sent.planner.get(address, params={"lang": "zh"})

    assert (chinese.headers["content-language"], english.headers["content-language"]) == (
        "zh",
        "en",
    )
    assert chinese.text == asked.text != english.text


def test_a_record_is_blank_until_something_is_written_down(drawn):
    drawn.dispatch(drawn.ALONE)
    blank = drawn.planner.get(f"/tasks/{drawn.ALONE}/record").text
    drawn.record(drawn.ALONE, remark="two extinguishers", present="the deputy manager")
    filled = drawn.planner.get(f"/tasks/{drawn.ALONE}/record").text

    assert "two extinguishers" not in blank
    for told in ("two extinguishers", "the deputy manager", "On site", "data:image/png;base64,"):
        assert told in filled


def test_a_record_shows_only_signatures_under_what_it_says(drawn):
    drawn.record(drawn.ALONE)
    drawn.decide(drawn.body_admin("B01"), drawn.ALONE, "return", {"reason": "once more"})

    assert "data:image/png" not in drawn.planner.get(f"/tasks/{drawn.ALONE}/record").text


def test_there_are_no_papers_of_a_sealed_task_or_for_strangers(drawn):
    sealed = drawn.planner.get(f"/tasks/{drawn.ALONE}/notice")
    drawn.dispatch()

    assert (sealed.status_code, sealed.json()["code"]) == (409, "wrong-state")
    for person in (drawn.officer("B02-001"), drawn.body_admin("B02")):
        assert person.get(f"/tasks/{drawn.ALONE}/notice").status_code == 404


# --- feeds ----------------------------------------------------------------------------------------


def feed_of(officer):
    """Make a feed; return where it is below the prefix."""
    made = officer.post("/tasks/mine/feed")
    assert made.status_code == 201, made.text
    return made.json()["url"].partition("/api/v1")[2]


def events(drawn, address):
    answer = drawn.house.visitor().get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"].startswith("private")
    unfolded = answer.text.replace("\r\n ", "")
    return [part.split("END:VEVENT")[0] for part in unfolded.split("BEGIN:VEVENT")[1:]]


def test_who_has_the_address_finds_the_visits_without_logging_in(sent):
    address = feed_of(sent.leader(sent.ALONE))

    told = events(sent, address)

    name = sent.task(sent.ALONE)["target_name"]
    assert len(told) == 2
    assert any(name in one and "DTSTART;VALUE=DATE:20261201" in one for one in told)
    assert all("CLASS:CONFIDENTIAL" in one for one in told)


def test_a_sealed_visit_is_in_no_calendar(drawn):
    address = feed_of(drawn.officer("B01-001"))

    assert events(drawn, address) == []


def test_a_visit_that_moved_moves_in_the_calendar_and_keeps_its_name(sent):
    address = feed_of(sent.leader(sent.ALONE))
    before = events(sent, address)
    seen = {"If-Match": sent.planner.get(f"/tasks/{sent.ALONE}").headers["etag"]}
    given = {"day": "2026-12-03", "reason": "closed that day"}
    sent.planner.post(f"/tasks/{sent.ALONE}/reschedule", json=given, headers=seen)
    after = events(sent, address)

    def line(told, name):
        return sorted(one for part in told for one in part.splitlines() if one.startswith(name))

    assert line(before, "UID") == line(after, "UID")
    assert any("20261203" in one for one in line(after, "DTSTART"))
    assert line(before, "SEQUENCE") != line(after, "SEQUENCE")


def test_who_left_a_visit_finds_it_cancelled(sent):
    gone = member(sent, sent.ALONE)
    address = feed_of(sent.officer(gone))
    vacated(sent, sent.ALONE, kind="officer", officer_id=gone, cause="leave")

    cancelled = [one for one in events(sent, address) if "STATUS:CANCELLED" in one]
    assert len(cancelled) == 1


def test_a_new_address_makes_the_one_before_worth_nothing(sent):
    officer = sent.leader(sent.ALONE)
    first = feed_of(officer)
    second = feed_of(officer)

    assert sent.house.visitor().get(first).status_code == 404
    assert len(events(sent, second)) == 2


def test_a_feed_is_taken_back(sent):
    officer = sent.leader(sent.ALONE)
    address = feed_of(officer)

    assert officer.delete("/tasks/mine/feed").status_code == 204
    assert sent.house.visitor().get(address).status_code == 404
    assert officer.delete("/tasks/mine/feed").status_code == 404


def test_a_feed_ends_with_the_account(sent):
    officer = sent.leader(sent.ALONE)
    address = feed_of(officer)
    admin = sent.house.join("admin", Role.ADMIN)
    assert admin.patch(f"/accounts/{officer.login}", json={"active": False}).is_success

    assert sent.house.visitor().get(address).status_code == 404


def test_only_officers_have_feeds(sent):
    assert sent.planner.post("/tasks/mine/feed").status_code == 403


def test_the_address_itself_is_not_kept(sent):
    from sqlmodel import select  # noqa: PLC0415

    from api.tables.tasks import CalendarFeed  # noqa: PLC0415

    address = feed_of(sent.leader(sent.ALONE))
    with sent.house.transaction() as tx:
        (row,) = tx.session.exec(select(CalendarFeed)).all()

    assert row.secret_digest not in address
    assert len(row.secret_digest) == 64
