"""Where plans are made: which targets a scope holds, and which of them are still open to a plan.

This repeats what planning does, roughly and on purpose: a world must not be sized by the engine
that it is there to test.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scheduler.domain.calendar import months_before
from scheduler.domain.plans import PlanKind
from scheduler.domain.problem import Problem
from scheduler.domain.registry import TargetRegistry
from scheduler.domain.scope import Condition, Scope

Mask = NDArray[np.bool_]
"""Over the target registry, shape (n_targets,)."""

_RANDOM_KINDS = (PlanKind.DUAL_RANDOM.value, PlanKind.JOINT_DUAL_RANDOM.value)


class Ground:
    """The target registry, with the masks of conditions asked for before."""

    def __init__(self, targets: TargetRegistry) -> None:
        self.targets = targets
        self._masks: dict[Condition, Mask] = {}

    def mask(self, scope: Scope) -> Mask:
        """Return the targets in *scope*."""
        found = np.ones(len(self.targets), dtype=np.bool_)
        for condition in scope.conditions:
            if condition not in self._masks:
                kind = self.targets.frame.schema[condition.column]
                column = self.targets.frame.select(condition.expression(kind)).to_series()
                self._masks[condition] = column.to_numpy()
            found &= self._masks[condition]
        return found

    def born_by(self, day: date) -> Mask:
        """Return the targets registered on or before *day*, or without a day."""
        born = self.targets.frame.select((pl.col("reg_date") <= day).fill_null(value=True))
        return born.to_series().to_numpy()


class OpenTargets:
    """The targets that caps, items and earlier draws leave open, by body."""

    def __init__(self, ground: Ground, problem: Problem) -> None:
        """Look at a *problem* that may still lack its plans."""
        self._ground = ground
        self._problem = problem
        window, policy = problem.window, problem.policy
        log = pl.concat([problem.history.frame, problem.live.frame])
        year = (date(window.starts.year, 1, 1), date(window.starts.year, 12, 31))
        counted = log.filter(pl.col("day").is_between(*year))
        self._done = self._rows_by("item_ids", counted.explode("item_ids"))
        self._visits = self._rows_by("body_id", counted.filter(~pl.col("cap_exempt")))
        recent = pl.col("day") > months_before(window.starts, policy.redraw_gap_months)
        drawn = log.filter(recent, pl.col("plan_kind").is_in(_RANDOM_KINDS))
        self._recent = self._rows_by("body_id", drawn)
        self._standing = self._in_good_standing()

    def _rows_by(self, key: str, frame: pl.DataFrame) -> dict[str, NDArray[np.int64]]:
        position = self._ground.targets.position
        rows: dict[str, list[int]] = defaultdict(list)
        for name, target in frame.select(key, "target_id").iter_rows():
            rows[name].append(position[target])
        return {name: np.array(found) for name, found in rows.items()}

    def _in_good_standing(self) -> Mask:
        frame = self._ground.targets.frame
        good = frame.select(pl.col("active") & ~pl.col("whitelisted")).to_series().to_numpy()
        oldest = months_before(self._problem.window.starts, self._problem.policy.grace_months)
        return good & self._ground.born_by(oldest)

    def pool(self, scope: Scope, body_ids: tuple[str, ...], item_ids: tuple[str, ...]) -> Mask:
        """Return whom a plan of these bodies can draw; *item_ids* are the initiating body's."""
        found = self._ground.mask(scope) & self._standing & ~self._exhausted(body_ids)
        if item_ids:
            todo = np.zeros_like(found)
            for item_id in item_ids:
                applies = self._ground.mask(self._problem.item[item_id].applies_to)
                todo |= applies & ~self._marked(self._done.get(item_id))
            found &= todo
        return found & ~self._marked(self._recent.get(body_ids[0]))

    def _marked(self, rows: NDArray[np.int64] | None) -> Mask:
        mask = np.zeros(len(self._ground.targets), dtype=np.bool_)
        if rows is not None:
            mask[rows] = True
        return mask

    def _exhausted(self, body_ids: tuple[str, ...]) -> Mask:
        """Return the targets at one of the annual caps; joint visits are few and count twice."""
        caps = self._problem.policy.caps
        size = len(self._ground.targets)
        full = np.zeros(size, dtype=np.bool_)
        if caps.total is not None:
            full |= self._counted(tuple(self._visits)) >= caps.total
        for body_id in body_ids:
            if caps.per_body is not None:
                full |= self._counted((body_id,)) >= caps.per_body
        body = self._problem.body
        for level in sorted({body[body_id].level for body_id in body_ids}):
            if level in caps.per_level:
                peers = tuple(name for name in self._visits if body[name].level is level)
                full |= self._counted(peers) >= caps.per_level[level]
        return full

    def _counted(self, body_ids: tuple[str, ...]) -> NDArray[np.int64]:
        none = np.zeros(0, dtype=np.int64)
        rows = np.concatenate([none, *(self._visits.get(name, none) for name in body_ids)])
        return np.bincount(rows, minlength=len(self._ground.targets))
