"""A team can fill its slots exactly when some seating of its members does, few slots or many."""

from itertools import permutations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from scheduler.lottery.teams.walk import covers, covers_many

MASKS = st.integers(1, 7)


@given(wanted=st.lists(MASKS, max_size=5), held=st.lists(st.integers(0, 7), min_size=5, max_size=6))
@example(wanted=[1, 1], held=[1, 2, 2, 2, 2])
@example(wanted=[3, 1, 2], held=[3, 1, 2, 0, 0])
def test_a_seating_exists_exactly_when_the_kernels_say_so(wanted, held):
    needs = np.array(wanted + [0] * (len(held) - len(wanted)), np.uint64)
    starts, holder = np.array([0, len(held)], np.int32), np.arange(len(held), dtype=np.int32)
    holds = np.array(held, np.uint64)

    seated = any(
        all(bits & ~held[member] == 0 for bits, member in zip(wanted, seating, strict=False))
        for seating in permutations(range(len(held)), len(wanted))
    )

    assert covers(0, starts, holder, needs, holds) == seated
    assert covers_many(0, len(held), len(wanted), holder, needs, holds) == seated


def test_more_slots_than_fit_one_word_are_counted_too():
    needs = np.array([1 << slot for slot in range(8)], np.uint64)
    starts, holder = np.array([0, 8], np.int32), np.arange(8, dtype=np.int32)

    assert covers(0, starts, holder, needs, needs[::-1].copy())
    assert not covers(0, starts, holder, needs, np.array([*needs[:7], 1], np.uint64))
