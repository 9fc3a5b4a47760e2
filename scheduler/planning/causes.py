"""Causes: the rules that can keep teams from being formed."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """A rule without which it could be had; the values are the rules' names."""

    TEAM_SIZE = "team-size"
    ON_DUTY = "on-duty"
    CERTIFIED = "certified"
    NOT_ON_LEAVE = "not-on-leave"
    NO_CONFLICT = "no-conflict"
    COOLING_OFF = "cooling-off"
    QUALIFIED = "qualified"
    LEADER = "leader"
    SENIOR_PRESENT = "senior-present"
    RELATIVES_APART = "relatives-apart"
    EXPERT_PLACES = "expert-places"
    PAIR_NOT_REPEATED = "pair-not-repeated"
    LOAD_AT_MOST = "load-at-most"
    DAY_AT_MOST = "day-at-most"
    WEEK_AT_MOST = "week-at-most"
    LOAD_AT_LEAST = "load-at-least"
