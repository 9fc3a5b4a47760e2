"""The world that has one of everything, for requests that must not change it."""

from tests.service.security.conftest import _worlds, asking

__all__ = ["_worlds", "asking"]
