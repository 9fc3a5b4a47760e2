"""What is called certain is so: no assignment of days and teams obeys the rules.

Small worlds of one body and a list, against every assignment. Where the check is content there may
be none all the same: rules that bind days and people together are left to rehearsals.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise, product

import polars as pl
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from scheduler.domain.calendar import Window
from scheduler.domain.conflicts import Conflict, Kinship, Leave, Relation, Subject
from scheduler.domain.plans import ListedTargets, Participation, Plan, PlanKind
from scheduler.domain.policy import Policy
from scheduler.domain.registry import OfficerRegistry
from scheduler.planning.checking import check
from scheduler.planning.shortages.changes import applied
from tests.scheduler.problems import problem, targets

THURSDAY = date(2026, 3, 12)
DAYS = (THURSDAY, date(2026, 3, 13), date(2026, 3, 16))
"""Thursday and Friday of one week, Monday of the next; Saturday is a make-up day, left out."""
WINDOW = Window(THURSDAY, date(2026, 3, 17))

LIMIT = st.sampled_from([None, 1, 1, 2])


@st.composite
def worlds(draw):
    count = draw(st.integers(2, 4))
    names = [f"O{n}" for n in range(count)]
    some = st.sets(st.sampled_from(names), max_size=2).map(lambda few: set(names) - few)
    leading, knowing, senior = draw(some), draw(some), draw(some)
    officers = pl.DataFrame(
        {
            "officer_id": names,
            "name": names,
            "body_id": ["B1"] * count,
            "cert_valid_to": [
                draw(st.sampled_from([WINDOW.ends, WINDOW.ends, *DAYS[:2]])) for _ in names
            ],
            "may_lead": [name in leading for name in names],
            "qualifications": [["food"] if name in knowing else [] for name in names],
            "senior": [name in senior for name in names],
        }
    )
    pairs = list(combinations(names, 2))
    related = draw(st.sets(st.sampled_from(pairs), max_size=1)) if pairs else set()
    away = draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(DAYS)), max_size=2))
    n_targets = draw(st.integers(1, 3))
    known = targets(n_targets)
    barred = draw(
        st.sets(st.tuples(st.sampled_from(names), st.sampled_from(known.ids)), max_size=2)
    )
    slots = (frozenset({"food"}),) if draw(st.booleans()) else ()
    plan = Plan(
        plan_id="P1",
        name="P1",
        kind=PlanKind.SPECIAL,
        window=WINDOW,
        participations=(Participation(body_id="B1", slots=slots),),
        targets=ListedTargets(target_ids=known.ids, reason="r", approver="a"),
        lead_body="B1",
        merging=draw(st.booleans()),
        fixed_days=DAYS,
    )
    return problem(
        window=WINDOW,
        targets=known,
        officers=OfficerRegistry.from_frame(officers),
        plans=(plan,),
        relatives=tuple(sorted(Kinship(officer_id=a, relative_id=b) for a, b in related)),
        leave=tuple(
            sorted(
                Leave(officer_id=name, starts=day, ends=day + timedelta(days=1))
                for name, day in away
            )
        ),
        conflicts=tuple(
            sorted(
                Conflict(
                    officer_id=name,
                    subject=Subject.TARGET,
                    subject_id=target_id,
                    relation=Relation.OTHER,
                )
                for name, target_id in barred
            )
        ),
        policy=Policy(
            version="w",
            front_line_only=False,
            max_visits=draw(LIMIT),
            max_per_day=draw(LIMIT),
            max_per_week=draw(LIMIT),
            require_senior=draw(st.booleans()),
            no_repeated_pairs=draw(st.booleans()),
        ),
    )


def teams(made, target_id, day):
    """Yield the teams that may go to a target on a day."""
    rows = {row["officer_id"]: row for row in made.officers.frame.iter_rows(named=True)}
    (part,) = made.plans[0].participations
    gone = {leave.officer_id for leave in made.leave if day in leave}
    gone |= {one.officer_id for one in made.conflicts if one.subject_id == target_id}
    gone |= {name for name, row in rows.items() if row["cert_valid_to"] < day}
    kin = {frozenset((one.officer_id, one.relative_id)) for one in made.relatives}
    for pair in combinations(sorted(rows.keys() - gone), part.team_size):
        if frozenset(pair) in kin:
            continue
        if made.policy.require_senior and not any(rows[name]["senior"] for name in pair):
            continue
        if any(_seats(rows[one], rows[other], part) for one, other in (pair, pair[::-1])):
            yield pair


def _seats(first, second, part):
    """Tell whether the first takes the slot, if there is one, and the second leads."""
    return second["may_lead"] and (not part.slots or "food" in first["qualifications"])


def is_lawful(policy, going):
    """Tell whether limits and pairs allow these visits: (day, target, team)."""
    for name in {name for _, _, team in going for name in team}:
        mine = sorted(visit for visit in going if name in visit[2])
        in_week = [day.isocalendar().week for day, _, _ in mine]
        counts = (
            (len(mine), policy.max_visits),
            (max(_times([day for day, _, _ in mine])), policy.max_per_day),
            (max(_times(in_week)), policy.max_per_week),
        )
        if any(limit is not None and count > limit for count, limit in counts):
            return False
        if policy.no_repeated_pairs and any(
            len({*one[2]} & {*other[2]}) > 1 for one, other in pairwise(mine)
        ):
            return False
    return True


def _times(values):
    return [values.count(value) for value in values]


def can_be_staffed(made):
    options = [
        [(day, target_id, team) for day in DAYS for team in teams(made, target_id, day)]
        for target_id in made.targets.ids
    ]
    return any(is_lawful(made.policy, going) for going in product(*options))


@settings(max_examples=120)
@given(worlds())
def test_a_shortage_that_is_certain_leaves_no_assignment(made):
    checked = check(made)
    assert not checked.faults
    assume(not checked.is_sound)
    for short in checked.shortages:
        event(f"{short.kind}: {', '.join(short.causes)}")

    assert not can_be_staffed(made)


@settings(max_examples=40)
@given(worlds())
def test_every_change_that_is_told_makes_the_shortage_go(made):
    certain = [short for short in check(made).shortages if short.certain]
    assume(certain)
    for short in certain:
        for relaxation in short.relaxations:
            after = check(applied(made, relaxation))
            left = [one.keys for one in after.shortages if one.certain]
            assert all(short.keys.isdisjoint(keys) for keys in left), relaxation
