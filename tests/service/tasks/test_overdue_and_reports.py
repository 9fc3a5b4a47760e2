"""What is late is marked and reported; a month is assessed without ranking anybody."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from api.tables.registries import BodyRow, OfficerRow, RegistryChange
from api.usecases.people.roles import Role
from tests.service.tasks.redrawing import member, vacated


@pytest.fixture
def supervisor(drawn):
    """Somebody who sees all and changes nothing."""
    return drawn.house.join("supervisor", Role.SUPERVISOR)


def overdue(drawn, number):
    return drawn.task(number)["overdue"]


def listed(person, **params):
    found = person.get("/tasks", params=params)
    assert found.status_code == 200, found.text
    return [one["number"] for one in found.json()["items"]]


def test_a_visit_is_overdue_when_its_window_is_over(drawn):
    drawn.dispatch()
    drawn.set_day("2026-12-31")
    before = overdue(drawn, drawn.ALONE)
    drawn.set_day("2027-01-01")

    assert (before, overdue(drawn, drawn.ALONE)) == ([], ["inspection"])
    assert len(listed(drawn.planner, overdue="inspection")) == 9
    assert len(listed(drawn.planner, overdue="true")) == 9


def test_a_record_is_overdue_three_working_days_after_the_visit(drawn):
    drawn.arrive(drawn.ALONE)
    drawn.set_day("2026-12-04")
    before = overdue(drawn, drawn.ALONE)
    drawn.set_day("2026-12-07")  # the weekend does not count

    assert (before, overdue(drawn, drawn.ALONE)) == ([], ["recording"])
    assert listed(drawn.planner, overdue="recording") == [drawn.ALONE]


def test_a_result_is_overdue_the_day_after_it_was_due(drawn):
    drawn.record(drawn.ALONE)
    drawn.confirm(drawn.ALONE)
    drawn.set_day("2026-12-29")
    before = overdue(drawn, drawn.ALONE)
    drawn.set_day("2026-12-30")

    assert (before, overdue(drawn, drawn.ALONE)) == ([], ["publication"])
    assert listed(drawn.planner, overdue="publication") == [drawn.ALONE]
    drawn.publish()
    assert overdue(drawn, drawn.ALONE) == []


@pytest.mark.parametrize("draw_settings", [{"publication_days": 5}])
def test_a_district_may_be_quicker(drawn):
    drawn.record(drawn.ALONE)
    drawn.confirm(drawn.ALONE)

    assert drawn.task(drawn.ALONE)["due"] == "2026-12-08"


def test_what_is_late_is_reported_by_body(drawn, supervisor):
    drawn.dispatch()
    drawn.arrive(drawn.ALONE)
    drawn.set_day("2027-01-04")

    told = supervisor.get("/reports/overdue").json()

    assert told["day"] == "2027-01-04"
    counts = {one["body_id"]: (one["inspection"], one["recording"]) for one in told["bodies"]}
    assert counts == {"B01": (5, 1), "B02": (3, 0)}


def test_reports_are_about_ones_own_bodies(drawn):
    own = drawn.body_admin("B02")

    assert [one["body_id"] for one in own.get("/reports/overdue").json()["bodies"]] == ["B02"]
    for report in ("overdue", "certificates", "replacements", "assessment?month=2026-12"):
        assert drawn.officer("B01-001").get(f"/reports/{report}").status_code == 403


# --- certificates ---------------------------------------------------------------------------------


def expire(drawn, **days):
    with drawn.house.transaction() as tx:
        names = [name.replace("_", "-") for name in days]
        rows = tx.session.exec(select(OfficerRow).where(col(OfficerRow.officer_id).in_(names)))
        for row in rows:
            day = days[row.officer_id.replace("-", "_")]
            row.cert_valid_to = None if day is None else date.fromisoformat(day)
            tx.session.add(row)


def test_certificates_that_end_are_listed_with_the_visits_after(drawn, supervisor):
    expire(drawn, B01_001="2026-12-01", B01_002=None, B02_001="2026-12-31")

    told = supervisor.get("/reports/certificates", params={"days": 30}).json()

    assert [(one["officer_id"], one["days_left"]) for one in told] == [
        ("B01-002", None),
        ("B01-001", 6),
    ]
    assert told[1]["visits_after"] == 1  # on 2 December; that of the 1st is still covered
    assert told[0]["visits_after"] == 2


def test_certificates_of_other_bodies_are_not_listed(drawn):
    expire(drawn, B01_001="2026-12-01", B02_001="2026-12-02")

    told = drawn.body_admin("B02").get("/reports/certificates").json()

    assert [one["officer_id"] for one in told] == ["B02-001"]


# --- replacements ---------------------------------------------------------------------------------


def test_who_left_places_is_counted_with_the_causes(drawn, supervisor):
    drawn.dispatch()
    gone = member(drawn, drawn.ALONE)
    vacated(drawn, drawn.ALONE, kind="officer", officer_id=gone, cause="leave")
    vacated(drawn, drawn.MERGED, kind="target", cause="dissolved")

    told = supervisor.get("/reports/replacements").json()

    assert told["causes"] == {"officer": {"leave": 1}, "target": {"dissolved": 1}}
    (one,) = told["officers"]
    assert (one["officer_id"], one["left"], one["places"]) == (gone, 1, 2)
    assert not one["frequent"]


# --- the month ------------------------------------------------------------------------------------


def assessed(person, month="2026-12"):
    found = person.get("/reports/assessment", params={"month": month})
    assert found.status_code == 200, found.text
    return {one["body_id"]: one for one in found.json()["bodies"]}


def test_a_month_is_assessed_by_what_had_to_be_done(drawn, supervisor):
    drawn.record(drawn.ALONE)
    drawn.decide(drawn.body_admin("B01"), drawn.ALONE, "return", {"reason": "look again"})
    drawn.sign(drawn.ALONE)
    drawn.leader(drawn.ALONE).post(f"/tasks/{drawn.ALONE}/result/submit")
    drawn.confirm(drawn.ALONE)
    drawn.publish()

    first, second = assessed(supervisor).values()

    def share(found, name):
        return found[name]["count"], found[name]["of"], found[name]["percent"]

    assert share(first, "completion") == (1, 6, "16.67")
    assert share(first, "publication_on_time") == (1, 1, "100.00")
    assert share(first, "participation") == (2, 5, "40.00")
    assert share(first, "duty_coverage") == (1, 2, "50.00")
    assert share(first, "returned") == (1, 2, "50.00")
    assert (first["actions"], first["front_line"]) == (1, 5)
    assert share(second, "completion") == (0, 3, "0.00")
    assert share(second, "publication_on_time") == (0, 0, None)


def test_bodies_are_told_by_their_ids_and_never_ranked(drawn, supervisor):
    drawn.record("120116-2026-000001-P02-002")

    told = supervisor.get("/reports/assessment", params={"month": "2026-12"}).json()

    assert [one["body_id"] for one in told["bodies"]] == ["B01", "B02"]
    assert "rank" not in str(told)


def test_a_late_publication_is_not_in_time(drawn, supervisor):
    drawn.record(drawn.ALONE)
    drawn.confirm(drawn.ALONE)
    drawn.set_day("2026-12-30")
    drawn.publish()

    assert assessed(supervisor)["B01"]["publication_on_time"]["count"] == 0


def test_a_month_is_one_of_the_calendar(supervisor):
    for month in ("2026-13", "2026-1", "x", ""):
        assert supervisor.get("/reports/assessment", params={"month": month}).status_code == 422


def test_of_a_month_without_draws_nothing_was_due(supervisor):
    assert assessed(supervisor, "2027-02")["B01"]["completion"]["of"] == 0


def test_a_body_without_officers_items_or_tasks_is_assessed_too(drawn, supervisor):
    with drawn.house.transaction() as tx:
        change = RegistryChange(kind="bodies", at=tx.now, actor="x")
        tx.session.add(change)
        tx.session.flush()
        row = BodyRow(held_from=change.id, body_id="B03", name="a new one", level="street")
        tx.session.add(row)

    told = assessed(supervisor)["B03"]

    assert told["participation"] == {"count": 0, "of": 0, "percent": None}
    assert told["duty_coverage"] == {"count": 0, "of": 0, "percent": None}
