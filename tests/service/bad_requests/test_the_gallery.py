"""Whatever is sent, the answer is a problem with a code and words, and nothing has changed."""

from __future__ import annotations

from time import perf_counter

import pytest

from tests.service.bad_requests import (
    addresses,
    bodies,
    days_and_headers,
    plans,
    steps_of_draws,
    steps_of_tasks,
)
from tests.service.drawn import Drawn
from tests.service.security.world import MEMBER

ROOMS = (bodies, addresses, days_and_headers, plans, steps_of_draws, steps_of_tasks)
GALLERY = tuple(exhibit for room in ROOMS for exhibit in room.EXHIBITS)
PATIENCE_SECONDS = 30


@pytest.fixture
def people(asking):
    drawn = asking.world.drawn
    drawn.set_day("2026-11-27")
    return {
        "planner": drawn.planner,
        "second": drawn.second,
        "keeper": drawn.people["keeper"],
        "officer": drawn.officer(MEMBER),
        "visitor": drawn.house.visitor(),
    }


@pytest.mark.parametrize("exhibit", GALLERY, ids=str)
def test_a_bad_request_is_told_what_is_wrong_in_both_languages_and_changes_nothing(
    asking, people, exhibit
):
    address = exhibit.address.replace("{alone}", Drawn.ALONE).format(**asking.world.ids)
    before, begun = asking.looks(), perf_counter()

    for lang, words in (("zh", "尚无说明"), ("en", "no wording")):
        more = dict(exhibit.given)
        headers = {"Accept-Language": lang, **more.pop("headers", {})}
        answer = people[exhibit.who].request(exhibit.method, address, headers=headers, **more)

        assert answer.headers["content-type"] == "application/problem+json", answer.text[:500]
        told = answer.json()
        assert (answer.status_code, told["code"]) == (exhibit.status, exhibit.code), answer.text[
            :800
        ]
        assert told["status"] == exhibit.status
        assert words not in answer.text
        assert "Traceback" not in answer.text
    assert asking.looks() == before
    assert perf_counter() - begun < PATIENCE_SECONDS


def test_no_two_exhibits_have_one_name():
    assert len({exhibit.name for exhibit in GALLERY}) == len(GALLERY) > 150
