"""Mending in haste, as rehearsals do, finds a plan where mending in full finds one."""

from __future__ import annotations

import pytest

from scheduler.lottery.teams.first_plan import first_plan
from scheduler.lottery.teams.staffing import MENDING
from scheduler.lottery.teams.walking import BOOK, PENALTIES, mend, walk_length, walking_state
from tests.scheduler.lottery.teams.kinds import BOUND
from tests.scheduler.lottery.teams.pools import pool

LABELS = range(10)


def mended(of, label, *, hasty):
    start, steps = first_plan(of).holder, walk_length(of, MENDING)
    return mend(of, start, steps=steps, label=str(label), hasty=hasty)


def broken(of, holder):
    return int(walking_state(of, holder)[BOOK].sum())


@pytest.mark.parametrize("name", BOUND)
def test_haste_finds_a_plan_whose_bonds_hold_and_takes_the_strongest_penalty(name):
    of = BOUND[name]()
    for label in LABELS:
        found = mended(of, label, hasty=True)

        assert found.breaking == mended(of, label, hasty=False).breaking == ()
        assert found.penalty == PENALTIES[-1]
        assert broken(of, found.holder) == 0


def test_without_bonds_there_is_nothing_to_mend():
    of = pool([{0, 1, 2}] * 4)
    found = mended(of, "x", hasty=True)

    assert (found.penalty, found.breaking) == (PENALTIES[0], ())
    assert found.holder.tolist() == first_plan(of).holder.tolist()
