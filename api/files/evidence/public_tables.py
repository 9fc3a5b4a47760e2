"""The tables of a draw that everybody gets: who was drawn, from how many, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from api.files.evidence.strata_told import are_told
from api.files.planbook.columns import TEXT, table
from api.files.planbook.edition import Edition
from scheduler.domain.frames import canonical_csv

SELECTIONS = "plan_id target_id target_name ticket stratum_no rank"
STRATA = "plan_id stratum_no stratum pool quota cutoff"
VISITS = "visit_id day slot_plan tasks bodies"


def public_tables(edition: Edition) -> dict[str, bytes]:
    """Return path -> content of the public tables."""
    return {
        "public/selections.csv": canonical_csv(_selections(edition)),
        "public/strata.csv": canonical_csv(_strata(edition)),
        "public/visits.csv": canonical_csv(_visits(edition)),
    }


def _selections(edition: Edition) -> pl.DataFrame:
    """Everyone drawn, by plan and ticket; ranks only where the strata are public."""
    chosen = sorted(edition.selected, key=lambda one: (one.plan_id, one.ticket, one.target_id))

    def rows() -> Iterator[tuple[Any, ...]]:
        for one in chosen:
            told = are_told(edition.problem.plan[one.plan_id])
            number = edition.stratum_no.get((one.plan_id, one.stratum))
            name = edition.targets[one.target_id]["name"]
            where = (number, one.rank) if told else (None, None)
            yield one.plan_id, one.target_id, name, one.ticket or None, *where

    return table(SELECTIONS, rows())


def _strata(edition: Edition) -> pl.DataFrame:
    """List the figures of each stratum that is public, and of each other plan as a whole."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for pool in edition.lock.pools:
            if not are_told(edition.problem.plan[pool.plan_id]):
                yield pool.plan_id, None, [], pool.size, pool.quota, None
                continue
            for one in edition.strata_of[pool.plan_id]:
                number = edition.stratum_no[one.plan_id, one.stratum]
                cutoff = one.cutoff or None
                yield one.plan_id, number, list(one.stratum), one.pool, one.quota, cutoff

    return table(STRATA, rows())


def _visits(edition: Edition) -> pl.DataFrame:
    """Who comes together where and when; how many of each body, but not who."""
    return pl.DataFrame(
        [
            {
                "visit_id": visit.visit_id,
                "day": visit.day.isoformat(),
                "slot_plan": visit.slot_plan or None,
                "tasks": "|".join(f"{task.plan_id}/{task.target_id}" for task in visit.tasks),
                "bodies": "|".join(f"{one.body_id}:{one.team_size}" for one in visit.demands),
            }
            for visit in edition.book.visits
        ],
        schema=dict.fromkeys(VISITS.split(), TEXT),
    )
