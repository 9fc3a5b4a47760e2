"""Relatives in the registry of officers: spouses, parents, brothers and sisters, in-laws.

Most work for one body; a few pairs could meet on joint visits of two.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from scenarios.bodies import BY_NAME, FACTS
from scheduler.domain.conflicts import Kinship, Relation
from scheduler.domain.registry import OfficerRegistry, Role

PAIRS_WITHIN = 36
"""Ours: two or three officers in a hundred have a relative in their own body."""

_RELATIONS = (Relation.SPOUSE, Relation.COLLATERAL_3, Relation.LINEAL, Relation.IN_LAW)

_ACROSS = (
    ("区教育体育局", "区卫生监督所"),
    ("区文化市场综合行政执法支队", "区卫生监督所"),
    ("区住房和建设委员会", "区劳动保障监察支队"),
    ("区应急管理局", "区生态环境保护综合行政执法支队"),
    ("区民政局", "区商务和投资促进局"),
    ("塘沽街道办事处", "区城市管理综合行政执法支队"),
)
"""Bodies with a pair between them; the first four meet on joint visits, the others by chance."""


def relatives(officers: OfficerRegistry, *, rng: np.random.Generator) -> tuple[Kinship, ...]:
    """Return the pairs; nobody has two relatives, and bodies that are small have none within."""
    free = _at_the_front(officers, rng=rng)
    large = [body_id for body_id in free if not FACTS[body_id].is_small]
    # Each draw of a body is by its size: large bodies have several pairs.
    sizes = np.array([len(free[body_id]) for body_id in large])
    within = rng.choice(large, size=PAIRS_WITHIN, p=sizes / sizes.sum()).tolist()
    pairs = [(body_id, body_id) for body_id in within]
    pairs += [(BY_NAME[one], BY_NAME[other]) for one, other in _ACROSS]
    found = []
    for number, (one, other) in enumerate(pairs):
        first, second = sorted((free[one].pop(), free[other].pop()))
        relation = _RELATIONS[number % len(_RELATIONS)]
        found.append(Kinship(officer_id=first, relative_id=second, relation=relation))
    return tuple(sorted(found))


def _at_the_front(officers: OfficerRegistry, *, rng: np.random.Generator) -> dict[str, list[str]]:
    """Return the front-line officers of each body, in random order."""
    front = officers.frame.filter(pl.col("front_line"), role=Role.OFFICER.value)
    grouped = front.group_by("body_id", maintain_order=True).agg("officer_id")
    return {body_id: rng.permutation(ids).tolist() for body_id, ids in grouped.iter_rows()}
