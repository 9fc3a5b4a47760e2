from __future__ import annotations

import pytest

from api.files.planbook.contents import planbook_files
from api.files.planbook.edition import Edition
from tests.api.files.planbook.editions import edition_of
from tests.shelf import LOCK
from tests.shelf_book import BOOK


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The shelf's district with its faultless plan book; see `tests/shelf.py`."""
    return Edition(LOCK, BOOK)


@pytest.fixture(scope="session")
def drawn() -> Edition:
    """The smallest district, drawn."""
    return edition_of("tiny")


@pytest.fixture(scope="session")
def files(drawn) -> dict[str, bytes]:
    """The files of the smallest district's plan book."""
    return planbook_files(drawn)
