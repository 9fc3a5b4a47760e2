"""The OpenAPI document names every operation, its problems, and an example of all that is sent."""

from __future__ import annotations

import pytest
from jsonschema_rs import Draft202012Validator

from api.app import create_app
from api.jobs.inline import InlineQueue
from api.settings import Settings
from api.usecases.make_service import make_service

DOCUMENT = create_app(make_service(Settings(), InlineQueue())).openapi()
OPERATIONS = {
    operation["operationId"]: operation
    for path in DOCUMENT["paths"].values()
    for operation in path.values()
}


def schemas_sent():
    """Return the schemas of all bodies that are JSON, by the operation that takes them."""
    for name, operation in OPERATIONS.items():
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            continue
        schema = content["schema"]
        options = schema.get("anyOf", [schema])
        yield name, next(one for one in options if one.get("type") != "null")


def resolved(schema):
    reference = schema.get("$ref")
    return DOCUMENT["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_tells_what_it_does_and_how_it_can_fail(name):
    operation = OPERATIONS[name]

    assert operation["description"].endswith(".")
    assert operation["tags"]
    problems = [
        answer["content"]["application/problem+json"]["schema"]["$ref"]
        for status, answer in operation["responses"].items()
        if status[0] in "45"
    ]
    assert set(problems) == {"#/components/schemas/Problem"}
    assert ("401" not in operation["responses"]) or operation.get("security") or "og" in name


@pytest.mark.parametrize("name", dict(schemas_sent()))
def test_everything_that_is_sent_has_an_example_that_fits(name):
    schema = dict(schemas_sent())[name]
    found = resolved(schema)
    whole = {**found, "components": DOCUMENT["components"]}

    for example in found["examples"]:
        Draft202012Validator(whole).validate(example)


def test_every_reference_leads_somewhere():
    known = DOCUMENT["components"]["schemas"]

    def references(part):
        if isinstance(part, dict):
            yield from ([part["$ref"]] if "$ref" in part else ())
            for member in part.values():
                yield from references(member)
        elif isinstance(part, list):
            for member in part:
                yield from references(member)

    names = {one.rpartition("/")[2] for one in references(DOCUMENT)}
    assert names <= set(known)


def test_operations_have_names_of_their_own():
    every = [one["operationId"] for path in DOCUMENT["paths"].values() for one in path.values()]

    assert len(every) == len(set(every))
