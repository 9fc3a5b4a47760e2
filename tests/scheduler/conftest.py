from __future__ import annotations

import pytest

from tests.cases import Case


@pytest.fixture
def case() -> Case:
    """The shelf's district with its faultless plan book; see `tests/shelf.py`."""
    return Case()
