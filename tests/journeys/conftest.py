from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.terminal import call


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Path:
    """The folder of the smallest district."""
    folder = tmp_path_factory.mktemp("worlds") / "tiny"
    assert call("scenario", "tiny", "--out", folder) == 0
    return folder


@pytest.fixture(scope="session")
def planbook(tiny, tmp_path_factory) -> Path:
    """A plan book drawn from it with fresh entropy, by an office beside it. Copy, then change."""
    folder = tmp_path_factory.mktemp("books") / "planbook"
    assert call("draw", tiny, "--out", folder) == 0
    return folder
