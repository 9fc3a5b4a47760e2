"""The fair band, how far it grows when it must, and what is told when limits do not suffice."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.policy import Policy
from scheduler.lottery.candidates.crews import Crew
from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.candidates.roster import UNLIMITED, Roster
from scheduler.lottery.teams.staffing import Shares, missing, staff, tried
from tests.scheduler.lottery.candidates.staffs import KEY, crew_of, manned, roster
from tests.scheduler.lottery.teams.enumeration import all_plans, as_plan, pool
from tests.scheduler.lottery.teams.pools import small_pools, timed_pools


def shares(places, days, live=None):
    return Shares(places, np.array(days), np.array(live or [0] * len(days)))


def band(of, slack=0, least=0, most=UNLIMITED):
    full = np.full(len(of.days), 1)
    lowest, highest = of.band(slack, least * full, most * full)
    return list(zip(lowest.tolist(), highest.tolist(), strict=True))


def staffed(of, who, slack=1, factor=10, key=KEY):
    policy = Policy(version="t", load_slack=slack, walk_factor=factor)
    return staff(manned(of, who), policy=policy, key=key)


def lost(of, who):
    """Return (visit, places needed, places found) of the calls that cannot be staffed."""
    sizes = np.diff(of.starts)
    short = missing(manned(of, who), KEY)
    return tuple((of.visit_ids[c], int(sizes[c]), found) for c, found in short.items())


def left(of, who):
    """Return the pool without them."""
    return of.without(list(missing(manned(of, who), KEY)))


def drawn(staffing):
    return np.bincount(staffing.holder, minlength=len(staffing.pool.officer_ids)).tolist()


EVERYBODY = set(range(6))


class TestShares:
    def test_whole_shares_are_met_exactly_without_slack(self):
        assert band(shares(12, [10, 10, 10])) == [(4, 4)] * 3

    def test_broken_shares_are_rounded_outwards(self):
        assert band(shares(10, [10, 10, 10])) == [(3, 4)] * 3

    def test_slack_widens_both_ways_but_not_below_nothing(self):
        assert band(shares(10, [10, 10, 10]), slack=1) == [(2, 5)] * 3
        assert band(shares(10, [10, 10, 10]), slack=9) == [(0, 13)] * 3

    def test_half_a_month_of_leave_is_half_a_load(self):
        assert band(shares(15, [22, 22, 11])) == [(6, 6), (6, 6), (3, 3)]

    def test_live_visits_come_off(self):
        assert band(shares(12, [10, 10, 10], [0, 3, 9])) == [(4, 4), (1, 1), (0, 0)]

    def test_limits_of_the_officer_come_first(self):
        of = shares(12, [10, 10, 10])

        assert band(of, most=2) == [(2, 2)] * 3
        assert band(of, least=6) == [(6, 6)] * 3
        assert band(of, slack=1, least=4, most=4) == [(4, 4)] * 3

    @given(
        st.integers(0, 500),
        st.lists(st.integers(1, 23), min_size=1, max_size=12),
        st.integers(0, 3),
    )
    def test_the_band_holds_the_exact_fraction(self, places, days, slack):
        for (lowest, highest), mine in zip(band(shares(places, days), slack), days, strict=True):
            share = Fraction(places * mine, sum(days))
            assert max(0, share - slack - 1) < lowest + 1
            assert lowest <= share <= highest
            assert highest < share + slack + 1

    @given(st.integers(0, 500), st.lists(st.integers(1, 23), min_size=1, max_size=12))
    def test_the_limits_of_the_band_leave_room_for_all_places(self, places, days):
        found = band(shares(places, days))

        assert sum(low for low, _ in found) <= places <= sum(high for _, high in found)


class TestStaff:
    def test_everybody_gets_a_fair_share(self):
        done = staffed(pool([EVERYBODY] * 30, sizes=[2] * 30), roster(6), slack=0)

        assert drawn(done) == [10] * 6
        assert (done.widened, done.below_minimum) == (0, ())
        assert done.steps == 10 * 60 * 6
        assert 0 < done.moves <= done.steps

    def test_loads_are_proportional_to_the_days_there(self):
        who = roster(4, days=[20, 20, 10, 5])
        done = staffed(pool([set(range(4))] * 55), who, slack=0)

        assert drawn(done) == [20, 20, 10, 5]

    def test_places_already_held_count_towards_the_share(self):
        done = staffed(pool([set(range(3))] * 9), roster(3, live=[3, 0, 0]), slack=0)

        assert drawn(done) == [1, 4, 4]

    def test_the_band_grows_by_the_least_that_will_do(self):
        # Officer 0 alone may go to 7 of 9 visits; 3 each would be fair.
        of = pool([{0}] * 7 + [{0, 1, 2}] * 2)
        done = staffed(of, roster(3), slack=1)

        assert done.widened == 3  # up to 3 + 1 + 3
        assert drawn(done)[0] == 7

    def test_a_visit_nobody_can_make_is_told_with_its_numbers(self):
        of = pool([{0, 1, 2}, {0}, {1, 2}], sizes=[2, 2, 1])

        assert lost(of, roster(3)) == (("v1", 2, 1),)
        assert staffed(left(of, roster(3)), roster(3)).widened == 0

    def test_shares_are_those_of_the_visits_that_are_made(self):
        of = pool([{0, 1, 2}] * 3 + [{0}], sizes=[1, 1, 1, 2])
        done = staffed(left(of, roster(3)), roster(3), slack=0)

        assert done.shares[Crew("B")].places == 3
        assert drawn(done) == [1, 1, 1]

    def test_limits_of_officers_are_kept_whatever_is_lost(self):
        of, who = pool([{0, 1}] * 5), roster(2, most=2)

        assert [need for _, need, _ in lost(of, who)] == [1]
        assert drawn(staffed(left(of, who), who)) == [2, 2]

    def test_a_minimum_out_of_reach_is_told_and_lowered(self):
        done = staffed(pool([{0, 1}] * 3), roster(2, least=2))

        assert [(name, needed) for name, needed, _ in done.below_minimum] == [("o1", 2)]
        assert drawn(done) == [2, 1]

    def test_a_minimum_in_reach_beats_the_fair_band(self):
        done = staffed(pool([{0, 1}] * 6), roster(2, least=[5, 0]), slack=0)

        assert done.below_minimum == ()
        assert drawn(done) == [5, 1]

    def test_a_body_without_officers_staffs_nothing(self):
        of = replace(
            pool([{0}, {0}], sizes=[2, 1]),
            officer_ids=(),
            holds=np.zeros(0, np.uint64),
            eligible=np.zeros((2, 0), np.bool_),
        )
        of = replace(of, periods=of.periods.taking([0, 1], []), bonds=of.bonds.taking([0, 1], []))

        assert lost(of, roster(0)) == (("v0", 2, 0), ("v1", 1, 0))
        done = staffed(of.without([0, 1]), roster(0))
        assert (done.steps, done.moves, len(done.holder)) == (0, 0, 0)

    def test_another_key_draws_another_plan_and_the_same_key_the_same(self):
        of, who = pool([EVERYBODY] * 30, sizes=[2] * 30), roster(6)
        first = staffed(of, who).holder.tolist()

        assert staffed(of, who).holder.tolist() == first
        assert staffed(of, who, key="6" * 64).holder.tolist() != first

    @settings(max_examples=300)
    @given(small_pools(), st.integers(0, 1), st.data())
    def test_what_is_drawn_obeys_the_band_and_less_widening_would_not_do(self, of, slack, data):
        n_officers = len(of.officer_ids)
        days = data.draw(st.lists(st.integers(1, 20), min_size=n_officers, max_size=n_officers))
        check_band(of, roster(n_officers, days=days, least=of.lowest, most=of.highest), slack)

    @settings(max_examples=150)
    @given(timed_pools(), st.integers(0, 1))
    def test_the_same_holds_with_days_and_weeks(self, of, slack):
        check_band(of, roster(len(of.officer_ids), least=of.lowest, most=of.highest), slack)


def check_band(of: OfficerPool, who: Roster, slack: int) -> None:
    done = staffed(left(of, who), who, slack=slack, factor=1)
    if done.pool.visit_ids:
        assert as_plan(done.pool, done.holder) in all_plans(done.pool)
    if done.widened:
        reached = {name: number for name, _, number in done.below_minimum}
        least = [reached.get(f"o{j}", int(low)) for j, low in enumerate(of.lowest)]
        only = done.shares[who.crew]
        narrower = only.band(slack + done.widened - 1, np.array(least), of.highest)
        assert all_plans(done.pool.with_band(*narrower)) == []


@pytest.mark.parametrize("slack", [0, 1, 2])
def test_slack_is_used_but_never_exceeded(slack):
    of, who = pool([EVERYBODY] * 30, sizes=[2] * 30), roster(6)
    loads = np.array([drawn(staffed(of, who, slack=slack, key=str(n))) for n in range(60)])

    assert (loads.min(), loads.max()) == (10 - slack, 10 + slack)


class TestCrews:
    """Crews that are drawn in one pool keep a band each."""

    OF = pool(
        [{0, 1}, {2, 3, 4, 5}] * 6,
        sizes=[1, 2] * 6,
        visits=[v // 2 for v in range(12)],
        apart=[(0, 2), (1, 3)],
    )
    CREWS = roster(2, body_id="A"), roster(4, first=2, body_id="B")

    def test_loads_are_fair_within_each(self):
        policy = Policy(version="t", load_slack=0)
        done = staff(manned(self.OF, *self.CREWS), policy=policy, key=KEY)

        assert (drawn(done), done.widened) == ([3] * 6, 0)
        assert {crew: found.places for crew, found in done.shares.items()} == {
            Crew("A"): 6,
            Crew("B"): 12,
        }

    def test_relatives_of_two_crews_do_not_meet(self):
        for number in range(20):
            policy = Policy(version="t", walk_factor=1)
            done = staff(manned(self.OF, *self.CREWS), policy=policy, key=str(number))
            pairs = zip(done.holder[0::3], done.holder[1::3], done.holder[2::3], strict=True)
            for alone, *others in pairs:
                assert alone + 2 not in others
            assert 0 < done.watched <= done.steps

    def test_everybody_is_in_his_crew(self):
        assert crew_of(self.CREWS).tolist() == [0, 0, 1, 1, 1, 1]


class TestTried:
    """A pool is tried once, and then drawn from where the trial began."""

    def test_a_pool_with_a_fair_plan_begins_there(self):
        of, who = pool([EVERYBODY] * 30, sizes=[2] * 30), roster(6)
        found = tried(manned(of, who), slack=1, key=KEY)
        policy = Policy(version="t")
        again = staff(found.manned, policy=policy, key=KEY, beginning=found.beginning)

        assert found.short == {}
        assert again.holder.tolist() == staffed(of, who).holder.tolist()

    def test_what_is_missing_is_told(self):
        of = pool([{0, 1, 2}, {0}, {1, 2}], sizes=[2, 2, 1])
        found = tried(manned(of, roster(3)), slack=1, key=KEY)

        assert (found.short, found.beginning) == ({1: 1}, None)

    def test_a_pool_that_only_a_wider_band_staffs_misses_nothing(self):
        of = pool([{0}] * 7 + [{0, 1, 2}] * 2)
        found = tried(manned(of, roster(3)), slack=1, key=KEY)

        assert (found.short, found.beginning) == ({}, None)
