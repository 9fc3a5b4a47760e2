"""Without a token that holds, or the scope, or a browser's second secret, nobody is let in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from api.tables.people import ApiToken
from api.usecases.people.accounts import change_account, the_account
from api.usecases.people.actor import Actor, Grant
from api.usecases.people.log_in import open_login
from api.usecases.people.roles import Role
from api.usecases.people.tokens import revoke_token
from tests.service.security.answers import answered, refused, unlike
from tests.service.security.people import EXTENT
from tests.service.security.table import cases_of
from tests.service.test_openapi_by_schemathesis import OPERATIONS

SAFE = ("GET",)
CLOSED = [one for one in OPERATIONS if not all(case.right.public for case in cases_of(one))]
SCOPED = [one for one in OPERATIONS if any(case.right.operations for case in cases_of(one))]
UNSAFE = [one for one in CLOSED if cases_of(one)[0].method not in SAFE]
ADMIN = Actor(login="(tests)", grants=frozenset({Grant(Role.ADMIN)}))
EVERYTHING = [Grant(role) for role in Role]


def scoped(operation):
    """Return the cases of an operation that need a scope."""
    return [case for case in cases_of(operation) if case.right.operations]


@pytest.fixture(scope="session")
def _carried():
    return {}


@pytest.fixture
def worthless(asking, _carried):
    """What people send who are not let in any more: of each the code that they are told."""
    if asking not in _carried:
        _carried[asking] = {
            "nobody": ({}, "not-logged-in"),
            "a made-up token": ({"Authorization": "Bearer dd_nobody"}, "token-unknown"),
            "another scheme": ({"Authorization": "Basic YTpi"}, "not-logged-in"),
            "a revoked token": (_revoked(asking), "token-unknown"),
            "an old token": (_over(asking), "token-unknown"),
            "a closed account": (_closed(asking), "token-unknown"),
            "an old session": ({"Cookie": f"doubledraw_session={_old(asking)}"}, "not-logged-in"),
        }
    return _carried[asking]


def _revoked(asking):
    actor = asking.join("revoked", EVERYTHING)
    carried = asking.token(actor)
    with asking.house.transaction(actor) as tx:
        token = tx.session.exec(select(ApiToken).where(ApiToken.account_id == actor.account_id))
        revoke_token(tx, token.one().id)
    return carried


def _over(asking):
    actor = asking.join("late", EVERYTHING)
    return asking.token(actor, expires_at=asking.house.clock.now - timedelta(days=300))


def _closed(asking):
    carried = asking.token(asking.join("closed", EVERYTHING))
    with asking.house.transaction(ADMIN) as tx:
        change_account(tx, "closed", active=False)
    return carried


def _old(asking):
    asking.join("sleepy", EVERYTHING)
    with asking.house.transaction() as tx:
        opened = open_login(tx, the_account(tx, "sleepy"))
        opened.login.expires_at = tx.now - timedelta(days=300)
    return opened.secret


@pytest.fixture
def browser(asking, _carried):
    """The cookie of somebody who may do everything, and the secret that comes with changes."""
    if (asking, "browser") not in _carried:
        login = asking.everything.login
        with asking.house.transaction() as tx:
            opened = open_login(tx, the_account(tx, login))
            opened.login.expires_at = tx.now + timedelta(days=3_000)
            other = open_login(tx, the_account(tx, login))
        cookie = {"Cookie": f"doubledraw_session={opened.secret}"}
        _carried[asking, "browser"] = cookie, opened.login.csrf_token, other.login.csrf_token
    return _carried[asking, "browser"]


@pytest.mark.parametrize("operation", CLOSED)
def test_what_is_worth_nothing_lets_nobody_in(asking, worthless, operation):
    before = asking.looks()

    for case in cases_of(operation):
        told = {name: asking.send(case, carried) for name, (carried, _) in worthless.items()}
        expected = {name: (401, code) for name, (_, code) in worthless.items()}
        assert {name: answered(answer) for name, answer in told.items()} == expected
    assert asking.looks() == before


@pytest.mark.parametrize("operation", SCOPED)
def test_a_token_does_no_more_than_its_scopes_say(asking, operation):
    scopes = {case: frozenset(EXTENT) - case.right.operations for case in scoped(operation)}
    tokens = {case: asking.with_scopes(scopes[case]) for case in scopes}
    before = asking.looks()

    answers = {case: asking.send(case, tokens[case]) for case in scopes}

    assert unlike(answers, lambda answer: answer.status_code in {403, 404}) == {}
    assert asking.looks() == before


@pytest.mark.parametrize("operation", SCOPED)
def test_and_no_less(asking, operation):
    scopes = {case: frozenset(case.right.operations) for case in scoped(operation)}
    tokens = {case: asking.with_scopes(scopes[case]) for case in scopes}

    with asking.nothing_kept():
        answers = {case: asking.send(case, tokens[case]) for case in scopes}

    kept_out = {case: answer for case, answer in answers.items() if refused(answer, case)}
    assert unlike(kept_out, lambda _answer: False) == {}


@pytest.mark.parametrize("operation", UNSAFE)
def test_a_browser_changes_nothing_without_its_second_secret(asking, browser, operation):
    cookie, _, of_another_session = browser
    before = asking.looks()

    for case in cases_of(operation):
        for more in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": of_another_session}):
            assert answered(asking.send(case, cookie | more)) == (403, "csrf-token-missing")
    assert asking.looks() == before


@pytest.mark.parametrize("operation", CLOSED)
def test_with_it_a_browser_is_as_good_as_a_token(asking, browser, operation):
    cookie, secret, _ = browser

    with asking.nothing_kept():
        for case in cases_of(operation):
            answer = asking.send(case, {**cookie, "X-CSRF-Token": secret})
            assert case.operation in OWN or not refused(answer, case), answer.text


OWN = ("revokeToken", "getJob", "revokeFeed")
"""What belongs to somebody else, or is not there."""
