"""Only the vacated place changes; all else of the book is as it was."""

from __future__ import annotations

from dataclasses import replace as changed

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.planbook import ShortfallKind
from scheduler.domain.policy import Remedy
from scheduler.domain.vacancies import NOBODY, OfficerVacancy, TargetVacancy
from scheduler.lottery.replacements.breaches import PEOPLE_RULES
from scheduler.lottery.replacements.replace import after, is_in, replacement
from scheduler.rules.view import CaseFile
from tests.scheduler.lottery.replacements.worlds import (
    drawn,
    places,
    redraw,
    replaced,
    targets,
)

WORLDS = ("tiny", "family", "lending", "everything")


def some(things, count=12):
    """Return evenly spread ones."""
    return things[:: max(1, len(things) // count)]


def without_team(book, vacancy):
    """Return the book without what one team makes of it: the team, its loans, everybody's load."""
    mine = vacancy.visit_id, vacancy.body_id
    return changed(
        book,
        teams=tuple(team for team in book.teams if (team.visit_id, team.body_id) != mine),
        remedies=tuple(
            use
            for use in book.remedies
            if use.remedy is not Remedy.LENDING or (use.visit_id, use.body_id) != mine
        ),
        loads=tuple(changed(load, drawn=0) for load in book.loads),
    )


def team_of(book, vacancy):
    mine = vacancy.visit_id, vacancy.body_id
    return next((team for team in book.teams if (team.visit_id, team.body_id) == mine), None)


@pytest.mark.parametrize("name", WORLDS)
def test_only_the_vacated_place_changes(name):
    lock, book = drawn(name)
    came = 0
    for number, vacancy in enumerate(some(places(book))):
        one = replacement(lock, book, redraw(vacancy, number))
        result = after(lock, book, (one,))
        old, new = team_of(book, vacancy), team_of(result, vacancy)

        if one.came == NOBODY:
            (told,) = set(result.shortfalls) - set(book.shortfalls)
            assert new is None
            assert told.kind is ShortfallKind.UNSTAFFED
            result = changed(result, shortfalls=book.shortfalls)
        else:
            came += 1
            assert {*new.officer_ids} == {*old.officer_ids, one.came} - {vacancy.officer_id}
            assert new.expert_ids == old.expert_ids
        assert without_team(result, vacancy) == without_team(book, vacancy)
        assert sorted(loads_changed(book, result)) == sorted(
            {vacancy.officer_id, one.came} if one.came else old.officer_ids + old.expert_ids
        )
    assert came > 0


def loads_changed(book, result):
    return [old.officer_id for old, new in zip(book.loads, result.loads, strict=True) if old != new]


@pytest.mark.parametrize("name", WORLDS)
def test_who_comes_breaks_no_rule_about_people(name):
    lock, book = drawn(name)
    for number, vacancy in enumerate(some(places(book), 6)):
        one = replacement(lock, book, redraw(vacancy, number))
        if one.came:
            case = CaseFile(lock, after(lock, book, (one,)))
            found = [v for rule in PEOPLE_RULES for v in rule.violations(case)]
            assert [v for v in found if vacancy.officer_id not in v.subjects] == []


@pytest.mark.parametrize("name", WORLDS)
def test_the_visits_of_other_targets_stay(name):
    lock, book = drawn(name)
    for number, vacancy in enumerate(some(targets(book), 8)):
        one = replacement(lock, book, redraw(vacancy, number))
        result = after(lock, book, (one,))
        touched = {visit.visit_id for visit in book.visits if is_of(visit, vacancy)}
        touched.add(f"{one.came}/{vacancy.plan_id}")

        assert kept(result.visits, touched) == kept(book.visits, touched)
        assert kept(result.teams, touched) == kept(book.teams, touched)
        assert {s.target_id for s in result.selections if s.plan_id != vacancy.plan_id} == {
            s.target_id for s in book.selections if s.plan_id != vacancy.plan_id
        }
        assert result.strata == book.strata
        assert result.bodies == book.bodies
        visited = {(t.plan_id, t.target_id) for v in result.visits for t in v.tasks}
        assert (vacancy.plan_id, vacancy.target_id) not in visited
        assert one.came == NOBODY or (vacancy.plan_id, one.came) in visited


def is_of(visit, vacancy):
    tasks = {(task.plan_id, task.target_id) for task in visit.tasks}
    return (vacancy.plan_id, vacancy.target_id) in tasks


def kept(rows, touched):
    return [one for one in rows if one.visit_id not in touched]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 10_000)), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_replacements_follow_each_other(choices):
    lock, book = drawn("tiny")
    told, standing = (), book
    for number, (of_target, pick) in enumerate(choices):
        options = targets(standing) if of_target else places(standing)
        if not options:
            continue
        vacancy = options[pick % len(options)]
        assert is_in(standing, vacancy)
        told = (*told, replacement(lock, standing, redraw(vacancy, number), told))
        standing = after(lock, standing, told[-1:])
        assert not is_in(standing, vacancy)
    assert standing == after(lock, book, told)
    assert after(lock, book, ()) == book
    tasks = [task for visit in standing.visits for task in visit.tasks]
    assert len(tasks) == len(set(tasks))
    sent = [name for team in standing.teams for name in team.officer_ids]
    loads = {load.officer_id: load.drawn for load in standing.loads if load.drawn}
    assert loads == {name: sent.count(name) for name in sent}


def test_what_does_not_fit_is_refused():
    lock, book = drawn("tiny")
    place, firm = places(book)[0], targets(book)[0]
    stranger = OfficerVacancy(place.visit_id, place.body_id, "nobody")

    assert not is_in(book, stranger)
    assert not is_in(book, TargetVacancy(firm.plan_id, "nowhere"))
    for one in (
        replaced(stranger, "x"),
        replaced(place, "nobody"),
        replaced(firm, "nowhere"),
        replaced(TargetVacancy(firm.plan_id, "nowhere"), NOBODY),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            after(lock, book, (one,))
