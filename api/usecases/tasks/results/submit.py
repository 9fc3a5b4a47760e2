"""Hand a result in: everything must be there, and everybody signed what it says."""

from __future__ import annotations

from collections.abc import Iterator

from api.tables.tasks import ResultRow
from api.usecases.tasks.changing import enter
from api.usecases.tasks.results.content import Content, content_of
from api.usecases.tasks.results.the_result import require_recorder, signatures_of, the_draft
from api.usecases.tasks.states import RECORDABLE, Party, ResultState, TaskState, TeamRole
from api.usecases.tasks.the_task import Sight, places_of, require_task_state, the_live_task
from api.usecases.transaction import Transaction
from scheduler.domain.results import Method, ResultCategory
from scheduler.errors import Fault, FaultsError


def submit(tx: Transaction, number: str) -> ResultRow:
    """Hand the draft of a task's result in.

    Raises:
        FaultsError: if one is not of the team, or with all that is missing.
    """
    sight = the_live_task(tx, number)
    officer_id = require_recorder(sight)
    require_task_state(sight.task, *RECORDABLE)
    result = the_draft(tx, number)
    content = content_of(tx, result)
    faults = (
        *_missing(sight, content),
        *_contradictions(content),
        *_unsigned(tx, sight, result, content),
    )
    if faults:
        raise FaultsError(faults)
    result.state, result.recorded_by = ResultState.SUBMITTED.value, officer_id
    result.recorded_at = sight.task.recorded_at = tx.now
    tx.session.add(result)
    enter(tx, sight.task, TaskState.RECORDED, version=result.version, category=result.category)
    return result


def _missing(sight: Sight, content: Content) -> Iterator[Fault]:
    for name in sight.task.item_ids:
        found = content.items.get(name)
        if found is None or found.category is None:
            yield Fault("item-without-result", f"items[{name}]", {"item": name})
    for field in ("category", "follow_up", "method"):
        if getattr(content, field) is None:
            yield Fault("result-incomplete", field, {"field": field})
    if content.method is Method.ON_SITE and sight.visit.checked_in_at is None:
        yield Fault("not-checked-in", sight.task.number, {"task": sight.task.number})
    if content.started_at and content.ended_at and content.ended_at < content.started_at:
        yield Fault("ended-before-start", "ended_at", {})


def _contradictions(content: Content) -> Iterator[Fault]:
    """Yield that the whole has no problem and an item has, or the other way round."""
    found = {one.category for one in content.items.values() if one.category is not None}
    if not found or content.category is None:
        return
    clean = found == {ResultCategory.NO_PROBLEM}
    if clean != (content.category is ResultCategory.NO_PROBLEM):
        yield Fault("result-contradicts-items", "category", {"found": content.category.value})


def _unsigned(
    tx: Transaction, sight: Sight, result: ResultRow, content: Content
) -> Iterator[Fault]:
    signed = {(one.party, one.officer_id): one for one in signatures_of(tx, result)}
    team = places_of(tx, sight.visit, sight.bodies)
    officers = [place.officer_id for place in team if place.role != TeamRole.EXPERT]
    wanted = [(Party.OFFICER.value, name) for name in officers] + [(Party.FIRM.value, None)]
    for party, name in wanted:
        found = signed.get((party, name))
        facts: dict[str, str | int] = {"party": party, "officer": name or ""}
        if found is None:
            yield Fault("signature-missing", f"signatures[{name or party}]", facts)
        elif found.content != content.digest:
            yield Fault("signature-of-other-text", f"signatures[{name or party}]", facts)
