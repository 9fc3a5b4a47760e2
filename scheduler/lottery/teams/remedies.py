"""Remedies: what is tried, in the order of the lock, for a team that cannot be formed.

A trial tells which calls of the pools concerned no plan staffs (`staffing.missing`). A remedy is
taken if fewer calls are missing after it than before, and the call it was for is not among them.
What no remedy mends is given up: it stays published as drawn, and is carried to the next window.

Rule: lending
Rule: team-size
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, islice

from scheduler.domain.lock import Lock
from scheduler.domain.planbook import RemedyUse, Shortfall, ShortfallKind, Visit
from scheduler.domain.policy import Remedy
from scheduler.domain.registry import Role
from scheduler.lottery.candidates.bureaus import Bureau
from scheduler.lottery.candidates.calls import Call, Loan, Loans, Slot, calls_of
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.eligibility import Manned
from scheduler.lottery.days.dates import exchanges
from scheduler.lottery.teams.staffing import Tried, tried

MOST_EXCHANGES = 40
"""Days that are tried for one visit, at most."""

GivenUp = tuple[str, str, Role]


@dataclass(frozen=True)
class Arrangement:
    """Visits with their days, what is lent, and what is given up: from these follow all calls.

    Experts are given up without a word where their team is.
    """

    visits: dict[str, Visit]
    loans: Loans
    given_up: dict[GivenUp, Shortfall | None]
    uses: tuple[RemedyUse, ...] = ()

    def calls(self, *, senior: bool) -> list[Call]:
        """Return the calls that have to be staffed."""
        return list(calls_of(self.visits.values(), self.loans, senior=senior, but=self.given_up))

    def moved(self, visits: Iterable[Visit]) -> Arrangement:
        """Return the same with these visits in place of those of their names."""
        return replace(self, visits=self.visits | {visit.visit_id: visit for visit in visits})

    def lent(self, visit_id: str, body_id: str, loans: tuple[Loan, ...]) -> Arrangement:
        """Return the same with *loans* for the team of a body."""
        return replace(self, loans={**self.loans, (visit_id, body_id): loans})

    def without(self, call: Call, shortfall: Shortfall) -> Arrangement:
        """Return the same without the team (or the experts) that *call* is for.

        What was lent goes back, and experts come along with officers or not at all.
        """
        team = (call.visit.visit_id, call.body_id)
        given_up = {**self.given_up, (*team, call.crew.role): shortfall}
        if call.crew.role is Role.EXPERT:
            return replace(self, given_up=given_up)
        given_up[*team, Role.EXPERT] = None
        loans = {key: loan for key, loan in self.loans.items() if key != team}
        uses = tuple(
            use
            for use in self.uses
            if use.remedy is not Remedy.LENDING or (use.visit_id, use.body_id) != team
        )
        return replace(self, loans=loans, given_up=given_up, uses=uses)

    def using(self, use: RemedyUse) -> Arrangement:
        """Return the same with a remedy noted."""
        return replace(self, uses=(*self.uses, use))


Short = dict[tuple[str, str, Crew], tuple[Call, int]]
"""Calls that are missing, by key, in the order of their pools, and how many places were filled."""


@dataclass(frozen=True)
class Desk:
    """Where remedies are tried."""

    lock: Lock
    bureau: Bureau
    day_key: str

    @property
    def senior(self) -> bool:
        """Whether every team needs a senior officer."""
        return self.lock.problem.policy.require_senior

    def pools(self, now: Arrangement, crews: Iterable[Crew]) -> list[Manned]:
        """Return the pools of *crews*, as things stand."""
        return self.bureau.pools(crews, now.calls(senior=self.senior))

    def tried(self, pools: Iterable[Manned], executor: Executor | None = None) -> list[Tried]:
        """Try whether *pools* can be staffed; each for itself, so an executor may help."""
        slack = self.lock.problem.policy.load_slack
        work = partial(tried, slack=slack, key=self.bureau.key)
        return list((executor.map if executor else map)(work, pools))

    def short(self, pools: Iterable[Manned]) -> Short:
        """Return the calls of *pools* that cannot be staffed."""
        return short_of(self.tried(pools))


def short_of(pools: Iterable[Tried]) -> Short:
    """Return the calls of pools that were tried and cannot be staffed."""
    found: Short = {}
    for one in pools:
        for position, filled in one.short.items():
            call = one.manned.calls[position]
            found[call.key] = call, filled
    return found


def arranged(desk: Desk, now: Arrangement, short: Short) -> Arrangement:
    """Apply the remedies of the lock until every call that is left can be staffed."""
    while short:
        call, filled = next(iter(short.values()))
        then, crews = _helped(desk, now, call, short) or _given_up(desk, now, call, filled)
        crews |= {call.crew}
        now = then
        again = desk.short(desk.pools(now, crews))
        short = {key: value for key, value in short.items() if key[2] not in crews} | again
    return now


Helped = tuple[Arrangement, set[Crew]]
"""What a remedy leads to, and the crews whose pools it changed."""


def _helped(desk: Desk, now: Arrangement, call: Call, short: Short) -> Helped | None:
    if call.crew != Crew(call.body_id):
        return None  # experts, and officers whom their body can no longer lend
    for remedy in desk.lock.problem.policy.remedies:
        tried: Iterator[Helped] = iter(())
        if remedy is Remedy.OTHER_DAY:
            tried = _other_days(desk, now, call)
        elif remedy is Remedy.LENDING:
            tried = _loans(desk, now, call)
        else:
            return None  # the head of the body names officers: nothing else comes after that
        for then, crews in tried:
            before = sum(key[2] in crews for key in short)
            after = desk.short(desk.pools(then, crews))
            if len(after) < before and not _concerned(after, call):
                return then, crews
    return None


def _concerned(short: Short, call: Call) -> bool:
    """Tell whether the team that *call* is for is still missing somebody."""
    mine = (call.visit.visit_id, call.body_id)
    return any(key[:2] == mine for key in short)


def _other_days(desk: Desk, now: Arrangement, call: Call) -> Iterator[Helped]:
    visit = now.visits[call.visit.visit_id]
    tried = exchanges(desk.lock, list(now.visits.values()), visit, desk.day_key)
    for changed in islice(tried, MOST_EXCHANGES):
        then = now.moved(changed)
        for one in changed:
            was = now.visits[one.visit_id].day
            then = then.using(
                RemedyUse(
                    remedy=Remedy.OTHER_DAY,
                    visit_id=one.visit_id,
                    body_id=call.body_id,
                    was=was.isoformat(),
                    now=one.day.isoformat(),
                )
            )
        moved = {one.visit_id for one in changed}
        calls = then.calls(senior=desk.senior)
        yield then, {one.crew for one in calls if one.visit.visit_id in moved}


def _loans(desk: Desk, now: Arrangement, call: Call) -> Iterator[Helped]:
    """Yield ways to lend: as few places as will do, from the lenders in the policy's order."""
    problem, visit = desk.lock.problem, call.visit
    lenders = problem.policy.lending.get(call.body_id, ())
    plans = [problem.plan[task.plan_id] for task in visit.tasks]
    concerned = [p for p in plans if call.body_id in {part.body_id for part in p.participations}]
    lent_before = (visit.visit_id, call.body_id) in now.loans
    if lent_before or not lenders or not all(plan.lending for plan in concerned):
        return
    for number in range(1, len(call.slots) + 1):
        for slots in dict.fromkeys(combinations(call.slots, number)):
            own = now.lent(visit.visit_id, call.body_id, (Loan("", slots),))
            if number < len(call.slots) and _concerned(
                desk.short(desk.pools(own, {call.crew})), call
            ):
                continue  # its own officers cannot fill the rest
            loans = _lent(desk, now, call, slots, lenders)
            if loans is None:
                continue
            then = now.lent(visit.visit_id, call.body_id, loans)
            for loan in loans:
                then = then.using(
                    RemedyUse(
                        remedy=Remedy.LENDING,
                        visit_id=visit.visit_id,
                        body_id=call.body_id,
                        now=loan.lender,
                        places=len(loan.slots),
                    )
                )
            yield then, {call.crew, *(Crew(loan.lender) for loan in loans)}


def _lent(
    desk: Desk, now: Arrangement, call: Call, slots: tuple[Slot, ...], lenders: tuple[str, ...]
) -> tuple[Loan, ...] | None:
    """Ask one lender after the other for as many of *slots* as he has people for."""
    loans: tuple[Loan, ...] = ()
    for lender in lenders:
        left = list(slots)
        for loan in loans:
            for slot in loan.slots:
                left.remove(slot)
        for number in range(len(left), 0, -1):
            given = next(
                (
                    some
                    for some in dict.fromkeys(combinations(left, number))
                    if _can_lend(desk, now, call, (*loans, Loan(lender, some)))
                ),
                None,
            )
            if given is not None:
                loans = (*loans, Loan(lender, given))
                break
        if sum(len(loan.slots) for loan in loans) == len(slots):
            return loans
    return None


def _can_lend(desk: Desk, now: Arrangement, call: Call, loans: tuple[Loan, ...]) -> bool:
    """Tell whether the last lender can staff what he lends without missing anything more."""
    lender = Crew(loans[-1].lender)
    if not len(desk.bureau.rosters[lender].officer_ids):
        return False
    then = now.lent(call.visit.visit_id, call.body_id, loans)
    before = desk.short(desk.pools(now, {lender}))
    return len(desk.short(desk.pools(then, {lender}))) <= len(before)


def _given_up(desk: Desk, now: Arrangement, call: Call, filled: int) -> Helped:
    """Give the team up, or leave it to the head of the body if the lock says so."""
    visit_id, body_id = call.visit.visit_id, call.body_id
    demand = next(d for d in now.visits[visit_id].demands if d.body_id == body_id)
    crews = {one.crew for one in now.calls(senior=desk.senior)
             if (one.visit.visit_id, one.body_id) == (visit_id, body_id)}  # fmt: skip
    direct = Remedy.DIRECT_ASSIGNMENT in desk.lock.problem.policy.remedies
    kind, needed = ShortfallKind.UNSTAFFED, demand.team_size
    if call.crew.role is Role.EXPERT:
        kind, needed = ShortfallKind.NO_EXPERT, len(demand.experts)
    elif direct:
        kind = ShortfallKind.DIRECT
    shortfall = Shortfall(
        kind=kind, body_id=body_id, subject=visit_id, needed=needed, available=filled
    )
    then = now.without(call, shortfall)
    if kind is ShortfallKind.DIRECT:
        then = then.using(
            RemedyUse(
                remedy=Remedy.DIRECT_ASSIGNMENT, visit_id=visit_id, body_id=body_id, places=needed
            )
        )
    return then, crews
