"""What ties targets together: shared premises, groups of firms, people behind several firms."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

_SHARED_PREMISES = 1_600
_LARGEST_PREMISES = 6
_GROUPS = 900
_LARGEST_GROUP = 8


def premises(streets: NDArray[np.int64], *, rng: np.random.Generator) -> pl.Series:
    """Return the premises of targets in *streets*: malls and office towers of 2 to 6, else none."""
    # Neighbours in a random order within a street share a door.
    order = np.lexsort((rng.random(len(streets)), streets))
    sizes = rng.integers(2, _LARGEST_PREMISES + 1, size=_SHARED_PREMISES)
    starts = (
        rng.choice(len(streets) // _LARGEST_PREMISES, size=_SHARED_PREMISES, replace=False)
        * _LARGEST_PREMISES
    )
    ids = np.full(len(streets), "", dtype=object)
    for number, (start, size) in enumerate(zip(np.sort(starts), sizes, strict=True), 1):
        members = order[start : start + size]
        members = members[streets[members] == streets[members[0]]]
        if len(members) > 1:
            ids[members] = f"CS-{number:05}"
    return _or_none(ids)


def groups(is_trader: NDArray[np.bool_], *, rng: np.random.Generator) -> pl.Series:
    """Return the group of each target: some hundreds of groups of 2 to 8 firms, else none."""
    firms = rng.permutation(np.flatnonzero(~is_trader))
    sizes = rng.integers(2, _LARGEST_GROUP + 1, size=_GROUPS)
    ids = np.full(len(is_trader), "", dtype=object)
    ids[firms[: sizes.sum()]] = np.repeat(
        [f"G{number:05}" for number in range(1, _GROUPS + 1)], sizes
    )
    return _or_none(ids)


def people(count: int, *, rng: np.random.Generator) -> pl.Series:
    """Return one to three opaque keys of persons per target; some stand behind several."""
    persons = np.sort(rng.integers(1, int(1.3 * count), size=(count, 3)), axis=1)
    present = np.arange(3) < rng.choice((1, 2, 3), size=count, p=(0.6, 0.25, 0.15))[:, None]
    present[:, 1:] &= np.diff(persons, axis=1) > 0
    keys = np.char.add("P", np.char.zfill(persons.astype(str), 7))
    columns = [
        pl.Series(f"person_{column}", keys[:, column]).set(pl.Series(~present[:, column]), None)
        for column in range(3)
    ]
    return pl.select(pl.concat_list(columns).list.drop_nulls().alias("people")).to_series()


def _or_none(ids: NDArray[np.object_]) -> pl.Series:
    return pl.Series([text or None for text in ids.tolist()])
