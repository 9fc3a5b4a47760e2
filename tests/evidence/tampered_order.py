"""Tamperings: the order of records, who decided, and when."""

from __future__ import annotations

from tests.evidence.catalogue import (
    on_records,
)
from tests.evidence.office import Good
from tests.evidence.rebuilding import (
    Edit,
    RecordData,
    appended,
    of,
    records_of,
    relogged,
)


def _moved(event: str, place: int, at: str | None = None) -> Edit:
    """Move a record to another line, with the moment of its neighbour."""

    def edit(records: list[RecordData]) -> list[RecordData]:
        one = of(records, event)
        records.remove(one)
        one["at"] = at or records[place]["at"]
        return [*records[:place], one, *records[place:]]

    return edit


@on_records
def entropy_comes_before_the_lock(good):
    return relogged(good, edit=_moved("entropy", 2))


@on_records
def the_lock_comes_after_the_entropy(good):
    return relogged(good, edit=_moved("lock", 7))


@on_records
def the_exec_comes_before_the_last_source(good):
    return relogged(good, edit=_moved("exec", 7))


@on_records
def two_records_change_places(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        records[3], records[4] = records[4], records[3]
        return records

    return relogged(good, edit=edit)


@on_records
def a_source_never_delivered(good):
    return relogged(good, edit=lambda records: [*records[:5], *records[6:]])


@on_records
def a_record_stands_twice(good):
    return relogged(good, edit=lambda records: [*records[:4], records[3], *records[4:]])


@on_records
def there_is_no_exec(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        return [one for one in records if one["event"] != "exec"]

    return relogged(good, edit=edit)


def _next_lock(good: Good, draw: str, **changes) -> Edit:
    lock = of(records_of(good), "lock")
    fields = {name: lock[name] for name in lock if name not in {"schema", "event", "draw", "at"}}
    return appended("lock", draw, **{**fields, **changes})


@on_records
def a_number_is_skipped(good):
    return relogged(good, edit=_next_lock(good, "120116-2026-000014/1", plans=["P09"]))


@on_records
def a_second_attempt_begins_without_a_void(good):
    return relogged(good, edit=_next_lock(good, "120116-2026-000012/2", plans=["P09"]))


@on_records
def an_attempt_is_skipped(good):
    return relogged(good, edit=_next_lock(good, "120116-2026-000013/2", plans=["P09"]))


@on_records
def a_plan_is_in_two_live_draws(good):
    return relogged(good, edit=_next_lock(good, "120116-2026-000013/1", plans=["P01"]))


@on_records
def a_void_is_decided_by_one_person(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        added = _next_lock(good, "120116-2026-000013/1", plans=["P09"])(records)
        void = {"reason": "x", "by": "chief", "second": "chief"}
        return appended("void", "120116-2026-000013/1", **void)(added)

    return relogged(good, edit=edit)


def _second(name: str) -> Edit:
    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "publish")["second"] = name
        return records

    return edit


@on_records
def one_person_publishes(good):
    return relogged(good, edit=_second("chief"))


@on_records
def one_person_publishes_under_two_spellings(good):
    return relogged(good, edit=_second("Chief"))


@on_records
def time_goes_back(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "exec")["at"] = of(records, "lock")["at"]
        return records

    return relogged(good, edit=edit)


@on_records
def a_record_has_a_field_more(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        of(records, "exec")["note"] = "x"
        return records

    return relogged(good, edit=edit)


@on_records
def the_draw_is_void_and_still_has_a_result(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        void = appended("void", str(good.number), reason="x", by="chief", second="deputy")
        *before, executed, published = records
        return [*void(before), executed, published]

    return relogged(good, edit=edit)
