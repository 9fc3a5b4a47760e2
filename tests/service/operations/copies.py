"""What tests of copies share: something to keep, and a place where it cannot come back."""

from __future__ import annotations

import pytest

from api.tables.registries import RegistryImport
from api.usecases.operations.restore import restore
from scheduler.errors import FaultsError

UPLOAD = b"body_id,name,level\nB01,First,district\n"


def keep_file(house, content=UPLOAD):
    with house.transaction() as tx:
        found = RegistryImport(
            kind="bodies",
            file_name="bodies.csv",
            upload=house.service.store.put(content),
            mode="merge",
            state="received",
            created_by="x",
            created_at=tx.now,
        )
        tx.session.add(found)
    return found.upload


def refused(settings, archive, **more):
    with pytest.raises(FaultsError) as caught:
        restore(settings, archive, **more)
    return caught.value.faults[0].code
