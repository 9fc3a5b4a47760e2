"""The shelf's district with people who come from elsewhere or on top; no rule is broken here.

advised   B2 sends its expert E1, who knows water, to T8 with its team
helped    O3 stays at home, and B2 lends O6 to B1 for T5
"""

from __future__ import annotations

from dataclasses import replace

from scheduler.domain.planbook import BodyDraw
from scheduler.domain.plans import Participation
from scheduler.domain.registry import Role
from tests.cases import Case
from tests.shelf_book import FREE, LEAD, load

WATER = frozenset({"water"})


def advised(case: Case) -> Case:
    """Let P3 ask for an expert on water."""
    expert = replace(
        load("E1", "B2", days=22, share=(1, 1), band=(1, 1), drawn=1), role=Role.EXPERT
    )
    figures = BodyDraw(
        body_id="B2", role=Role.EXPERT, officers=1, visits=1, places=1, widened=0, steps=0, moves=0
    )
    return (
        # Experts need no certificate, and are behind the front line.
        case.person(
            "E1", "B2", role="expert", qualifications=["water"], cert_valid_to=None,
            front_line=False,
        )
        .plan("P3", participations=(Participation(body_id="B2", experts=(WATER,)),))
        .demand("T8/P3", "B2", experts=(WATER,))
        .team("T8/P3", "B2", experts=(("E1", WATER),))
        .drawing(loads=(expert, *case.book.loads), bodies=(*case.book.bodies, figures))
    )  # fmt: skip


def helped(case: Case) -> Case:
    """Let B2 lend to B1, and loads be wide enough for it."""
    # B1: 3 places and 1 live, 55 days. B2: 5 places, 66 days. Slack 1.
    loads = (
        load("O1", "B1", days=22, share=(8, 5), band=(0, 2), drawn=2),
        load("O2", "B1", days=22, share=(8, 5), band=(0, 2), live=1, drawn=1),
        load("O3", "B1", days=11, share=(4, 5), band=(0, 2), drawn=0),
        load("O5", "B2", days=22, share=(5, 3), band=(0, 3), drawn=2),
        load("O6", "B2", days=22, share=(5, 3), band=(0, 3), drawn=2),
        load("O7", "B2", days=22, share=(5, 3), band=(0, 3), drawn=1),
    )
    return (
        case.policy(lending={"B1": ("B2",)}, load_slack=1, min_visits=0)
        .team("T5/P1", "B1", places=(("O1", LEAD), ("O6", FREE)))
        .lent("T5/P1", "B1", "B2", 1)
        .drawing(loads=loads)
        .body("B1", visits=2, places=3)
        .body("B2", visits=3, places=5)
    )
