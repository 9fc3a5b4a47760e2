"""Tamperings: documents, visits and officers."""

from __future__ import annotations

import json

from api.files.evidence.documents import PUBLIC_LOCK
from scheduler.evidence.canonical import canonical
from scheduler.evidence.commitments import sha256_hex
from tests.evidence.catalogue import (
    AUDIT_LOCK,
    CONFLICTS,
    LEAVE,
    OFFICERS,
    SELECTIONS,
    TEAMS,
    VISITS,
    Touches,
    Who,
    by_operator,
    cells,
    changed,
    lines_of,
    locked,
    tampering,
    text_of,
)
from tests.evidence.office import Good
from tests.evidence.rebuilding import (
    Files,
    RecordData,
    logged,
    of,
    records_of,
    relogged,
    resummed,
)


@tampering("manifest", Who.REWRITER, Touches.RECORDS)
def a_document_is_added_that_the_manifest_does_not_list(good):
    return resummed({**good.files, "public/corrections.csv": b"target_id\n"})


@by_operator("openings", Touches.RECORDS)
def a_document_is_added_that_nobody_committed_to(good):
    name = "public/corrections.csv"

    def edit(records: list[RecordData]) -> list[RecordData]:
        del of(records, "exec")["documents"][name]
        return records

    return relogged(good, {name: b"target_id\n"}, edit)


@by_operator("openings", Touches.OTHER)
def a_document_is_added_to_those_that_a_result_has(good):
    return relogged(good, {"public/corrections.csv": b"target_id\n"})


@by_operator("manifest", Touches.RECORDS)
def the_manifest_lists_another_hash(good):
    return relogged(good, listed={SELECTIONS: b"another"})


@by_operator("manifest", Touches.RECORDS)
def the_manifest_leaves_a_document_out(good):
    files = relogged(good)
    told = json.loads(files["manifest.json"])
    del told["public"][SELECTIONS]
    return _relogged_manifest(good, canonical(told))


@by_operator("manifest", Touches.RECORDS)
def the_manifest_is_no_list(good):
    told = canonical({"draw": str(good.number), "public": {}, "audit": 5})
    return _relogged_manifest(good, told)


def _relogged_manifest(good: Good, told: bytes) -> Files:
    """Log any bytes as the manifest."""
    records = records_of(good)
    of(records, "publish")["manifest"] = sha256_hex(told)
    log = logged(good, [canonical(one) for one in records], good.key)
    return resummed({**good.files, **log, "manifest.json": told})


@by_operator("days")
def a_visit_is_dropped(good):
    return relogged(good, {VISITS: text_of(lines_of(good, VISITS)[:-1])})


@by_operator("days")
def a_visit_is_made_twice(good):
    lines = lines_of(good, VISITS)
    return relogged(good, {VISITS: text_of([*lines, lines[-1]])})


def _single(good: Good) -> list[str]:
    """Return the cells of a visit that is made for one plan."""
    return next(one for one in map(cells, lines_of(good, VISITS)[1:]) if "|" not in one[3])


@by_operator("days")
def a_visit_is_moved_to_a_day_without_visits(good):
    one = _single(good)
    days = json.loads(good.documents[PUBLIC_LOCK])["days"][one[2]]
    other = next(day for n in range(1, 31) if (day := f"2026-12-{n:02}") not in days)
    moved = ",".join([one[0], other, *one[2:]])
    return relogged(good, {VISITS: changed(good, VISITS, ",".join(one), moved)})


@by_operator("days")
def a_visit_is_moved_out_of_the_window(good):
    one = _single(good)
    moved = ",".join([one[0], "2027-01-04", "", *one[3:]])
    return relogged(good, {VISITS: changed(good, VISITS, ",".join(one), moved)})


@by_operator("days")
def a_visit_takes_the_day_of_a_plan_that_is_not_its_own(good):
    one = _single(good)
    days = json.loads(good.documents[PUBLIC_LOCK])["days"]
    taken = {(row[2], row[1]) for row in map(cells, lines_of(good, VISITS)[1:])}
    plan, day = next(
        (plan, day) for plan in days for day in days[plan] if plan != one[2]
        if (plan, day) not in taken
    )  # fmt: skip
    moved = ",".join([one[0], day, plan, *one[3:]])
    return relogged(good, {VISITS: changed(good, VISITS, ",".join(one), moved)})


@by_operator("compare", Touches.OTHER)
def a_visit_is_moved_off_the_plan(good):
    one = _single(good)
    moved = ",".join([one[0], "2026-12-30", "", *one[3:]])
    return relogged(good, {VISITS: changed(good, VISITS, ",".join(one), moved)})


@by_operator("days")
def locked_days_are_changed_for_everybody(good):
    def edit(data: dict) -> None:
        data["days"] = {plan_id: {"2026-12-31": 9} for plan_id in data["days"]}

    return relogged(good, {PUBLIC_LOCK: locked(good, edit)})


@by_operator("judge", Touches.OTHER)
def locked_days_are_changed_for_auditors(good):
    def edit(data: dict) -> None:
        plan = data["days"]["plans"]["P02"]
        first, *_, last = sorted(plan)
        plan[last] += plan.pop(first)

    return relogged(good, {AUDIT_LOCK: locked(good, edit, AUDIT_LOCK)})


@by_operator("compare", Touches.OTHER)
def an_officer_is_swapped_for_another(good):
    heading, *teams = map(cells, lines_of(good, TEAMS))
    place = heading.index("officer_id")
    everybody = [cells(line)[0] for line in lines_of(good, OFFICERS)[1:]]
    there = {row[place] for row in teams if row[0] == teams[0][0]}
    other = next(name for name in everybody if name not in there)
    old = ",".join(teams[0])
    new = ",".join([*teams[0][:place], other, *teams[0][place + 1 :]])
    return relogged(good, {TEAMS: changed(good, TEAMS, old, new)})


@by_operator("compare", Touches.OTHER)
def another_officer_leads(good):
    heading, first, second, *rest = map(cells, lines_of(good, TEAMS))
    place = heading.index("is_leader")
    assert first[place] != second[place]
    first[place], second[place] = second[place], first[place]
    rows = (heading, first, second, *rest)
    return relogged(good, {TEAMS: text_of([",".join(row) for row in rows])})


@by_operator("compare", Touches.OTHER)
def a_leave_is_added_after_the_draw(good):
    line = lines_of(good, LEAVE)[1]
    other = cells(lines_of(good, OFFICERS)[1])[0]
    added = ",".join([other, *cells(line)[1:]])
    return relogged(good, {LEAVE: text_of(sorted({*lines_of(good, LEAVE), added}, key=_heading))})


def _heading(line: str) -> tuple[bool, str]:
    return not line.startswith("officer_id"), line


@by_operator("compare", Touches.OTHER)
def a_conflict_is_taken_out(good):
    return relogged(good, {CONFLICTS: text_of(lines_of(good, CONFLICTS)[:-1])})


@by_operator("compare", Touches.OTHER)
def the_public_inputs_of_a_relative_are_taken_out(good):
    name = "audit/inputs/relatives.csv"
    return relogged(good, {name: text_of(lines_of(good, name)[:1])})
