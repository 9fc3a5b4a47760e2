"""Generated problems: some built around a hidden plan, some as they come.

Days, plans and officers are drawn by hypothesis; targets are a street of firms numbered T00, T01.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, permutations

import polars as pl
from hypothesis import strategies as st

from scheduler.domain.bodies import EnforcementBody, Level
from scheduler.domain.calendar import Window, WorkingCalendar
from scheduler.domain.conflicts import Conflict, ConflictState, Leave, Relation, Subject
from scheduler.domain.inspections import InspectionLog
from scheduler.domain.items import InspectionItem
from scheduler.domain.plans import DrawnTargets, ListedTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import AnnualCaps, CapConflict, Coordination, Policy
from scheduler.domain.problem import DrawNumber, Problem
from scheduler.domain.quota import Quota, QuotaKind, Rounding
from scheduler.domain.registry import LEADER, DutyStatus, OfficerRegistry, TargetRegistry
from scheduler.domain.scope import EVERYTHING, Condition, Operator, Scope

MARCH = Window(date(2026, 3, 2), date(2026, 4, 1))
CALENDAR = WorkingCalendar(
    holidays=frozenset({date(2026, 3, 6)}), make_up_days=frozenset({date(2026, 3, 14)})
)
BODIES = (
    EnforcementBody(body_id="B1", name="区市场监管局"),
    EnforcementBody(body_id="B2", name="某街道", level=Level.STREET),
)
SKILLS = ("fire", "food")
BOOLEANS = st.booleans()


def days(first=-400, last=60):
    """Days around the first of the window."""
    return st.integers(first, last).map(lambda offset: MARCH.starts + timedelta(days=offset))


def targets(count: int, **columns: list) -> TargetRegistry:
    ids = [f"T{number:02}" for number in range(count)]
    return TargetRegistry.from_frame(pl.DataFrame({"target_id": ids, "name": ids} | columns))


def problem(**parts) -> Problem:
    nothing = {
        "number": DrawNumber(series="G-1"),
        "window": MARCH,
        "bodies": BODIES,
        "items": (),
        "calendar": CALENDAR,
        "history": InspectionLog.none(),
        "live": InspectionLog.none(),
    }
    return Problem(**nothing | parts)


# --- built around a hidden plan ----------------------------------------------------------------


def can_form(team, slots, held) -> bool:
    """Tell whether some seating of *team* fills the slots, and one of it can lead.

    The leader's place is a free one if there is one, else the alphabetically first slot.
    """
    wanted = sorted((set(slot) for slot in slots), key=sorted)
    if len(wanted) < len(team):
        wanted.append({LEADER})
    else:
        wanted[0].add(LEADER)
    return any(
        all(slot <= held[name] for slot, name in zip(wanted, seating, strict=False))
        for seating in permutations(team)
    )


@st.composite
def hidden_teams(draw, held, names, plan_id, ids):
    """Choose a participation, and for each of the targets *ids* a team that it allows."""
    size = draw(st.integers(2, min(3, len(names))))
    slots = draw(st.lists(st.sets(st.sampled_from(SKILLS), min_size=1), max_size=size))
    possible = [team for team in combinations(names, size) if can_form(team, slots, held)]
    if not possible:
        slots = []
        possible = [team for team in combinations(names, size) if can_form(team, slots, held)]
    teams = {(plan_id, target_id): draw(st.sampled_from(possible)) for target_id in ids}
    part = Participation(
        body_id=names[0][:2], team_size=size, slots=tuple(frozenset(slot) for slot in slots)
    )
    return part, teams


@st.composite
def feasible(draw, *, tight: bool = False) -> Problem:
    """A problem that some plan meets on any days: limits, conflicts and rest leave it free.

    If *tight*, every officer must make exactly the visits that he may: demand equals capacity.
    """
    held = {}
    for body in BODIES:
        for number in range(draw(st.integers(2, 5))):
            skills = draw(st.sets(st.sampled_from(SKILLS)))
            leads = number == 0 or draw(BOOLEANS)
            held[f"{body.body_id}-{number}"] = skills | ({LEADER} if leads else set())
    plans, teams = [], {}
    for plan_id in ("P1", "P2")[: draw(st.integers(1, 2))]:
        ids = [f"T{number:02}" for number in sorted(draw(st.sets(st.integers(0, 5), min_size=1)))]
        parts = []
        for body in BODIES[: draw(st.integers(1, 2))]:
            names = [name for name in held if name.startswith(body.body_id)]
            part, chosen = draw(hidden_teams(held, names, plan_id, ids))
            parts.append(part)
            for key, team in chosen.items():
                teams.setdefault(key, set()).update(team)
        plans.append(listing(plan_id, parts, ids))
    return draw(around(held, plans, teams, tight))


def listing(plan_id, parts, ids) -> Plan:
    return Plan(
        plan_id=plan_id,
        name=plan_id,
        kind=PlanKind.SPECIAL,
        window=MARCH,
        participations=tuple(parts),
        targets=ListedTargets(target_ids=tuple(ids), reason="r", approver="a"),
        lead_body=parts[0].body_id,
        merging=False,
    )


@st.composite
def around(draw, held, plans, teams, tight) -> Problem:
    """Add limits, conflicts and a past that leave the hidden teams possible."""
    loads = {name: sum(name in team for team in teams.values()) for name in held}
    live = {name: draw(st.integers(0, 2)) for name in held}
    slack = st.just(0) if tight else st.integers(0, 2)
    met = {(name, target_id) for (_, target_id), team in teams.items() for name in team}
    free = [(n, f"T{t:02}") for n in held for t in range(6) if (n, f"T{t:02}") not in met]
    apart = draw(st.lists(st.sampled_from(free), unique=True, max_size=6)) if free else []
    rested = draw(st.lists(st.sampled_from(free), unique=True, max_size=3)) if free else []
    return problem(
        targets=targets(7),  # T06 is where live work goes
        officers=officers(
            held,
            max_visits=[loads[name] + live[name] + draw(slack) for name in held],
            min_visits=[max(0, loads[name] + live[name] - draw(slack)) for name in held],
        ),
        plans=tuple(plans),
        policy=Policy(
            version="g",
            load_slack=draw(st.integers(0, 1)),
            walk_factor=1,
            cooling_off_months=12,
        ),
        conflicts=tuple(sorted(conflict(name, target_id) for name, target_id in apart)),
        history=log((f"H{n}", name, t, MARCH.starts) for n, (name, t) in enumerate(rested)),
        live=log(
            (f"L{name}/{turn}", name, "T06", MARCH.starts)
            for name, count in live.items()
            for turn in range(count)
        ),
    )


def conflict(officer_id, target_id) -> Conflict:
    return Conflict(
        officer_id=officer_id,
        subject=Subject.TARGET,
        subject_id=target_id,
        relation=Relation.OTHER,
    )


def log(rows) -> InspectionLog:
    """Make a log from (visit, officer, target, day)."""
    found = [
        {"visit_id": visit, "target_id": target, "body_id": name[:2], "day": day,
         "officer_ids": [name]}
        for visit, name, target, day in rows
    ]  # fmt: skip
    return InspectionLog.from_frame(pl.DataFrame(found)) if found else InspectionLog.none()


def officers(held, **columns) -> OfficerRegistry:
    base = {
        "officer_id": list(held),
        "name": list(held),
        "body_id": [name[:2] for name in held],
        "cert_valid_to": [date(2027, 1, 1)] * len(held),
        "may_lead": [LEADER in skills for skills in held.values()],
        "qualifications": [sorted(skills - {LEADER}) for skills in held.values()],
    }
    return OfficerRegistry.from_frame(pl.DataFrame(base | columns))


# --- as they come ------------------------------------------------------------------------------

FOOD_FIRMS = Scope((Condition("labels", Operator.IN, ("food",)),))
ITEMS = (
    InspectionItem(item_id="I1", name="食品经营", body_id="B1", applies_to=FOOD_FIRMS),
    InspectionItem(item_id="I2", name="登记事项", body_id="B1"),
    InspectionItem(item_id="I3", name="公共卫生", body_id="B2", applies_to=FOOD_FIRMS),
)


@st.composite
def windows(draw) -> Window:
    """Windows that share at least one working day with March, and end or begin outside at times."""
    starts = draw(st.sampled_from([date(2026, 2, 20), MARCH.starts, date(2026, 3, 10)]))
    ends = draw(st.sampled_from([date(2026, 3, 12), date(2026, 3, 21), MARCH.ends]))
    return Window(starts, ends)


@st.composite
def participations(draw) -> tuple[Participation, ...]:
    parts = []
    for body_id, items in draw(
        st.sampled_from(
            [
                (("B1", ("I1", "I2")),),
                (("B2", ("I3",)),),
                (("B1", ("I1", "I2")), ("B2", ("I3",))),
                (("B2", ("I3",)), ("B1", ("I1", "I2"))),
            ]
        )
    ):
        size = draw(st.integers(1, 3))
        slots = draw(st.lists(st.sets(st.sampled_from(SKILLS), min_size=1), max_size=size))
        parts.append(
            Participation(
                body_id=body_id,
                team_size=size,
                slots=tuple(frozenset(slot) for slot in slots),
                item_ids=tuple(draw(st.lists(st.sampled_from(items), unique=True))),
            )
        )
    return tuple(parts)


@st.composite
def quotas(draw) -> Quota:
    kind = draw(st.sampled_from(QuotaKind))
    amount = {
        QuotaKind.RATIO: st.sampled_from([Fraction(1, 10), Fraction(1, 3), Fraction(1)]),
        QuotaKind.COUNT: st.integers(1, 4).map(Fraction),
        QuotaKind.PER_OFFICER: st.sampled_from([Fraction(1, 2), Fraction(1)]),
    }[kind]
    return Quota(
        kind=kind,
        columns=()
        if kind is QuotaKind.PER_OFFICER
        else draw(st.sampled_from([(), ("credit_risk_class",), ("credit_risk_class", "street")])),
        otherwise=draw(amount),
        rounding=draw(st.sampled_from(Rounding)),
        weight_column=draw(st.sampled_from([None, "complaint_count_12m"])),
    )


@st.composite
def plans(draw, plan_id) -> Plan:
    parts = draw(participations())
    drawing = draw(st.sampled_from([True, True, False]))
    source = (
        DrawnTargets(scope=draw(st.sampled_from([EVERYTHING, FOOD_FIRMS])), quota=draw(quotas()))
        if drawing
        else ListedTargets(
            # The first two are food firms and active, so that somebody always has business there.
            target_ids=tuple(draw(st.sampled_from([("T00",), ("T01",), ("T00", "T01")]))),
            reason="r",
            approver="a",
        )
    )
    kinds = [PlanKind.SPECIAL, PlanKind.CASE_CHECK] + [PlanKind.DUAL_RANDOM] * drawing
    return Plan(
        plan_id=plan_id,
        name=plan_id,
        kind=draw(st.sampled_from(kinds)),
        window=draw(windows()),
        participations=parts,
        targets=source,
        lead_body=draw(st.sampled_from([part.body_id for part in parts])),
        merging=draw(BOOLEANS),
        priority=draw(st.none() | st.integers(1, 3)),
    )


@st.composite
def registries(draw, count: int) -> TargetRegistry:
    def column(of, fixed):
        return fixed + draw(st.lists(of, min_size=count - len(fixed), max_size=count - len(fixed)))

    return targets(
        count,
        premises_id=column(st.sampled_from(["M1", "M2", None]), []),
        credit_risk_class=column(st.sampled_from(["A", "B", None]), []),
        street=column(st.sampled_from(["east", "west"]), []),
        labels=column(st.sampled_from([["food"], []]), [["food"], ["food"]]),
        active=column(st.sampled_from([True, True, False]), [True, True]),
        whitelisted=column(st.sampled_from([True, False, False]), []),
        reg_date=column(st.none() | days(-300, -60), [None]),
        complaint_count_12m=column(st.integers(0, 3), []),
        group_id=column(st.sampled_from(["G1", None]), []),
        people=column(st.lists(st.sampled_from(["k1", "k2"]), max_size=1), []),
    )


@st.composite
def staff(draw) -> OfficerRegistry:
    held = {
        f"{body.body_id}-{number}": draw(st.sets(st.sampled_from([*SKILLS, LEADER])))
        for body in BODIES
        for number in range(draw(st.integers(0, 5)))
    } or {"B1-0": {LEADER}}

    def column(of):
        return draw(st.lists(of, min_size=len(held), max_size=len(held)))

    return officers(
        held,
        status=column(st.sampled_from([DutyStatus.ON_DUTY.value] * 4 + ["suspended"])),
        seconded=column(st.sampled_from([False] * 4 + [True])),
        front_line=column(st.sampled_from([True] * 4 + [False])),
        cert_valid_to=column(st.sampled_from([date(2027, 1, 1)] * 3 + [date(2026, 3, 16), None])),
        max_visits=column(st.none() | st.integers(2, 6)),
        min_visits=column(st.none() | st.integers(0, 2)),
    )


@st.composite
def policies(draw) -> Policy:
    return Policy(
        version="g",
        caps=AnnualCaps(
            per_body=draw(st.none() | st.integers(1, 2)),
            per_level=draw(st.sampled_from([{}, {Level.DISTRICT: 1}, {Level.STREET: 1}])),
            total=draw(st.none() | st.integers(1, 3)),
        ),
        cap_conflict=CapConflict.BY_PRIORITY,
        coordination=draw(st.sampled_from(Coordination)),
        grace_months=draw(st.sampled_from([0, 6])),
        redraw_gap_months=draw(st.sampled_from([0, 3])),
        item_once_a_year=draw(BOOLEANS),
        one_plan_per_premises=draw(BOOLEANS),
        exclude_whitelisted=draw(BOOLEANS),
        min_team_size=1,
        require_leader=draw(BOOLEANS),
        front_line_only=draw(BOOLEANS),
        cooling_off_months=draw(st.sampled_from([0, 12])),
        max_visits=draw(st.sampled_from([None, 4])),
        min_visits=draw(st.integers(0, 1)),
        load_slack=draw(st.integers(0, 2)),
        walk_factor=1,
        reserve_ratio=draw(st.sampled_from([Fraction(0), Fraction(1)])),
        min_reserves=draw(st.integers(0, 3)),
    )


@st.composite
def pasts(draw, names, ids, first, last, mark) -> InspectionLog:
    """Inspections on days from *first* to *last*, counted from the window's first."""
    rows = [
        {
            "visit_id": f"{mark}{number % 3}",
            "target_id": target_id,
            "body_id": body_id,
            "day": draw(days(first, last)),
            "plan_kind": draw(st.sampled_from(["dual_random", "special"])),
            "cap_exempt": draw(BOOLEANS),
            "item_ids": draw(st.lists(st.sampled_from(["I1", "I2", "I3"]), unique=True)),
            "officer_ids": draw(
                st.lists(
                    st.sampled_from([n for n in names if n.startswith(body_id)] or names),
                    unique=True,
                    max_size=2,
                )
            ),
        }
        for number, (target_id, body_id) in enumerate(
            draw(
                st.lists(
                    st.tuples(st.sampled_from(ids), st.sampled_from(["B1", "B2"])),
                    unique=True,
                    max_size=5,
                )
            )
        )
    ]
    return InspectionLog.from_frame(pl.DataFrame(rows)) if rows else InspectionLog.none()


@st.composite
def any_problem(draw) -> Problem:
    """A problem of all sorts, possible or not: its shortfalls are part of the result."""
    registry, people = draw(registries(draw(st.integers(3, 9)))), draw(staff())
    names, ids = list(people.ids), list(registry.ids)
    subjects = st.one_of(
        st.tuples(st.just(Subject.TARGET), st.sampled_from(ids)),
        st.tuples(st.just(Subject.GROUP), st.just("G1")),
        st.tuples(st.just(Subject.PERSON), st.sampled_from(["k1", "k2"])),
    )
    conflicts = st.builds(
        lambda name, subject, state, since: Conflict(
            officer_id=name,
            subject=subject[0],
            subject_id=subject[1],
            relation=Relation.OTHER,
            state=state,
            since=since,
        ),
        st.sampled_from(names),
        subjects,
        st.sampled_from(ConflictState),
        st.none() | days(0, 29),
    )
    leave = st.builds(
        lambda name, starts, length: Leave(
            officer_id=name, starts=starts, ends=starts + timedelta(days=length)
        ),
        st.sampled_from(names),
        days(-5, 25),
        st.integers(1, 20),
    )
    chosen = ("P1", "P2", "P3")[: draw(st.integers(1, 3))]
    return problem(
        targets=registry,
        officers=people,
        items=ITEMS,
        plans=tuple(draw(plans(plan_id)) for plan_id in chosen),
        policy=draw(policies()),
        history=draw(pasts(names, ids, -400, -1, "H")),
        live=draw(pasts(names, ids, -5, 40, "L")),
        conflicts=tuple(draw(st.lists(conflicts, max_size=4))),
        leave=tuple(draw(st.lists(leave, max_size=3))),
    )
