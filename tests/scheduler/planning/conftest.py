from datetime import UTC, datetime

import pytest


@pytest.fixture
def moment() -> datetime:
    """When a draw is locked."""
    return datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
