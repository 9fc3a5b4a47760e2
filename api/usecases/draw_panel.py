"""Choose a panel from a pool of people with feature quotas, and write what proves it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from api.files.panels import PERSON_ID, read_categories, read_respondents
from api.files.planbook.folder import refuse_occupied, write_planbook
from api.usecases.steps import Steps
from scheduler.domain import frames
from scheduler.domain.overlap import CellLock, Law, OverlappingQuota, Side
from scheduler.domain.problem import DrawNumber
from scheduler.errors import Fault, FaultsError
from scheduler.explanation.fairness import Chances, Entropy, chances_of, entropy_of
from scheduler.lottery.cells.sample import DrawnCounts, draw_counts, draw_members
from scheduler.lottery.seed import Keys, check_seed_text, seed_text
from scheduler.planning.cells.cells import CellTable, cell_table
from scheduler.planning.cells.count_model import Bound
from scheduler.planning.cells.feasibility import QuotaRelaxation, quota_shortage
from scheduler.planning.cells.lock import lock_cells
from scheduler.solving.outcome import UndecidedError

NUMBER = DrawNumber(series="panel")
CODES = {Side.LEAST: "minimum-not-possible", Side.MOST: "maximum-not-possible"}


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    """A panel that was drawn and written, how, and the figures of its law."""

    pool: pl.DataFrame
    panel: pl.DataFrame
    lock: CellLock
    drawn: DrawnCounts
    chances: Chances
    entropy: Entropy
    notices: tuple[Fault, ...]


def draw_panel(  # noqa: PLR0913 - what a panel is made of
    categories: Path,
    respondents: Path,
    out: Path,
    steps: Steps,
    *,
    size: int,
    law: Law,
    seed: Callable[[DrawNumber], str],
) -> DrawnPanel:
    """Read, prove feasible, lock, only then take the *seed* text, draw, and write into *out*.

    Raises:
        FaultsError: for all faults of both files at once; or if the quotas cannot be met, with
            causes and relaxations; or if *out* is taken.
        SeedTextError: if the seed text is not one of a panel.
    """
    refuse_occupied(out, replace=False)
    steps.begin("read")
    quota, pool, notices = _read(categories, respondents, size, law)
    steps.begin("check")
    table = cell_table(pool, quota.columns)
    lock = _locked(table, quota, categories.name)
    steps.begin("targets")
    text = seed(NUMBER)
    key = Keys.from_seed(text).target
    drawn = draw_counts(lock, key, NUMBER.series)
    rows = draw_members(pool[PERSON_ID].to_list(), table.cell_of, drawn.counts, key)
    steps.begin("tables")
    done = DrawnPanel(pool, pool[rows], lock, drawn, chances_of(lock), entropy_of(lock), notices)
    files = _files(done, table, text)
    steps.begin("write")
    write_planbook(files, out, public=True)
    steps.end()
    return done


def fresh_seed(entropy_hex: str) -> Callable[[DrawNumber], str]:
    """Return the seed text of a new draw from 64 fresh hexadecimal digits."""
    return lambda number: seed_text(number, (f"local {entropy_hex}",))


def saved_seed(text: str) -> Callable[[DrawNumber], str]:
    """Return a seed text that was saved; whether it is one of a panel is seen when it is taken."""

    def taken(number: DrawNumber) -> str:
        check_seed_text(text, number)
        return text

    return taken


def _read(
    categories: Path, respondents: Path, size: int, law: Law
) -> tuple[OverlappingQuota, pl.DataFrame, tuple[Fault, ...]]:
    margins = read_categories(categories)
    pool = read_respondents(respondents, margins.value)
    # Strangers to categories that could not be read are no news.
    faults = margins.faults or pool.faults
    if margins.faults and pool.readable:
        faults += tuple(fault for fault in pool.faults if fault.code != "unknown-category")
    if faults:
        raise FaultsError(faults)
    quota = OverlappingQuota(size=size, margins=margins.value, law=law)
    return quota, pool.value, (*margins.notices, *pool.notices)


def _locked(table: CellTable, quota: OverlappingQuota, file: str) -> CellLock:
    try:
        lock = lock_cells(table.cells, quota)
        if lock is not None:
            return lock
        raise FaultsError(tuple(_shortage_faults(table, quota, file)))
    except UndecidedError as error:
        raise FaultsError((Fault("no-proof", file, {"found": str(error)}),)) from error


def _shortage_faults(table: CellTable, quota: OverlappingQuota, file: str) -> Iterator[Fault]:
    shortage = quota_shortage(table.cells, quota)
    if shortage is None:
        return
    for cause in shortage.causes:
        facts: dict[str, str | int] = {"needed": cause.bound.value, "possible": cause.possible}
        if cause.bound.column is None:
            yield Fault("size-not-possible", file, facts)
        else:
            place = {"column": cause.bound.column, "level": cause.bound.level}
            code = CODES[cause.bound.side]
            yield Fault(code, file, {**facts, **place})
    for relaxation in shortage.relaxations:
        told = _told(relaxation)
        yield Fault("quota-relaxation", file, {"amount": relaxation.amount, "changes": told})


def _told(relaxation: QuotaRelaxation) -> str:
    return "; ".join(f"{_name(bound)} {bound.value} → {to}" for bound, to in relaxation.changes)


def _name(bound: Bound) -> str:
    if bound.column is None:
        return "--size"
    return f"{bound.column}={bound.level} {'min' if bound.side is Side.LEAST else 'max'}"


def _files(done: DrawnPanel, table: CellTable, text: str) -> dict[str, bytes]:
    chances = done.pool.select(
        PERSON_ID, pl.Series("chance", np.round(done.chances.of_cells[table.cell_of], 9))
    )
    return {
        "lock.json": _json(_lock_data(done)),
        "seed.txt": text.encode(),
        "panel.csv": frames.canonical_csv(done.panel),
        "chances.csv": frames.canonical_csv(chances),
        "summary.json": _json(panel_data(done)),
    }


def _lock_data(done: DrawnPanel) -> dict[str, Any]:
    """Return what is frozen before the seed, as a document; cells are in ascending order."""
    lock = done.lock
    return {
        "format": "doubledraw-panel-1",
        "pool_sha256": frames.digest(done.pool),
        "size": lock.quota.size,
        "law": lock.quota.law.value,
        "margins": [[m.column, m.level, m.least, m.most] for m in lock.quota.margins],
        "cells": [[*levels] for levels in lock.cells.levels],
        "cell_sizes": lock.cells.sizes,
        "start": lock.start,
        "penalty": lock.penalty,
        "visits": lock.visits,
        "lottery": [[ticket.weight, ticket.counts] for ticket in lock.lottery],
    }


def panel_data(done: DrawnPanel) -> dict[str, Any]:
    """Return the figures of a panel for machines."""
    return {
        "pool": done.pool.height,
        "panel": done.panel[PERSON_ID].to_list(),
        "cells": len(done.lock.cells.sizes),
        "law": done.lock.quota.law.value,
        "method": done.drawn.method.value,
        "steps": done.drawn.steps,
        "smallest_chance": round(done.chances.smallest, 9),
        "largest_margin_of_error": round(float(done.chances.margin_of_error.max()), 9),
        "gini": round(done.chances.gini, 6),
        "entropy_bits": round(done.entropy.bits, 2),
        "entropy_error_bits": round(done.entropy.error, 2),
    }


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
