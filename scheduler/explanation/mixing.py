"""Mixing: has the walk of a pool forgotten where it began?

Two walks that begin far apart must come to one law. Many walks from either start, each of the
policy's length times a factor, are compared two by two in how many places they agree: by call and
officer, by pairs of officers in one team, and by loads. If the starts still showed, walks from one
would agree more with each other than with those from the other. How likely such a difference is by
chance alone is found by dealing the walks to the two starts anew (a permutation test: R. Fisher,
1935), so no law needs to be assumed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.keystream import Keystream
from scheduler.lottery.teams.first_plan import first_plan
from scheduler.lottery.teams.staffing import begin
from scheduler.lottery.teams.walking import mend, walk, walk_length

DEALS = 2_000
"""How often the walks are dealt anew: the smallest p-value is one in so many."""

Holder = NDArray[np.int32]


class Feature(StrEnum):
    """What two plans are compared in."""

    PLACES = "places"
    COMPANIONS = "companions"
    LOADS = "loads"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The walks of one length: *steps* each, *factor* times the policy's.

    *kept* is the mean share of places in which a walk still agrees with its own start, *unrelated*
    that in which it agrees with walks from the other start. *chance* is, by feature, how likely a
    difference as large as that between the two starts is by chance alone.
    """

    factor: Fraction
    steps: int
    kept: float
    unrelated: float
    chance: tuple[tuple[Feature, float], ...]

    @property
    def smallest_chance(self) -> float:
        """The smallest of the chances; with three of them, below 0.003 is a reason to doubt."""
        return min(chance for _, chance in self.chance)


@dataclass(frozen=True, slots=True)
class Mixing:
    """How the walks of one pool forget. *apart* is the share of places the starts do not share."""

    pool: str
    calls: int
    officers: int
    places: int
    walks: int  # from either start
    apart: float
    bonds: bool
    forgotten: tuple[Forgotten, ...]


def mixing(
    manned: Manned, *, slack: int, walk_factor: int, walks: int, factors: Iterable[Fraction]
) -> Mixing:
    """Walk *walks* times from each of two far-apart plans, for each of *factors* of the length.

    *walk_factor* is the policy's c. Keystreams are named after the pool and are no draw's.
    """
    found = begin(manned, slack=slack, key="mixing")
    pool, penalty = found.walked_pool, found.start.penalty
    starts = (found.start.holder, _far_from(pool, found.start.holder, penalty))
    due = walk_length(pool, walk_factor)
    return Mixing(
        pool=pool.name,
        calls=len(pool.visit_ids),
        officers=len(pool.officer_ids),
        places=len(pool.needs),
        walks=walks,
        apart=1 - _agreement(pool, *starts),
        bonds=pool.bonds.bind,
        forgotten=tuple(_forgotten(pool, starts, penalty, walks, due, f) for f in factors),
    )


def _far_from(pool: OfficerPool, start: Holder, penalty: int) -> Holder:
    """Return a plan that the fixed rule finds when the officers come in reverse order."""
    officers = range(len(pool.officer_ids))[::-1]
    turned = pool.taking(range(len(pool.visit_ids)), officers)
    plan = first_plan(turned)
    mended = mend(turned, plan.holder, steps=walk_length(turned, 4), label="mixing/far")
    if not plan.is_complete(turned) or mended.breaking:
        return walk(
            pool, start, steps=walk_length(pool, 40), label="mixing/far", penalty=penalty
        ).holder
    return np.asarray(np.array(officers, np.int32)[mended.holder], np.int32)


def _forgotten(
    pool: OfficerPool,
    starts: tuple[Holder, Holder],
    penalty: int,
    walks: int,
    due: int,
    factor: Fraction,
) -> Forgotten:
    steps = max(1, int(due * factor))
    ends = [
        walk(pool, start, steps=steps, label=f"mixing/{factor}/{side}/{n}", penalty=penalty).holder
        for side, start in enumerate(starts)
        for n in range(walks)
    ]
    kept = [_agreement(pool, end, starts[n // walks]) for n, end in enumerate(ends)]
    features = {feature: _features(pool, ends, feature) for feature in Feature}
    filled = features[Feature.PLACES]
    shared = filled[:walks] @ filled[walks:].T / max(len(pool.needs), 1)
    return Forgotten(
        factor=factor,
        steps=steps,
        kept=float(np.mean(kept)),
        unrelated=float(shared.mean()),
        chance=tuple((feature, _chance(rows)) for feature, rows in features.items()),
    )


def _agreement(pool: OfficerPool, one: Holder, other: Holder) -> float:
    """Return the share of places that two plans fill alike, whoever sits where in a team."""
    code = pool.call_of.astype(np.int64) * len(pool.officer_ids)
    return len(np.intersect1d(code + one, code + other)) / max(len(pool.needs), 1)


def _features(pool: OfficerPool, ends: list[Holder], feature: Feature) -> NDArray[np.float32]:
    """Return one row per plan, whose products tell how much two plans agree."""
    n_officers = len(pool.officer_ids)
    rows = []
    for holder in ends:
        present = np.zeros((len(pool.visit_ids), n_officers), np.float32)
        present[pool.call_of, holder] = 1
        if feature is Feature.COMPANIONS:
            present = (present.T @ present)[np.triu_indices(n_officers, 1)]
        elif feature is Feature.LOADS:
            load = np.bincount(holder, minlength=n_officers)
            present = np.eye(int(pool.highest.clip(max=len(pool.visit_ids)).max()) + 1,
                             dtype=np.float32)[load]  # fmt: skip
        rows.append(present.ravel())
    return np.array(rows, np.float32)


def _chance(rows: NDArray[np.float32]) -> float:
    """Return how likely the means of both halves of *rows* differ so much by chance alone."""
    agree = (rows @ rows.T).astype(np.float64)
    half = len(rows) // 2
    side = np.repeat([1.0, -1.0], half)
    seen = float(side @ agree @ side)
    keystream = Keystream("mixing/deals")
    beyond = 1
    for _ in range(DEALS - 1):
        dealt = side[np.argsort(keystream.words(len(rows)), kind="stable")]
        beyond += float(dealt @ agree @ dealt) >= seen
    return beyond / DEALS
