"""Who lends officers to whom: small bodies turn to a neighbour, then to a large body.

国发〔2019〕5号 lets bodies with too few officers be matched with those of a neighbouring area.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import dist

from scenarios.bodies import BY_NAME, FACTS
from scenarios.streets import STREETS

_CENTRES = {street.name: street.centre for street in STREETS}

_ENFORCERS = "区城市管理综合行政执法支队"
"""综合行政执法: lends to streets and towns when their neighbour cannot."""

_SISTERS = {"labour": "区劳动保障监察支队", "social": "区卫生监督所"}
"""Whom the small bodies of zones ask, by family."""


def lending() -> Mapping[str, tuple[str, ...]]:
    """Return for each small street, town and zone body its lenders, in the order to be asked."""
    found: dict[str, tuple[str, ...]] = {}
    for body_id, facts in FACTS.items():
        if not facts.is_small:
            continue
        if facts.street:
            found[body_id] = (_neighbour(facts.street), BY_NAME[_ENFORCERS])
        elif facts.zone and facts.family in _SISTERS:
            found[body_id] = (BY_NAME[_SISTERS[facts.family]],)
    return found


def _neighbour(street: str) -> str:
    """Return the body of the nearest street that is not small itself."""
    others = {
        body_id: _CENTRES[facts.street]
        for body_id, facts in FACTS.items()
        if facts.street and not facts.is_small and facts.street != street
    }
    return min(others, key=lambda body_id: (dist(others[body_id], _CENTRES[street]), body_id))
