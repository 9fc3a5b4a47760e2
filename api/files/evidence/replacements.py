"""The replacements of a draw, told to everybody without people, and to its office with them."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from api.files.planbook.columns import TEXT
from scheduler.domain.frames import canonical_csv
from scheduler.domain.hashing import plain
from scheduler.domain.vacancies import OfficerVacancy, Replacement
from scheduler.evidence.canonical import canonical

REPLACEMENTS_FILE = "public/replacements.csv"
ACCOUNT_FILE = "replacements.json"
COLUMNS = "number kind reason plan_id target_id_gone target_id_come"


def public_replacements(replacements: Iterable[Replacement]) -> dict[str, bytes]:
    """Return path -> content of the table that everybody gets; nothing if nothing was replaced."""
    rows = [_row(number, one) for number, one in enumerate(replacements, start=1)]
    if not rows:
        return {}
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS.split(), TEXT), orient="row")
    return {REPLACEMENTS_FILE: canonical_csv(frame)}


def _row(number: int, one: Replacement) -> tuple[str | None, ...]:
    vacancy = one.vacancy
    head = str(number), vacancy.KIND.value, one.redraw.reason.value
    if isinstance(vacancy, OfficerVacancy):
        return *head, None, None, None
    return *head, vacancy.plan_id, vacancy.target_id, one.came or None


def account_content(replacements: Iterable[Replacement]) -> bytes:
    """Return the file that tells the office what came free, why, and who or what came."""
    return canonical(
        {"replacements": [account_data(n, one) for n, one in enumerate(replacements, start=1)]}
    )


def account_data(number: int, one: Replacement) -> dict[str, str | int]:
    """Return one replacement as plain data; `came` is empty where nobody could."""
    vacancy = one.vacancy
    told: dict[str, str | int] = {
        "number": number,
        "kind": vacancy.KIND.value,
        "reason": one.redraw.reason.value,
        "since": one.redraw.since.isoformat(),
        "key": plain(one.redraw.key),
    }
    if isinstance(vacancy, OfficerVacancy):
        where = {"visit_id": vacancy.visit_id, "body_id": vacancy.body_id}
        return told | where | {"gone": vacancy.officer_id, "came": one.came}
    return told | {"plan_id": vacancy.plan_id, "gone": vacancy.target_id, "came": one.came}
