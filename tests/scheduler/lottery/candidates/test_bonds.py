"""Bonds bind if there is any rule between people, and keep in step with a part of their pool."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.lottery.candidates.bonds import NO_PAIRS, Bonds

NONE = Bonds.none(3, 3)
PAIR = np.zeros((3, 3), np.bool_)
PAIR[0, 2] = PAIR[2, 0] = True


def test_without_rules_nobody_is_bound():
    assert not NONE.bind
    assert not replace(NONE, apart=np.zeros((3, 3), np.bool_)).bind


@pytest.mark.parametrize(
    "change",
    [{"apart": PAIR}, {"wants": np.array([0, 1, 0], np.uint64)}, {"mates": PAIR}],
    ids=["relatives", "seniors", "pairs"],
)
def test_each_rule_binds(change):
    assert replace(NONE, **change).bind


@pytest.mark.parametrize("change", [{"has": np.ones(3, np.uint64)}, {"before": PAIR}])
def test_what_somebody_is_or_did_binds_nobody_by_itself(change):
    assert not replace(NONE, **change).bind


def test_a_part_keeps_its_people_and_calls_in_their_new_order():
    bonds = Bonds(
        apart=PAIR,
        wants=np.array([1, 0, 1], np.uint64),
        has=np.array([1, 2, 3], np.uint64),
        mates=~PAIR,
        before=PAIR,
        turn=np.array([2, 0, 1], np.int32),
    )
    part = bonds.taking([2, 1], [2, 0])

    assert part.apart.tolist() == part.before.tolist() == [[False, True], [True, False]]
    assert part.mates.tolist() == [[True, False], [False, True]]
    assert part.wants.tolist() == [1, 0]
    assert part.has.tolist() == [3, 1]
    assert part.turn.tolist() == [1, 0]


def test_a_part_that_leaves_a_relative_out_is_free():
    assert replace(NONE, apart=PAIR).taking([0], [0, 2]).bind
    assert not replace(NONE, apart=PAIR).taking([0], [0, 1]).bind


def test_no_pairs_stay_no_pairs():
    part = NONE.taking([0], [1, 2])

    assert part.apart is NO_PAIRS
    assert part.mates is NO_PAIRS
