"""The public side tells nothing private, whatever stands in private columns."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from scheduler.domain.plans import DrawnTargets
from scheduler.domain.policy import Policy
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.domain.registry import OfficerRegistry, TargetRegistry
from scheduler.domain.scope import Condition, Operator, Scope
from tests.service.drawn import drawn_in, tiny_world
from tests.service.notices.reading import everything_public, found
from tests.service.tasks.redrawing import confirmed, member

MARK = "zqx"
"""Stands in every private column, and must never be read in public."""

PHONE = "13800138000"


def private(column):
    return f"{MARK}-{column}"


def marked_world():
    """Return the smallest world with a mark in every private column."""
    problem = tiny_world()
    classes = pl.col("credit_risk_class").replace_strict(
        {"A": private("class-a"), "B": private("class-b"), "C": private("class-c")}
    )
    targets = problem.targets.frame.with_columns(
        classes,
        address=pl.lit(private("address")),
        supervising_unit=pl.lit(private("unit")),
        group_id=pl.lit(private("group")),
        labels=pl.lit([private("label")]),
        people=pl.concat_list(pl.lit(f"{MARK}-person-") + pl.col("target_id")),
        contact=pl.lit(PHONE),
    )
    officers = problem.officers.frame.with_columns(
        name=pl.lit(f"{MARK}-name-") + pl.col("officer_id"),
        cert_no=pl.lit(f"{MARK}-certificate-") + pl.col("officer_id"),
        unit=pl.lit(private("office")),
        base_street=pl.lit(private("base")),
    )
    inner = Condition("credit_risk_class", Operator.NOT_IN, (private("class-d"),))
    quota = Quota(
        kind=QuotaKind.RATIO,
        columns=("credit_risk_class",),
        amounts={(private("class-a"),): Fraction(1, 2), (private("class-b"),): Fraction(1, 5)},
    )
    first, *others = problem.plans
    by_class = replace(first, targets=DrawnTargets(scope=Scope((inner,)), quota=quota))
    return replace(
        problem,
        targets=TargetRegistry.from_frame(targets),
        officers=OfficerRegistry.from_frame(officers),
        plans=(by_class, *others),
        policy=Policy(version="marked-1"),
    )


@pytest.fixture
def lived(house):
    """A draw with everything that can happen to it, and a mark in all that people wrote."""
    drawn = drawn_in(house, marked_world(), title=private("title"))
    drawn.dispatch()
    drawn.done = drawn.tasks(plan_id="P03")[0]["number"]
    other = drawn.tasks(plan_id="P03")[1]["number"]
    confirmed(drawn, recused_with_marks(drawn, other))
    leader = drawn.arrive(drawn.done)
    write(drawn, leader)
    drawn.decide(drawn.body_admin("B01"), drawn.done, "return", {"reason": private("returned")})
    write(drawn, leader)
    drawn.confirm(drawn.done)
    drawn.publish(reason=private("publication"))
    return drawn


def recused_with_marks(drawn, number):
    gone = member(drawn, number, body_id="B02")
    drawn.officer(gone).post(
        f"/tasks/{number}/recusals",
        json={"relation": "spouse", "reason": private("recusal")},
    )
    (waiting,) = drawn.head("B02").get("/recusals").json()["items"]
    drawn.head("B02").post(
        f"/recusals/{waiting['id']}/decide",
        json={"avoid": True, "reason": private("decision")},
        headers={"If-Match": "*"},
    )
    return drawn.head("B02").get(f"/recusals/{waiting['id']}").json()["vacancy_id"]


def write(drawn, leader):
    number = drawn.done
    items = leader.get(f"/tasks/{number}").json()["item_ids"]
    drawn.save(
        number,
        leader,
        category="problem_pending",
        follow_up="case_transfer",
        remark=f"{private('remark')} {PHONE}",
        present=private("present"),
        items={
            name: {"category": "problem_pending", "remark": private("item-remark")}
            for name in items
        },
    )
    drawn.sign(number)
    firm = {"party": "firm", "remark": private("refused")}
    leader.post(f"/tasks/{number}/signatures", json=firm)
    assert leader.post(f"/tasks/{number}/result/submit").status_code == 200


def leaks(drawn, *secrets):
    """Return where something private is read in public."""
    visitor, ids = drawn.house.visitor(), drawn.problem.targets.ids
    return [
        (address, secret)
        for address, told in everything_public(visitor, drawn.label, ids[:3])
        for secret in (MARK, PHONE, "case_transfer", *secrets)
        if secret in told
    ]


def test_nothing_private_is_read_in_public(lived):
    officers = lived.problem.officers.ids
    others = [
        task[name]
        for task in lived.tasks()
        if task["number"] != lived.done
        for name in ("target_id", "target_name")
        if task[name] != lived.task(lived.done)[name]
    ]

    assert leaks(lived, *officers, *others) == []


def test_after_the_draw_is_public_nothing_private_is_read_either(lived):
    lived.publish_draw()
    officers = lived.problem.officers.ids

    assert leaks(lived, *officers) == []


def test_the_marks_are_there_to_be_found(lived):
    task = lived.task(lived.done)

    assert MARK in str(task)
    assert MARK in lived.planner.get(f"/tasks/{lived.done}/results").text
    assert MARK in lived.planner.get("/registries/targets/rows").text
    assert len(found(lived.house.visitor(), kind="result")) == 1


def test_a_target_is_not_public_before_its_visit(lived):
    visitor = lived.house.visitor()

    for task in lived.tasks():
        listed = found(visitor, code=task["target_id"])
        same = task["target_id"] == lived.task(lived.done)["target_id"]
        assert bool(listed) == same


def test_a_plan_by_class_tells_neither_classes_nor_their_ratios(lived):
    (plan,) = [one for one in found(lived.house.visitor(), kind="plan") if one["subject"] == "P01"]
    told = lived.notice(plan["id"])["document"]["targets"]

    assert told["scope"]["en"] == "those that fit the district's own classes"
    assert told["quota"] == {"kind": "ratio", "by": "internal"}
    assert (told["pool"], told["quota_due"]) == (30, 7)


def test_a_wrong_address_tells_nothing(lived):
    visitor = lived.house.visitor()

    for address in (
        f"/public/notices/{MARK}",
        f"/public/draws/{MARK}",
        "/calendar-feeds/" + "x" * 43 + ".ics",
    ):
        answer = visitor.get(address)
        assert answer.status_code in {404, 422}
