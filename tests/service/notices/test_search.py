"""Notices are found by words, code, kind, body and day; no answer is sent twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.usecases.notices.keep_notice import Draft, keep_notice
from api.usecases.notices.kinds import NoticeKind
from tests.service.notices.reading import found

NAMES = (
    "天津市海天餐饮有限公司",
    "天津海天餐饮服务部",
    "滨海新区天海超市",
    "Binhai Foods (Tianjin) Co., Ltd.",
    "100%_好味道\\小吃店",
)
CODES = tuple(f"91120116MA0000000{n}" for n in range(len(NAMES)))


def keep(house, place, name, **more):
    with house.transaction() as tx:
        draft = Draft(
            **{
                "kind": NoticeKind.RESULT,
                "subject": f"T{place}",
                "title": f"结果 {name}",
                "content": {"task": f"T{place}"},
                "body_id": f"B0{place % 2 + 1}",
                "target_name": name,
                "target_code": CODES[place],
                **more,
            }
        )
        return keep_notice(tx, draft).id


@pytest.fixture
def visitor(house):
    """Somebody who looks for one of a few notices, published a day after the other."""
    start = datetime(2026, 12, 1, 2, tzinfo=UTC)
    for place, name in enumerate(NAMES):
        house.clock.now = start + timedelta(days=place)
        keep(house, place, name)
    return house.visitor()


def places(visitor, **params):
    return [int(one["subject"][1:]) for one in found(visitor, **params)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("海天", [1, 0]),
        ("海天餐饮", [1, 0]),
        ("海天 有限", [0]),
        ("天海", [2]),
        ("天海 餐饮", []),
        ("BINHAI foods", [3]),
        ("(tianjin)", [3]),
        ("100%_", [4]),
        ("%_", [4]),
        ("0%", [4]),
        ("%%", []),
        ("\\小", [4]),
        ("没有这家", []),
        ("  ", [4, 3, 2, 1, 0]),
    ],
)
def test_words_are_found_in_names(visitor, words, expected):
    assert places(visitor, q=words) == expected


@pytest.mark.parametrize("words", ["天", "海天 x", "aa bb cc dd ee ff"])
def test_words_that_nobody_can_look_for_are_refused(visitor, words):
    refused = visitor.get("/public/notices", params={"q": words})

    assert (refused.status_code, refused.json()["code"]) == (422, "search-words-unfit")


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", '"; DROP TABLE notice; --', "天津\x00", "a\nb c\td"]
)
def test_strange_words_do_no_harm(visitor, words):
    assert visitor.get("/public/notices", params={"q": words}).status_code in {200, 422}
    assert len(places(visitor)) == 5


def test_a_code_is_found_whole_and_in_small_letters_too(visitor):
    assert places(visitor, code=CODES[2]) == [2]
    assert places(visitor, code=CODES[2].lower()) == [2]
    assert places(visitor, code="91120116MA00000009") == []
    assert visitor.get("/public/notices", params={"code": CODES[2][:-1]}).status_code == 422


def test_notices_are_found_by_kind_body_and_day(visitor):
    assert places(visitor, body_id="B01") == [4, 2, 0]
    assert places(visitor, kind="result", body_id="B02") == [3, 1]
    assert found(visitor, kind="plan") == []
    assert places(visitor, since="2026-12-04") == [4, 3]
    assert places(visitor, since="2027-01-01") == []
    assert places(visitor, q="天津", since="2026-12-02") == [1]


def test_notices_are_listed_newest_first_page_by_page(visitor):
    first = visitor.get("/public/notices", params={"limit": 2}).json()
    second = visitor.get("/public/notices", params={"limit": 2, "cursor": first["next"]}).json()
    last = visitor.get("/public/notices", params={"limit": 2, "cursor": second["next"]}).json()

    told = [one["subject"] for page in (first, second, last) for one in page["items"]]
    assert told == ["T4", "T3", "T2", "T1", "T0"]
    assert last["next"] is None


def test_a_cursor_of_another_list_is_refused(visitor):
    refused = visitor.get("/public/notices", params={"cursor": "bm8"})

    assert (refused.status_code, refused.json()["code"]) == (400, "cursor-unknown")


def test_what_was_superseded_is_found_by_its_new_words_only(visitor, house):
    keep(house, 0, "天津市河海饭店有限公司")

    assert places(visitor, q="海天") == [1]
    assert places(visitor, q="河海") == [0]
    assert len(places(visitor)) == 5


def test_a_notice_that_says_the_same_is_no_new_one(house, visitor):
    before = found(visitor)
    keep(house, 4, NAMES[4])

    assert found(visitor) == before


# --- answers that may be kept ---------------------------------------------------------------------


def test_an_answer_says_how_long_it_may_be_kept_and_is_not_sent_twice(visitor):
    for address in ("/public/notices", "/public/notices/1", "/public/notices/1/document"):
        first = visitor.get(address)
        again = visitor.get(address, headers={"If-None-Match": first.headers["etag"]})

        assert first.headers["cache-control"] == "public, max-age=60"
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]


def test_a_changed_answer_is_sent(visitor, house):
    tag = {"If-None-Match": visitor.get("/public/notices/1").headers["etag"]}
    keep(house, 0, "another name")

    assert visitor.get("/public/notices/1", headers=tag).status_code == 200


def test_answers_are_small(visitor):
    listed = visitor.get("/public/notices", params={"limit": 100})

    assert "document" not in listed.json()["items"][0]
    assert len(listed.content) < 400 * 5


def test_nobody_logs_in_or_leaves_a_cookie(visitor):
    assert "set-cookie" not in visitor.get("/public/notices").headers
    assert visitor.post("/public/notices", json={}).status_code == 405


# --- notices are never edited ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement", ["UPDATE notice SET title = 'x'", "DELETE FROM notice", "UPDATE notice SET id = 9"]
)
def test_a_notice_is_never_edited(visitor, house, statement):
    import sqlalchemy as sa  # noqa: PLC0415

    with pytest.raises(sa.exc.DBAPIError), house.transaction() as tx:
        tx.session.execute(sa.text(statement))
    assert len(places(visitor)) == 5


def test_there_is_no_notice_of_another_number(visitor):
    for number in ("99", "0", "x", str(1 << 54)):
        assert visitor.get(f"/public/notices/{number}").status_code in {404, 422}
