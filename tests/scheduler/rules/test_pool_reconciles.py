from scheduler.domain.lock import Exclusion
from scheduler.rules import pool_reconciles
from tests.shelf import stratum_pool


def test_accepts_pools_that_account_for_the_whole_registry(case):
    assert case.breaches(pool_reconciles) == []


def test_reports_a_target_that_is_neither_in_the_pool_nor_excluded(case):
    lost = case.pool("P2", exclusions={Exclusion.NO_ITEM: 5})

    assert lost.breaches(pool_reconciles) == [("P2",)]


def test_reports_an_exclusion_too_many(case):
    invented = case.pool("P2", exclusions={Exclusion.NO_ITEM: 6, Exclusion.ITEM_DONE: 1})

    assert invented.breaches(pool_reconciles) == [("P2",)]


def test_reports_a_target_with_two_chances(case):
    strata = (stratum_pool(("A",), [0, 1], 1), stratum_pool(("B",), [1, 2, 3], 2))

    assert case.pool("P1", strata=strata).breaches(pool_reconciles) == [("P1",)]


def test_reports_a_row_beyond_the_registry(case):
    accepted = case.pool("P2", strata=(stratum_pool((), [0, 7], 1),))
    beyond = case.pool("P2", strata=(stratum_pool((), [0, 8], 1),))

    assert accepted.breaches(pool_reconciles) == []
    assert beyond.breaches(pool_reconciles) == [("P2",)]


def test_reports_a_plan_without_a_pool(case):
    without = case.locking(pools=case.lock.pools[:1])

    assert without.breaches(pool_reconciles) == [("P2",)]


def test_reports_a_second_pool_of_one_plan(case):
    twice = case.locking(pools=(*case.lock.pools, case.lock.pools[0]))

    assert twice.breaches(pool_reconciles) == [("P1",)]


def test_reports_a_pool_of_a_listed_plan(case):
    listed = case.pool("P2", plan_id="P3")

    assert listed.breaches(pool_reconciles) == [("P2",), ("P3",)]
