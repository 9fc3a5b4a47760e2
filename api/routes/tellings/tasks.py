"""Tasks and results as they are answered."""

from __future__ import annotations

from typing import Any

from fastapi import Request

from api.routes.http.problems import language, told
from api.routes.schemas.results import FindingOut, ResultOut, SignatureOut
from api.routes.schemas.tasks import (
    MemberOut,
    OwnTask,
    SubstituteOut,
    TaskEvent,
    TaskItemOut,
    TaskOut,
    TaskSummary,
)
from api.tables.tasks import TaskRow, VisitRow
from api.usecases.tasks.list_tasks import Listed
from api.usecases.tasks.results.the_result import Version
from api.usecases.tasks.states import AssignmentState, Party, ResultState, TeamRole
from api.usecases.tasks.substitutes import Substitute
from api.usecases.tasks.task_detail import TaskDetail


def _fields(task: TaskRow, visit: VisitRow) -> dict[str, Any]:
    return {
        "number": task.number,
        "draw_id": task.draw_id,
        "plan_id": task.plan_id,
        "target_id": task.target_id,
        "target_name": task.target_name,
        "address": task.address,
        "lead_body": task.lead_body,
        "state": task.state,
        "version": task.version,
        "day": visit.day,
        "planned_day": visit.planned_day,
        "starts": visit.starts,
        "ends": visit.ends,
        "due": task.due,
    }


def task_summary(listed: Listed) -> TaskSummary:
    """Return a task for a list."""
    return TaskSummary(
        **_fields(listed.task, listed.visit),
        bodies=list(listed.bodies),
        overdue=list(listed.overdue),
    )


def own_task(listed: Listed) -> OwnTask:
    """Return a task for the list of the officer who goes."""
    place = listed.place
    assert place is not None  # noqa: S101 - asked for by officer
    return OwnTask(
        **_fields(listed.task, listed.visit),
        bodies=list(listed.bodies),
        overdue=list(listed.overdue),
        role=TeamRole(place.role),
        accepted_at=place.accepted_at,
    )


def task_out(detail: TaskDetail) -> TaskOut:
    """Return a task in full, as much as whoever asks may know."""
    sight = detail.sight
    task, visit = sight.task, sight.visit
    return TaskOut(
        **_fields(task, visit),
        bodies=list(sight.bodies),
        overdue=list(detail.overdue),
        plan_name=detail.plan.name,
        visit_no=visit.visit_no,
        dispatched_at=task.dispatched_at,
        checked_in_at=visit.checked_in_at,
        recorded_at=task.recorded_at,
        confirmed_at=task.confirmed_at,
        notice_id=task.notice_id,
        item_ids=task.item_ids,
        items=[TaskItemOut.model_validate(item) for item in detail.items],
        team=[
            MemberOut(
                officer_id=member.place.officer_id,
                name=member.name,
                body_id=member.place.body_id,
                role=TeamRole(member.place.role),
                state=AssignmentState(member.place.state),
                accepted=member.place.accepted_at is not None,
            )
            for member in detail.team
        ],
        beside=list(detail.beside),
        history=[
            TaskEvent(
                at=event.at,
                action=event.action,
                actor=event.actor if sight.reads else None,
                reason=event.reason,
                facts=event.facts if sight.reads else {},
            )
            for event in detail.events
        ],
    )


def substitute_out(request: Request, one: Substitute) -> SubstituteOut:
    """Return somebody who could go, and what keeps him."""
    lang = language(request)
    return SubstituteOut(
        officer_id=one.officer_id,
        name=one.name,
        body_id=one.body_id,
        qualifications=list(one.qualifications),
        may_lead=one.may_lead,
        eligible=one.eligible,
        obstacles=[told(fault, lang) for fault in one.obstacles],
    )


def result_out(version: Version) -> ResultOut:
    """Return a version of a result."""
    result, content = version.result, version.content
    return ResultOut(
        task_number=result.task_number,
        version=result.version,
        state=ResultState(result.state),
        category=content.category,
        follow_up=content.follow_up,
        method=content.method,
        remark=content.remark,
        present=content.present,
        withdrawal_asked=content.withdrawal_asked,
        started_at=content.started_at,
        ended_at=content.ended_at,
        items={name: FindingOut.model_validate(one) for name, one in content.items.items()},
        signatures=[
            SignatureOut(
                party=Party(one.party),
                officer_id=one.officer_id,
                image=one.image,
                refused=one.refused,
                remark=one.remark,
                signed_at=one.signed_at,
                valid=one.content == content.digest,
            )
            for one in version.signatures
        ],
        content_digest=content.digest,
        recorded_by=result.recorded_by,
        recorded_at=result.recorded_at,
        confirmed_by=result.confirmed_by,
        returned_for=result.returned_for,
    )
