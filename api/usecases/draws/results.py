"""What a draw came to, in figures."""

from __future__ import annotations

from collections import Counter
from typing import Any

from api.files.planbook.edition import Edition
from api.usecases.draws.report import plain


def result_data(edition: Edition) -> dict[str, Any]:
    """Return the figures of a draw; names stand in its tasks, not here."""
    book = edition.book
    loads = Counter(load.drawn for load in book.loads)
    return {
        "visits": len(book.visits),
        "tasks": len(edition.visit_of),
        "merged_visits": sum(edition.is_merged(visit) for visit in book.visits),
        "teams": len(book.teams),
        "lent": edition.lent,
        "reserves": len(edition.reserves),
        "strata": [
            {
                "plan_id": one.plan_id,
                "stratum": plain(one.stratum),
                "pool": one.pool,
                "quota": one.quota,
                "odds": f"{one.quota}/{one.pool}",
            }
            for one in book.strata
        ],
        "days": dict(sorted(Counter(visit.day.isoformat() for visit in book.visits).items())),
        "loads": {str(places): officers for places, officers in sorted(loads.items())},
        "shortfalls": plain(book.shortfalls),
        "remedies": plain(book.remedies),
        "bodies": [
            {
                "body_id": body.body_id,
                "role": body.role.value,
                "officers": body.officers,
                "visits": body.visits,
                "places": body.places,
            }
            for body in book.bodies
        ],
    }
