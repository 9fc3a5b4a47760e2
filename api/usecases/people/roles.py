"""Roles, and what each may do: the whole table of permissions in one place."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a body, or in the whole district.

    ADMIN keeps accounts and the running of the service, and no matter of inspections.
    JOINT_OFFICE (联席会议办公室) coordinates the district. PLANNER composes plans and draws them.
    BODY_ADMIN keeps officers and confirms results. HEAD decides on recusals. OFFICER inspects.
    SUPERVISOR sees all and changes nothing.
    """

    ADMIN = "admin"
    JOINT_OFFICE = "joint_office"
    PLANNER = "planner"
    BODY_ADMIN = "body_admin"
    HEAD = "head"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"


class Operation(StrEnum):
    """What can be done. The names are the scopes of API tokens too."""

    REGISTRY_READ = "registry.read"
    REGISTRY_WRITE = "registry.write"
    RULES_WRITE = "rules.write"
    PLAN_READ = "plan.read"
    PLAN_WRITE = "plan.write"
    DRAW_READ = "draw.read"
    DRAW_WRITE = "draw.write"
    DRAW_APPROVE = "draw.approve"
    ENTROPY_GIVE = "entropy.give"
    TASK_READ = "task.read"
    TASK_MANAGE = "task.manage"
    TASK_WORK = "task.work"
    RECUSAL_DECIDE = "recusal.decide"
    RESULT_CONFIRM = "result.confirm"
    NOTICE_PUBLISH = "notice.publish"
    REPORT_READ = "report.read"
    AUDIT_READ = "audit.read"
    PEOPLE_READ = "people.read"
    PEOPLE_WRITE = "people.write"
    WEBHOOK_READ = "webhook.read"
    WEBHOOK_WRITE = "webhook.write"


_READING = {
    Operation.REGISTRY_READ,
    Operation.PLAN_READ,
    Operation.DRAW_READ,
    Operation.TASK_READ,
    Operation.REPORT_READ,
}

PERMISSIONS: Mapping[Role, frozenset[Operation]] = {
    Role.ADMIN: frozenset(
        {
            Operation.PEOPLE_READ,
            Operation.PEOPLE_WRITE,
            Operation.WEBHOOK_READ,
            Operation.WEBHOOK_WRITE,
            Operation.AUDIT_READ,
        }
    ),
    Role.JOINT_OFFICE: frozenset(
        _READING
        | {
            Operation.REGISTRY_WRITE,
            Operation.RULES_WRITE,
            Operation.PLAN_WRITE,
            Operation.DRAW_WRITE,
            Operation.DRAW_APPROVE,
            Operation.ENTROPY_GIVE,
            Operation.TASK_MANAGE,
            Operation.NOTICE_PUBLISH,
        }
    ),
    Role.PLANNER: frozenset(
        _READING
        | {
            Operation.REGISTRY_WRITE,
            Operation.RULES_WRITE,
            Operation.PLAN_WRITE,
            Operation.DRAW_WRITE,
            Operation.DRAW_APPROVE,
            Operation.ENTROPY_GIVE,
            Operation.TASK_MANAGE,
            Operation.NOTICE_PUBLISH,
        }
    ),
    Role.BODY_ADMIN: frozenset(
        _READING
        | {
            Operation.REGISTRY_WRITE,
            Operation.DRAW_APPROVE,
            Operation.ENTROPY_GIVE,
            Operation.TASK_MANAGE,
            Operation.RESULT_CONFIRM,
            Operation.NOTICE_PUBLISH,
        }
    ),
    Role.HEAD: frozenset(
        _READING
        | {
            Operation.DRAW_APPROVE,
            Operation.ENTROPY_GIVE,
            Operation.RECUSAL_DECIDE,
            Operation.RESULT_CONFIRM,
            Operation.NOTICE_PUBLISH,
        }
    ),
    Role.OFFICER: frozenset({Operation.TASK_WORK}),
    Role.SUPERVISOR: frozenset(_READING | {Operation.AUDIT_READ}),
}
"""A role of a body may do these in matters of its body; one of the district in all matters."""
