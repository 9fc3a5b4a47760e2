"""The process that runs UniGen: a formula comes in as JSON, plans and seconds go out.

Nothing but the standard library and pyunigen, so that any interpreter that has it will do.
"""

import json
import sys
from time import process_time

from pyunigen import Sampler

BATCH = 20
"""Plans asked of one sampler: it slows down with each plan, and is fastest begun anew now and then.

Per plan 2.1 ms with 20, 3.0 ms with 100, 16 ms with 1,000 (a body with 324 plans).
"""

ALONE = 5
"""So many single plans are drawn, each by a sampler that reads and counts for itself."""


def loaded(clauses, seed):
    sampler = Sampler(seed=seed)
    for clause in clauses:
        sampler.add_clause(clause)
    return sampler


def main():
    asked = json.load(sys.stdin)
    pairs, clauses, first = range(1, asked["pairs"] + 1), asked["clauses"], asked["seed"]
    begin = process_time()
    for seed in range(first, first + ALONE):
        cells, hashes, _ = loaded(clauses, seed).sample(num=1, sampling_set=pairs)
    alone = (process_time() - begin) / ALONE
    plans = []
    begin = process_time()
    for seed in range(first, first + asked["draws"] // BATCH):
        sampler = loaded(clauses, seed)
        plans += sampler.sample(num=BATCH, sampling_set=pairs, cell_hash_count=(cells, hashes))[-1]
    told = {
        "plans": plans,
        "about": cells * 2**hashes,
        "alone_seconds": alone,
        "cpu_seconds": process_time() - begin,
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
