from collections import Counter
from datetime import date
from fractions import Fraction

import chinese_calendar
import polars as pl
import pytest

from scenarios import figures
from scenarios.bodies import BY_NAME, FACTS
from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Relation, Subject
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import DrawnTargets, ListedTargets, PlanKind, PublishedTargets
from scheduler.domain.quota import QuotaKind, Rounding
from scheduler.planning.fit import faults
from tests.scenarios.month import tasks
from tests.scenarios.people import experts, officers

TOLERANCE = 0.03


def kinds(problem):
    return Counter(plan.kind for plan in problem.plans)


class TestFigures:
    """The published figures of 2022; `scenarios.figures` names the report."""

    def test_has_94_bodies_and_3117_officers_of_whom_1936_at_the_front(self, binhai):
        assert len(binhai.bodies) == 94
        assert len(officers(binhai)) == 3_117
        assert officers(binhai)["front_line"].sum() == 1_936

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
        sizes = (
            officers(binhai)
            .group_by("body_id")
            .agg(pl.len().alias("officers"), pl.col("cert_no", "cert_valid_to").count())
        )
        smallest = sizes.sort("officers").row(0, named=True)

        assert smallest["officers"] == 8
        assert smallest["cert_valid_to"] == 6
        assert binhai.body[smallest["body_id"]].name == "新城镇人民政府"


class TestPlans:
    def test_fit_together_without_a_fault(self, binhai):
        assert faults(binhai) == ()

    def test_use_every_kind_of_quota_rounding_and_source(self, binhai):
        sources = [plan.targets for plan in binhai.plans]
        quotas = [source.quota for source in sources if isinstance(source, DrawnTargets)]

        crossed = [quota for quota in quotas if isinstance(quota, OverlappingQuota)]
        assert [quota.columns for quota in crossed] == [("quarter", "industry_code")]
        quotas = [quota for quota in quotas if not isinstance(quota, OverlappingQuota)]
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

    def test_some_visit_neighbours_in_rounds(self, binhai):
        sizes = Counter(plan.round_size for plan in binhai.plans)

        assert set(sizes) == {1, 3, 4, 5}
        assert 8 <= sizes.total() - sizes[1] <= 20

    def test_campaigns_go_out_on_fixed_days(self, binhai):
        fixed = [plan for plan in binhai.plans if plan.fixed_days]

        assert 8 <= len(fixed) <= 25
        assert Counter(plan.kind for plan in fixed)[PlanKind.JOINT_DUAL_RANDOM] == 1
        assert all(binhai.calendar.is_working(day) for plan in fixed for day in plan.fixed_days)
        assert all(day.weekday() > 0 for plan in fixed for day in plan.fixed_days)

    def test_some_prefer_officers_who_are_near_new_there_and_versed(self, binhai):
        wishes = [plan.suitability for plan in binhai.plans if plan.suitability]

        assert 15 <= len(wishes) <= 25
        assert {(wish.near, wish.rotation) for wish in wishes} == {(2, 1)}
        assert {wish.expertise for wish in wishes} == {0, 1}

    def test_experts_are_asked_of_bodies_that_have_them(self, binhai):
        listed = {
            (body_id, field)
            for body_id, fields in experts(binhai).select("body_id", "qualifications").iter_rows()
            for field in fields
        }
        asked = {
            (part.body_id, field)
            for plan in binhai.plans
            for part in plan.participations
            for place in part.experts
            for field in place
        }

        assert len(experts(binhai)) == 40
        assert asked == listed
        assert {field for _, field in asked} == {"food", "special_equipment", "construction"}

    def test_unannounced_checks_take_nobody_along(self, binhai):
        assert {plan.merging for plan in binhai.plans if not plan.lending} == {False}

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


class TestRules:
    """What the policy asks for, and what the registries offer for it."""

    def test_a_day_and_a_week_have_room_for_few_visits_and_some_is_kept(self, binhai):
        policy = binhai.policy

        assert (policy.max_per_day, policy.max_per_week, policy.max_visits) == (2, 4, 6)
        assert Fraction(1, 10) <= policy.urgent_reserve <= Fraction(1, 5)
        assert policy.require_senior
        assert policy.no_repeated_pairs

    def test_small_streets_borrow_from_a_neighbour_and_then_from_the_enforcement_body(self, binhai):
        lending = binhai.policy.lending
        small = {name for name, facts in FACTS.items() if facts.street and facts.is_small}

        assert small
        assert small <= set(lending)
        for name in small:
            neighbour, last = lending[name]
            assert FACTS[neighbour].street
            assert not FACTS[neighbour].is_small
            assert last == BY_NAME["区城市管理综合行政执法支队"]
        assert not set(lending) & {lender for lenders in lending.values() for lender in lenders}

    def test_a_few_dozen_relatives_work_for_one_body_and_a_few_for_two(self, binhai):
        home = dict(binhai.officers.frame.select("officer_id", "body_id").iter_rows())
        pairs = [(row.officer_id, row.relative_id) for row in binhai.relatives]
        across = [pair for pair in pairs if home[pair[0]] != home[pair[1]]]

        assert len(pairs) - len(across) == 36
        assert len(across) == 6
        assert len({name for pair in pairs for name in pair}) == 2 * len(pairs)
        assert {row.relation for row in binhai.relatives} == set(Relation) - {
            Relation.SELF,
            Relation.OTHER,
        }


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
