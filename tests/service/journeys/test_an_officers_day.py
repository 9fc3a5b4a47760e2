"""An officer's day: his tasks on his phone, the firm's door, the record, the signatures."""

from __future__ import annotations

from icalendar import Calendar

from tests.service.tasks.redrawing import applied, confirmed, decided


def test_from_the_list_of_the_morning_to_a_result_that_his_body_confirms(drawn):
    number = drawn.ALONE
    drawn.dispatch()
    leader, task = drawn.leader(number), drawn.task(number)

    # In the morning: what is mine, in the calendar too.
    drawn.set_day(task["day"], hour=8)
    mine = leader.get("/tasks/mine").json()
    assert number in {one["number"] for one in mine}
    feed = leader.post("/tasks/mine/feed").json()["url"]
    events = Calendar.from_ical(drawn.house.visitor().get(feed.split("/api/v1")[1]).content)
    assert any(task["target_name"] in str(event["SUMMARY"]) for event in events.walk("VEVENT"))

    # At the door: the firm's notice has the code; another one does not open.
    assert leader.post(f"/tasks/{number}/accept").status_code == 200
    wrong = leader.post(f"/tasks/{number}/check-in", json={"code": "000000"})
    assert wrong.status_code in {403, 409, 422}
    notice = leader.get(f"/tasks/{number}/notice", params={"lang": "zh"})
    assert task["target_name"] in notice.text
    code = drawn.check_code(number)
    assert leader.post(f"/tasks/{number}/check-in", json={"code": code}).status_code == 200

    # Inside: a draft that is not lost, what is missing told at once, signatures, handed in.
    drawn.save(number, leader, remark="half of it")
    early = leader.post(f"/tasks/{number}/result/submit")
    assert early.status_code in {409, 422}
    assert len(early.json()["faults"]) >= 2
    drawn.save(number, leader, remark="all of it")
    drawn.sign(number)
    assert leader.post(f"/tasks/{number}/result/submit").status_code == 200

    # In the office: confirmed, and due to be public within twenty working days.
    drawn.confirm(number)
    told = drawn.task(number)
    assert told["state"] == "confirmed"
    assert told["due"] > task["day"]


def test_who_knows_the_firm_says_so_and_somebody_else_is_drawn(drawn):
    number = drawn.ALONE
    drawn.dispatch()
    gone = next(one["officer_id"] for one in drawn.task(number)["team"] if one["role"] == "member")

    made = applied(drawn.officer(gone), number)
    decision = decided(drawn.head("B01"), made, avoid=True)
    vacancy = confirmed(drawn, decision.json()["vacancy_id"])

    assert vacancy["state"] == "filled"
    team = {one["officer_id"]: one["state"] for one in drawn.task(number)["team"]}
    assert gone not in team
    assert team[vacancy["came"]] == "came"
    newcomer = drawn.officer(vacancy["came"]).get("/tasks/mine").json()
    assert number in {one["number"] for one in newcomer}
    log = drawn.house.visitor().get("/public/log/log.jsonl").text
    assert '"event":"vacancy"' in log
    assert gone not in log
