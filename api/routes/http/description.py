"""The document that describes the service: what FastAPI says, and what it cannot know.

Who must prove who he is, what a problem looks like, and an example for everything that is sent.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from api.routes.http.authentication import COOKIE, CSRF_HEADER
from api.routes.http.examples import EXAMPLES
from api.routes.http.problems import Problem

REF = "#/components/schemas/{model}"
UNPROVEN = "401"
SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of `POST /tokens`: `Authorization: Bearer dd_...`",
    },
    "browser": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": f"The cookie of `POST /sessions`; changes also carry `{CSRF_HEADER}`.",
    },
}
WITHOUT_PROOF = frozenset({"logIn", "logInElsewhere", "comeBackLoggedIn"})
"""Operations that answer 401 and still need no proof: they are how one gets it."""


def describe(app: FastAPI) -> None:
    """Let the application tell the whole document."""
    usual = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _complete(usual())
        document = app.openapi_schema
        if document is None:
            message = "FastAPI keeps the document that it makes."
            raise AssertionError(message)
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _complete(document: dict[str, Any]) -> None:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    told = Problem.model_json_schema(ref_template=REF)
    schemas.update(told.pop("$defs", {}))
    schemas[Problem.__name__] = told
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for name, example in EXAMPLES.items():
        if name in schemas:
            schemas[name]["examples"] = [example]
    components["securitySchemes"] = SCHEMES
    for path in document["paths"].values():
        for operation in path.values():
            if UNPROVEN in operation["responses"] and operation["operationId"] not in WITHOUT_PROOF:
                operation["security"] = [{name: []} for name in SCHEMES]
