from datetime import date

import pytest

from scheduler.domain.conflicts import Conflict, ConflictState, Relation, Subject
from scheduler.rules import no_conflict
from tests.shelf_people import advised

ON_17_MARCH = date(2026, 3, 17)


def declaring(case, subject, subject_id, **changes):
    """Let O3, who visits T5 on 17 March, declare a conflict."""
    conflict = Conflict(
        officer_id="O3",
        subject=subject,
        subject_id=subject_id,
        relation=Relation.LINEAL,
        **changes,
    )
    return case.problem(conflicts=(*case.lock.problem.conflicts, conflict))


def test_accepts_officers_away_from_their_conflicts(case):
    assert case.breaches(no_conflict) == []


@pytest.mark.parametrize(
    ("subject", "subject_id", "expected"),
    [
        (Subject.TARGET, "T5", [("T5/P1", "B1", "O3")]),
        (Subject.GROUP, "G5", [("T5/P1", "B1", "O3")]),
        (Subject.TARGET, "T8", []),
        (Subject.GROUP, "T5", []),
        (Subject.PERSON, "G5", []),
    ],
)
def test_reports_a_conflict_with_the_target_or_its_group(case, subject, subject_id, expected):
    assert declaring(case, subject, subject_id).breaches(no_conflict) == expected


def test_reports_a_conflict_with_a_person_who_works_there(case):
    related = declaring(case, Subject.PERSON, "k5")

    assert related.breaches(no_conflict) == []
    assert related.target("T5", people=["k4", "k5"]).breaches(no_conflict) == [
        ("T5/P1", "B1", "O3")
    ]


def test_reports_a_conflict_with_any_target_of_a_merged_visit(case):
    conflict = Conflict(
        officer_id="O6", subject=Subject.TARGET, subject_id="T3", relation=Relation.OTHER
    )

    assert case.problem(conflicts=(conflict,)).breaches(no_conflict) == [("T1/P1", "B2", "O6")]


@pytest.mark.parametrize(
    ("state", "reported"),
    [
        (ConflictState.APPLIED, True),
        (ConflictState.DECIDED_AVOID, True),
        (ConflictState.DECIDED_NOT, False),
    ],
)
def test_reports_a_conflict_until_it_is_decided_otherwise(case, state, reported):
    found = declaring(case, Subject.TARGET, "T5", state=state).breaches(no_conflict)

    assert bool(found) == reported


@pytest.mark.parametrize(
    ("since", "until", "reported"),
    [
        (ON_17_MARCH, None, True),
        (date(2026, 3, 18), None, False),
        (None, ON_17_MARCH, False),
        (None, date(2026, 3, 18), True),
    ],
)
def test_reports_a_conflict_on_the_days_it_is_in_force(case, since, until, reported):
    limited = declaring(case, Subject.TARGET, "T5", since=since, until=until)

    assert bool(limited.breaches(no_conflict)) == reported


def test_accepts_a_conflict_that_is_over(case):
    over = declaring(case, Subject.TARGET, "T5", until=ON_17_MARCH)

    assert over.breaches(no_conflict) == []


@pytest.mark.parametrize(("target_id", "expected"), [("T8", 1), ("T5", 0)])
def test_reports_a_conflict_of_an_expert(case, target_id, expected):
    conflict = Conflict(
        officer_id="E1", subject=Subject.TARGET, subject_id=target_id, relation=Relation.IN_LAW
    )
    biased = advised(case).problem(conflicts=(conflict,))

    assert biased.breaches(no_conflict) == [("T8/P3", "B2", "E1")] * expected
