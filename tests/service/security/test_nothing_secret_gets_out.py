"""Secrets stay inside, and what is of one body is not told to another, however it is asked."""

from __future__ import annotations

import json

import pytest

from api.records.registries.kinds import KINDS
from api.usecases.exports.exports import EXPORTS
from api.usecases.people.roles import Role
from tests.service.notices.test_secrecy import MARK, PHONE, private
from tests.service.security.cases import ADDRESSES

LISTS = [
    address
    for method, address in ADDRESSES.values()
    if method == "GET" and "{" not in address and address not in {"/oidc/login", "/oidc/callback"}
]
PARAMS = {"/calendar": {"year": 2026}, "/reports/assessment": {"month": "2026-12"}}


def leaks(lived, answers, *more):
    """Return which of *answers* tell secrets, and which."""
    found = {address: lived.read(told, *more) for address, told in answers}
    return {address: secrets for address, secrets in found.items() if secrets}


def test_before_it_is_published_no_secret_of_a_draw_can_be_read_in_public(lived):
    assert len(lived.sealed) > 15
    assert leaks(lived, lived.sealed, *lived.seeds.values()) == {}


def test_after_that_its_seed_is_public_and_all_other_secrets_are_kept(lived):
    assert leaks(lived, lived.published) == {}
    (seed,) = (told for address, told in lived.published if address.endswith("/seed.txt"))
    assert lived.seeds["nonce"] in seed


def test_what_is_public_names_no_class_of_risk_and_nobody(lived):
    private_parts = (MARK, PHONE, *lived.problem.officers.ids)

    for address, told in (*lived.sealed, *lived.published):
        assert [one for one in private_parts if one in told] == [], address


def test_webhooks_tell_that_something_happened_and_nothing_else(lived):
    messages = lived.messages()

    assert len(messages) > 60
    for message in messages:
        assert lived.read(message, MARK, PHONE, *lived.seeds.values()) == []
        assert [one for one in lived.problem.officers.ids if f'"{one}"' in message] == []


def test_the_log_tells_numbers_and_no_secrets_and_no_names(lived):
    logins = [json.dumps(person.login) for person in (lived.planner, *lived.people.values())]

    assert lived.log.count("\n") > 60
    assert lived.read(lived.log, MARK, PHONE, *lived.seeds.values(), *logins) == []


def everything_told(person):
    """Yield all lists and exports that somebody may read, and where."""
    for address in LISTS:
        answer = person.get(address, params={"limit": 200, **PARAMS.get(address, {})})
        if address != "/exports":  # has the names of columns
            yield address, answer
    for kind in KINDS:
        yield kind, person.get(f"/registries/{kind}/rows", params={"limit": 200})
    for kind in EXPORTS:
        for more in ({}, {"since": 0}):
            yield f"export of {kind}", person.get(f"/exports/{kind}.jsonl", params=more)


@pytest.mark.parametrize("role", Role)
def test_a_body_that_has_no_part_in_anything_reads_nothing_of_it(lived, role):
    stranger = lived.person(f"{role}-b09", role, "B09", officer_id="B09-001")

    told = {place: answer.text for place, answer in everything_told(stranger)}

    marks = [private(name) for name in ("class", "remark", "item-remark", "present", "returned")]
    marks += [private(name) for name in ("recusal", "decision", "lock", "title", "publication")]
    marks += [f"{MARK}-{name}" for name in ("name", "certificate", "person")]
    for place, text in told.items():
        assert lived.read(text, *marks, *lived.problem.officers.ids) == [], place


@pytest.mark.parametrize("role", [Role.PLANNER, Role.BODY_ADMIN, Role.HEAD, Role.SUPERVISOR])
def test_a_partner_reads_nothing_that_is_the_leading_bodys_alone(lived, role):
    partner = lived.person(f"{role}-b02", role, "B02")

    marks = [private(name) for name in ("class", "remark", "item-remark", "present", "returned")]
    marks += [f"{MARK}-{name}-B01" for name in ("name", "certificate")] + [f"{MARK}-person"]
    for place, answer in everything_told(partner):
        assert lived.read(answer.text, *marks) == [], place


def test_people_of_a_body_do_not_read_the_class_of_risk_in_the_registry(lived):
    planner = lived.person("planner-b01", Role.PLANNER, "B01")
    target = lived.problem.targets.ids[0]

    for address in (
        "/registries/targets/rows",
        f"/registries/targets/rows/{target}",
        f"/registries/targets/rows/{target}/history",
        "/exports/targets.jsonl",
    ):
        told = planner.get(address)
        assert told.status_code == 200, told.text
        assert private("class") not in told.text
        assert f"{MARK}-person" not in told.text


def test_what_is_private_can_be_read_where_it_belongs(lived):
    told = "".join(answer.text for _, answer in everything_told(lived.planner))
    told += lived.planner.get(f"/tasks/{lived.done}/results").text

    for name in ("class", "remark", "item-remark", "present", "title"):
        assert private(name) in told
    for name in ("name", "certificate", "person"):
        assert f"{MARK}-{name}" in told
