"""What the tests of tasks share."""

from __future__ import annotations

import pytest


@pytest.fixture
def arrived(drawn):
    """A draw in which the team of the task alone in its visit has arrived."""
    drawn.arrive(drawn.ALONE)
    return drawn


@pytest.fixture
def sent(drawn):
    """A draw of which all tasks are dispatched."""
    drawn.dispatch()
    return drawn
