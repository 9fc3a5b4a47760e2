"""Whoever asks too much is told when to come again, whatever he claims to be."""

from __future__ import annotations

import pytest

from api.routes.http.limits import Allowance, address_of
from api.usecases.people.roles import Role
from tests.service.house import open_house


class Seconds:
    """A clock that tests move."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Seconds()


@pytest.fixture
def limited(database_url, tmp_path):
    """A service with low limits; return one with those that are given."""
    opened = []

    def limited(**settings):
        opened.append(open_house(database_url, tmp_path / "data", **settings))
        return opened[-1]

    yield limited
    for house in opened:
        house.service.engine.dispose()


def statuses(person, n, address="/tokens", **options):
    return [person.get(address, **options).status_code for _ in range(n)]


def test_so_many_may_be_taken_at_once_and_then_one_at_a_time(clock):
    allowance = Allowance(60, clock)

    assert [allowance.take("a") for _ in range(60)] == [0.0] * 60
    assert allowance.take("a") == pytest.approx(1.0)
    clock.now += 0.5
    assert allowance.take("a") == pytest.approx(0.5)
    clock.now += 0.5
    assert allowance.take("a") == 0.0
    assert allowance.take("a") == pytest.approx(1.0)


def test_whoever_waits_as_long_as_he_is_told_is_served(clock):
    allowance = Allowance(7, clock)
    while not (seconds := allowance.take("a")):
        clock.now += 0.01

    clock.now += seconds

    assert allowance.take("a") == 0.0


def test_after_a_minute_everything_is_made_up_for(clock):
    allowance = Allowance(5, clock)
    for _ in range(5):
        allowance.take("a")
    clock.now += 60

    assert [allowance.take("a") for _ in range(5)] == [0.0] * 5


def test_one_key_does_not_use_up_what_another_has(clock):
    allowance = Allowance(1, clock)
    allowance.take("a")

    assert allowance.take("b") == 0.0
    assert allowance.take("a") > 0


def test_what_is_given_back_can_be_taken_again(clock):
    allowance = Allowance(1, clock)
    allowance.take("a")
    allowance.give_back("a")
    allowance.give_back("never heard of")

    assert allowance.take("a") == 0.0


def test_memory_has_a_bound(clock):
    allowance = Allowance(1, clock, most_keys=10)
    for number in range(1_000):
        allowance.take(str(number))

    assert len(allowance) == 10
    assert allowance.take("999") > 0


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_ipv6_address_counts_as_its_network(host, key):
    assert address_of({"client": (host, 1)}) == key


def test_a_sender_who_is_known_is_counted_however_many_tokens_he_has(limited):
    house = limited(requests_per_minute=3)
    person = house.join("planner", Role.PLANNER)
    other = house.join("other", Role.PLANNER)

    assert statuses(person, 4) == [200, 200, 200, 429]
    assert statuses(other, 1) == [200]


def test_whoever_varies_what_he_claims_is_counted_by_address(limited):
    house = limited(requests_per_minute=3)
    stranger = house.visitor()

    found = [
        stranger.get("/tokens", headers={"Authorization": f"Bearer {number}"}).status_code
        for number in range(5)
    ]

    assert found == [401, 401, 401, 429, 429]


def test_cookies_that_nobody_knows_bring_no_new_allowance(limited):
    house = limited(requests_per_minute=3)
    stranger = house.visitor()

    found = [
        stranger.get("/tokens", headers={"Cookie": f"doubledraw_session={n}"}).status_code
        for n in range(4)
    ]

    assert found == [401, 401, 401, 429]


def test_an_address_has_a_limit_of_its_own_which_known_people_share(limited):
    house = limited(requests_per_minute=1_000, requests_per_minute_of_address=4)
    first, second = house.join("first", Role.PLANNER), house.join("second", Role.PLANNER)

    assert statuses(first, 2) + statuses(second, 3) == [200, 200, 200, 200, 429]


def test_logins_that_fail_have_a_low_limit(limited):
    house = limited(login_attempts_per_minute=3)
    visitor = house.visitor()
    wrong = {"login": "nobody", "password": "not the password"}

    found = [visitor.post("/sessions", json=wrong).status_code for _ in range(4)]

    assert found == [401, 401, 401, 429]


def test_logins_that_succeed_do_not_count(limited):
    from api.usecases.people.accounts import new_account  # noqa: PLC0415

    house = limited(login_attempts_per_minute=2)
    with house.transaction() as tx:
        new_account(tx, "somebody", "somebody", password="correct horse battery")  # noqa: S106
    right = {"login": "somebody", "password": "correct horse battery"}

    found = [house.visitor().post("/sessions", json=right).status_code for _ in range(4)]

    assert found == [201, 201, 201, 201]


def test_a_refusal_tells_in_how_many_seconds_to_come_again(limited):
    house = limited(requests_per_minute=2)
    person = house.join("planner", Role.PLANNER)
    statuses(person, 2)

    refused = person.get("/tokens")

    assert refused.status_code == 429
    assert 29 <= int(refused.headers["retry-after"]) <= 30
    assert refused.json()["code"] == "too-many-requests"


def test_a_refusal_before_anybody_is_asked_is_a_problem_like_any_other(limited):
    house = limited(requests_per_minute_of_address=1)
    visitor = house.visitor()
    statuses(visitor, 1)

    refused = visitor.get("/tokens")

    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert "x-trace-id" in refused.headers
    assert int(refused.headers["retry-after"]) == 60
