"""Each role, in the district and in bodies near and far, asks for each operation there is."""

from __future__ import annotations

import pytest

from api.usecases.people.roles import PERMISSIONS, Operation, Role
from tests.service.security.answers import answered, refused, unlike
from tests.service.security.cases import MISSING
from tests.service.security.rights import EVERYBODY
from tests.service.security.table import CASES, cases_of
from tests.service.test_openapi_by_schemathesis import OPERATIONS

SAFE = ("GET",)
NO_INSPECTION = ("people", "webhook", "audit")


def may(case):
    """Return those who may; of an operation for everybody, one who has nothing to do with it."""
    return (
        EVERYBODY[-1:]
        if case.right.public
        else [who for who in EVERYBODY if case.right.allows(who)]
    )


def may_not(case):
    return [who for who in EVERYBODY if not case.right.allows(who)]


def test_every_operation_of_the_document_is_in_the_table():
    assert {case.operation for case in CASES} == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_who_may_not_is_refused_and_changes_nothing(asking, operation):
    carrying, before = asking.carrying, asking.looks()

    answers = {
        (who.login, str(case.at)): asking.send(case, carrying[who])
        for case in cases_of(operation)
        for who in may_not(case)
    }

    assert unlike(answers, lambda answer: answer.status_code in {403, 404}) == {}
    assert asking.looks() == before


@pytest.mark.parametrize("operation", OPERATIONS)
def test_who_may_is_let_in(asking, operation):
    carrying = asking.carrying

    with asking.nothing_kept():
        answers = {
            (who.login, case): asking.send(case, carrying[who])
            for case in cases_of(operation)
            for who in may(case)
        }

    kept_out = {key: answer for key, answer in answers.items() if refused(answer, key[1])}
    assert unlike(kept_out, lambda _answer: False) == {}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_stranger_cannot_tell_what_is_there_from_what_is_not(asking, operation):
    for case in cases_of(operation):
        missing = {name: MISSING[name] for name in list(case.at)[:1] if name in MISSING}
        strangers = [who for who in may_not(case) if who.place == "stranger"]
        for who in strangers if missing and not case.known else ():
            there = asking.send(case, asking.carrying[who])
            nowhere = asking.send(case, asking.carrying[who], **missing)
            assert answered(there) == answered(nowhere), who.login


def test_a_supervisor_changes_nothing_but_what_is_his_own():
    supervisors = [who for who in EVERYBODY if who.role is Role.SUPERVISOR]
    unsafe = {
        case.operation
        for case in CASES
        for who in supervisors
        if case.method not in SAFE and not case.right.public and case.right.allows(who)
    }

    # Freezing what is there and asking why a draw went as it did are ways to look.
    assert unsafe == {"createToken", "logOut", "takeSnapshot", "explainDraw"}


def test_an_administrator_has_no_matter_of_inspections():
    inspecting = {one for one in Operation if one.value.split(".")[0] not in NO_INSPECTION}

    assert PERMISSIONS[Role.ADMIN].isdisjoint(inspecting)
