"""One good draw for all tests about evidence."""

from __future__ import annotations

from functools import cache

import pytest

from scheduler.evidence.sources import bls
from tests.evidence.office import good_draw
from tests.evidence.world import everything
from tests.scheduler.evidence.sources.ceremony import DRAW


@pytest.fixture(scope="session", autouse=True)
def _every_signature_is_checked_once():
    """A pairing takes long, and most bundles here hold the same round."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bls, "is_signed", cache(bls.is_signed))
        yield


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """A draw with everything in it, published and cosigned. Nobody may change its folders."""
    return good_draw(tmp_path_factory.mktemp("office"), everything(DRAW))
