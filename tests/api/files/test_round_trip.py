"""Any problem that can be written is read back equal, with equal digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.folder import read_problem, write_problem
from scheduler.domain.bodies import EnforcementBody, Level
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.conflicts import (
    Conflict,
    ConflictState,
    Kinship,
    Leave,
    Relation,
    Subject,
)
from scheduler.domain.items import InspectionItem
from scheduler.domain.overlap import Law, Margin, OverlappingQuota
from scheduler.domain.plans import DrawnTargets, ListedTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import AnnualCaps, Policy, Remedy
from scheduler.domain.quota import Quota, QuotaKind, Rounding
from scheduler.domain.registry import OfficerRegistry, Role, TargetRegistry
from scheduler.domain.scope import Condition, Operator, Scope
from scheduler.domain.suitability import Suitability
from tests.api.files.test_folder import assert_same
from tests.shelf import PROBLEM

BODIES = ("B1", "B2")
# Text as it stands in a cell: anything but blanks at the ends and the signs for no value.
LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cf"), include_characters="\n\r\t"
)
TEXTS = (
    st.text(LETTERS, min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text.lower() not in {"", "n/a", "#n/a", "null", "none", "-", "--", "—",
                                              "——", "/", "无"})
    .filter(lambda text: "\ufffd" not in text and "删除" not in text)
)  # fmt: skip
MEMBERS = st.text("甲乙丙丁abc", min_size=1, max_size=4)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
METRES = st.integers(-999_999_999, 999_999_999)
CLOSED = st.lists(
    st.sampled_from(["mon", "thu", "sun"]) | DAYS.map(date.isoformat), max_size=3, unique=True
)
RATIOS = st.fractions(0, 1, max_denominator=10_000)


def conditions():
    texts = st.builds(
        Condition,
        st.sampled_from(["street", "industry_code", "credit_risk_class"]),
        st.sampled_from([Operator.IN, Operator.NOT_IN, Operator.STARTS_WITH, Operator.CONTAINS]),
        st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    )
    days = st.builds(Condition, st.just("reg_date"), st.just(Operator.AT_LEAST), st.tuples(DAYS))
    truths = st.builds(Condition, st.just("active"), st.just(Operator.IN), st.tuples(st.booleans()))
    counts = st.builds(
        Condition,
        st.just("complaint_count_12m"),
        st.just(Operator.AT_MOST),
        st.tuples(st.integers(0, 999)),
    )
    return st.one_of(texts, days, truths, counts)


SCOPES = st.lists(conditions(), max_size=3).map(tuple).map(Scope)


@st.composite
def quotas(draw):
    if draw(st.booleans()):
        return Quota(
            kind=QuotaKind.PER_OFFICER, otherwise=draw(st.fractions(0, 20, max_denominator=10_000))
        )
    columns = draw(st.sampled_from([(), ("street",), ("street", "credit_risk_class")]))
    ratio = draw(st.booleans())
    amounts = st.dictionaries(
        st.tuples(*(TEXTS for _ in columns)),
        RATIOS if ratio else st.integers(0, 99).map(Fraction),
        max_size=3,
    )
    return Quota(
        kind=QuotaKind.RATIO if ratio else QuotaKind.COUNT,
        columns=columns,
        amounts=draw(amounts) if columns else {},
        otherwise=draw(RATIOS) if ratio else Fraction(draw(st.integers(0, 99))),
        rounding=draw(st.sampled_from(Rounding)),
        weight_column=draw(st.sampled_from([None, "complaint_count_12m"])),
    )


@st.composite
def margins(draw):
    bounded = st.tuples(
        st.sampled_from(["street", "credit_risk_class", "行业"]), TEXTS | st.just("-")
    )
    return tuple(
        Margin(column=column, level=level, least=least, most=least + draw(st.integers(0, 9)))
        for column, level in draw(st.lists(bounded, max_size=3, unique=True))
        for least in [draw(st.integers(0, 9))]
    )


OVERLAPPING = st.builds(
    OverlappingQuota, size=st.integers(1, 99), margins=margins(), law=st.sampled_from(Law)
)
SUITABILITIES = st.builds(
    lambda expertise, qualifications, **others: Suitability(
        expertise=expertise if qualifications else 0, qualifications=qualifications, **others
    ),
    near=st.integers(0, 8),
    near_metres=st.integers(0, 99_999),
    rotation=st.integers(0, 8),
    expertise=st.integers(1, 8),
    qualifications=st.frozensets(MEMBERS, max_size=2),
)


@st.composite
def plans(draw):
    found = []
    for number in range(draw(st.integers(0, 3))):
        bodies = draw(st.permutations(BODIES))[: draw(st.integers(1, 2))]
        slots = st.lists(st.frozensets(MEMBERS, max_size=2), max_size=2).map(tuple)
        experts = st.lists(st.frozensets(MEMBERS, max_size=2), max_size=3).map(tuple)
        drawn = st.builds(DrawnTargets, scope=SCOPES, quota=quotas() | OVERLAPPING)
        listed = st.builds(ListedTargets, target_ids=st.just(("T1",)), reason=TEXTS, approver=TEXTS)
        starts = draw(DAYS)
        merging = draw(st.booleans())
        found.append(
            Plan(
                plan_id=f"P{number}",
                name=draw(TEXTS),
                kind=draw(st.sampled_from(PlanKind)),
                window=Window(starts, date(2101, 1, 1)),
                participations=tuple(
                    Participation(
                        body_id=body, team_size=2, slots=draw(slots), experts=draw(experts)
                    )
                    for body in bodies
                ),
                targets=draw(st.one_of(drawn, listed)),
                lead_body=bodies[-1],
                merging=merging,
                priority=draw(st.none() | st.integers(0, 9)),
                fixed_days=tuple(sorted(draw(st.sets(DAYS, max_size=3)))),
                round_size=1 if merging else draw(st.integers(1, 9)),
                lending=draw(st.booleans()),
                suitability=draw(st.none() | SUITABILITIES),
            )
        )
    return tuple(found)


@st.composite
def targets(draw):
    n_rows = draw(st.integers(1, 4))
    column = lambda values: draw(st.lists(values, min_size=n_rows, max_size=n_rows))  # noqa: E731
    frame = pl.DataFrame(
        {
            "target_id": [f"T{row + 1}" for row in range(n_rows)],
            "name": column(TEXTS),
            "street": column(st.none() | TEXTS),
            "address": column(st.none() | TEXTS),
            "reg_date": column(st.none() | DAYS),
            "active": column(st.booleans()),
            "complaint_count_12m": column(st.integers(0, 99)),
            "labels": column(st.lists(MEMBERS, max_size=3)),
            "closed_days": column(CLOSED),
            "easting": column(st.none() | METRES),
            "northing": column(st.none() | METRES),
            "经营范围": column(st.none() | TEXTS),
        },
        schema_overrides={
            "closed_days": pl.List(pl.String()),
            "easting": pl.Int32(),
            "northing": pl.Int32(),
            "street": pl.String(),
            "address": pl.String(),
            "reg_date": pl.Date(),
            "labels": pl.List(pl.String()),
            "经营范围": pl.String(),
        },
    )
    return TargetRegistry.from_frame(frame)


@st.composite
def officers(draw):
    rows = PROBLEM.officers.frame.height
    column = lambda values: draw(st.lists(values, min_size=rows, max_size=rows))  # noqa: E731
    frame = PROBLEM.officers.frame.with_columns(
        pl.Series("role", column(st.sampled_from([role.value for role in Role]))),
        pl.Series("senior", column(st.booleans())),
        pl.Series("base_street", column(st.none() | TEXTS), pl.String()),
        pl.Series("easting", column(st.none() | METRES), pl.Int32()),
        pl.Series("northing", column(st.none() | METRES), pl.Int32()),
    )
    return OfficerRegistry.from_frame(frame)


POLICIES = st.builds(
    Policy,
    version=TEXTS,
    caps=st.builds(
        AnnualCaps,
        per_body=st.none() | st.integers(0, 9),
        per_level=st.dictionaries(st.sampled_from(Level), st.integers(0, 9)),
        total=st.none() | st.integers(0, 9),
    ),
    exempt_kinds=st.frozensets(st.sampled_from(PlanKind)),
    cooling_off_months=st.integers(0, 36),
    require_leader=st.booleans(),
    max_visits=st.none() | st.integers(0, 50),
    reserve_ratio=st.fractions(0, 5, max_denominator=1000),
    max_per_day=st.none() | st.integers(1, 9),
    max_per_week=st.none() | st.integers(1, 9),
    urgent_reserve=st.fractions(0, 1, max_denominator=1000).filter(lambda share: share < 1),
    day_quantile=st.fractions(0, 1, max_denominator=1000).filter(lambda share: share > 0),
    require_senior=st.booleans(),
    no_repeated_pairs=st.booleans(),
    lending=st.fixed_dictionaries(
        {}, optional={"B1": st.sampled_from([(), ("B2",)]), "B2": st.just(("B1",))}
    ),
    remedies=st.lists(st.sampled_from(Remedy), unique=True).map(tuple),
)
CONFLICTS = st.builds(
    Conflict,
    officer_id=st.sampled_from(["O1", "O2"]),
    subject=st.sampled_from([Subject.GROUP, Subject.PERSON]),
    subject_id=TEXTS,
    relation=st.sampled_from(Relation),
    state=st.sampled_from(ConflictState),
    since=st.none() | st.dates(date(2000, 1, 1), date(2020, 1, 1)),
    until=st.none() | st.dates(date(2021, 1, 1), date(2030, 1, 1)),
)
RELATIVES = st.builds(
    Kinship,
    officer_id=st.sampled_from(["O1", "O2"]),
    relative_id=st.sampled_from(["O3", "O4"]),
    relation=st.sampled_from(Relation),
)
LEAVE = st.builds(
    Leave,
    officer_id=st.sampled_from(["O1", "O2"]),
    starts=st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    ends=st.dates(date(2026, 3, 2), date(2026, 5, 1)),
)
ITEMS = st.builds(
    InspectionItem,
    item_id=st.sampled_from(["F1", "F2", "F3"]),
    name=TEXTS,
    body_id=st.sampled_from(BODIES),
    legal_basis=TEXTS | st.just(""),
    key_item=st.booleans(),
    applies_to=SCOPES,
)
NAMES = st.lists(TEXTS, min_size=2, max_size=2, unique=True)


@st.composite
def problems(draw):
    conflicts = draw(st.lists(CONFLICTS, max_size=4, unique=True))
    items = draw(st.lists(ITEMS, max_size=3, unique_by=lambda item: item.item_id))
    key = lambda c: (c.officer_id, c.subject, c.subject_id, c.relation, c.state,  # noqa: E731
                     str(c.since or ""), str(c.until or ""))  # fmt: skip
    return replace(
        PROBLEM,
        targets=draw(targets()),
        officers=draw(officers()),
        bodies=tuple(
            EnforcementBody(body_id=body_id, name=name, level=draw(st.sampled_from(Level)))
            for body_id, name in zip(BODIES, draw(NAMES), strict=True)
        ),
        items=tuple(sorted(items, key=lambda item: item.item_id)),
        plans=draw(plans()),
        policy=draw(POLICIES),
        calendar=WorkingCalendar(
            holidays=draw(st.frozensets(DAYS, max_size=3)),
            make_up_days=draw(st.frozensets(DAYS, max_size=3)),
        ),
        conflicts=tuple(sorted(conflicts, key=key)),
        relatives=tuple(sorted(draw(st.sets(RELATIVES, max_size=3)))),
        leave=tuple(sorted(draw(st.lists(LEAVE, max_size=3, unique=True)))),
    )


@settings(max_examples=25, deadline=None)
@given(problems())
def test_any_problem_is_read_back_equal(problem):
    with TemporaryDirectory() as place:
        write_problem(problem, Path(place) / "draw")

        assert_same(read_problem(Path(place) / "draw"), problem)
