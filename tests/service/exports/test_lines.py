"""Whole tables as lines of JSON, each reader's own part of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.tables.notices import NoticeHead, NoticeRow
from api.usecases.exports import asking
from api.usecases.people.roles import Role


@pytest.fixture
def district(house):
    return house.join("district", Role.PLANNER)


@pytest.fixture
def first(house):
    return house.join("first", Role.BODY_ADMIN, "B01")


@pytest.fixture
def second(house):
    return house.join("second", Role.BODY_ADMIN, "B02")


def column(rows, name):
    return [row[name] for row in rows]


def test_every_export_answers_with_the_columns_that_it_told(drawn, lines):
    auditor = drawn.join("auditor", Role.SUPERVISOR)

    for told in auditor.get("/exports").json():
        for row in lines(auditor, told["kind"]):
            assert list(row) == told["columns"]


@pytest.mark.usefixtures("filled")
def test_a_registry_goes_out_as_it_holds(district, lines):
    rows = lines(district, "targets")

    assert column(rows, "target_id") == ["FIRM1", "FIRM2"]
    assert rows[0]["labels"] == ["drugs", "food"]
    assert rows[0]["extra"] == {"remark": "=1+1"}
    assert (rows[0]["credit_risk_class"], rows[0]["people"]) == ("D", ["K1"])
    assert rows[0]["held_until"] is None


@pytest.mark.usefixtures("filled")
def test_risk_classes_are_for_readers_of_the_whole_district(first, lines):
    rows = lines(first, "targets")

    assert len(rows) == 2
    assert {row["credit_risk_class"] for row in rows} == {None}
    assert {row["people"] for row in rows} == {None}


@pytest.mark.usefixtures("filled")
def test_officers_are_those_of_the_readers_bodies(district, first, second, lines):
    assert column(lines(district, "officers"), "officer_id") == ["O1", "O2"]
    assert column(lines(first, "officers"), "officer_id") == ["O1"]
    assert column(lines(second, "officers"), "officer_id") == ["O2"]


def test_since_a_change_a_registry_tells_what_began_and_what_ended(filled, district, lines):
    before = max(column(lines(district, "officers"), "held_from"))
    changed = b"officer_id,name,body_id,cert_no,cert_valid_to\nO1,O1,B01,CO1,2029-12-31\n"
    filled.join("again", Role.PLANNER).commit_file("officers", "officers.csv", changed)

    rows = lines(district, "officers", since=before)

    assert [(row["cert_valid_to"], row["held_until"] is None) for row in rows] == [
        ("2027-12-31", False),
        ("2029-12-31", True),
    ]


@pytest.mark.usefixtures("drawn")
def test_plans_and_draws_are_those_in_which_the_readers_bodies_take_part(
    district, first, second, lines
):
    assert column(lines(district, "plans"), "plan_id") == ["P01", "P02", "P03"]
    assert column(lines(first, "plans"), "plan_id") == ["P01", "P02"]
    assert column(lines(second, "plans"), "plan_id") == ["P02", "P03"]
    assert column(lines(second, "plans"), "bodies") == [["B01", "B02"], ["B02"]]
    (draw,) = lines(district, "draws")
    assert (draw["bodies"], draw["plan_ids"]) == (["B01", "B02"], ["P01", "P02"])
    assert draw["created_by"] == "planner"
    (draw,) = lines(second, "draws")
    assert draw["created_by"] is None


@pytest.mark.usefixtures("drawn")
def test_officers_of_another_body_are_told_by_their_role_alone(district, first, second, lines):
    (task,) = (row for row in lines(first, "tasks") if row["number"] == "T2")

    assert task["team"] == [
        {"body_id": "B01", "role": "leader", "officer_id": "O1"},
        {"body_id": "B02", "role": "leader", "officer_id": None},
    ]
    assert column(lines(second, "tasks"), "number") == ["T2"]
    of_district = {row["number"]: row["team"] for row in lines(district, "tasks")}
    assert [one["officer_id"] for one in of_district["T2"]] == ["O1", "O2"]
    assert [one["officer_id"] for one in of_district["T1"]] == ["O1"]


@pytest.mark.usefixtures("drawn")
def test_no_check_code_goes_out(district, lines):
    assert "123456" not in str(lines(district, "tasks"))


@pytest.mark.usefixtures("drawn")
def test_results_are_told_without_drafts_and_to_other_bodies_without_names(district, second, lines):
    (whole,) = lines(district, "results")
    (masked,) = lines(second, "results")

    assert whole["task_number"] == "T2"
    assert (whole["recorded_by"], whole["present"]) == ("o1", "somebody")
    assert whole["items"] == [{"item_id": "I1", "category": "x", "remark": "secret"}]
    assert masked["category"] == "no_problem"
    for name in ("recorded_by", "present", "remark"):
        assert masked[name] is None
    assert masked["items"] == [{"item_id": "I1", "category": "x", "remark": None}]


def test_since_an_event_only_what_it_happened_to_goes_out(drawn, district, lines):
    with drawn.transaction() as tx:
        before = tx.tell("session.opened", ("account", "x")).id
    assert lines(district, "tasks", since=before) == []

    with drawn.transaction() as tx:
        tx.tell("task.confirmed", ("task", "T1"))
    assert column(lines(district, "tasks", since=before), "number") == ["T1"]
    assert lines(district, "plans", since=before) == []

    with drawn.transaction() as tx:
        tx.tell("draw.published", ("draw", 1))
    assert column(lines(district, "tasks", since=before), "number") == ["T1", "T2"]
    assert column(lines(district, "plans", since=before), "plan_id") == ["P01", "P02"]
    assert column(lines(district, "draws", since=before), "id") == [1]
    assert lines(district, "results", since=before) == []


def test_whoever_goes_on_from_where_he_was_told_misses_nothing(drawn, district, lines):
    with drawn.transaction() as tx:
        tx.tell("task.confirmed", ("task", "T1"))
    drawn.clock.now += timedelta(minutes=6)
    with drawn.transaction() as tx:
        tx.tell("task.confirmed", ("task", "T2"))

    answer = district.get("/exports/tasks.jsonl")

    # What is younger than some minutes is told again: it may not be all that there will be.
    rows = lines(district, "tasks", since=int(answer.headers["next-since"]))
    assert column(rows, "number") == ["T2"]
    drawn.clock.now += timedelta(minutes=6)
    answer = district.get("/exports/tasks.jsonl")
    assert lines(district, "tasks", since=int(answer.headers["next-since"])) == []


def test_events_go_out_as_the_audit_tells_them(drawn, district, second, lines):
    with drawn.transaction() as tx:
        tx.tell("plan.changed", ("plan", "P02"), bodies=["B01", "B02"], reason="why")

    (event,) = (row for row in lines(second, "events") if row["action"] == "plan.changed")
    assert (event["actor"], event["reason"], event["bodies"]) == (None, "", ["B02"])
    (event,) = (row for row in lines(district, "events") if row["action"] == "plan.changed")
    assert (event["actor"], event["reason"]) == ("(service)", "why")


def test_what_a_notice_said_before_it_was_superseded_does_not_go_out(drawn, first, lines):
    with drawn.transaction() as tx:
        for number in (1, 2):
            tx.session.add(
                NoticeRow(
                    kind="plan",
                    subject="P01",
                    supersedes=1 if number == 2 else None,
                    title=f"title {number}",
                    document={"said": number},
                    digest="0",
                    published_at=tx.now,
                    published_by="x",
                )
            )
            tx.session.flush()
        tx.session.add(
            NoticeHead(kind="plan", subject="P01", notice_id=2, words="", published_at=tx.now)
        )

    rows = lines(first, "notices")

    assert column(rows, "state") == ["superseded", "current"]
    assert column(rows, "document") == [None, {"said": 2}]
    assert column(lines(first, "notices", since=1), "id") == [2]


@pytest.mark.usefixtures("filled")
def test_a_table_goes_out_in_pages_each_with_a_transaction_of_its_own(district, lines, monkeypatch):
    begun, begin = [], asking.begin

    def counted(*arguments, **options):
        begun.append(options)
        return begin(*arguments, **options)

    monkeypatch.setattr(asking, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(asking, "begin", counted)

    assert column(lines(district, "targets"), "target_id") == ["FIRM1", "FIRM2"]
    assert begun == [{"writes": False}] * 3


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN])
def test_whoever_may_not_read_is_refused_before_anything_is_sent(drawn, role):
    person = drawn.join("person", role)

    for kind in ("targets", "plans", "draws", "tasks", "results"):
        answer = person.get(f"/exports/{kind}.jsonl")
        assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
    assert drawn.visitor().get("/exports/plans.jsonl").status_code == 401


def test_an_unknown_export_is_not_found(house):
    planner = house.join("planner", Role.PLANNER)

    assert planner.get("/exports/secrets.jsonl").json()["code"] == "not-found"
    assert planner.get("/exports/plans.exe").status_code == 404
    assert planner.get("/exports/plans.jsonl", params={"since": -1}).status_code == 422


def test_an_empty_table_has_no_lines(house, lines):
    assert lines(house.join("planner", Role.PLANNER), "targets") == []
