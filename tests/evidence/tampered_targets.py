"""Tamperings: who was drawn, with which ticket, from how many, and when that was fixed."""

from __future__ import annotations

from api.files.evidence.documents import PUBLIC_LOCK, ROWS
from scheduler.evidence.commitments import commitment
from tests.evidence.catalogue import (
    OFFICERS,
    SELECTIONS,
    STRATA,
    VISITS,
    Touches,
    by_operator,
    changed,
    lines_of,
    locked,
    selected,
    text_of,
    ticket,
)
from tests.evidence.office import Good
from tests.evidence.rebuilding import (
    Edit,
    RecordData,
    of,
    relogged,
)


@by_operator("targets")
def a_target_is_added(good):
    reserve = next(one for one in good.edition.reserves if one.plan_id == "P01")
    lines = lines_of(good, SELECTIONS)
    row = f"P01,{reserve.target_id},某,{reserve.ticket},1,5"
    return relogged(good, {SELECTIONS: text_of([*lines[:5], row, *lines[5:]])})


@by_operator("targets")
def a_target_is_removed(good):
    lines = lines_of(good, SELECTIONS)
    return relogged(good, {SELECTIONS: text_of([*lines[:4], *lines[5:]])})


@by_operator("targets")
def two_targets_change_places(good):
    lines = lines_of(good, SELECTIONS)
    lines[1], lines[2] = lines[2], lines[1]
    return relogged(good, {SELECTIONS: text_of(lines)})


def _swapped_for_the_reserve(good) -> dict[str, bytes]:
    """Let the next reserve of P01 go in place of its last, wherever everybody can see it."""
    *_, last = selected(good, "P01")
    reserve = next(one for one in good.edition.reserves if one.plan_id == "P01")
    name = good.edition.targets[reserve.target_id]["name"]
    old = ",".join(last)
    new = f"P01,{reserve.target_id},{name},{reserve.ticket},1,4"
    return {
        SELECTIONS: changed(good, SELECTIONS, old, new),
        STRATA: changed(good, STRATA, f"30,4,{last[3]}", f"30,4,{reserve.ticket}"),
        VISITS: changed(good, VISITS, f"P01/{last[1]}", f"P01/{reserve.target_id}"),
    }


@by_operator("compare")
def a_target_gives_way_to_the_next_reserve(good):
    return relogged(good, _swapped_for_the_reserve(good))


@by_operator("days")
def a_target_gives_way_to_the_next_reserve_but_not_among_the_visits(good):
    documents = _swapped_for_the_reserve(good)
    del documents[VISITS]
    return relogged(good, documents)


@by_operator("targets")
def a_ticket_is_lowered(good):
    *_, last = selected(good, "P01")
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, last[3], "0" * 64)})


@by_operator("targets")
def a_weighted_ticket_is_lowered(good):
    first, *_ = selected(good, "P04")
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, first[3], "0" * 64)})


@by_operator("targets")
def a_cutoff_is_raised(good):
    *_, last = selected(good, "P01")
    return relogged(good, {STRATA: changed(good, STRATA, f"30,4,{last[3]}", f"30,4,{'f' * 64}")})


@by_operator("targets")
def a_listed_target_is_given_a_ticket(good):
    first, *_ = selected(good, "P05")
    old = ",".join(first)
    new = ",".join([*first[:3], ticket(good, first[1]), *first[4:]])
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, old, new)})


@by_operator("targets")
def a_stratum_that_is_not_told_is_told(good):
    first, *_ = selected(good, "P02")
    old = ",".join(first)
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, old, f"{old[:-2]},2,1")})


@by_operator("targets")
def a_target_is_moved_to_another_stratum(good):
    first, *_ = selected(good, "P03")
    old = ",".join(first)
    new = ",".join([*first[:4], "1" if first[4] == "2" else "2", first[5]])
    return relogged(good, {SELECTIONS: changed(good, SELECTIONS, old, new)})


@by_operator("targets")
def a_stratum_gets_another_name(good):
    return relogged(good, {STRATA: changed(good, STRATA, "塘沽街道", "杭州道街道")})


@by_operator("targets")
def a_pool_is_told_larger(good):
    return relogged(good, {STRATA: changed(good, STRATA, 'P02,,"",30,9', 'P02,,"",90,9')})


def _quota(good: Good, plan: int, quota: int) -> bytes:
    def edit(data: dict) -> None:
        data["plans"][plan]["quota"] = quota
        for one in data["plans"][plan]["strata"]:
            one["quota"] = quota

    return locked(good, edit)


@by_operator("targets")
def a_quota_is_lowered_in_the_lock(good):
    return relogged(good, {PUBLIC_LOCK: _quota(good, 0, 3)})


@by_operator("targets")
def a_quota_is_lowered_in_the_result(good):
    *_, last = selected(good, "P01")
    return relogged(good, {STRATA: changed(good, STRATA, f"30,4,{last[3]}", f"30,3,{last[3]}")})


@by_operator("compare")
def a_quota_is_lowered_wherever_it_is_told(good):
    *_, third, last = selected(good, "P01")
    visits = changed(good, VISITS, f"P01/{last[1]}|", "")
    return relogged(
        good,
        {
            PUBLIC_LOCK: _quota(good, 0, 3),
            SELECTIONS: changed(good, SELECTIONS, ",".join(last) + "\n", ""),
            STRATA: changed(good, STRATA, f"30,4,{last[3]}", f"30,3,{third[3]}"),
            VISITS: visits,
        },
    )


@by_operator("openings")
def a_lock_is_committed_to_again_after_the_seed_was_known(good):
    """Leave the lock's record as it was, and commit to another public/lock.json in the exec."""
    content = _quota(good, 0, 3)

    def edit(records: list[RecordData]) -> list[RecordData]:
        salt = good.secrets.salts[PUBLIC_LOCK]
        of(records, "exec")["documents"][PUBLIC_LOCK] = commitment(PUBLIC_LOCK, salt, content)
        whole = commitment(PUBLIC_LOCK, salt, good.documents[PUBLIC_LOCK])
        of(records, "lock")["documents"][PUBLIC_LOCK] = whole
        return records

    return relogged(good, {PUBLIC_LOCK: content}, edit)


def _committed_late(*names: str) -> Edit:
    """Let the exec commit to what the lock should have."""

    def edit(records: list[RecordData]) -> list[RecordData]:
        for name in names:
            found = of(records, "lock")["documents"].pop(name)
            of(records, "exec")["documents"][name] = found
        return records

    return edit


@by_operator("openings")
def rows_are_committed_to_only_after_the_seed_was_known(good):
    return relogged(good, edit=_committed_late(ROWS, PUBLIC_LOCK))


@by_operator("openings", Touches.OTHER)
def officers_are_committed_to_only_after_the_seed_was_known(good):
    return relogged(good, edit=_committed_late(OFFICERS))


@by_operator("openings", Touches.OTHER)
def the_mask_is_committed_to_only_after_the_seed_was_known(good):
    return relogged(good, edit=_committed_late("sealed/mask.txt"))


@by_operator("openings", Touches.OTHER)
def the_mask_is_never_committed_to(good):
    def edit(records: list[RecordData]) -> list[RecordData]:
        del of(records, "lock")["documents"]["sealed/mask.txt"]
        return records

    return relogged(good, edit=edit)
