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
from scheduler.domain.planbook import Demand, RemedyUse, Shortfall, ShortfallKind, Visit
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

    def restored(self, visit_id: str, body_id: str) -> Arrangement:
        """Return the same with a team that was given up, and its experts."""
        keys = {(visit_id, body_id, role) for role in Role}
        uses = tuple(
            use
            for use in self.uses
            if use.remedy is not Remedy.DIRECT_ASSIGNMENT
            or (use.visit_id, use.body_id) != (visit_id, body_id)
        )
        given_up = {key: value for key, value in self.given_up.items() if key not in keys}
        return replace(self, given_up=given_up, uses=uses)

    @property
    def n_missing(self) -> int:
        """How many teams are given up."""
        return sum(role is Role.OFFICER for _, _, role in self.given_up)

    def using(self, use: RemedyUse) -> Arrangement:
        """Return the same with a remedy noted."""
        return replace(self, uses=(*self.uses, use))


Short = dict[tuple[str, str, Crew], tuple[Call, int]]
"""Calls that are missing, by key, in the order of their pools, and how many places were filled."""


@dataclass(frozen=True)
class Desk:
    """Where remedies are tried; if *hasty*, to see whether they help, not to draw."""

    lock: Lock
    bureau: Bureau
    day_key: str
    hasty: bool = False

    @property
    def senior(self) -> bool:
        """Whether every team needs a senior officer."""
        return self.lock.problem.policy.require_senior

    def pools(self, now: Arrangement, crews: Iterable[Crew]) -> list[Manned]:
        """Return the pools of *crews*, as things stand."""
        return self.bureau.pools(crews, now.calls(senior=self.senior))

    def tied(self, now: Arrangement, crews: set[Crew]) -> set[Crew]:
        """Return the crews that are drawn in one pool with some of *crews*."""
        if not self.bureau.relatives:
            return crews
        return self.bureau.tied(crews, now.calls(senior=self.senior))

    def tried(self, pools: Iterable[Manned], executor: Executor | None = None) -> list[Tried]:
        """Try whether *pools* can be staffed; each for itself, so an executor may help."""
        slack = self.lock.problem.policy.load_slack
        work = partial(tried, slack=slack, key=self.bureau.key, hasty=self.hasty)
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
    """Apply the remedies of the lock until every call that is left can be staffed.

    Teams that were given up are then tried once more, in the order in which they were: others,
    given up after them, may have left them somebody.
    """
    now = _settled(desk, now, short)
    for visit_id, body_id, role in list(now.given_up):
        if role is Role.OFFICER:
            again = now.restored(visit_id, body_id)
            around = _around(desk, now, again, _crews_at(desk, again, visit_id, body_id))
            then = _settled(desk, again, desk.short(desk.pools(again, around)))
            if then.n_missing < now.n_missing:
                now = then
    return now


def _settled(desk: Desk, now: Arrangement, short: Short) -> Arrangement:
    while short:
        call, filled = next(iter(short.values()))
        then, crews = (
            _helped(desk, now, call, short)
            or _unadvised(desk, now, call, short)
            or _given_up(desk, now, call, filled)
        )
        around = _around(desk, now, then, crews | {call.crew})
        now = then
        again = desk.short(desk.pools(now, around))
        short = {key: value for key, value in short.items() if key[2] not in around} | again
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
            if _helps(desk, now, then, crews, call, short):
                return then, crews
    return None


def _helps(
    desk: Desk, now: Arrangement, then: Arrangement, crews: set[Crew], call: Call, short: Short
) -> bool:
    """Tell whether fewer calls are missing in the pools that change, and not that of *call*."""
    around = _around(desk, now, then, crews)
    before = sum(key[2] in around for key in short)
    after = desk.short(desk.pools(then, around))
    return len(after) < before and not _concerned(after, call)


def _around(desk: Desk, now: Arrangement, then: Arrangement, crews: set[Crew]) -> set[Crew]:
    """Return all crews of the pools that *crews* are drawn in, before and after a change."""
    around: set[Crew] = set()
    more = set(crews)
    while more != around:
        around = more
        more = around | desk.tied(now, around) | desk.tied(then, around)
    return around


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
        left = _less(slots, loans)
        for number in range(len(left), 0, -1):
            given = next(
                (
                    some
                    for some in dict.fromkeys(combinations(left, number))
                    if _can_lend(desk, now, call, slots, (*loans, Loan(lender, some)))
                ),
                None,
            )
            if given is not None:
                loans = (*loans, Loan(lender, given))
                break
        if sum(len(loan.slots) for loan in loans) == len(slots):
            return loans
    return None


def _less(slots: tuple[Slot, ...], loans: tuple[Loan, ...]) -> tuple[Slot, ...]:
    """Return those of *slots* that *loans* leave."""
    left = list(slots)
    for loan in loans:
        for slot in loan.slots:
            left.remove(slot)
    return tuple(left)


def _can_lend(
    desk: Desk, now: Arrangement, call: Call, slots: tuple[Slot, ...], loans: tuple[Loan, ...]
) -> bool:
    """Tell whether the last lender can staff what he lends without missing anything more.

    Places of *slots* that nobody lends stay empty: a lender whose people are drawn together with
    those of the borrowing body must not be measured by what that body misses.
    """
    lender = Crew(loans[-1].lender)
    if not len(desk.bureau.rosters[lender].officer_ids):
        return False

    def short(given: tuple[Loan, ...]) -> int:
        rest = _less(slots, given)
        team = (*given, Loan("", rest)) if rest else given
        then = now.lent(call.visit.visit_id, call.body_id, team)
        return len(desk.short(desk.pools(then, {lender})))

    return short(loans) <= short(loans[:-1])


def _unadvised(desk: Desk, now: Arrangement, call: Call, short: Short) -> Helped | None:
    """Give up the experts instead, if the team can come without them, be it with a remedy.

    Relatives may be in both.
    """
    demand = _demand(now, call)
    mine = (call.visit.visit_id, call.body_id, Role.EXPERT)
    if call.crew.role is Role.EXPERT or not demand.experts or mine in now.given_up:
        return None
    experts = Call(call.visit, call.body_id, Crew(call.body_id, Role.EXPERT), demand.experts)
    then, crews = _given_up(desk, now, experts, 0)
    if _helps(desk, now, then, crews, call, short):
        return then, crews
    helped = _helped(desk, then, call, short)
    return (helped[0], crews | helped[1]) if helped else None


def _demand(now: Arrangement, call: Call) -> Demand:
    visit = now.visits[call.visit.visit_id]
    return next(demand for demand in visit.demands if demand.body_id == call.body_id)


def _crews_at(desk: Desk, now: Arrangement, visit_id: str, body_id: str) -> set[Crew]:
    """Return the crews that are called to a visit for the team of a body."""
    calls = now.calls(senior=desk.senior)
    return {c.crew for c in calls if (c.visit.visit_id, c.body_id) == (visit_id, body_id)}


def _given_up(desk: Desk, now: Arrangement, call: Call, filled: int) -> Helped:
    """Give the team up, or leave it to the head of the body if the lock says so."""
    visit_id, body_id = call.visit.visit_id, call.body_id
    demand = _demand(now, call)
    crews = _crews_at(desk, now, visit_id, body_id)
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
