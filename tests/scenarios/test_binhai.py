from collections import Counter
from datetime import date

import chinese_calendar
import polars as pl
import pytest

from scenarios import figures
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import ConflictState, Relation, Subject
from scheduler.domain.identifiers import IdKind, id_kind, is_plain
from scheduler.domain.plans import DrawnTargets, ListedTargets, PlanKind, PublishedTargets
from scheduler.domain.quota import QuotaKind, Rounding
from scheduler.planning.fit import faults
from tests.scenarios.month import tasks

TOLERANCE = 0.03


def kinds(problem):
    return Counter(plan.kind for plan in problem.plans)


class TestFigures:
    """The published figures of 2022; `scenarios.figures` names the report."""

    def test_has_94_bodies_and_3117_officers_of_whom_1936_at_the_front(self, binhai):
        assert len(binhai.bodies) == 94
        assert len(binhai.officers) == 3_117
        assert binhai.officers.frame["front_line"].sum() == 1_936

    def test_has_a_twelfth_of_the_years_plans(self, binhai):
        found = kinds(binhai)

        assert found[PlanKind.DUAL_RANDOM] == 151
        assert found[PlanKind.SPECIAL] == 67
        assert found[PlanKind.ASSIGNED_FROM_ABOVE] == 52

    def test_has_five_joint_plans_and_a_case_check_besides(self, binhai):
        found = kinds(binhai)

        assert found[PlanKind.JOINT_DUAL_RANDOM] == 5
        assert found[PlanKind.CASE_CHECK] == 1

    def test_comes_to_a_twelfth_of_the_years_tasks(self, binhai):
        found = tasks(binhai)

        assert found.total() == pytest.approx(21_151 / 12, rel=TOLERANCE)
        assert found[PlanKind.DUAL_RANDOM] == pytest.approx(11_526 / 12, rel=TOLERANCE)
        assert found[PlanKind.SPECIAL] == pytest.approx(5_672 / 12, rel=TOLERANCE)
        assert found[PlanKind.ASSIGNED_FROM_ABOVE] == pytest.approx(3_536 / 12, rel=TOLERANCE)
        assert found[PlanKind.JOINT_DUAL_RANDOM] == figures.JOINT_TASKS

    def test_the_smallest_body_has_8_officers_6_of_them_certified(self, binhai):
        sizes = binhai.officers.frame.group_by("body_id").agg(
            pl.len().alias("officers"), pl.col("cert_no", "cert_valid_to").count()
        )
        smallest = sizes.sort("officers").row(0, named=True)

        assert smallest["officers"] == 8
        assert smallest["cert_valid_to"] == 6
        assert binhai.body[smallest["body_id"]].name == "新城镇人民政府"


class TestTargets:
    def test_are_60000_with_valid_identifiers(self, binhai):
        found = Counter(id_kind(target_id) for target_id in binhai.targets.ids)

        assert found.total() == 60_000
        assert found[IdKind.LEGACY] == pytest.approx(0.05 * 60_000, rel=0.2)
        own = [name for name in binhai.targets.ids if id_kind(name) is IdKind.OWN]
        assert all(is_plain(name) and name.startswith(("QY-", "GC-")) for name in own)
        assert len(own) == found[IdKind.OWN] > 0

    def test_risk_classes_have_plausible_shares(self, binhai):
        classes = binhai.targets.frame["credit_risk_class"].drop_nulls()
        shares = {name: (classes == name).mean() for name in "ABCD"}

        assert shares == pytest.approx({"A": 0.28, "B": 0.53, "C": 0.15, "D": 0.037}, abs=0.02)

    def test_some_are_closed_spared_abnormal_or_new(self, binhai):
        frame = binhai.targets.frame

        assert 0 < (~frame["active"]).mean() < 0.1
        assert 0 < frame["whitelisted"].mean() < 0.1
        assert 0 < frame["abnormal"].mean() < 0.1
        assert (frame["reg_date"] > date(2026, 6, 1)).any()
        assert frame["reg_date"].max() < binhai.window.starts

    def test_some_share_premises_groups_and_people(self, binhai):
        frame = binhai.targets.frame

        for column in ("premises_id", "group_id"):
            assert frame[column].drop_nulls().is_duplicated().any()
        assert frame["people"].explode().drop_nulls().is_duplicated().any()

    def test_shared_premises_lie_in_one_street(self, binhai):
        streets = binhai.targets.frame.group_by("premises_id").agg(pl.col("street").n_unique())

        assert streets["street"].max() == 1


class TestOfficers:
    def test_every_body_has_some(self, binhai):
        assert set(binhai.officers.frame["body_id"]) == set(binhai.body)

    def test_are_labels_not_names(self, binhai):
        assert binhai.officers.frame["name"].str.contains(r"^执法员\d{4}$").all()

    def test_certificates_end_before_within_and_after_the_window(self, binhai):
        ends = binhai.officers.frame["cert_valid_to"].drop_nulls()
        within = ends.is_between(binhai.window.starts, binhai.window.ends, closed="left")

        assert (ends < binhai.window.starts).any()
        assert within.any()
        assert (ends >= binhai.window.ends).mean() > 0.9

    def test_about_85_in_100_may_lead(self, binhai):
        assert binhai.officers.frame["may_lead"].mean() == pytest.approx(0.85, abs=0.03)

    def test_one_in_a_hundred_has_conflicts_of_every_kind(self, binhai):
        found = binhai.conflicts

        assert len({row.officer_id for row in found}) == pytest.approx(31, abs=1)
        assert {row.subject for row in found} == set(Subject)
        assert {row.relation for row in found} == set(Relation)
        assert {row.state for row in found} == set(ConflictState)


class TestPlans:
    def test_fit_together_without_a_fault(self, binhai):
        assert faults(binhai) == ()

    def test_use_every_kind_of_quota_rounding_and_source(self, binhai):
        sources = [plan.targets for plan in binhai.plans]
        quotas = [source.quota for source in sources if isinstance(source, DrawnTargets)]

        assert {quota.kind for quota in quotas} == set(QuotaKind)
        assert {quota.rounding for quota in quotas} == set(Rounding)
        assert {quota.columns for quota in quotas} == {(), ("credit_risk_class",), ("street",)}
        assert {quota.weight_column for quota in quotas} == {None, "complaint_count_12m"}
        assert {type(source) for source in sources} == {
            DrawnTargets,
            ListedTargets,
            PublishedTargets,
        }

    def test_some_will_not_merge(self, binhai):
        assert {plan.merging for plan in binhai.plans} == {True, False}

    def test_have_priorities_of_their_own(self, binhai):
        assert len({plan.priority for plan in binhai.plans}) == len(binhai.plans)

    def test_a_target_is_on_one_list_at_most(self, binhai):
        listed = Counter(name for plan in binhai.plans for name in plan.listed_ids or ())

        assert set(listed.values()) == {1}

    def test_which_bodies_join_depends_on_the_target(self, binhai):
        joint = next(plan for plan in binhai.plans if plan.plan_id == "BH2612-J003")
        rows = binhai.targets.frame.filter(pl.col("labels").list.contains("危险化学品"))
        coming = {
            frozenset(
                part.body_id
                for part in joint.participations
                if any(binhai.item[name].applies_to.holds(row) for name in part.item_ids)
            )
            for row in rows.iter_rows(named=True)
        }

        assert len(coming) > 1
        assert all(joint.initiating_body in bodies for bodies in coming)


class TestPast:
    def test_is_a_year_of_about_20000_visits_before_the_window(self, binhai):
        frame = binhai.history.frame

        assert frame["visit_id"].n_unique() == pytest.approx(20_000, rel=0.02)
        assert frame["day"].min() >= date(2025, 12, 1)
        assert frame["day"].max() < binhai.window.starts

    def test_was_on_working_days(self, binhai):
        assert all(binhai.calendar.is_working(day) for day in binhai.history.frame["day"].unique())

    def test_keeps_the_caps_together_with_the_live_tasks(self, binhai):
        caps = binhai.policy.caps
        log = pl.concat([binhai.history.frame, binhai.live.frame]).with_columns(
            level=pl.col("body_id").replace_strict(
                {body.body_id: body.level.value for body in binhai.bodies}
            )
        )

        def most(*key):
            return log.group_by("target_id", *key).agg(pl.col("visit_id").n_unique())

        assert most()["visit_id"].max() == caps.total
        assert most("body_id")["visit_id"].max() == caps.per_body
        for level, cap in caps.per_level.items():
            assert most("level").filter(level=level.value)["visit_id"].max() == cap

    def test_reaches_into_the_window_with_a_few_dozen_live_tasks(self, binhai):
        days = binhai.live.frame["day"]

        assert 24 <= len(binhai.live) <= 60
        assert all(day in binhai.days for day in days)

    def test_knows_joint_visits(self, binhai):
        joint = binhai.history.frame.filter(plan_kind=PlanKind.JOINT_DUAL_RANDOM.value)

        assert joint.group_by("visit_id").len()["len"].unique().to_list() == [2]


class TestReferences:
    """Nothing points to something that is not there."""

    def test_bodies_exist(self, binhai):
        named = {part.body_id for plan in binhai.plans for part in plan.participations}
        named |= {item.body_id for item in binhai.items}
        named |= set(binhai.history.frame["body_id"]) | set(binhai.live.frame["body_id"])

        assert named <= set(binhai.body)

    def test_items_exist_and_belong_to_the_body_that_checks_them(self, binhai):
        log = pl.concat([binhai.history.frame, binhai.live.frame]).explode("item_ids")
        pairs = set(log.select("body_id", "item_ids").drop_nulls().iter_rows())
        pairs |= {
            (part.body_id, name)
            for plan in binhai.plans
            for part in plan.participations
            for name in part.item_ids
        }

        assert {(binhai.item[name].body_id, name) for _, name in pairs} == pairs

    def test_targets_exist(self, binhai):
        named = {name for plan in binhai.plans for name in plan.listed_ids or ()}
        named |= set(binhai.history.frame["target_id"]) | set(binhai.live.frame["target_id"])
        named |= {row.subject_id for row in binhai.conflicts if row.subject is Subject.TARGET}

        assert named <= set(binhai.targets.ids)

    def test_groups_and_people_in_conflicts_exist(self, binhai):
        frame = binhai.targets.frame
        known = set(frame["group_id"]) | set(frame["people"].explode())

        assert {
            row.subject_id for row in binhai.conflicts if row.subject is not Subject.TARGET
        } <= known

    def test_officers_exist_and_visited_for_their_own_body(self, binhai):
        log = pl.concat([binhai.history.frame, binhai.live.frame]).explode("officer_ids")
        home = dict(binhai.officers.frame.select("officer_id", "body_id").iter_rows())

        assert all(home[name] == body for name, body in log[["officer_ids", "body_id"]].iter_rows())
        assert {row.officer_id for row in (*binhai.leave, *binhai.conflicts)} <= set(home)

    def test_streets_in_scopes_exist(self, binhai):
        places = set(binhai.targets.frame["street"]) | set(binhai.targets.frame["supervising_unit"])
        scopes = [item.applies_to for item in binhai.items]
        scopes += [
            plan.targets.scope for plan in binhai.plans if isinstance(plan.targets, DrawnTargets)
        ]
        named = {
            value
            for scope in scopes
            for condition in scope.conditions
            if condition.column in {"street", "supervising_unit"}
            for value in condition.values
        }

        assert named <= places
        assert len(set(binhai.targets.frame["street"])) == 21


def test_the_calendar_is_that_of_the_state_council(binhai):
    year = Window(date(2026, 1, 1), date(2027, 1, 1))

    assert [binhai.calendar.is_working(day) for day in year.days()] == [
        chinese_calendar.is_workday(day) for day in year.days()
    ]
