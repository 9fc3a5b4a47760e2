"""Tamperings: rows, registry and the figures that were locked."""

from __future__ import annotations

from datetime import timedelta

from api.files.evidence.documents import PUBLIC_LOCK, ROWS
from api.files.evidence.public_lock import rows_tree
from scheduler.evidence.records import moment_text
from scheduler.evidence.rows import rows_content
from tests.evidence.catalogue import (
    REGISTRY,
    SELECTIONS,
    VISITS,
    Touches,
    by_operator,
    cells,
    changed,
    lines_of,
    locked,
    selected,
    text_of,
)
from tests.evidence.office import Good
from tests.evidence.rebuilding import (
    relogged,
)
from tests.scheduler.evidence.sources.ceremony import LOCKED_AT


@by_operator("rows")
def a_row_is_removed(good):
    return relogged(good, {ROWS: text_of(lines_of(good, ROWS)[:-1])})


@by_operator("rows")
def a_row_is_added(good):
    return relogged(good, {ROWS: text_of([*lines_of(good, ROWS), "f" * 64])})


@by_operator("rows")
def rows_are_out_of_order(good):
    heading, first, second, *rest = lines_of(good, ROWS)
    return relogged(good, {ROWS: text_of([heading, second, first, *rest])})


@by_operator("rows")
def a_row_stands_twice(good):
    heading, first, _second, *rest = lines_of(good, ROWS)
    return relogged(good, {ROWS: text_of([heading, first, first, *rest])})


def _rows(good: Good, rows: list[str]) -> dict[str, bytes]:
    def edit(data: dict) -> None:
        data["rows"] = {"count": len(rows), "root": rows_tree(rows).root().hex()}

    return {ROWS: rows_content(rows), PUBLIC_LOCK: locked(good, edit)}


@by_operator("rows")
def a_row_is_removed_and_the_lock_tells_so(good):
    return relogged(good, _rows(good, lines_of(good, ROWS)[2:]))


@by_operator("compare")
def a_row_is_exchanged_and_the_lock_tells_so(good):
    return relogged(good, _rows(good, [*lines_of(good, ROWS)[1:-1], "f" * 64]))


@by_operator("compare")
def a_target_is_opened_as_of_another_stratum(good):
    name = "audit/rows.csv"
    return relogged(good, {name: changed(good, name, "P03:1:1", "P03:2:1")})


@by_operator("compare")
def a_row_is_not_opened(good):
    name = "audit/rows.csv"
    return relogged(good, {name: text_of(lines_of(good, name)[:-1])})


@by_operator("compare")
def another_master_text_is_given(good):
    return relogged(good, {"audit/rows.txt": b"f" * 64 + b"\n"})


@by_operator("compare", Touches.OTHER)
def a_registered_firm_is_renamed(good):
    return relogged(good, {REGISTRY: changed(good, REGISTRY, "企业有限公司", "实业有限公司")})


@by_operator("compare", Touches.OTHER)
def a_friend_gets_another_street(good):
    """Change what decides a pool and leave its rows: only who applies the rules can tell."""
    return relogged(good, {REGISTRY: changed(good, REGISTRY, "大港街道,,H62", "塘沽街道,,H62")})


@by_operator("compare")
def a_friend_is_dropped_from_the_registry(good):
    friend = selected(good, "P01")[0][1]
    kept = [line for line in lines_of(good, REGISTRY) if not line.startswith(friend)]
    return relogged(good, {REGISTRY: text_of(kept)})


@by_operator("compare")
def a_firm_that_was_not_drawn_is_dropped_from_the_registry(good):
    drawn = {one.target_id for one in good.edition.book.selections}
    kept = lines_of(good, REGISTRY)
    spare = next(line for line in kept[1:] if cells(line)[0] not in drawn)
    return relogged(good, {REGISTRY: text_of([line for line in kept if line != spare])})


@by_operator("targets")
def the_lock_names_another_draw(good):
    return relogged(
        good, {PUBLIC_LOCK: locked(good, lambda data: data.update(draw="120116-2026-000013/1"))}
    )


@by_operator("targets")
def the_lock_tells_an_earlier_moment(good):
    earlier = moment_text(LOCKED_AT - timedelta(days=1))
    return relogged(good, {PUBLIC_LOCK: locked(good, lambda data: data.update(locked_at=earlier))})


@by_operator("targets")
def the_lock_has_a_plan_less_than_its_record(good):
    def edit(data: dict) -> None:
        del data["plans"][4]

    kept = [line for line in lines_of(good, SELECTIONS) if not line.startswith("P05")]
    visits = [line for line in lines_of(good, VISITS) if "P05/" not in line]
    return relogged(
        good, {PUBLIC_LOCK: locked(good, edit), SELECTIONS: text_of(kept), VISITS: text_of(visits)}
    )


@by_operator("targets")
def a_registry_is_told_larger_than_pool_and_exclusions(good):
    def edit(data: dict) -> None:
        data["plans"][0]["registry"] += 100

    return relogged(good, {PUBLIC_LOCK: locked(good, edit)})
