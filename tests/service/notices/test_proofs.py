"""A firm checks its draw by itself, from what was published; a class is told to nobody else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from api.usecases.notices.proofs import OPENED
from api.usecases.people.roles import Role
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.quota import Quota, QuotaKind
from tests.service.drawn import drawn_in, tiny_world


def proof(visitor, label, target_id, **params):
    return visitor.get(f"/public/proofs/{label}/{target_id}", params=params)


@pytest.fixture
def published(drawn):
    """A draw that is published, and the ids of its targets."""
    drawn.publish_draw()
    return drawn, drawn.problem.targets.ids


def test_a_firm_gets_its_proof_as_a_page_or_as_text(published):
    drawn, ids = published
    visitor = drawn.house.visitor()

    page = proof(visitor, drawn.label, ids[0], lang="zh")
    text = proof(visitor, drawn.label, ids[0], format="text", lang="en")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "style-src 'unsafe-inline'" in page.headers["content-security-policy"]
    assert "script" not in page.headers["content-security-policy"]
    assert ids[0] in page.text
    assert ids[0] in text.text
    assert text.headers["content-language"] == "en"
    assert "max-age=86400" in text.headers["cache-control"]


def test_a_firm_that_was_drawn_and_one_that_was_not_get_one(published):
    drawn, ids = published
    picked = {task["target_id"] for task in drawn.tasks()}
    visitor = drawn.house.visitor()

    for target_id in (min(picked), min(set(ids) - picked)):
        assert proof(visitor, drawn.label, target_id).status_code == 200


def test_a_proof_is_not_sent_twice(published):
    drawn, ids = published
    visitor = drawn.house.visitor()
    tag = {"If-None-Match": proof(visitor, drawn.label, ids[0]).headers["etag"]}

    again = visitor.get(f"/public/proofs/{drawn.label}/{ids[0]}", headers=tag)

    assert again.status_code == 304


def test_before_a_draw_is_published_nothing_is_proved(drawn):
    ids = drawn.problem.targets.ids

    refused = proof(drawn.house.visitor(), drawn.label, ids[0])

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")


def test_a_firm_that_nobody_knows_has_no_proof(published):
    drawn, _ = published

    refused = proof(drawn.house.visitor(), drawn.label, "91120116MA00000000")

    assert (refused.status_code, refused.json()["code"]) == (404, "prove-unknown-target")
    assert proof(drawn.house.visitor(), "x-1", "91120116MA00000000").status_code == 404


def test_while_a_draw_is_opened_others_are_told_to_come_again(published):
    drawn, ids = published
    with OPENED._opening:  # noqa: SLF001 - somebody else opens it
        busy = proof(drawn.house.visitor(), drawn.label, ids[0])

    assert (busy.status_code, busy.json()["code"]) == (503, "proof-being-prepared")
    assert busy.headers["retry-after"] == "5"
    assert proof(drawn.house.visitor(), drawn.label, ids[0]).status_code == 200


@pytest.fixture
def by_class(house):
    """A published draw in which a plan draws by risk class."""
    problem = tiny_world()
    amounts = {("A",): Fraction(1, 2), ("B",): Fraction(1, 5)}
    quota = Quota(kind=QuotaKind.RATIO, columns=("credit_risk_class",), amounts=amounts)
    first, *others = problem.plans
    drawn = DrawnTargets(scope=first.targets.scope, quota=quota)
    world = replace(problem, plans=(replace(first, targets=drawn), *others))
    made = drawn_in(house, world)
    made.publish_draw()
    return made


def test_a_proof_that_would_tell_the_class_is_for_the_firm_alone(by_class):
    ids = by_class.problem.targets.ids

    refused = proof(by_class.house.visitor(), by_class.label, ids[0])

    assert (refused.status_code, refused.json()["code"]) == (403, "proof-for-firm-only")


def test_a_body_hands_it_to_the_firm(by_class):
    ids = by_class.problem.targets.ids
    address = f"/draws/{by_class.draw_id}/proofs/{ids[0]}"

    page = by_class.body_admin("B01").get(address)

    assert page.status_code == 200
    assert page.headers["cache-control"] == "private, no-store"
    assert by_class.house.visitor().get(address).status_code == 401
    stranger = by_class.house.join("stranger", Role.PLANNER, "B09")
    assert stranger.get(address).status_code == 404
