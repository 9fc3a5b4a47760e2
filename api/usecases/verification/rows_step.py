"""The step about the pools: that the rows are as many, and those, that the lock tells."""

from __future__ import annotations

from api.files.evidence.documents import ROWS
from api.files.evidence.public_lock import rows_tree
from api.usecases.verification.finding import Finding
from api.usecases.verification.public_draw import PublicDraw
from scheduler.errors import Fault
from scheduler.evidence.commitments import HEX


def rows_step(draw: PublicDraw) -> Finding:
    """Check public/rows.csv against public/lock.json."""
    heading, *rows = draw.files[ROWS].decode(errors="replace").split("\n")
    told = draw.lock["rows"]
    if heading != "commitment" or rows[-1:] != [""]:
        return Finding("rows", faults=(Fault("rows-unreadable", ROWS, {"row": 1}),))
    rows = rows[:-1]
    before = ""
    for number, row in enumerate(rows, start=2):
        if not HEX.fullmatch(row) or row <= before:
            return Finding("rows", faults=(Fault("rows-unreadable", ROWS, {"row": number}),))
        before = row
    if len(rows) != told["count"] or rows_tree(rows).root().hex() != told["root"]:
        facts = {"found": len(rows), "expected": told["count"]}
        return Finding("rows", len(rows), faults=(Fault("rows-unlike-lock", ROWS, facts),))
    pools = [plan["pool"] for plan in draw.plans.values() if "pool" in plan]
    if not max(pools, default=0) <= len(rows) <= sum(pools):
        facts = {"found": len(rows), "expected": max(pools, default=0)}
        return Finding("rows", len(rows), faults=(Fault("rows-unlike-lock", ROWS, facts),))
    return Finding("rows", len(rows))
