"""People log in through an OpenID provider, and only those who have an account here."""

import pytest
from joserfc.jwk import RSAKey

from api.usecases.people.accounts import new_account
from api.usecases.people.actor import Grant
from api.usecases.people.roles import Role
from tests.service.house import open_house
from tests.service.people.provider import running_provider


@pytest.fixture
def provider():
    with running_provider() as provider:
        yield provider


@pytest.fixture
def house(database_url, tmp_path, provider):
    opened = open_house(
        database_url,
        tmp_path / "data",
        oidc_issuer=provider.issuer,
        oidc_client_id="doubledraw",
        oidc_client_secret="of the client",  # noqa: S106 - for tests
        base_url="http://testserver",
    )
    with opened.transaction() as tx:
        new_account(
            tx,
            "planner",
            "Planner",
            grants=[Grant(Role.PLANNER)],
            identity=(provider.issuer, "subject-1"),
        )
    yield opened
    opened.service.engine.dispose()


def sent_back(house, provider, subject):
    """Go to the provider and come back; return browser and answer."""
    browser = house.visitor()
    browser.follow_redirects = False
    sent = browser.get("/oidc/login")
    assert sent.status_code == 302, sent.text
    back = provider.authorize(sent.headers["location"], subject)
    return browser, browser.get(back.removeprefix("http://testserver/api/v1"))


def test_who_has_an_account_is_logged_in(house, provider):
    browser, answer = sent_back(house, provider, "subject-1")

    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert browser.get("/sessions/current").json()["login"] == "planner"


def test_who_has_none_is_not(house, provider):
    browser, answer = sent_back(house, provider, "subject-2")

    assert (answer.status_code, answer.json()["code"]) == (401, "oidc-account-unknown")
    assert browser.get("/sessions/current").status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.example"},
        {"aud": "another-client"},
        {"nonce": "of another journey"},
        {"exp": 1_000_000_000},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_that_is_not_for_this_login_is_refused(house, provider, claims):
    provider.claims = claims

    _, answer = sent_back(house, provider, "subject-1")

    assert (answer.status_code, answer.json()["code"]) == (401, "oidc-answer-refused")


def test_a_token_that_somebody_else_signed_is_refused(house, provider):
    provider.signs_with = RSAKey.generate_key(2048, parameters={"kid": "one"})

    _, answer = sent_back(house, provider, "subject-1")

    assert answer.json()["code"] == "oidc-answer-refused"


def test_an_answer_to_another_browsers_journey_is_refused(house, provider):
    browser = house.visitor()
    browser.follow_redirects = False
    sent = browser.get("/oidc/login")
    back = provider.authorize(sent.headers["location"], "subject-1")
    other = house.visitor()
    other.follow_redirects = False
    other.get("/oidc/login")

    answer = other.get(back.removeprefix("http://testserver/api/v1"))

    assert answer.json()["code"] == "oidc-answer-refused"


def test_without_a_provider_there_is_no_such_login(database_url, tmp_path):
    plain = open_house(database_url, tmp_path / "plain")

    answer = plain.visitor().get("/oidc/login")

    assert (answer.status_code, answer.json()["code"]) == (404, "oidc-not-set-up")
    plain.service.engine.dispose()
