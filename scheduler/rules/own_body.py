"""Rule own-body: a body sends its own officers, or those of a body that lends to it.

Under which conditions they may be lent is for `lending` to say.

Source: only bodies with enforcement authority may check (国办发〔2024〕54号); in a joint draw each
draws its own officers (南陵县 联办字〔2024〕2号). A duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rules.view import CaseFile
from scheduler.rules.violation import Violation

NAME = "own-body"


def violations(case: CaseFile) -> Iterator[Violation]:
    """Yield officers of a body that does not lend, and names that no registry knows."""
    for team in case.book.teams:
        lending = case.policy.lending.get(team.body_id, ())
        for officer_id in team.officer_ids:
            officer = case.officers.get(officer_id)
            home = "unknown" if officer is None else officer["body_id"]
            if home != team.body_id and home not in lending:
                subjects = (team.visit_id, team.body_id, officer_id)
                yield Violation(NAME, subjects, {"home": home})
