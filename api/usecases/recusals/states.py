"""Where an application for recusal comes from, and how far it has come."""

from __future__ import annotations

from enum import StrEnum


class Origin(StrEnum):
    """Who asked: the officer himself, the firm that is inspected, or the body of its own accord."""

    OFFICER = "officer"
    FIRM = "firm"
    BODY = "body"


class RecusalState(StrEnum):
    """APPLIED waits for the head of the body; work goes on meanwhile."""

    APPLIED = "applied"
    DECIDED_AVOID = "decided_avoid"
    DECIDED_NOT = "decided_not"
