"""What numba made of the walk: the steps of the source, on any chunks, with books that are right.

The matrices of `test_walk_exact.py` speak of single steps from fresh states; these tests are about
many steps one after the other.
"""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.lottery.keystream import Keystream
from scheduler.lottery.teams import walk, walking
from scheduler.lottery.teams.first_plan import first_plan
from scheduler.lottery.teams.walking import BOOK, mend, walk_length, walking_state
from tests.scheduler.lottery.teams.enumeration import all_plans, as_plan, broken, pool
from tests.scheduler.lottery.teams.kinds import BOUND, ORDINARY, SCORED, SLOW, TIMED
from tests.scheduler.lottery.teams.transitions import KERNELS, STATE, holder_of, in_python

POOLS = ORDINARY | TIMED | BOUND | SCORED | SLOW
SOME = {
    "conflicts": ORDINARY["conflicts"],
    "two full days of one officer": TIMED["two full days of one officer"],
    "visits of many calls on full days": TIMED["visits of many calls on full days"],
    "everything together": BOUND["everything together"],
    "relatives who change together": BOUND["relatives who change together"],
    "preferred relatives": SCORED["preferred relatives"],
}


def walked(of, *, steps, label="L", penalty=2):
    return walking.walk(of, start_of(of), steps=steps, label=label, penalty=penalty)


def start_of(of):
    return holder_of(all_plans(of)[0])


def as_values(found):
    return found.holder.tolist(), found.steps, found.moves, found.watched, found.broken


def interpret(monkeypatch):
    """Let the walk run as plain Python."""
    for kernel in KERNELS:
        plain = in_python(getattr(walk, kernel))
        monkeypatch.setattr(walk, kernel, plain)
        if hasattr(walking, kernel):
            monkeypatch.setattr(walking, kernel, plain)


class TestSteps:
    @pytest.mark.parametrize("name", POOLS)
    def test_compiled_steps_are_those_of_the_source(self, name, monkeypatch):
        of = POOLS[name]()
        compiled = walked(of, steps=200, label=name)
        interpret(monkeypatch)

        assert as_values(walked(of, steps=200, label=name)) == as_values(compiled)

    @pytest.mark.parametrize("name", SOME)
    def test_mending_is_that_of_the_source(self, name, monkeypatch):
        of = SOME[name]()
        start = first_plan(of).holder
        compiled = mend(of, start, steps=100, label=name)
        interpret(monkeypatch)
        interpreted = mend(of, start, steps=100, label=name)

        assert interpreted.holder.tolist() == compiled.holder.tolist()
        assert interpreted.penalty == compiled.penalty
        assert interpreted.breaking == compiled.breaking

    @pytest.mark.parametrize("name", SOME)
    def test_the_size_of_the_chunks_does_not_matter(self, name, monkeypatch):
        of = SOME[name]()
        whole = as_values(walked(of, steps=2000))
        for chunk in (1, 7, 64):
            monkeypatch.setattr(walking, "CHUNK", chunk)
            assert as_values(walked(of, steps=2000)) == whole

    @pytest.mark.parametrize("name", SOME)
    def test_it_ends_where_all_rules_hold(self, name):
        of = SOME[name]()
        plans = set(all_plans(of))

        for number in range(20):
            found = walked(of, steps=50, label=str(number))
            assert as_plan(of, found.holder) in plans
            assert (found.broken, found.watched) == (0, 50)

    def test_without_bonds_every_step_is_watched(self):
        found = walked(SOME["conflicts"](), steps=300)

        assert found.steps == found.watched == 300

    def test_steps_where_a_bond_is_broken_are_not_counted(self):
        found = walked(SOME["everything together"](), steps=300)

        assert found.watched == 300 < found.steps

    def test_no_steps_change_nothing(self):
        of = SOME["conflicts"]()
        found = walked(of, steps=0)

        assert as_values(found) == (start_of(of).tolist(), 0, 0, 0, 0)

    def test_the_start_is_left_as_it_was(self):
        of = SOME["conflicts"]()
        start = start_of(of)
        walking.walk(of, start, steps=500, label="L")

        assert start.tolist() == start_of(of).tolist()

    def test_a_walk_that_gives_up_says_so(self):
        # Both go to the one visit, and are relatives.
        of = pool([{0, 1}, {2, 3}], sizes=[2, 1], apart=[(0, 1)])
        found = walking.walk(of, first_plan(of).holder, steps=10, label="L", most=40)

        assert (found.steps, found.watched, found.broken) == (80, 0, 1)


class TestBooks:
    """Whoever holds what, by place, by officer, by day and week, and which bonds are broken."""

    @staticmethod
    def faults(of, *, steps, penalty=2):
        """Return the names of the books that are wrong after many steps."""
        holder = start_of(of)
        state = walking_state(of, holder)
        bonds = np.zeros(1, np.int64)
        words, cursor = Keystream("books").words(100 * steps), np.zeros(1, np.int64)
        walk.take_steps(steps, steps, words, cursor, bonds, penalty, *state)
        fresh = walking_state(of, holder)
        now, then = (dict(zip(STATE, found, strict=True)) for found in (state, fresh))
        kept = ("load", "on_day", "in_week") if of.periods.limited else ("load",)
        found = {name for name in kept if (now[name] != then[name]).any()}
        for officer, load in enumerate(now["load"]):
            first = now["held_start"][officer]
            mine = now["held"][first : first + load]
            if sorted(mine) != np.nonzero(holder == officer)[0].tolist():
                found.add("held")
            if [now["where"][place] for place in mine] != list(range(first, first + load)):
                found.add("where")
        if (state[BOOK] != fresh[BOOK]).any():
            found.add("book")
        if bonds[0] != broken(of, as_plan(of, holder)):
            found.add("broken")
        return found

    @pytest.mark.parametrize("name", POOLS)
    def test_after_many_steps_all_books_are_those_of_the_plan(self, name):
        for steps in (1, 50, 3000):
            assert self.faults(POOLS[name](), steps=steps) == set()

    @pytest.mark.parametrize(
        ("kernel", "wrong"),
        [("take_back", "book"), ("rebook_mates", "book"), ("count", "on_day")],
    )
    def test_a_book_that_is_not_kept_is_noticed(self, kernel, wrong, monkeypatch):
        interpret(monkeypatch)
        of = BOUND["everything together"]()
        assert not any(self.faults(of, steps=steps) for steps in range(1, 100))
        monkeypatch.setattr(walk, kernel, lambda *_: 0)

        assert any(wrong in self.faults(of, steps=steps) for steps in range(1, 100))


class TestBelow:
    """Whole numbers from words, each equally likely."""

    def test_words_that_would_favour_low_numbers_are_passed_over(self):
        # 2**32 = 3 * 1431655765 + 1: of three numbers one word too many falls to the first.
        words, cursor = np.array([0, 1 << 31], np.uint32), np.zeros(1, np.int64)

        assert walk.below(3, words, cursor) == 1
        assert cursor[0] == 2

    def test_a_power_of_two_passes_nothing_over(self):
        words, cursor = np.array([0], np.uint32), np.zeros(1, np.int64)

        assert walk.below(8, words, cursor) == 0
        assert cursor[0] == 1

    def test_running_out_of_words_is_noticed(self):
        words, cursor = np.array([0], np.uint32), np.zeros(1, np.int64)
        walk.below(3, words, cursor)

        assert cursor[0] > len(words)

    @pytest.mark.parametrize("bound", [1, 2, 3, 10, 255])
    def test_each_number_has_equally_many_words(self, bound):
        # All words that differ in their upper 16 bits stand for all words.
        counts = np.zeros(bound, np.int64)
        for high in range(1 << 16):
            words, cursor = np.array([high << 16 | 0x8000], np.uint32), np.zeros(1, np.int64)
            number = walk.below(bound, words, cursor)
            if cursor[0] == 1:
                counts[number] += 1

        assert counts.max() - counts.min() <= 1


class TestComesTrue:
    """A chance of one in 2**bits."""

    @staticmethod
    def comes_true(bits, *words):
        cursor = np.zeros(1, np.int64)
        return walk.comes_true(bits, np.array(words, np.uint32), cursor), int(cursor[0])

    @pytest.mark.parametrize("bits", [1, 2, 8, 31])
    def test_so_many_upper_bits_of_a_word_must_be_zero(self, bits):
        last = (1 << (32 - bits)) - 1

        assert self.comes_true(bits, last) == (True, 1)
        assert self.comes_true(bits, last + 1) == (False, 1)

    @pytest.mark.parametrize(("bits", "second"), [(32, None), (33, 1 << 31), (40, 1 << 24)])
    def test_more_bits_than_a_word_has_take_the_next(self, bits, second):
        if second is None:
            assert self.comes_true(bits, 0) == (True, 1)
        else:
            assert self.comes_true(bits, 0, second - 1) == (True, 2)
            assert self.comes_true(bits, 0, second) == (False, 2)
        assert self.comes_true(bits, 1, 0) == (False, 1)

    def test_nothing_asked_is_granted_without_a_word(self):
        assert self.comes_true(0) == (True, 0)
        assert self.comes_true(-3) == (True, 0)

    def test_running_out_of_words_is_noticed(self):
        assert self.comes_true(1) == (False, 1)
        assert self.comes_true(33, 0) == (False, 2)


@pytest.mark.parametrize(
    ("places", "officers", "expected"),
    [
        (2, 3, 10 * 16 * 4),  # short walks are no shorter than for sixteen
        (16, 3, 10 * 16 * 4),
        (17, 3, 10 * 17 * 5),
        (2, 100, 10 * 100 * 7),
        (2000, 100, 10 * 2000 * 11),
        (2048, 100, 10 * 2048 * 11),
        (2049, 100, 10 * 2049 * 12),
    ],
)
def test_the_length_is_c_times_m_times_log_m(places, officers, expected):
    assert walk_length(pool([{officers - 1}], sizes=[places]), 10) == expected
