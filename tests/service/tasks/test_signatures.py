"""Everybody signs what the record says; an image is a small and real PNG."""

from __future__ import annotations

import base64

import pytest

from tests.service.drawn import png, png_text
from tests.service.tasks.recording import submit
from tests.service.tasks.redrawing import member


def sign(drawn, by, **given):
    return by.post(f"/tasks/{drawn.ALONE}/signatures", json=given)


@pytest.fixture
def written(arrived):
    """A draw in which a record is written and not signed."""
    arrived.save(arrived.ALONE, arrived.leader(arrived.ALONE))
    return arrived


def test_an_officer_signs_for_himself_alone(written):
    leader, other = written.leader(written.ALONE), member(written, written.ALONE, role="member")
    given = {"party": "officer", "officer_id": other, "image": png_text()}

    refused = sign(written, leader, **given)

    assert (refused.status_code, refused.json()["code"]) == (403, "signs-for-another")
    assert sign(written, written.officer(other), **given).status_code == 201


def test_the_leader_may_record_that_a_member_cannot_sign(written):
    leader, other = written.leader(written.ALONE), member(written, written.ALONE, role="member")
    given = {"party": "officer", "officer_id": other}

    mute = sign(written, leader, **given)
    done = sign(written, leader, **given, remark="broke his arm")

    assert mute.json()["code"] == "refusal-unexplained"
    (signature,) = done.json()["signatures"]
    assert (signature["refused"], signature["remark"]) == (True, "broke his arm")


def test_a_firm_that_refuses_to_sign_is_on_record(written):
    leader = written.leader(written.ALONE)
    written.sign(written.ALONE)
    done = sign(written, leader, party="firm", remark="would not say why")

    firm = [one for one in done.json()["signatures"] if one["party"] == "firm"]
    assert [(one["refused"], one["image"]) for one in firm] == [(True, None)]
    assert submit(written).status_code == 200


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (base64.b64encode(b"GIF89a").decode(), "signature-not-png"),
        (png_text(png()[:-3]), "signature-not-png"),
        ("abc", "signature-not-png"),
        (png_text(png(3, 2, (b"tEXt", b"x" * 270_000))), "signature-too-large"),
        ("not base64!", "field-invalid"),
    ],
)
def test_a_signature_is_a_small_and_real_png(written, image, code):
    refused = sign(written, written.leader(written.ALONE), party="firm", image=image)

    assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_an_image_is_kept_without_what_else_it_carries(written):
    secret = png(3, 2, (b"tEXt", b"Comment\x0013800138000"))
    done = sign(written, written.leader(written.ALONE), party="firm", image=png_text(secret))

    (signature,) = done.json()["signatures"]
    kept = written.house.service.store.get(signature["image"])
    assert kept == png()


def test_who_is_not_of_the_team_signs_nothing(written):
    leader = written.leader(written.ALONE)
    given = {"party": "officer", "officer_id": "B01-002", "image": png_text()}

    assert sign(written, leader, **given).json()["code"] == "officer-not-in-team"
    assert sign(written, written.planner, party="firm", image=png_text()).status_code == 403
    firm = {"party": "firm", "officer_id": "B01-001", "image": png_text()}
    assert sign(written, leader, **firm).json()["code"] == "firm-is-no-officer"
