"""Suitability: which officers a plan prefers, in whole bits.

A plan of officers with score s, the sum of the scores of all its places, is 2**s times as likely
as one with score 0. Whole bits keep everything after the seed an integer.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_BITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Suitability:
    """Bits that a place gains for each criterion its officer meets.

    *near*: his base is at most *near_metres* from the target, as the crow flies, or, where one of
    the two has no coordinates, on the target's street. *rotation*: no log knows of an inspection
    of the target by him. *expertise*: he holds one of *qualifications*.
    """

    near: int = 0
    near_metres: int = 5_000
    rotation: int = 0
    expertise: int = 0
    qualifications: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        bits = (self.near, self.rotation, self.expertise)
        if not all(0 <= each <= MOST_BITS for each in bits) or self.near_metres < 0:
            message = f"Suitability needs 0 to {MOST_BITS} bits a criterion, got {self}."
            raise ValueError(message)
        if bool(self.expertise) != bool(self.qualifications):
            message = f"Expertise needs bits and qualifications, got {self}."
            raise ValueError(message)
