"""What solvers found stands in lock.json, and comes back from it as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from api.files.documents import write_document
from api.files.planbook.documents import lock_data
from api.files.planbook.edition import Edition
from api.files.planbook.locks import cell_locks, planned_days, read_lock
from scenarios.catalogue import build
from scheduler.domain.dayplan import DayLoan
from scheduler.domain.overlap import Law, Margin, OverlappingQuota
from scheduler.domain.policy import Policy
from scheduler.errors import FaultsError
from tests.api.files.planbook.editions import DAYS, drawn_from
from tests.shelf import LOCK
from tests.shelf_book import BOOK


def two_plans(law):
    """The smallest district, with streets and risk classes bounded together in its first plan."""
    problem = build("tiny")
    margins = [
        Margin(column="street", level="塘沽街道", least=2, most=3),
        Margin(column="credit_risk_class", level="A", least=1, most=1),
        Margin(column="credit_risk_class", level="B", least=2, most=4),
    ]
    plan = problem.plans[0]
    quota = OverlappingQuota(size=5, margins=tuple(margins), law=law)
    plan = replace(plan, targets=replace(plan.targets, quota=quota))
    return replace(problem, plans=(plan, *problem.plans[1:]))


@pytest.fixture(params=list(Law), ids=str)
def overlapping(request):
    return drawn_from(two_plans(request.param))


def put(folder, edition):
    path = folder / "lock.json"
    path.write_bytes(write_document(lock_data(edition.lock, {})))
    return path


def test_planned_days_come_back(tmp_path):
    path = put(tmp_path, Edition(replace(LOCK, days=DAYS), BOOK))
    saved = read_lock(path)

    assert saved.days == DAYS
    assert saved.locked_at == LOCK.locked_at
    assert saved.entropy == LOCK.entropy
    assert cell_locks(LOCK.problem, saved) == {}


def test_places_that_others_keep_ready_come_back(tmp_path):
    day = DAYS.body_days[0].day
    loans = DayLoan("B1", day, "B2", 2), DayLoan("B1", day, "B3", 1)
    path = put(tmp_path, Edition(replace(LOCK, days=replace(DAYS, loans=loans)), BOOK))

    assert read_lock(path).days.loans == loans


def test_locked_cells_come_back(tmp_path, overlapping):
    lock = overlapping.lock
    saved = read_lock(put(tmp_path, overlapping))

    assert cell_locks(lock.problem, saved) == lock.cells
    assert lock.cells.keys() == {"P01"}


@pytest.mark.parametrize(("more", "fits"), [(7, True), (8, False)])
def test_no_plan_has_more_visits_than_there_are_targets(tmp_path, more, fits):
    """The shelf has eight targets, and P1 one visit on the 18th."""
    path = put(tmp_path, Edition(replace(LOCK, days=DAYS), BOOK))
    days = lambda data: data["days"]["plans"]["P1"]  # noqa: E731
    saved = read_lock(changed(path, lambda data: days(data).update({"2026-03-17": more})))

    if fits:
        assert planned_days(LOCK.problem, saved) == saved.days
        return
    with pytest.raises(FaultsError) as caught:
        planned_days(LOCK.problem, saved)
    (fault,) = caught.value.faults
    assert (fault.code, fault.facts) == ("days-unlike", {"found": 9, "most": 8})


def test_a_lock_does_not_tell_what_a_cell_stands_for(tmp_path, overlapping):
    text = put(tmp_path, overlapping).read_text()

    assert "塘沽街道" not in text
    assert json.loads(text)["plans"][0]["quota"] == 5


def changed(path, change):
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("days"),
        lambda data: data.pop("cells"),
        lambda data: data["days"]["plans"]["P1"].update({"2026-03-17": 0}),
        lambda data: data["days"]["plans"]["P1"].update({"17 March": 1}),
        lambda data: data["days"]["bodies"]["B1"]["2026-03-17"].update(reserve=-1),
        lambda data: data["days"]["bodies"]["B1"]["2026-03-17"].update(planned="2"),
        lambda data: data["days"]["bodies"]["B1"]["2026-03-17"].update(capacity=2**31),
        lambda data: data["days"]["bodies"]["B1"]["2026-03-17"].pop("capacity"),
        lambda data: data["days"].update(loans={"B1": {"2026-03-17": {"B2": 0}}}),
        lambda data: data["days"].update(loans={"B1": {"2026-03-17": 2}}),
        lambda data: data["days"].update(loans=[]),
        lambda data: data.update(cells={"P1": {"start": "1 x"}}),
        lambda data: data.update(cells=[]),
        lambda data: data.update(locked_at="2026-02-27T09:00:00"),
    ],
)
def test_a_lock_that_does_not_say_what_a_replay_needs_is_refused(tmp_path, change):
    path = changed(put(tmp_path, Edition(replace(LOCK, days=DAYS), BOOK)), change)

    with pytest.raises(FaultsError) as caught:
        read_lock(path)
    assert [fault.code for fault in caught.value.faults] == ["lock-unreadable"]


@pytest.mark.parametrize("content", [b"", b"[", b"[" * 100_000, b"\xff"])
def test_what_is_no_document_is_refused(tmp_path, content):
    path = tmp_path / "lock.json"
    path.write_bytes(content)

    with pytest.raises(FaultsError) as caught:
        read_lock(path)
    assert [fault.code for fault in caught.value.faults] == ["lock-unreadable"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda cells: cells.update(P02=cells.pop("P01")), "unasked"),
        (lambda cells: cells["P01"].update(start="5 0 0 0 0 0"), "counts"),
        (lambda cells: cells["P01"].update(start="1 1"), "counts"),
    ],
)
def test_cells_that_cannot_be_those_of_the_inputs_are_told(tmp_path, change, found):
    drawn = drawn_from(two_plans(Law.UNIFORM))
    saved = read_lock(changed(put(tmp_path, drawn), lambda data: change(data["cells"])))

    with pytest.raises(FaultsError) as caught:
        cell_locks(drawn.problem, saved)
    (fault,) = caught.value.faults
    assert (fault.code, fault.facts["found"]) == ("cells-unlike", found)


def test_inputs_with_faults_are_told_before_their_cells(tmp_path):
    drawn = drawn_from(two_plans(Law.UNIFORM))
    saved = read_lock(put(tmp_path, drawn))
    policy = Policy(version="1", lending={"B99": ()})

    with pytest.raises(FaultsError) as caught:
        cell_locks(replace(drawn.problem, policy=policy), saved)
    assert [fault.code for fault in caught.value.faults] == ["unknown-body"]
