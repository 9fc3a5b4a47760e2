"""A plan book for the shelf's district that breaks no rule.

Nothing here comes from an engine: teams and days were chosen by hand, only tickets are hashed.
"""

from __future__ import annotations

import hashlib
from datetime import date

from scheduler.domain.calendar import Window
from scheduler.domain.planbook import (
    BodyDraw,
    Demand,
    OfficerLoad,
    PlanBook,
    Selection,
    StratumDraw,
    Task,
    Team,
    Visit,
)
from scheduler.domain.quota import Stratum
from tests.shelf import FOOD, MARCH

LEAD = frozenset({"lead"})
FREE = frozenset[str]()

# A seed under which T1 < T2 and T1 < T3 < T5 < T4.
SEED_TEXT = f"doubledraw-seed-1\ndraw 120116-2026-000001/1\nentropy local {49:064x}\n"


def sha(text: str) -> str:
    """Hash as `printf %s text | sha256sum` does."""
    return hashlib.sha256(text.encode()).hexdigest()


def ticket(target_id: str) -> str:
    """Return a target's ticket under the shelf's seed."""
    return sha(sha(sha(SEED_TEXT) + "/target") + target_id)


def drawn(
    plan_id: str, stratum: Stratum, target_id: str, rank: int, *, reserve: bool = False
) -> Selection:
    """Make a selection with the right ticket."""
    return Selection(
        plan_id=plan_id,
        target_id=target_id,
        stratum=stratum,
        rank=rank,
        ticket=ticket(target_id),
        reserve=reserve,
    )


def load(
    officer_id: str,
    body_id: str,
    *,
    days: int,
    share: tuple[int, int],
    band: tuple[int, int],
    live: int = 0,
    drawn: int,
) -> OfficerLoad:
    """Make an officer's figures; *band* is lowest and highest."""
    return OfficerLoad(
        officer_id=officer_id,
        body_id=body_id,
        days_available=days,
        share=share,
        lowest=band[0],
        highest=band[1],
        live=live,
        drawn=drawn,
    )


BOOK = PlanBook(
    seed_text=SEED_TEXT,
    selections=(
        drawn("P1", ("A",), "T1", 1),
        drawn("P1", ("B",), "T3", 1),
        drawn("P1", ("B",), "T5", 2),
        drawn("P1", ("A",), "T2", 2, reserve=True),
        drawn("P1", ("B",), "T4", 3, reserve=True),
        drawn("P2", (), "T1", 1),
        drawn("P2", (), "T3", 2, reserve=True),
        Selection(plan_id="P3", target_id="T8"),
    ),
    strata=(
        StratumDraw(plan_id="P1", stratum=("A",), pool=2, quota=1, cutoff=ticket("T1")),
        StratumDraw(plan_id="P1", stratum=("B",), pool=3, quota=2, cutoff=ticket("T5")),
        StratumDraw(plan_id="P2", stratum=(), pool=2, quota=1, cutoff=ticket("T1")),
    ),
    visits=(
        Visit(
            visit_id="T1/P1",
            premises_id="M1",
            tasks=(Task("P1", "T1"), Task("P1", "T3"), Task("P2", "T1")),
            demands=(
                Demand(body_id="B1", team_size=2, slots=(FOOD, LEAD), item_ids=("I1",)),
                Demand(body_id="B2", team_size=2, slots=(LEAD,), item_ids=("I2",)),
            ),
            lead_body="B2",
            window=Window(date(2026, 3, 9), date(2026, 3, 28)),
            day=date(2026, 3, 18),
            slot_plan="P1",
        ),
        Visit(
            visit_id="T5/P1",
            premises_id="T5",
            tasks=(Task("P1", "T5"),),
            demands=(Demand(body_id="B1", team_size=2, slots=(LEAD,), item_ids=()),),
            lead_body="B1",
            window=MARCH,
            day=date(2026, 3, 17),  # O3's first day back
            slot_plan="P1",
        ),
        Visit(
            visit_id="T8/P3",
            premises_id="T8",
            tasks=(Task("P3", "T8"),),
            demands=(Demand(body_id="B2", team_size=2, slots=(LEAD,), item_ids=()),),
            lead_body="B2",
            window=Window(date(2026, 3, 2), date(2026, 3, 15)),
            day=date(2026, 3, 14),
            slot_plan="P3",
        ),
    ),
    teams=(
        Team(visit_id="T1/P1", body_id="B1", places=(("O1", LEAD), ("O2", FOOD)), leader="O1"),
        Team(visit_id="T1/P1", body_id="B2", places=(("O5", LEAD), ("O6", FREE)), leader="O5"),
        Team(visit_id="T5/P1", body_id="B1", places=(("O1", LEAD), ("O3", FREE)), leader="O1"),
        Team(visit_id="T8/P3", body_id="B2", places=(("O5", LEAD), ("O7", FREE)), leader="O7"),
    ),
    # B1: 4 places and 1 live, 55 days. B2: 4 places, 66 days.
    loads=(
        load("O1", "B1", days=22, share=(2, 1), band=(2, 2), drawn=2),
        load("O2", "B1", days=22, share=(2, 1), band=(1, 1), live=1, drawn=1),
        load("O3", "B1", days=11, share=(1, 1), band=(1, 1), drawn=1),
        load("O5", "B2", days=22, share=(4, 3), band=(1, 2), drawn=2),
        load("O6", "B2", days=22, share=(4, 3), band=(1, 2), drawn=1),
        load("O7", "B2", days=22, share=(4, 3), band=(1, 2), drawn=1),
    ),
    bodies=(
        BodyDraw(body_id="B1", officers=3, visits=2, places=4, widened=0, steps=0, moves=0),
        BodyDraw(body_id="B2", officers=3, visits=2, places=4, widened=0, steps=0, moves=0),
    ),
)
