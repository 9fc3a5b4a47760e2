"""A service with two bodies, their people, and a joint task between them."""

from __future__ import annotations

import json
from datetime import date

import pytest

OFFICER = {
    "unit": None,
    "cert_valid_to": date(2027, 12, 31),
    "status": "on_duty",
    "seconded": False,
    "front_line": True,
    "may_lead": True,
    "qualifications": [],
    "max_visits": None,
    "min_visits": None,
    "role": "officer",
    "senior": False,
    "base_street": None,
    "easting": None,
    "northing": None,
}
TARGET = {
    "target_type": "enterprise",
    "division_code": None,
    "street": None,
    "address": None,
    "industry_code": None,
    "reg_date": None,
    "active": True,
    "whitelisted": False,
    "abnormal": False,
    "complaint_count_12m": 0,
    "group_id": None,
    "supervising_unit": None,
    "closed_days": [],
    "easting": None,
    "northing": None,
}


@pytest.fixture
def filled(house):
    """The service with its registries."""
    from api.tables.registries import (  # noqa: PLC0415 - loads all of the service
        BodyRow,
        OfficerRow,
        RegistryChange,
        TargetRow,
    )

    with house.transaction() as tx:

        def change(kind):
            made = RegistryChange(kind=kind, at=tx.now, actor="filler", added=2)
            tx.session.add(made)
            tx.session.flush()
            return {"held_from": made.id}

        held = change("bodies")
        for body_id in ("B01", "B02"):
            tx.session.add(BodyRow(body_id=body_id, name=body_id, level="district", **held))
        held = change("officers")
        for name, body_id in (("O1", "B01"), ("O2", "B02")):
            own = {"officer_id": name, "name": name, "body_id": body_id, "cert_no": f"C{name}"}
            tx.session.add(OfficerRow(**OFFICER, **own, **held))
        held = change("targets")
        for target_id, name, risk, people, labels, extra in (
            ("FIRM1", "First firm", "D", ["K1"], ["drugs", "food"], {"remark": "=1+1"}),
            ("FIRM2", "=cmd|'/c calc'!A1", "A", [], [], {}),
        ):
            own = {"target_id": target_id, "premises_id": target_id, "name": name}
            told = {"credit_risk_class": risk, "people": people, "labels": labels, "extra": extra}
            tx.session.add(TargetRow(**TARGET, **own, **told, **held))
    return house


@pytest.fixture
def drawn(filled):
    """The service with a draw of two plans, whose only joint task has a result."""
    from api.tables.draws import DrawBody, DrawRow  # noqa: PLC0415 - loads all of the service
    from api.tables.plans import PlanBody, PlanRow  # noqa: PLC0415
    from api.tables.tasks import (  # noqa: PLC0415
        Assignment,
        ItemResult,
        ResultRow,
        TaskBody,
        TaskRow,
        VisitRow,
    )

    days = {"starts": date(2026, 12, 1), "ends": date(2027, 1, 1)}
    with filled.transaction() as tx:
        draw = DrawRow(
            title="December",
            state="drawn",
            policy_version="1",
            created_by="planner",
            created_at=tx.now,
            **days,
        )
        tx.session.add(draw)
        tx.session.flush()
        for plan_id, bodies in (("P01", ["B01"]), ("P02", ["B01", "B02"]), ("P03", ["B02"])):
            tx.session.add(
                PlanRow(
                    plan_id=plan_id,
                    state="drawn",
                    kind="dual_random",
                    name=plan_id,
                    initiating_body=bodies[0],
                    document={"plan_id": plan_id},
                    draw_id=draw.id if plan_id != "P03" else None,
                    created_at=tx.now,
                    updated_at=tx.now,
                    **days,
                )
            )
            tx.session.flush()
            tx.session.add_all(PlanBody(plan_id=plan_id, body_id=body) for body in bodies)
        tx.session.add_all(DrawBody(draw_id=draw.id, body_id=body) for body in ("B01", "B02"))
        visit = VisitRow(
            draw_id=draw.id,
            visit_no="V1",
            premises_id="P1",
            lead_body="B01",
            planned_day=days["starts"],
            day=days["starts"],
            check_code="123456",
            **days,
        )
        tx.session.add(visit)
        tx.session.flush()
        for number, plan_id, bodies in (("T1", "P01", ["B01"]), ("T2", "P02", ["B01", "B02"])):
            tx.session.add(
                TaskRow(
                    number=number,
                    draw_id=draw.id,
                    visit_id=visit.id,
                    plan_id=plan_id,
                    target_id="FIRM1",
                    target_name="First firm",
                    address=None,
                    lead_body="B01",
                    item_ids=["I1"],
                    state="confirmed",
                )
            )
            tx.session.flush()
            tx.session.add_all(TaskBody(task_number=number, body_id=body) for body in bodies)
        for body, officer, state in (
            ("B01", "O1", "drawn"),
            ("B02", "O2", "drawn"),
            ("B01", "O9", "left"),
        ):
            place = Assignment(
                visit_id=visit.id, body_id=body, officer_id=officer, role="leader", state=state
            )
            tx.session.add(place)
        for number, version, state in (("T1", 1, "draft"), ("T2", 1, "confirmed")):
            result = ResultRow(
                task_number=number,
                version=version,
                state=state,
                category="no_problem",
                remark="said somebody",
                present="somebody",
                recorded_by="o1",
                recorded_at=tx.now,
            )
            tx.session.add(result)
            tx.session.flush()
            tx.session.add(
                ItemResult(result_id=result.id, item_id="I1", category="x", remark="secret")
            )
    return filled


@pytest.fixture
def lines():
    """Return the objects that an export of somebody's has."""

    def lines(person, kind, **params):
        answer = person.get(f"/exports/{kind}.jsonl", params=params)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("application/jsonl")
        return [json.loads(line) for line in answer.text.splitlines()]

    return lines
