"""The band of loads, what is given up when the officers do not suffice, and how little."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.lottery.roster import UNLIMITED, Roster
from scheduler.lottery.staffing import Shares, staff
from tests.scheduler.lottery.enumeration import all_plans, as_plan, pool
from tests.scheduler.lottery.pools import small_pools

KEY = "5" * 64
DAYS = 20


def shares(places, days, live=None):
    return Shares(places, np.array(days), np.array(live or [0] * len(days)))


def band(of, slack=0, least=0, most=UNLIMITED):
    full = np.full(len(of.days), 1)
    lowest, highest = of.band(slack, least * full, most * full)
    return list(zip(lowest.tolist(), highest.tolist(), strict=True))


def roster(n_officers, *, days=None, live=0, least=0, most=UNLIMITED):
    """Make a roster whose officers could go on so many of the days each."""
    there = np.array([[day < n for day in range(DAYS)] for n in days or [DAYS] * n_officers])
    return Roster(
        body_id="B",
        officer_ids=tuple(f"o{o}" for o in range(n_officers)),
        available=there.reshape(n_officers, DAYS),
        qualifications=(frozenset(),) * n_officers,
        live=np.broadcast_to(np.asarray(live, np.int64), n_officers),
        hard_min=np.broadcast_to(np.asarray(least, np.int64), n_officers),
        hard_max=np.broadcast_to(np.asarray(most, np.int64), n_officers),
    )


def staffed(of, who, slack=1, factor=10, key=KEY):
    return staff(of, who, slack=slack, factor=factor, key=key)


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
        assert (done.widened, done.unstaffed, done.below_minimum) == (0, (), ())
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
        assert done.unstaffed == ()

    def test_a_visit_nobody_can_make_is_told_with_its_numbers(self):
        done = staffed(pool([{0, 1, 2}, {0}, {1, 2}], sizes=[2, 2, 1]), roster(3))

        assert done.unstaffed == (("v1", 2, 1),)
        assert done.pool.visit_ids == ("v0", "v2")
        assert done.widened == 0

    def test_shares_are_those_of_the_visits_that_are_made(self):
        done = staffed(pool([{0, 1, 2}] * 3 + [{0}], sizes=[1, 1, 1, 2]), roster(3), slack=0)

        assert done.shares.places == 3
        assert drawn(done) == [1, 1, 1]

    def test_limits_of_officers_are_kept_whatever_is_lost(self):
        done = staffed(pool([{0, 1}] * 5), roster(2, most=2))

        assert drawn(done) == [2, 2]
        assert [need for _, need, _ in done.unstaffed] == [1]

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
        done = staffed(of, roster(0))

        assert done.unstaffed == (("v0", 2, 0), ("v1", 1, 0))
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
        who = roster(n_officers, days=days, least=of.lowest, most=of.highest)
        done = staffed(of, who, slack=slack, factor=1)

        if done.pool.visit_ids:
            assert as_plan(done.pool, done.holder) in all_plans(done.pool)
        if done.widened:
            reached = {name: number for name, _, number in done.below_minimum}
            least = [reached.get(f"o{j}", int(low)) for j, low in enumerate(of.lowest)]
            narrower = done.shares.band(slack + done.widened - 1, np.array(least), of.highest)
            assert all_plans(done.pool.with_band(*narrower)) == []


@pytest.mark.parametrize("slack", [0, 1, 2])
def test_slack_is_used_but_never_exceeded(slack):
    of, who = pool([EVERYBODY] * 30, sizes=[2] * 30), roster(6)
    loads = np.array([drawn(staffed(of, who, slack=slack, key=str(n))) for n in range(60)])

    assert (loads.min(), loads.max()) == (10 - slack, 10 + slack)
