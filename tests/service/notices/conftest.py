"""What the tests of notices share."""

from __future__ import annotations

import pytest


@pytest.fixture
def confirmed(drawn):
    """A draw in which one result is confirmed."""
    drawn.record(drawn.ALONE)
    drawn.confirm(drawn.ALONE)
    return drawn
