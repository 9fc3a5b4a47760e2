"""What was found is written down, signed, handed in, and confirmed by the body or returned."""

from __future__ import annotations

import base64

import pytest

from api.usecases.people.roles import Role
from tests.service.drawn import png, png_text
from tests.service.tasks.redrawing import member


@pytest.fixture
def arrived(drawn):
    """A draw in which the team of the task alone in its visit has arrived."""
    drawn.arrive(drawn.ALONE)
    return drawn


def results(drawn, number=None):
    found = drawn.planner.get(f"/tasks/{number or drawn.ALONE}/results")
    assert found.status_code == 200, found.text
    return found.json()


def submit(drawn, number=None, by=None):
    number = number or drawn.ALONE
    return (by or drawn.leader(number)).post(f"/tasks/{number}/result/submit")


def missing(refused):
    assert refused.status_code == 422, refused.text
    return sorted((fault["code"], fault["place"]) for fault in refused.json()["faults"])


# --- drafts ---------------------------------------------------------------------------------------


def test_a_draft_may_be_incomplete_and_is_kept(arrived):
    leader = arrived.leader(arrived.ALONE)
    saved = arrived.save(arrived.ALONE, leader, category=None, remark="to be gone on with")

    assert (saved["state"], saved["version"], saved["category"]) == ("draft", 1, None)
    assert results(arrived)[0]["remark"] == "to be gone on with"
    assert arrived.task(arrived.ALONE)["state"] == "checked_in"


def test_a_draft_saved_again_is_the_same_version_with_what_it_says_now(arrived):
    leader = arrived.leader(arrived.ALONE)
    first = arrived.save(arrived.ALONE, leader, remark="one")
    second = arrived.save(arrived.ALONE, leader, remark="two", items={})

    assert (second["version"], second["remark"], second["items"]) == (1, "two", {})
    assert first["content_digest"] != second["content_digest"]
    assert len(results(arrived)) == 1


def test_a_draft_is_saved_by_whoever_saw_the_task_as_it_is(arrived):
    leader, address = arrived.leader(arrived.ALONE), f"/tasks/{arrived.ALONE}/result"
    seen = {"If-Match": leader.get(f"/tasks/{arrived.ALONE}").headers["etag"]}

    assert leader.put(address, json={}).status_code == 428
    assert leader.put(address, json={}, headers=seen).status_code == 200
    assert leader.put(address, json={}, headers=seen).status_code == 412


def test_any_officer_of_the_team_writes_and_nobody_else(arrived):
    officer = arrived.officer(member(arrived, arrived.ALONE, role="member"))
    seen = {"If-Match": "*"}

    assert arrived.save(arrived.ALONE, officer)
    for person in (arrived.planner, arrived.body_admin("B01")):
        refused = person.put(f"/tasks/{arrived.ALONE}/result", json={}, headers=seen)
        assert refused.status_code == 403


def test_every_item_that_is_none_of_the_task_is_named(arrived):
    given = {"items": {"B09-01": {}, "B01-02": {}, "B09-02": {}}}
    leader = arrived.leader(arrived.ALONE)

    refused = leader.put(f"/tasks/{arrived.ALONE}/result", json=given, headers={"If-Match": "*"})

    assert missing(refused) == [
        ("item-not-in-task", "items[B09-01]"),
        ("item-not-in-task", "items[B09-02]"),
    ]


def test_a_category_is_one_of_the_national_ones(arrived):
    leader = arrived.leader(arrived.ALONE)
    refused = leader.put(
        f"/tasks/{arrived.ALONE}/result", json={"category": "fine"}, headers={"If-Match": "*"}
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "field-invalid")


# --- handing in -----------------------------------------------------------------------------------


def test_all_that_is_missing_is_told_at_once(arrived):
    leader = arrived.leader(arrived.ALONE)
    arrived.save(arrived.ALONE, leader, category=None, follow_up=None, method=None, items={})
    team = [one["officer_id"] for one in arrived.task(arrived.ALONE)["team"]]

    assert missing(submit(arrived)) == sorted(
        [
            ("item-without-result", "items[B01-02]"),
            ("result-incomplete", "category"),
            ("result-incomplete", "follow_up"),
            ("result-incomplete", "method"),
            ("signature-missing", "signatures[firm]"),
            *(("signature-missing", f"signatures[{name}]") for name in team),
        ]
    )


def test_without_a_draft_there_is_nothing_to_hand_in(arrived):
    assert submit(arrived).status_code == 404


def test_a_whole_and_signed_record_is_handed_in(arrived):
    arrived.save(arrived.ALONE, arrived.leader(arrived.ALONE))
    arrived.sign(arrived.ALONE)

    done = submit(arrived)

    assert (done.status_code, done.json()["state"]) == (200, "submitted")
    assert arrived.task(arrived.ALONE)["state"] == "recorded"
    assert all(one["valid"] for one in done.json()["signatures"])


def test_who_signed_something_else_signs_again(arrived):
    leader = arrived.leader(arrived.ALONE)
    arrived.save(arrived.ALONE, leader)
    arrived.sign(arrived.ALONE)
    arrived.save(arrived.ALONE, leader, remark="and another thing")

    refused = submit(arrived)
    arrived.sign(arrived.ALONE)

    assert {code for code, _ in missing(refused)} == {"signature-of-other-text"}
    assert submit(arrived).status_code == 200


def test_an_inspection_on_site_needs_somebody_who_arrived(drawn):
    drawn.dispatch(drawn.ALONE)
    leader = drawn.leader(drawn.ALONE)
    drawn.save(drawn.ALONE, leader)
    drawn.sign(drawn.ALONE)
    refused = submit(drawn)
    drawn.save(drawn.ALONE, leader, method="written")
    drawn.sign(drawn.ALONE)

    assert missing(refused) == [("not-checked-in", drawn.ALONE)]
    assert submit(drawn).status_code == 200


@pytest.mark.parametrize(
    ("category", "item"), [("no_problem", "problem_corrected"), ("problem_pending", "no_problem")]
)
def test_the_whole_does_not_contradict_its_items(arrived, category, item):
    leader = arrived.leader(arrived.ALONE)
    arrived.save(arrived.ALONE, leader, category=category, items={"B01-02": {"category": item}})
    arrived.sign(arrived.ALONE)

    assert missing(submit(arrived)) == [("result-contradicts-items", "category")]


def test_all_bodies_of_a_joint_task_sign(drawn):
    leader = drawn.arrive(drawn.JOINT)
    drawn.save(drawn.JOINT, leader)
    for officer_id in ("B01-001", "B01-004"):
        given = {"party": "officer", "officer_id": officer_id, "image": png_text()}
        drawn.officer(officer_id).post(f"/tasks/{drawn.JOINT}/signatures", json=given)

    refused = submit(drawn, drawn.JOINT)

    assert [place for _, place in missing(refused)] == [
        "signatures[B02-001]",
        "signatures[B02-002]",
        "signatures[firm]",
    ]


# --- signatures -----------------------------------------------------------------------------------


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


# --- the body confirms or returns -----------------------------------------------------------------


@pytest.fixture
def recorded(drawn):
    """A draw in which a result was handed in."""
    drawn.record(drawn.ALONE, remark="all in order")
    return drawn


def decide(drawn, person, verb, given=None, number=None):
    address = f"/tasks/{number or drawn.ALONE}"
    seen = {"If-Match": drawn.planner.get(address).headers["etag"]}
    return person.post(f"{address}/result/{verb}", json=given or {}, headers=seen)


def test_a_confirmed_result_is_due_to_be_public_twenty_working_days_later(recorded):
    done = decide(recorded, recorded.body_admin("B01"), "confirm")

    assert (done.status_code, done.json()["state"]) == (200, "confirmed")
    task = recorded.task(recorded.ALONE)
    assert task["state"] == "confirmed"
    assert task["due"] == "2026-12-29"


def test_only_the_leading_body_confirms(drawn):
    drawn.record(drawn.JOINT)

    for person in (drawn.planner, drawn.body_admin("B02"), drawn.leader(drawn.JOINT)):
        assert decide(drawn, person, "confirm", number=drawn.JOINT).status_code == 403
    assert decide(drawn, drawn.head("B01"), "confirm", number=drawn.JOINT).status_code == 200


def test_nobody_confirms_what_he_recorded_himself(recorded):
    leader = recorded.task(recorded.ALONE)["team"][0]["officer_id"]
    both = recorded.house.join("both", Role.BODY_ADMIN, "B01", officer_id=leader)

    refused = decide(recorded, both, "confirm")

    assert (refused.status_code, refused.json()["code"]) == (403, "second-person-same")


def test_a_returned_result_comes_again_in_a_new_version_and_the_old_one_is_kept(recorded):
    admin, leader = recorded.body_admin("B01"), recorded.leader(recorded.ALONE)
    done = decide(recorded, admin, "return", {"reason": "which kitchen?"})
    newer, older = results(recorded)

    assert done.status_code == 200, done.text
    assert recorded.task(recorded.ALONE)["state"] == "returned"
    assert (older["version"], older["state"], older["returned_for"]) == (
        1,
        "returned",
        "which kitchen?",
    )
    assert (newer["version"], newer["state"], newer["remark"]) == (2, "draft", "all in order")
    assert newer["signatures"] == []
    assert {code for code, _ in missing(submit(recorded))} == {"signature-missing"}

    recorded.save(recorded.ALONE, leader, remark="the one in the yard")
    recorded.sign(recorded.ALONE)
    assert submit(recorded).json()["version"] == 2
    assert decide(recorded, admin, "confirm").status_code == 200
    assert [one["state"] for one in results(recorded)] == ["confirmed", "returned"]


def test_a_result_is_returned_for_a_reason(recorded):
    refused = decide(recorded, recorded.body_admin("B01"), "return", {"reason": ""})

    assert (refused.status_code, refused.json()["code"]) == (422, "reason-missing")


def test_nothing_is_confirmed_before_it_was_handed_in(arrived):
    refused = decide(arrived, arrived.body_admin("B01"), "confirm")

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")


def test_what_was_handed_in_is_not_written_any_more(recorded):
    leader = recorded.leader(recorded.ALONE)
    refused = leader.put(f"/tasks/{recorded.ALONE}/result", json={}, headers={"If-Match": "*"})

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")


def test_results_of_other_bodies_are_not_read(recorded):
    assert recorded.body_admin("B02").get(f"/tasks/{recorded.ALONE}/results").status_code == 404
