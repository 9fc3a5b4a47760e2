"""Real registries and lists, where they stand beside the checkout; none of their rows is copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.files.items import read_items
from api.files.targets import read_targets
from scheduler.domain.identifiers import is_uscc
from tests.api.files.desk import codes

SHARED = Path(__file__).parents[4] / "shared" / "data"


def shared(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there: real data is no part of the project")
    return path


def test_a_real_registry_is_read_whole_or_every_bad_row_is_named():
    found = read_targets(shared("binhai_registry.csv.gz"))
    frame = found.value.frame

    assert found.n_rows == 17_006
    assert len(found.value) + len({fault.facts["row"] for fault in found.faults}) == 17_006
    assert all(is_uscc(code) for code in found.value.ids)
    assert frame["reg_date"].null_count() == 0
    assert "business_scope" in frame.columns
    assert frame["ent_type"].null_count() > 15_000  # N/A is no value


def test_a_real_list_of_items_uses_a_number_for_several_lines():
    found = read_items(shared("item_list_zhejiang2017.csv"))

    assert found.n_rows == 79
    assert set(codes(found.faults)) == {"duplicate"}
    assert len(found.value) + len(found.faults) == 79
