"""The district's policy and working days change over HTTP, and every version stays."""

from api.usecases.people.roles import Role


def test_the_newest_policy_counts_and_the_others_stay(house):
    planner = house.join("planner", Role.PLANNER)

    for version in ("2026-1", "2026-2"):
        assert planner.post("/policies", json={"version": version}).status_code == 201

    assert [one["version"] for one in planner.get("/policies").json()] == ["2026-2", "2026-1"]
    assert planner.get("/policies/2026-1").json()["document"]["min_team_size"] == 2


def test_a_policy_with_faults_tells_them_all(house):
    planner = house.join("planner", Role.PLANNER)

    refused = planner.post(
        "/policies", json={"version": "x", "min_team_size": 0, "urgent_reserve": "120%", "speed": 3}
    )

    codes = {fault["code"] for fault in refused.json()["faults"]}
    assert codes == {"must-be-at-least-one", "share-out-of-range", "unknown-key"}


def test_a_version_is_not_given_twice(house):
    planner = house.join("planner", Role.PLANNER)
    planner.post("/policies", json={"version": "x"})

    assert planner.post("/policies", json={"version": "x"}).json()["code"] == "version-taken"


def test_a_bodys_planner_does_not_make_the_districts_rules(house):
    planner = house.join("planner", Role.PLANNER, "B01")

    assert planner.post("/policies", json={"version": "x"}).status_code == 403
    assert planner.put("/calendar/2026-12-31", json={"working": False}).status_code == 403


def test_the_calendar_knows_the_holidays_and_what_the_district_changed(house):
    planner = house.join("planner", Role.PLANNER)

    planner.put("/calendar/2026-12-31", json={"working": False, "note": "stocktaking"})
    told = planner.get("/calendar", params={"year": 2026}).json()
    planner.delete("/calendar/2026-12-31")
    later = planner.get("/calendar", params={"year": 2026}).json()

    assert "2026-10-01" in told["holidays"]
    assert "2026-12-31" in told["holidays"]
    assert [day["note"] for day in told["changed"]] == ["stocktaking"]
    assert "2026-12-31" not in later["holidays"]


def test_a_year_whose_holidays_nobody_knows_is_told(house):
    planner = house.join("planner", Role.PLANNER)

    told = planner.get("/calendar", params={"year": 2099}).json()

    assert [notice["code"] for notice in told["notices"]] == ["holidays-not-known"]
