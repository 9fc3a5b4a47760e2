"""Targets: the next reserve of the same stratum comes for a target that cannot be visited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import Demand, PlanBook, Selection, Task, Team, Visit
from scheduler.domain.problem import Problem
from scheduler.domain.vacancies import NOBODY, TargetVacancy
from scheduler.lottery.days.openings import Openings
from scheduler.lottery.days.visits import leading_body, meeting_of_one
from scheduler.lottery.replacements.books import key_of, telling, unstaffed, with_teams
from scheduler.lottery.replacements.breaches import breaks_rules, members
from scheduler.lottery.replacements.officers import dealt


def selection_lost(book: PlanBook, vacancy: TargetVacancy) -> Selection | None:
    """Return the selection of the target, or None if it is not to be visited for that plan."""
    wanted = vacancy.plan_id, vacancy.target_id
    for one in book.selections:
        if (one.plan_id, one.target_id) == wanted and not one.reserve:
            return one
    return None


def reserve_for(lock: Lock, book: PlanBook, vacancy: TargetVacancy, since: date) -> str:
    """Return the first reserve by rank that some day from *since* suits, or `NOBODY`."""
    lost = _the_selection(book, vacancy)
    standing_by = sorted(
        (one for one in book.selections if _is_reserve(one, lost)), key=lambda one: one.rank or 0
    )
    for one in standing_by:
        if _days(lock.problem, Task(one.plan_id, one.target_id), since):
            return one.target_id
    return NOBODY


def _is_reserve(one: Selection, lost: Selection) -> bool:
    return one.reserve and (one.plan_id, one.stratum) == (lost.plan_id, lost.stratum)


def visiting(
    lock: Lock, book: PlanBook, vacancy: TargetVacancy, came: str, since: date
) -> PlanBook:
    """Return *book* with *came* in the place of the target that is lost, or without any.

    Raises:
        ValueError: if there is no such target, or *came* does not stand by for it.
    """
    lost = _the_selection(book, vacancy)
    visit = next(one for one in book.visits if _task(vacancy) in one.tasks)
    sent = {team.body_id: team for team in book.teams if team.visit_id == visit.visit_id}
    after = _without(lock.problem, _reselected(book, lost, came), visit, _task(vacancy))
    if came == NOBODY:
        return after
    made = _visit(lock.problem, vacancy.plan_id, came, visit, since)
    after = replace(after, visits=tuple(sorted((*after.visits, made), key=_by_id)))
    for demand in made.demands:
        team = sent.get(demand.body_id) if _is_same(demand, visit) else None
        after = _sent(lock, book, after, made.visit_id, (demand, team))
    return after


def _the_selection(book: PlanBook, vacancy: TargetVacancy) -> Selection:
    lost = selection_lost(book, vacancy)
    if lost is None:
        message = f"{vacancy.place} is not to be visited."
        raise ValueError(message)
    return lost


def _task(vacancy: TargetVacancy) -> Task:
    return Task(vacancy.plan_id, vacancy.target_id)


def _by_id(visit: Visit) -> str:
    return visit.visit_id


def _days(problem: Problem, task: Task, since: date) -> list[date]:
    return sorted(day for day in Openings(problem).suitable([task]) if day >= since)


def _reselected(book: PlanBook, lost: Selection, came: str) -> PlanBook:
    """Drop the selection that is lost; the reserve that comes is one no more."""
    kept = [one for one in book.selections if one is not lost]
    chosen = [one for one in kept if _is_reserve(one, lost) and one.target_id == came]
    if came != NOBODY and not chosen:
        message = f"{came} does not stand by for {lost.plan_id}/{lost.target_id}."
        raise ValueError(message)
    changed = [replace(one, reserve=False) if one in chosen else one for one in kept]
    return replace(book, selections=tuple(sorted(changed, key=_by_rank)))


def _by_rank(one: Selection) -> tuple[str, bool, tuple[str, ...], int, str]:
    return one.plan_id, one.reserve, one.stratum, one.rank or 0, one.target_id


def _without(problem: Problem, book: PlanBook, visit: Visit, task: Task) -> PlanBook:
    """Take one task out of its visit; bodies that came for it alone stay at home."""
    left = tuple(one for one in visit.tasks if one != task)
    others = tuple(one for one in book.visits if one is not visit)
    smaller = _smaller(problem, visit, left, task) if left else None
    coming = {demand.body_id for demand in smaller.demands} if smaller else set()
    gone = {
        key_of(team)
        for team in book.teams
        if team.visit_id == visit.visit_id and team.body_id not in coming
    }
    kept = with_teams(problem, book, gone, ())
    return replace(
        kept,
        visits=tuple(sorted((*others, smaller), key=_by_id)) if smaller else others,
        shortfalls=tuple(
            one for one in kept.shortfalls if one.subject != visit.visit_id or one.body_id in coming
        ),
        remedies=tuple(
            one for one in kept.remedies if one.visit_id != visit.visit_id or one.body_id in coming
        ),
    )


def _smaller(problem: Problem, visit: Visit, left: tuple[Task, ...], task: Task) -> Visit:
    """Return the visit with the tasks that are left; who still comes, comes as before."""
    alone = [
        meeting_of_one(problem, problem.plan[one.plan_id], one.target_id).demands for one in left
    ]
    items: dict[str, set[str]] = {}
    for demand in (demand for demands in alone for demand in demands):
        items.setdefault(demand.body_id, set()).update(demand.item_ids)
    demands = tuple(
        replace(demand, item_ids=tuple(sorted(items[demand.body_id])))
        for demand in visit.demands
        if demand.body_id in items
    )
    has_slot = visit.slot_plan in {one.plan_id for one in left}
    lead = visit.lead_body
    if lead not in items:
        lead = leading_body(problem.plan[left[0].plan_id], sorted(items))
    return replace(
        visit,
        tasks=left,
        demands=demands,
        lead_body=lead,
        slot_plan=visit.slot_plan if has_slot or visit.slot_plan != task.plan_id else "",
    )


def _visit(problem: Problem, plan_id: str, came: str, old: Visit, since: date) -> Visit:
    """Return the visit to the reserve: on the day of *old* if that suits, else the first that does.

    Raises:
        ValueError: if no day suits.
    """
    meeting = meeting_of_one(problem, problem.plan[plan_id], came)
    days = _days(problem, Task(plan_id, came), since)
    if not days:
        message = f"No day suits {plan_id}/{came}."
        raise ValueError(message)
    stays = old.day in days
    slot = old.slot_plan if stays and old.slot_plan == plan_id else ""
    return meeting.on(old.day if stays else days[0], slot)


def _sent(
    lock: Lock,
    before: PlanBook,
    after: PlanBook,
    visit_id: str,
    sending: tuple[Demand, Team | None],
) -> PlanBook:
    """Send a body's team of the old visit to the new one, or give that team up."""
    demand, team = sending
    given_up = telling(after, unstaffed(visit_id, demand, 0))
    if team is None:
        return given_up
    again = dealt(lock, before, visit_id, demand, team.officer_ids, team.expert_ids)
    if again is None:
        return given_up
    sent = with_teams(lock.problem, after, (), (again,))
    if breaks_rules(lock, before, sent, again, frozenset(members(again))):
        return given_up
    return sent


def _is_same(demand: Demand, old: Visit) -> bool:
    """Tell whether the body sends as many, in the same places, as to the old visit."""
    return any(replace(one, item_ids=demand.item_ids) == demand for one in old.demands)
