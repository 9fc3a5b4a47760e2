"""How far a task has come."""

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


class AssignmentState(StrEnum):
    """LEFT the team, by recusal or otherwise; DIRECT was named by the head of the body."""

    DRAWN = "drawn"
    ACCEPTED = "accepted"
    LEFT = "left"
    CAME = "came"
    DIRECT = "direct"


class TeamRole(StrEnum):
    """What somebody is in a team."""

    LEADER = "leader"
    MEMBER = "member"
    EXPERT = "expert"
