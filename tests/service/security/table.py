"""All cases, of which there is at least one for each operation of the document."""

from tests.service.security import (
    cases_of_draws,
    cases_of_people,
    cases_of_registries,
    cases_of_tasks,
)

CASES = (
    *cases_of_people.CASES,
    *cases_of_registries.CASES,
    *cases_of_draws.CASES,
    *cases_of_tasks.CASES,
)


def cases_of(operation):
    """Return the cases of one operation."""
    return [case for case in CASES if case.operation == operation]
