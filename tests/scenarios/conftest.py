import pytest

from scenarios.catalogue import build


@pytest.fixture(scope="session")
def binhai():
    return build("binhai")
