"""The worlds by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from scenarios import capacity, company, faulty
from scenarios.binhai import binhai
from scenarios.builder import Builder
from scenarios.crossed import crossed, crossed_too_tight
from scenarios.gallery.names import GALLERY
from scenarios.small import tight, tiny
from scheduler.domain.problem import Problem

DEFAULT_SEED = 20261201

SCENARIOS: Mapping[str, Builder] = MappingProxyType(
    {
        "binhai": binhai,
        "conflicted": faulty.conflicted,
        "crossed": crossed,
        "crossed_too_tight": crossed_too_tight,
        "empty_pool": faulty.empty_pool,
        "experts": company.experts,
        "expired": faulty.expired,
        "family": company.family,
        "full": capacity.full,
        "lending": capacity.lending,
        "min_too_high": faulty.min_too_high,
        "neighbours": faulty.neighbours,
        "no_working_day": faulty.no_working_day,
        "one_officer_short": faulty.one_officer_short,
        "over_capped": faulty.over_capped,
        "qualification_short": faulty.qualification_short,
        "repeat": company.repeat,
        "rounds": capacity.rounds,
        "seniors": company.seniors,
        "tight": tight,
        "tiny": tiny,
        **GALLERY,
    }
)


def build(name: str, seed: int = DEFAULT_SEED) -> Problem:
    """Return the world *name* as it grows from *seed*.

    Raises:
        KeyError: if there is no such world.
    """
    rng = np.random.default_rng(seed)  # noqa: TID251 - here the worlds begin
    return SCENARIOS[name](rng=rng)
