"""What a lock and a result commit to, and who may read it."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from api.files.evidence.documents import (
    is_audit,
    is_public,
    lock_documents,
    result_documents,
)
from api.files.evidence.memberships import memberships
from api.files.evidence.strata_told import are_told
from scenarios.catalogue import build
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.quota import Quota, QuotaKind
from scheduler.evidence.rows import row_commitment, row_salt
from scheduler.rules.judge import judge
from tests.api.files.planbook.editions import csv, drawn_from

MASTER = "1" * 64
MASK = "2" * 64


def by_risk(problem):
    """Let the first plan draw a fifth of each risk class; the others have no strata."""
    quota = Quota(kind=QuotaKind.RATIO, columns=("credit_risk_class",), otherwise=Fraction(1, 5))
    plan = problem.plans[0]
    plan = replace(plan, targets=replace(plan.targets, quota=quota))
    return replace(problem, plans=(plan, *problem.plans[1:]))


@pytest.fixture(scope="module")
def edition():
    return drawn_from(by_risk(replace(build("tiny"), mask=MASK)))


@pytest.fixture(scope="module")
def locked(edition):
    return lock_documents(edition.lock, MASTER)


@pytest.fixture(scope="module")
def result(edition):
    return result_documents(edition, b"{}")


def test_every_document_is_for_everybody_for_auditors_or_sealed(locked, result):
    for name in (*locked, *result):
        assert [is_public(name), is_audit(name), name.startswith("sealed/")].count(True) == 1


def test_a_row_commits_to_plan_stratum_and_weight(edition, locked):
    told = memberships(edition.lock)
    rows = locked["public/rows.csv"].decode().splitlines()[1:]
    pools = {row for pool in edition.lock.pools for part in pool.strata for row in part.rows}

    assert len(told) == len(rows) == len(pools)
    assert rows == sorted(
        row_commitment(row_salt(MASTER, name), name, text) for name, text in told.items()
    )
    assert locked["audit/rows.csv"].decode().splitlines()[1:] == [
        f"{name},{text}" for name, text in told.items()
    ]


def test_strata_of_risk_classes_are_not_told(edition, locked, result):
    told = json.loads(locked["public/lock.json"])
    hidden = [
        plan.plan_id
        for plan in edition.problem.plans
        if isinstance(plan.targets, DrawnTargets) and not are_told(plan)
    ]
    strata, chosen = csv(result["public/strata.csv"]), csv(result["public/selections.csv"])

    assert hidden == ["P01"]
    for plan in told["plans"]:
        if plan["plan_id"] in hidden:
            assert plan["strata"] == []
    for plan_id in hidden:
        assert strata.filter(plan_id=plan_id)["stratum_no"].to_list() == [None]
        assert strata.filter(plan_id=plan_id)["cutoff"].to_list() == [None]
        mine = chosen.filter(plan_id=plan_id)
        assert mine["rank"].is_null().all()
        assert mine["ticket"].to_list() == sorted(mine["ticket"].to_list())


def test_the_public_lock_adds_up(locked):
    for plan in json.loads(locked["public/lock.json"])["plans"]:
        if plan["source"] == "draw":
            assert plan["registry"] == plan["pool"] + sum(plan["exclusions"].values())


def test_auditors_get_aliases_and_no_names(edition, locked, result):
    officers = csv(locked["audit/inputs/officers.csv"])
    aliases = set(edition.problem.aliases.values())

    assert set(officers["officer_id"]) == set(officers["name"]) == aliases
    assert officers["cert_no"].is_null().all()
    assert set(csv(result["audit/teams.csv"])["officer_id"]) <= aliases
    assert csv(result["audit/teams.csv"]).height == sum(
        len(team.places) + len(team.experts) for team in edition.book.teams
    )


def test_everybody_learns_how_many_officers_come_but_not_who(edition, result):
    visits = csv(result["public/visits.csv"])
    text = b"".join(result[name] for name in result if is_public(name)).decode()

    for visit, row in zip(edition.book.visits, visits.iter_rows(named=True), strict=True):
        assert row["bodies"] == "|".join(f"{d.body_id}:{d.team_size}" for d in visit.demands)
    assert not any(name in text for name in edition.problem.officers.ids)
    assert not any(name in text for name in edition.problem.aliases.values())


def test_a_masked_draw_breaks_no_rule(edition):
    assert judge(edition.lock, edition.book) == ()


def test_another_mask_seats_other_people(edition):
    other = drawn_from(replace(edition.problem, mask="3" * 64))

    assert other.book.selections == edition.book.selections
    assert other.book.teams != edition.book.teams


def test_weights_are_told_as_they_count():
    problem = build("tiny")
    plan = problem.plans[0]
    frame = problem.targets.frame.with_columns(
        complaint_count_12m=(pl.int_range(pl.len()) * 2 + 1).cast(pl.Int32())
    )
    quota = replace(plan.targets.quota, weight_column="complaint_count_12m")
    plans = (replace(plan, targets=replace(plan.targets, quota=quota)), *problem.plans[1:])
    weighted = drawn_from(
        replace(problem, plans=plans, targets=type(problem.targets).from_frame(frame))
    )
    found = {
        int(one.rsplit(":", 1)[1])
        for text in memberships(weighted.lock).values()
        for one in text.split(";")
        if one.startswith(f"{plan.plan_id}:")
    }

    assert min(found) >= 1
    assert max(found) == 2 * len(problem.targets) - 1
