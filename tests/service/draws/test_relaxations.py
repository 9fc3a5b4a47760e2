"""A draw that cannot be is told why, and one call applies what was found to mend it."""

import pytest

from api.usecases.people.roles import Role
from scenarios.catalogue import build
from tests.service.draws_of import checked, small_district


def offers(draw):
    report = draw["report"]
    return [
        relaxation
        for short in (*report["shortages"], *report["day_shortages"])
        for relaxation in short["relaxations"]
    ]


@pytest.mark.parametrize(
    ("world", "change"),
    [
        ("one_officer_short", "fewer_visits"),
        ("qualification_short", "without_slot"),
        ("crowded_days", "any_day"),
        ("crowded_days", "lower_reserve"),
        ("crowded_days", "fewer_visits"),
        ("crowded_days", "higher_daily_maximum"),
        ("busy_weeks", "higher_weekly_maximum"),
    ],
)
def test_what_a_check_offers_mends_the_draw(house, world, change):
    plans = small_district(house.service, build(world, 1))
    planner = house.join("planner", Role.PLANNER)
    draw = checked(planner, plans)
    before = planner.get(f"/draws/{draw}").json()
    offer = next(one for one in offers(before) if one["change"] == change)

    applied = planner.post(f"/draws/{draw}/relaxations/{offer['number']}")

    assert before["state"] == "infeasible"
    assert applied.status_code == 202, applied.text
    assert planner.get(f"/draws/{draw}").json()["state"] == "checked"


@pytest.mark.parametrize("change", ["more_officers", "higher_maximum"])
def test_what_only_people_can_do_is_not_done_by_a_button(house, change):
    plans = small_district(house.service, build("one_officer_short", 1))
    planner = house.join("planner", Role.PLANNER)
    draw = checked(planner, plans)
    offer = next(
        one for one in offers(planner.get(f"/draws/{draw}").json()) if one["change"] == change
    )

    refused = planner.post(f"/draws/{draw}/relaxations/{offer['number']}")

    assert refused.json()["code"] == "relaxation-needs-people"
    assert planner.get(f"/draws/{draw}").json()["state"] == "infeasible"


def test_an_offer_that_was_not_made_is_not_found(house):
    plans = small_district(house.service, build("one_officer_short", 1))
    planner = house.join("planner", Role.PLANNER)
    draw = checked(planner, plans)

    assert planner.post(f"/draws/{draw}/relaxations/99").status_code == 404


def test_a_draw_with_faults_tells_them_and_offers_nothing(house):
    plans = small_district(house.service, build("over_capped", 1))
    planner = house.join("planner", Role.PLANNER)

    told = planner.get(f"/draws/{checked(planner, plans)}").json()

    assert told["state"] == "infeasible"
    assert [fault["code"] for fault in told["report"]["faults"]] == ["cap-clash"]
