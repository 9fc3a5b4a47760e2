"""UniGen: plans as solutions of a formula, sampled almost uniformly by a SAT solver with hashes.

S. Chakraborty, K. Meel, M. Vardi, "A scalable and nearly uniform generator of SAT witnesses" (CAV
2013); M. Soos, S. Gocht, K. Meel, "Tinted, detached, and lazy CNF-XOR solving and its applications
to counting and sampling" (CAV 2020). It runs in a process of its own, whose start and reading are
not timed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.peers.clauses import Formula
from scheduler.lottery.candidates.pool import OfficerPool

PYTHON = os.environ.get("UNIGEN_PYTHON", sys.executable)
"""The interpreter that has pyunigen; this one, unless the variable names another."""

PROCESS = Path(__file__).with_name("unigen_process.py")


@dataclass(frozen=True)
class Sampled:
    """*holders* of shape (draws, M); *about* how many plans there are.

    Seconds of the processor for all draws, and for one plan alone, reading and counting included.
    """

    holders: np.ndarray
    about: int
    cpu_seconds: float
    alone_seconds: float


def missing() -> str:
    """Return why it cannot run, or nothing."""
    tried = subprocess.run(  # noqa: S603 - our own interpreter
        [PYTHON, "-c", "import pyunigen"], check=False, capture_output=True, text=True
    )
    if not tried.returncode:
        return ""
    last = tried.stderr.strip().splitlines()[-1]
    return f"{last}: install the extra `peers`, or name an interpreter in UNIGEN_PYTHON"


def draw_many(pool: OfficerPool, draws: int, seed: int) -> Sampled:
    """Draw plans of a pool without bonds."""
    formula = Formula(pool)
    asked = {
        "clauses": formula.clauses,
        "pairs": formula.n_pairs,
        "draws": draws,
        "seed": seed,
    }
    done = subprocess.run(  # noqa: S603 - our own script
        [PYTHON, PROCESS], input=json.dumps(asked), check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    chosen = np.array(told["plans"]) > 0
    _, variable = np.nonzero(chosen)  # pairs ascend by call, as places do
    holders = formula.officer[variable].reshape(len(chosen), len(pool.needs))
    return Sampled(holders, told["about"], told["cpu_seconds"], told["alone_seconds"])
