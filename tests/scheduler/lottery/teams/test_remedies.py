"""Remedies: each where it is needed, where it is not, and where the policy does not name it."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import permutations

import polars as pl
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from scheduler.domain.conflicts import Kinship
from scheduler.domain.lock import Lock
from scheduler.domain.planbook import RemedyUse, Shortfall, ShortfallKind
from scheduler.domain.plans import Participation
from scheduler.domain.policy import Remedy
from scheduler.domain.registry import OfficerRegistry, Role
from scheduler.lottery.candidates.calls import Call, Loan, Slot
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.days.dates import dated
from scheduler.lottery.days.visits import meetings
from scheduler.lottery.seed import Keys, seed_text
from scheduler.lottery.teams.remedies import MOST_EXCHANGES, Arrangement
from scheduler.lottery.tickets import order_by_ticket
from scheduler.planning.days.plan import plan_days
from scheduler.planning.days.shortage import DayShortageError
from scheduler.planning.pool import Filters
from tests.scheduler.lottery.candidates.staffs import visit
from tests.scheduler.lottery.days.worlds import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    plan,
    problem,
    selections,
)
from tests.scheduler.lottery.teams.strained import (
    DIRECT,
    LENDING,
    OTHER_DAY,
    SEEDS,
    avoiding,
    away,
    book_of,
    lock,
    on_monday,
    on_two_days,
    staffed,
    with_officers,
)
from tests.shelf import LOCK

FOOD = frozenset({"food"})
UNSTAFFED = Shortfall(
    kind=ShortfallKind.UNSTAFFED, body_id="B1", subject="T1/P1", needed=2, available=1
)


def day_of(book, visit_id):
    return next(one.day for one in book.visits if one.visit_id == visit_id)


def team_of(book, visit_id, body_id="B1"):
    return next(team for team in book.teams if (team.visit_id, team.body_id) == (visit_id, body_id))


def is_strained(number):
    """Tell whether the seed deals T1 to Tuesday, when it has no team."""
    return bool(book_of(on_two_days(remedies=()), number).shortfalls)


STRAINED = [number for number in SEEDS if is_strained(number)]


class TestAnotherDay:
    def test_some_seeds_need_it_and_some_do_not(self):
        assert 0 < len(STRAINED) < len(SEEDS)

    @pytest.mark.parametrize("number", SEEDS)
    def test_two_visits_change_places_where_that_is_needed(self, number):
        book = book_of(on_two_days(remedies=(OTHER_DAY,)), number)

        assert book.shortfalls == ()
        assert (day_of(book, "T1/P1"), day_of(book, "T2/P1")) == (MONDAY, TUESDAY)
        monday, tuesday = MONDAY.isoformat(), TUESDAY.isoformat()
        exchanged = partial(RemedyUse, remedy=OTHER_DAY, body_id="B1")
        assert book.remedies == (number in STRAINED) * (
            exchanged(visit_id="T1/P1", was=tuesday, now=monday),
            exchanged(visit_id="T2/P1", was=monday, now=tuesday),
        )

    @pytest.mark.parametrize("number", STRAINED)
    def test_a_policy_without_it_leaves_the_team_missing(self, number):
        book = book_of(on_two_days(remedies=()), number)

        assert book.shortfalls == (UNSTAFFED,)
        assert book.remedies == ()

    def test_it_is_not_taken_if_the_other_visit_would_be_missing_instead(self):
        locked = on_two_days(remedies=(OTHER_DAY,))
        both = (*locked.problem.conflicts, avoiding("B1-0", "T2"))
        locked = replace(locked, problem=replace(locked.problem, conflicts=both))

        for number in SEEDS:
            book = book_of(locked, number)

            assert book.remedies == ()
            assert [day_of(book, one.subject) for one in book.shortfalls] == [TUESDAY]

    def test_there_is_none_without_a_slot_on_another_day(self):
        locked = on_two_days(planned=((TUESDAY, 2),), remedies=(OTHER_DAY,))

        assert book_of(locked).shortfalls == (UNSTAFFED,)

    @pytest.mark.parametrize(
        ("rank", "mended"), [(MOST_EXCHANGES, True), (MOST_EXCHANGES + 1, False)]
    )
    def test_so_many_exchanges_are_tried_and_no_more(self, rank, mended):
        """T1 is alone on Tuesday, and only the visit of that rank by ticket can go there."""
        names = [f"U{n:02}" for n in range(MOST_EXCHANGES + 3)]
        made = problem(plan("P1", ("T1", *names)), remedies=(OTHER_DAY,))
        bare = lock(made, {"P1": {MONDAY: len(names), TUESDAY: 1}})
        number, key = next(
            (n, key)
            for n in range(999)
            for key in [day_key(made, n)]
            if days_dealt(bare, key)["T1/P1"] == TUESDAY
        )
        order = order_by_ticket(f"{key}/visit/", [f"{name}/P1" for name in names])
        apart = [name.removesuffix("/P1") for turn, name in enumerate(order, 1) if turn != rank]
        locked = replace(
            bare,
            problem=replace(
                made,
                leave=(away("B1-2", TUESDAY), away("B1-3", TUESDAY)),
                conflicts=tuple(sorted(avoiding("B1-0", name) for name in ["T1", *apart])),
            ),
        )

        book = book_of(locked, number)

        assert (book.shortfalls == ()) is mended
        assert (day_of(book, "T1/P1") == MONDAY) is mended


def day_key(made, number):
    return Keys.from_seed(seed_text(made.number, (f"local {number:064x}",))).day


def days_dealt(locked, key):
    dates = dated(locked, meetings(locked.problem, selections(locked.problem)), key)
    return {one.visit_id: one.day for one in dates.visits}


class TestLending:
    @pytest.mark.parametrize(("own", "lent"), [(0, 2), (1, 1), (2, 0)])
    def test_as_few_places_are_lent_as_will_do(self, own, lent):
        locked = on_monday(
            plan("P1", ("T1",)),
            plan("P2", ("T2",), "B2"),
            officers={"B1": own, "B2": 4},
            lending={"B1": ("B2",)},
            remedies=(LENDING,),
        )

        book = book_of(locked)

        assert book.shortfalls == ()
        assert book.remedies == (
            RemedyUse(remedy=LENDING, visit_id="T1/P1", body_id="B1", now="B2", places=lent),
        ) * (lent > 0)
        bodies = Counter(name[:2] for name in team_of(book, "T1/P1").officer_ids)
        assert bodies == Counter(B1=own, B2=lent)

    @pytest.mark.parametrize("remedies", [(), (OTHER_DAY,)])
    def test_a_policy_without_it_leaves_the_team_missing(self, remedies):
        locked = on_monday(
            plan("P1", ("T1",)),
            plan("P2", ("T2",), "B2"),
            officers={"B1": 1, "B2": 4},
            lending={"B1": ("B2",)},
            remedies=remedies,
        )

        book = book_of(locked)

        assert (book.shortfalls, book.remedies) == ((UNSTAFFED,), ())

    @pytest.mark.parametrize(("n_lenders", "lends"), [(2, False), (3, True)])
    def test_nobody_lends_whom_he_needs_himself(self, n_lenders, lends):
        locked = on_monday(
            plan("P1", ("T1",)),
            plan("P2", ("T2",), "B2"),
            officers={"B1": 1, "B2": n_lenders},
            lending={"B1": ("B2",)},
        )

        book = book_of(replace(locked, problem=policy(locked.problem, remedies=(LENDING,))))

        assert len(team_of(book, "T2/P2", "B2").places) == 2
        assert book.shortfalls == (UNSTAFFED,) * (not lends)

    @pytest.mark.parametrize(
        ("order", "lent"),
        [
            (("B2", "B3"), {"B2": 2}),
            (("B3", "B2"), {"B3": 1, "B2": 1}),
            (("B2",), {"B2": 2}),
            (("B3",), {}),  # all places or none
        ],
    )
    def test_lenders_are_asked_in_the_order_of_the_policy(self, order, lent):
        """B2 has two officers to spare and B3 one."""
        locked = on_monday(
            plan("P1", ("T1",)),
            plan("P2", ("T2",), "B2", "B3"),
            officers={"B1": 0, "B2": 4, "B3": 3},
            lending={"B1": order},
            remedies=(LENDING,),
        )

        book = book_of(locked)

        assert {use.now: use.places for use in book.remedies} == lent
        assert [one.available for one in book.shortfalls] == [0] * (not lent)

    @pytest.mark.parametrize("refusing", ["P1", "P2"])
    def test_a_plan_may_refuse_to_be_helped_out(self, refusing):
        plans = plan("P1", ("T1",)), plan("P2", ("T2",), "B2")
        locked = on_monday(
            *(replace(one, lending=one.plan_id != refusing) for one in plans),
            officers={"B1": 1, "B2": 4},
            lending={"B1": ("B2",)},
            remedies=(LENDING,),
        )

        assert book_of(locked).shortfalls == (UNSTAFFED,) * (refusing == "P1")

    @pytest.mark.parametrize(
        ("skilled", "expected"),
        [
            ((), []),  # nobody knows food
            (("B1-0",), [Slot()]),
            (("B2-0",), [FOOD]),
        ],
    )
    def test_what_is_lent_is_a_place_that_its_own_cannot_fill(self, skilled, expected):
        part = Participation(body_id="B1", slots=(FOOD,))
        locked = on_monday(
            plan("P1", ("T1",), participations=(part,)),
            plan("P2", ("T2",), "B2"),
            officers={"B1": 1, "B2": 4},
            lending={"B1": ("B2",)},
            remedies=(LENDING,),
            require_leader=False,
        )
        made = with_officers(locked.problem, qualifications={name: ["food"] for name in skilled})

        book = book_of(replace(locked, problem=made))

        lent = [
            slot for team in book.teams for officer, slot in team.places
            if (officer[:2], team.body_id) == ("B2", "B1")
        ]  # fmt: skip
        assert lent == expected

    def test_the_senior_officer_is_one_of_those_who_are_sent_by_the_body_itself(self):
        """B1-0 is senior, or else nobody of those who could be lent helps."""
        locked = on_monday(
            plan("P1", ("T1",)),
            plan("P2", ("T2",), "B2"),
            officers={"B1": 1, "B2": 4},
            lending={"B1": ("B2",)},
            remedies=(LENDING,),
            require_senior=True,
        )
        lenders = dict.fromkeys(("B2-0", "B2-1", "B2-2", "B2-3"), True)
        own = with_officers(locked.problem, senior=lenders | {"B1-0": True})
        theirs = with_officers(locked.problem, senior=lenders)

        assert [use.places for use in book_of(replace(locked, problem=own)).remedies] == [1]
        # All of the team is lent then, so the lender sends the senior officer.
        assert [use.places for use in book_of(replace(locked, problem=theirs)).remedies] == [2]


def policy(made, **changes):
    return replace(made, policy=replace(made.policy, **changes))


class TestDirectAssignment:
    @pytest.mark.parametrize("own", [0, 1, 2, 3])
    def test_the_head_of_the_body_fills_what_could_not_be_drawn(self, own):
        book = book_of(on_monday(plan("P1", ("T1",)), officers={"B1": own}, remedies=(DIRECT,)))

        direct = replace(UNSTAFFED, kind=ShortfallKind.DIRECT, available=own)
        use = RemedyUse(remedy=DIRECT, visit_id="T1/P1", body_id="B1", places=2)
        assert book.shortfalls == (direct,) * (own < 2)
        assert book.remedies == (use,) * (own < 2)
        assert len(book.teams) == (own >= 2)

    def test_a_policy_without_it_carries_the_team_to_the_next_window(self):
        book = book_of(on_monday(plan("P1", ("T1",)), officers={"B1": 1}, remedies=()))

        assert (book.shortfalls, book.remedies) == ((UNSTAFFED,), ())

    def test_of_two_teams_where_one_can_be_formed_one_is_left_to_him(self):
        locked = on_monday(plan("P1", ("T1", "T2")), officers={"B1": 3}, remedies=(DIRECT,))

        book = book_of(locked)

        assert len(book.teams) == len(book.remedies) == len(book.shortfalls) == 1
        assert book.teams[0].visit_id != book.shortfalls[0].subject == book.remedies[0].visit_id


@pytest.mark.parametrize("order", [o for n in range(4) for o in permutations(Remedy, n)])
def test_remedies_are_tried_in_the_order_of_the_policy(order):
    """Each would help here, and after a direct assignment nothing else is tried."""
    for number in STRAINED:
        book = book_of(on_two_days(remedies=order), number)

        assert {use.remedy for use in book.remedies} == set(order[:1])


def test_what_the_first_remedy_does_not_mend_the_next_does():
    locked = on_two_days(planned=((TUESDAY, 2),), remedies=(OTHER_DAY, LENDING))

    book = book_of(locked)

    assert [use.remedy for use in book.remedies] == [LENDING]
    assert book.shortfalls == ()


class TestExperts:
    PART = Participation(body_id="B1", experts=(FOOD,))

    @pytest.mark.parametrize("knows", [False, True])
    def test_a_team_goes_without_the_experts_who_cannot_come(self, knows):
        locked = on_monday(plan("P1", ("T1",), participations=(self.PART,)), officers={"B1": 3})
        made = with_officers(
            locked.problem,
            role={"B1-2": Role.EXPERT.value},
            qualifications={"B1-2": ["food"] if knows else []},
        )

        book = book_of(replace(locked, problem=made))

        none = Shortfall(
            kind=ShortfallKind.NO_EXPERT, body_id="B1", subject="T1/P1", needed=1, available=0
        )
        assert book.shortfalls == (none,) * (not knows)
        assert book.remedies == ()
        (team,) = book.teams
        assert (team.officer_ids, team.expert_ids) == (("B1-0", "B1-1"), ("B1-2",) * knows)

    def test_without_officers_they_do_not_come_and_nothing_more_is_told(self):
        locked = on_monday(
            plan("P1", ("T1",), participations=(self.PART,)), officers={"B1": 3}, remedies=()
        )
        made = with_officers(
            locked.problem,
            role=dict.fromkeys(("B1-1", "B1-2"), Role.EXPERT.value),
            qualifications={name: ["food"] for name in ("B1-1", "B1-2")},
        )

        book = book_of(replace(locked, problem=made))

        assert book.shortfalls == (UNSTAFFED,)
        assert book.teams == ()


class TestRelatives:
    def test_a_lender_is_not_measured_by_what_the_borrowing_body_misses(self):
        """All three bodies come to T1; B1 has nobody to spare, and its first is related to B3's."""
        locked = on_monday(
            plan("P1", ("T1",), "B1", "B2", "B3"),
            officers={"B1": 2, "B2": 4, "B3": 1},
            lending={"B3": ("B1", "B2")},
            remedies=(LENDING,),
        )
        kin = (Kinship(officer_id="B1-0", relative_id="B3-0"),)

        book = book_of(replace(locked, problem=replace(locked.problem, relatives=kin)))

        assert [(use.now, use.places) for use in book.remedies] == [("B2", 2)]
        assert book.shortfalls == ()

    def test_what_other_bodies_of_the_pool_miss_does_not_forbid_a_remedy(self):
        """B1 can make only one of its two visits, with B3's help or without."""
        locked = on_monday(
            plan("P1", ("T1",), "B1", "B3"),
            plan("P2", ("T2",), "B1"),
            plan("P3", ("T3",), "B2"),
            officers={"B1": 3, "B2": 3, "B3": 1},
            lending={"B3": ("B2",)},
            remedies=(LENDING,),
        )
        kin = (Kinship(officer_id="B1-0", relative_id="B3-0"),)

        for number in SEEDS:
            book = book_of(replace(locked, problem=replace(locked.problem, relatives=kin)), number)

            assert [(use.body_id, use.now) for use in book.remedies] == [("B3", "B2")]
            assert [one.body_id for one in book.shortfalls] == ["B1"]

    def test_a_team_goes_rather_than_the_expert_who_is_related_to_one_of_it(self):
        part = Participation(body_id="B1", experts=(FOOD,))
        locked = on_monday(plan("P1", ("T1",), participations=(part,)), officers={"B1": 3})
        made = with_officers(
            locked.problem,
            role={"B1-2": Role.EXPERT.value},
            qualifications={"B1-2": ["food"]},
        )
        kin = (Kinship(officer_id="B1-0", relative_id="B1-2"),)

        for number in SEEDS:
            book = book_of(replace(locked, problem=replace(made, relatives=kin)), number)

            assert [one.kind for one in book.shortfalls] == [ShortfallKind.NO_EXPERT]
            assert len(book.teams) == 1


class TestGivingUp:
    CALL = Call(visit("T1/P1"), "B1", Crew("B1"), (Slot(), Slot()))
    USES = (
        RemedyUse(remedy=OTHER_DAY, visit_id="T1/P1", body_id="B1", was="a", now="b"),
        RemedyUse(remedy=LENDING, visit_id="T1/P1", body_id="B1", now="B2", places=1),
        RemedyUse(remedy=LENDING, visit_id="T1/P1", body_id="B3", now="B2", places=1),
    )
    NOW = Arrangement(
        visits={"T1/P1": visit("T1/P1")},
        loans=dict.fromkeys([("T1/P1", "B1"), ("T1/P1", "B3")], (Loan("B2", (Slot(),)),)),
        given_up={},
        uses=USES,
    )

    def test_what_was_lent_to_the_team_goes_back(self):
        then = self.NOW.without(self.CALL, UNSTAFFED)

        assert list(then.loans) == [("T1/P1", "B3")]
        assert then.uses == (self.USES[0], self.USES[2])

    def test_experts_are_given_up_with_their_team_without_a_word(self):
        then = self.NOW.without(self.CALL, UNSTAFFED)

        assert then.given_up == {
            ("T1/P1", "B1", Role.OFFICER): UNSTAFFED,
            ("T1/P1", "B1", Role.EXPERT): None,
        }

    def test_a_team_is_not_given_up_with_its_experts(self):
        experts = replace(self.CALL, crew=Crew("B1", Role.EXPERT))

        then = self.NOW.without(experts, UNSTAFFED)

        assert then.given_up == {("T1/P1", "B1", Role.EXPERT): UNSTAFFED}
        assert (then.loans, then.uses) == (self.NOW.loans, self.NOW.uses)


@pytest.mark.parametrize("number", STRAINED[:2])
@pytest.mark.parametrize("order", list(permutations(Remedy)))
def test_pools_tried_beside_each_other_come_to_the_same_book(order, number):
    locked = on_two_days(remedies=order)
    with ThreadPoolExecutor(2) as executor:
        assert book_of(locked, number, executor) == book_of(locked, number)


BODIES = ("B1", "B2", "B3")
TARGETS = [f"T{n}" for n in range(6)]
DAYS = [MONDAY, TUESDAY, WEDNESDAY]


@st.composite
def strained_locks(draw) -> Lock:
    """Few officers, much leave, conflicts and relatives; whoever can may help."""
    plans = [
        plan(
            f"P{n}",
            draw(st.lists(st.sampled_from(TARGETS), min_size=1, max_size=3, unique=True)),
            participations=tuple(
                Participation(
                    body_id=body_id,
                    slots=draw(st.sampled_from([(), (FOOD,)])),
                    experts=draw(st.sampled_from([(), (), (FOOD,)])),
                )
                for body_id in sorted({"B1", draw(st.sampled_from(BODIES))})
            ),
            lending=draw(st.sampled_from([True, True, False])),
            fixed_days=draw(st.sampled_from([tuple(DAYS), tuple(DAYS[:2]), ()])),
        )
        for n in range(draw(st.integers(1, 3)))
    ]
    made = problem(
        *plans,
        max_visits=draw(st.sampled_from([None, 1, 2, 3])),
        max_per_day=draw(st.sampled_from([None, 1, 2])),
        require_leader=draw(st.booleans()),
        require_senior=draw(st.booleans()),
        remedies=draw(st.sampled_from(list(permutations(Remedy)))),
        lending={
            body: draw(st.permutations([other for other in BODIES if other != body]).map(tuple))
            for body in BODIES
        },
        walk_factor=1,
    )
    there = {part.body_id for one in plans for part in one.participations}
    made = replace(
        made, policy=replace(made.policy, lending={
            body: tuple(one for one in lenders if one in there)
            for body, lenders in made.policy.lending.items() if body in there
        })
    )  # fmt: skip
    made = staffed(made, **{body: draw(st.integers(1, 4)) for body in there})
    names = st.sampled_from(made.officers.ids)
    kin = st.tuples(names, names).filter(lambda pair: pair[0] != pair[1])
    listed = st.sampled_from(made.targets.ids)
    made = replace(
        made,
        conflicts=tuple(sorted(draw(st.sets(st.builds(avoiding, names, listed), max_size=6)))),
        leave=tuple(
            sorted(draw(st.sets(st.builds(away, names, st.sampled_from(DAYS)), max_size=6)))
        ),
        relatives=tuple(
            Kinship(officer_id=one, relative_id=other)
            for one, other in sorted(draw(st.sets(kin, max_size=2)))
        )
        if len(made.officers.ids) > 1
        else (),
    )
    frame = made.officers.frame
    flags = st.lists(st.booleans(), min_size=frame.height, max_size=frame.height)
    frame = frame.with_columns(
        pl.Series("senior", draw(flags)),
        pl.Series("role", [Role.EXPERT if one and n % 3 == 2 else Role.OFFICER
                           for n, one in enumerate(draw(flags))], dtype=pl.String()),
        pl.Series("qualifications", [["food"] if one else [] for one in draw(flags)],
                  dtype=frame.schema["qualifications"]),
    )  # fmt: skip
    made = replace(made, officers=OfficerRegistry.from_frame(frame))
    try:
        days = plan_days(made, (), Filters(made))
    except DayShortageError:
        reject()
    return Lock(problem=made, pools=(), locked_at=LOCK.locked_at, days=days)


@settings(max_examples=60)
@given(strained_locks(), st.integers(0, 999))
def test_every_call_has_a_team_or_a_reason(locked, number):
    book = book_of(locked, number)

    due = Counter((one.visit_id, need.body_id) for one in book.visits for need in one.demands)
    teams = Counter((team.visit_id, team.body_id) for team in book.teams)
    absent = (ShortfallKind.UNSTAFFED, ShortfallKind.DIRECT)
    told = Counter((s.subject, s.body_id) for s in book.shortfalls if s.kind in absent)
    assert teams + told == due
    experts = Counter(
        (one.visit_id, need.body_id)
        for one in book.visits for need in one.demands if need.experts
    )  # fmt: skip
    sent = Counter((team.visit_id, team.body_id) for team in book.teams if team.experts)
    missed = Counter(
        (s.subject, s.body_id) for s in book.shortfalls if s.kind is ShortfallKind.NO_EXPERT
    )
    assert sent + missed == experts - told


@settings(max_examples=60)
@given(strained_locks(), st.integers(0, 999))
def test_what_remedies_are_told_is_what_was_done(locked, number):
    book = book_of(locked, number)
    dealt = days_dealt(locked, day_key(locked.problem, number))

    lent = Counter()
    for team in book.teams:
        lent.update(
            (team.visit_id, team.body_id, name[:2])
            for name in team.officer_ids
            if name[:2] != team.body_id
        )
    assert lent == {
        (use.visit_id, use.body_id, use.now): use.places
        for use in book.remedies
        if use.remedy is LENDING
    }
    moved = {one.visit_id for one in book.visits if one.day != dealt[one.visit_id]}
    assert moved <= {use.visit_id for use in book.remedies if use.remedy is OTHER_DAY}
    direct = {(s.subject, s.body_id) for s in book.shortfalls if s.kind is ShortfallKind.DIRECT}
    assert direct == {(use.visit_id, use.body_id) for use in book.remedies if use.remedy is DIRECT}
