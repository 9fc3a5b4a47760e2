"""An explanation of what was drawn is followed by what came free since."""

from __future__ import annotations

import json

import pytest

from api.files.planbook.contents import REPLACEMENTS
from api.usecases.explain import explain
from api.usecases.since import changes_since
from api.usecases.steps import Steps
from scheduler.errors import FaultsError
from tests.api.redraws import drawn_in, place_in, target_in


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """A draw of which one officer left and one target was lost; the plan book written anew."""
    desk, edition = drawn_in(tmp_path_factory.mktemp("story"))
    place, lost = place_in(edition), target_in(edition)
    stood_in = desk.redrawn(place).replacement
    filling = desk.redrawn(lost)
    return desk.write(filling.edition), place, stood_in, lost, filling.replacement


def told(folder, subject):
    edition, found = explain(folder, subject, Steps(), draws=10)
    return changes_since(folder, edition, found)


def test_both_officers_hear_of_their_place(story):
    folder, place, stood_in, *_ = story
    for name in (place.officer_id, stood_in.came):
        (change,) = [one for one in told(folder, name) if one.kind == "officer"]

        assert (change.number, change.reason) == (1, "recusal")
        assert (change.gone, change.came) == (place.officer_id, stood_in.came)
        assert change.where == f"{place.visit_id}/{place.body_id}"


def test_a_visit_hears_of_its_team(story):
    folder, place, *_ = story

    assert 1 in {change.number for change in told(folder, place.visit_id)}


def test_a_target_that_is_lost_and_its_reserve_hear_of_each_other(story):
    folder, *_, lost, came = story
    for name in (lost.target_id, came.came):
        (change,) = [one for one in told(folder, name) if one.kind == "target"]

        assert (change.gone, change.came) == (lost.target_id, came.came)
        assert change.where == lost.plan_id


def test_others_hear_nothing(story):
    folder, place, stood_in, lost, came = story
    edition, _ = explain(folder, lost.target_id, Steps(), draws=10)
    concerned = {lost.target_id, came.came}
    other = next(
        name
        for visit in edition.book.visits
        for name in visit.target_ids
        if visit.visit_id != place.visit_id and name not in concerned
    )

    assert told(folder, other) == ()
    assert stood_in.came != other


def test_a_book_without_replacements_tells_none(tmp_path):
    _, edition = drawn_in(tmp_path)
    folder = tmp_path / "planbook"

    assert told(folder, edition.book.teams[0].officer_ids[0]) == ()


def test_replacements_that_cannot_be_read_are_a_fault(story, tmp_path):
    folder, place, *_ = story
    edition, found = explain(folder, place.officer_id, Steps(), draws=10)
    path = tmp_path / REPLACEMENTS
    path.parent.mkdir()
    path.write_text(json.dumps({"replacements": [{"number": 1}]}))

    with pytest.raises(FaultsError) as caught:
        changes_since(tmp_path, edition, found)
    assert [fault.code for fault in caught.value.faults] == ["evidence-unreadable"]
