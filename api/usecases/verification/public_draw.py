"""A draw as everybody gets it: the public tables and lock, read for checking."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.files.evidence.documents import PUBLIC_LOCK, SEED
from api.files.evidence.public_tables import SELECTIONS, STRATA, VISITS
from scheduler.domain.hashing import derived
from scheduler.lottery.seed import Keys

SELECTIONS_FILE = "public/selections.csv"
STRATA_FILE = "public/strata.csv"
VISITS_FILE = "public/visits.csv"

Row = Mapping[str, str]


class TableUnreadableError(ValueError):
    """A table has not the columns that it must have."""

    def __init__(self, file: str, row: int) -> None:
        super().__init__(file, row)
        self.file, self.row = file, row


@dataclass(frozen=True)
class PublicDraw:
    """Reads what is asked for; raises KeyError, TypeError, ValueError where a file is no such."""

    files: Mapping[str, bytes]

    @cached_property
    def lock(self) -> Mapping[str, Any]:
        """public/lock.json."""
        data = json.loads(self.files[PUBLIC_LOCK])
        if not isinstance(data, dict):
            raise TypeError(PUBLIC_LOCK)
        return data

    @cached_property
    def plans(self) -> Mapping[str, Mapping[str, Any]]:
        """The plans by id."""
        return {plan["plan_id"]: plan for plan in self.lock["plans"]}

    @cached_property
    def target_key(self) -> str:
        """K_target."""
        return Keys.from_seed(self.files[SEED].decode("ascii")).target

    def ticket_key(self, plan_id: str) -> str:
        """Return the key of a plan's tickets."""
        if self.lock["coordination"] == "shared":
            return self.target_key
        return derived(f"{self.target_key}/{plan_id}")

    @cached_property
    def selections(self) -> Mapping[str, list[Row]]:
        """The rows of public/selections.csv by plan, in order."""
        return self._by_plan(SELECTIONS_FILE, SELECTIONS)

    @cached_property
    def strata(self) -> Mapping[str, list[Row]]:
        """The rows of public/strata.csv by plan, in order."""
        return self._by_plan(STRATA_FILE, STRATA)

    @cached_property
    def visits(self) -> list[Row]:
        """The rows of public/visits.csv."""
        return self._rows(VISITS_FILE, VISITS)

    def _by_plan(self, file: str, columns: str) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows(file, columns):
            found[row["plan_id"]].append(row)
        return found

    def _rows(self, file: str, columns: str) -> list[Row]:
        lines = csv.reader(io.StringIO(self.files[file].decode("utf-8"), newline=""), strict=True)
        names = columns.split()
        if next(lines, None) != names:
            raise TableUnreadableError(file, 1)
        found: list[Row] = []
        for number, cells in enumerate(lines, start=2):
            if len(cells) != len(names):
                raise TableUnreadableError(file, number)
            found.append(dict(zip(names, cells, strict=True)))
        return found
