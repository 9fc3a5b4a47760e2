"""How far a task, its result and the places of its team have come."""

from __future__ import annotations

from enum import StrEnum


class TaskState(StrEnum):
    """SEALED until it is dispatched; CARRIED goes to the next window; DROPPED came to nothing."""

    SEALED = "sealed"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    CHECKED_IN = "checked_in"
    RECORDED = "recorded"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    CARRIED = "carried"
    DROPPED = "dropped"


OPEN = (
    TaskState.SEALED.value,
    TaskState.DISPATCHED.value,
    TaskState.ACCEPTED.value,
    TaskState.CHECKED_IN.value,
    TaskState.RETURNED.value,
)
"""Not inspected yet, as far as anybody has told."""

DONE = (TaskState.RECORDED.value, TaskState.CONFIRMED.value, TaskState.PUBLISHED.value)

AWAITED = (TaskState.SEALED, TaskState.DISPATCHED, TaskState.ACCEPTED)
"""Nobody has come yet."""

RECORDABLE = (
    TaskState.DISPATCHED,
    TaskState.ACCEPTED,
    TaskState.CHECKED_IN,
    TaskState.RETURNED,
)
"""What is found may be written down."""

AT_WORK = (*RECORDABLE, TaskState.RECORDED)
"""In the hands of those who were sent."""


class AssignmentState(StrEnum):
    """How somebody came to a place: DRAWN, or he CAME by a redraw for one who LEFT.

    DIRECT was named by the head of the body, which is published.
    """

    DRAWN = "drawn"
    LEFT = "left"
    CAME = "came"
    DIRECT = "direct"


class TeamRole(StrEnum):
    """What somebody is in a team."""

    LEADER = "leader"
    MEMBER = "member"
    EXPERT = "expert"


class ResultState(StrEnum):
    """A DRAFT may be incomplete; SUBMITTED waits for the body; RETURNED has a newer version."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


class Party(StrEnum):
    """Who signs a record."""

    OFFICER = "officer"
    FIRM = "firm"
