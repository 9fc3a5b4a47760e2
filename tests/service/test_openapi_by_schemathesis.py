"""Whatever the OpenAPI document allows, and much that it does not, gets a documented answer."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from api.jobs.inline import InlineQueue
from api.settings import Settings
from api.usecases.make_service import make_service
from api.usecases.people.actor import Grant
from api.usecases.people.roles import Role
from tests.service.draws_of import checked, small_district
from tests.service.house import open_house

FEW, MANY = 3, 25

TOO_STRICT = [positive_data_acceptance]
"""A schema cannot say which bodies there are, or that a cursor must be one that was told."""


def described():
    """Return the document that describes the service; it needs no database."""
    return create_app(make_service(Settings(), InlineQueue())).openapi()


DOCUMENT = described()
OPERATIONS = sorted(
    operation["operationId"] for path in DOCUMENT["paths"].values() for operation in path.values()
)


@pytest.fixture(scope="module")
def asked(databases, _migrated, tmp_path_factory):
    """Ask a service with something in it, as somebody who may do everything there."""
    url = databases.fresh_database(_migrated(databases))
    house = open_house(url, tmp_path_factory.mktemp("house"))
    plans = small_district(house.service)
    person = house.join_with("everything", [Grant(role) for role in Role])
    checked(person, plans)
    headers = {"Authorization": person.headers["authorization"]}
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.app = house.app

    def ask_often(operation, times):
        found = schema.find_operation_by_id(operation)
        fitting, unfitting = (found.as_strategy(generation_mode=mode) for mode in GenerationMode)

        @given(case=fitting | unfitting)
        @settings(
            max_examples=times,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case):
            case.call_and_validate(headers=headers, excluded_checks=TOO_STRICT)

        ask()

    yield ask_often
    house.service.engine.dispose()
    databases.drop(url)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_is_documented_and_none_is_a_server_error(asked, operation):
    asked(operation, FEW)


@pytest.mark.long
@pytest.mark.parametrize("operation", OPERATIONS)
def test_so_it_is_when_asked_often(asked, operation):
    asked(operation, MANY)


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does():
    every = [operation for path in DOCUMENT["paths"].values() for operation in path.values()]

    assert len({operation["operationId"] for operation in every}) == len(every)
    assert all(operation.get("description") for operation in every)
    assert all(
        "429" in operation["responses"] and "500" in operation["responses"] for operation in every
    )
