"""The odds of one step of the walk, exact: its own functions, run over all their choices.

Only the source of numbers is replaced. Instead of drawing one, it takes what a script says and
notes how many options there were; running through all scripts gives every outcome with its
probability. Nothing of the walk is repeated here.

`transition_matrix` compiles the walk anew with such numbers, which takes seconds once and
microseconds for each outcome. `matrix_of_source` runs the plain Python functions: a hundred times
slower, but it sees whatever a test has put in their place. That both find the same is a test of
its own.
"""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any

import numba as nb
import numpy as np
import pytest
import scipy.sparse

from scheduler.lottery.candidates.pool import OfficerPool
from scheduler.lottery.teams import walk, walking
from tests.scheduler.lottery.teams.enumeration import Plan, as_plan, broken

PENALTY = walking.PENALTIES[0]

KERNELS = tuple(name for name, kernel in vars(walk).items() if hasattr(kernel, "py_func"))
"""What a step calls, and what that calls."""


def holder_of(plan: Plan) -> np.ndarray:
    """Return the officer of each place."""
    return np.array([officer for team in plan for officer in team], np.int32)


def in_python(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """Return the Python function behind a kernel."""
    return getattr(kernel, "py_func", kernel)


# --- all outcomes, compiled ----------------------------------------------------------------------

DEPTH = 200
"""Choices of one step at most. A script has two halves: what is chosen, and out of how many."""

BIASED = 1 << 16
"""A coin whose first side has odds 2**-b is noted as one of BIASED + b."""


def below(bound, script, cursor):
    at = cursor[0]
    cursor[0] = at + 1
    script[DEPTH + at] = bound
    return script[at]


def comes_true(bits, script, cursor):
    return bits <= 0 or below(BIASED + bits, script, cursor) == 0


def pick(count, script, cursor):
    """Choose one of *count*, and throw a coin if it counts.

    The first coin of a step tells rings (0) from chains, and is kept in the last word: of the
    later ones here, chains look at none.
    """
    first = cursor[0] == 0
    index = below(count, script, cursor)
    if first:
        script[-1] = below(2, script, cursor)
        return index, script[-1]
    return index, (below(2, script, cursor) if script[-1] == 0 else 0)


def outsider(call, leaver, n_officers, script, cursor, *team):
    """Choose one of those who may join, and throw a coin if it counts: in a chain."""
    willing = 0
    for officer in range(n_officers):
        if officer != leaver and may_join(officer, call, *team):  # noqa: F821 - the walk's
            willing += 1
    index = below(willing, script, cursor)
    coin = 0 if script[-1] == 0 else below(2, script, cursor)
    for officer in range(n_officers):
        if officer != leaver and may_join(officer, call, *team):  # noqa: F821 - the walk's
            if index == 0:
                return officer, coin
            index -= 1
    return -1, coin


def odds(script, depth):
    """Return the probability of the first *depth* choices of a script."""
    found = 1.0
    for at in range(depth):
        noted = script[DEPTH + at]
        if noted > BIASED:
            first_side = 0.5 ** (noted - BIASED)
            found *= first_side if script[at] == 0 else 1 - first_side
        else:
            found /= noted
    return found


def next_script(script, depth):
    """Turn a script of *depth* choices into the next one. Tell if there is one."""
    while depth:
        noted = script[DEPTH + depth - 1]
        if script[depth - 1] + 1 < (2 if noted > BIASED else noted):
            script[depth - 1] += 1
            return True
        depth -= 1
        script[depth] = 0
    return False


def key_of(holder, starts, n_officers):
    """Return a number that plans with equal teams, and only they, have in common."""
    key = 0
    for call in range(len(starts) - 1):
        for officer in range(n_officers):
            for place in range(starts[call], starts[call + 1]):
                if holder[place] == officer:
                    key = key * n_officers + officer
    return key


def index_of(key, keys):
    """Return where *key* is among *keys*, which ascend, or -1."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < len(keys) and keys[low] == key else -1


ARGUMENTS = list(inspect.signature(walk.take_steps.py_func).parameters)
STATE = ARGUMENTS[ARGUMENTS.index("call_of") :]
"""The names of the arrays that a step works on, in their order."""

HOLDER, LOAD, STARTS = (STATE.index(name) for name in ("holder", "load", "starts"))

CHANGED = ("holder", "load", "held", "where", "on_day", "in_week", "book")
"""Those that a step changes, scratch paper aside."""


def fill_row(row, keys, n_broken, script, start, *state):
    """Add the odds of each outcome of a step from one plan to its *row*.

    *start* has the plan's position, the penalty, and the memory that a step changes, as it is now
    and once more. Return 1 if a step left the plans, 2 if it miscounted broken bonds, else 0.
    """
    first, penalty, memory, saved = start
    cursor, bonds = np.zeros(1, np.int64), np.zeros(1, np.int64)
    while True:
        for at in range(len(memory)):
            memory[at] = saved[at]
        cursor[0], bonds[0] = 0, n_broken[first]
        take_steps(2, 1, script, cursor, bonds, penalty, *state)  # noqa: F821
        reached = index_of(key_of(state[HOLDER], state[STARTS], len(state[LOAD])), keys)
        if reached < 0:
            return 1
        if bonds[0] != n_broken[reached]:
            return 2
        row[reached] += odds(script, cursor[0])
        if not next_script(script, cursor[0]):
            return 0


@cache
def compiled() -> dict[str, Callable[..., Any]]:
    """Return the walk's kernels compiled with scripted numbers, and what runs through scripts."""
    here = (below, comes_true, pick, outsider, odds, next_script, key_of, index_of, fill_row)
    found = vars(walk) | {"DEPTH": DEPTH, "BIASED": BIASED, "HOLDER": HOLDER, "LOAD": LOAD}
    found |= {"STARTS": STARTS}
    plain = {name: in_python(getattr(walk, name)) for name in KERNELS}
    for name, function in (plain | {function.__name__: function for function in here}).items():
        own = FunctionType(function.__code__, found, name)
        found[name] = nb.njit(error_model="numpy", no_cfunc_wrapper=True)(own)
    return found


def in_one_stretch(state: tuple[Any, ...]) -> tuple[list[Any], np.ndarray]:
    """Return the state with all that a step changes in one stretch of memory, and that."""
    laid, parts = list(state), [STATE.index(name) for name in CHANGED]
    ends = np.cumsum([state[part].size for part in parts])
    memory = np.zeros(8 * ends[-1], np.uint8)
    for part, end in zip(parts, ends, strict=True):
        old = state[part]
        begin = 8 * (end - old.size)
        new = memory[begin : begin + old.nbytes].view(old.dtype).reshape(old.shape)
        new[...] = old
        laid[part] = new
    return laid, memory


def transition_matrix(of: OfficerPool, plans: list[Plan], *, penalty: int = PENALTY) -> np.ndarray:
    """Return P, shape (plans, plans): one step of the walk, exact up to rounding of doubles.

    With bonds, *plans* are all that obey the other rules, and the walk may pass through those that
    break bonds; `watched` gives the walk as it is seen where none is broken.

    Raises:
        KeyError: if a step leads out of *plans*.
    """
    n_officers, fill = len(of.officer_ids), compiled()["fill_row"]
    assert n_officers ** len(of.needs) < 1 << 62
    keys = np.array([key_of(holder_of(plan), of.starts, n_officers) for plan in plans], np.int64)
    assert (np.diff(keys) > 0).all(), "Not in the order of `all_plans`."
    n_broken = np.array([broken(of, plan) for plan in plans], np.int64)
    matrix, script = np.zeros((len(plans), len(plans))), np.zeros(2 * DEPTH + 1, np.int64)
    for at, plan in enumerate(plans):
        state, memory = in_one_stretch(walking.walking_state(of, holder_of(plan)))
        start = at, penalty, memory, memory.copy()
        fault = fill(matrix[at], keys, n_broken, script, start, *state)
        if fault == 1:
            raise KeyError(plan)
        assert not fault, "Broken bonds are counted wrongly."
    return matrix


# --- all outcomes, in Python ---------------------------------------------------------------------


class Coin:
    """A coin thrown when it is looked at, so that unused coins do not double the branches."""

    def __init__(self, source: EveryOutcome) -> None:
        self._source = source

    def __eq__(self, other: object) -> bool:
        return self._source.choose(2) == other

    __hash__ = None


class EveryOutcome:
    """A source of numbers that, run after run, takes every branch; knows each run's probability."""

    def __init__(self) -> None:
        self.script: list[int] = []
        self.options: list[int] = []
        self.probability = 1.0

    def choose(self, options: int) -> int:
        depth = len(self.options)
        if depth == len(self.script):
            self.script.append(0)
        self.options.append(options)
        self.probability /= options
        return self.script[depth]

    def coin(self) -> Coin:
        return Coin(self)

    def below(self, bound, _words, _cursor):
        return self.choose(int(bound))

    def pick(self, count, _words, _cursor):
        return self.choose(int(count)), self.coin()

    def comes_true(self, bits, _words, _cursor):
        if bits <= 0:
            return True
        true = self.choose(2) == 0
        # The coin was fair; the outcome is not.
        self.probability *= 2 * (0.5**bits if true else 1 - 0.5**bits)
        return true

    def outsider(self, call, leaver, n_officers, _words, _cursor, starts, holder, eligible):
        willing = [
            o
            for o in range(n_officers)
            if o != leaver and walk.may_join(o, call, starts, holder, eligible)
        ]
        return willing[self.choose(len(willing))], self.coin()

    def advance(self) -> bool:
        """Go to the next branch; False when there is none."""
        self.script = self.script[: len(self.options)]
        while self.script and self.script[-1] + 1 == self.options[len(self.script) - 1]:
            self.script.pop()
        self.options, self.probability = [], 1.0
        if not self.script:
            return False
        self.script[-1] += 1
        return True


def matrix_of_source(
    of: OfficerPool,
    plans: list[Plan],
    source: type[EveryOutcome] = EveryOutcome,
    *,
    penalty: int = PENALTY,
) -> np.ndarray:
    """Return what `transition_matrix` returns, from the Python functions that stand in `walk` now.

    Raises:
        KeyError: if a step leads out of *plans*.
    """
    index = {plan: i for i, plan in enumerate(plans)}
    matrix = np.zeros((len(plans), len(plans)))
    for plan in plans:
        for reached, probability in _outcomes(of, plan, source(), penalty).items():
            matrix[index[plan], index[reached]] += probability
    return matrix


def _outcomes(of: OfficerPool, plan: Plan, source: EveryOutcome, penalty: int) -> dict[Plan, float]:
    found: dict[Plan, float] = defaultdict(float)
    with pytest.MonkeyPatch.context() as patch:
        for kernel in KERNELS:
            patch.setattr(walk, kernel, in_python(getattr(walk, kernel)))
        for choice in ("below", "pick", "outsider", "comes_true"):
            patch.setattr(walk, choice, getattr(source, choice))
        while True:
            holder = holder_of(plan)
            state = walking.walking_state(of, holder)
            words, cursor = np.zeros(1, np.uint32), np.zeros(1, np.int64)
            bonds = np.array([broken(of, plan)])
            walk.take_steps(2, 1, words, cursor, bonds, penalty, *state)
            reached = as_plan(of, holder)
            assert bonds[0] == broken(of, reached)
            found[reached] += source.probability
            if not source.advance():
                return found


# --- what a matrix says --------------------------------------------------------------------------


def watched(matrix: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Return the walk as it is seen on the states *seen* only: the censored chain.

    P_SS + P_SO (1 - P_OO)^-1 P_OS, S seen and O others (J. Kemeny, J. Snell, 1960, 6.1).
    """
    inside, other = np.nonzero(seen)[0], np.nonzero(~seen)[0]
    stay = matrix[np.ix_(inside, inside)]
    if not len(other):
        return stay
    back = np.linalg.solve(
        np.eye(len(other)) - matrix[np.ix_(other, other)], matrix[np.ix_(other, inside)]
    )
    return stay + matrix[np.ix_(inside, other)] @ back


def distance(matrix: np.ndarray, steps: int, law: np.ndarray | None = None) -> float:
    """Return the largest total variation from *law* after *steps* steps, over all starts.

    The law is uniform if none is given.
    """
    law = np.full(len(matrix), 1 / len(matrix)) if law is None else law
    return float(0.5 * np.abs(np.linalg.matrix_power(matrix, steps) - law).sum(axis=1).max())


def imbalance(matrix: np.ndarray, law: np.ndarray | None = None) -> float:
    """Return the largest difference between how often a step and its reverse occur under *law*.

    Each relative to a plan's share of the law; if none is given, the asymmetry of the matrix.
    """
    law = np.ones(len(matrix)) if law is None else law / law.max()
    flow = law[:, np.newaxis] * matrix
    return float(np.abs(flow - flow.T).max())


def is_connected(matrix: np.ndarray) -> bool:
    """Tell whether every plan can be reached from every other."""
    n_parts, _ = scipy.sparse.csgraph.connected_components(matrix > 0, connection="strong")
    return n_parts == 1
