"""Every upload of the gallery gets an answer that says what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.wording.catalogue import CATALOGUE
from tests.service.house import open_house
from tests.service.registries.district import keys, settle
from tests.service.registries.gallery.names import NAMES
from tests.service.registries.gallery.packed import PACKED
from tests.service.registries.gallery.texts import CELLS, ENCODINGS, TEXTS
from tests.service.registries.gallery.workbooks import GENUINE, WORKBOOKS

EXHIBITS = (*TEXTS, *WORKBOOKS, *PACKED, *NAMES)
KEPT = [exhibit for exhibit in EXHIBITS if not exhibit.rejected]
HUNDREDS_OF_MEGABYTES = 600 << 10


@pytest.fixture(scope="module")
def planner(databases, _migrated, tmp_path_factory):
    """Somebody who sends it all to one service."""
    url = databases.fresh_database(_migrated(databases))
    house = open_house(url, tmp_path_factory.mktemp("gallery"))
    yield settle(house, "bodies", "officers")
    house.service.engine.dispose()
    databases.drop(url)


def shown(exhibits):
    return [
        pytest.param(one, id=one.name, marks=[pytest.mark.long] if one.long else [])
        for one in exhibits
    ]


def sent(planner, exhibit):
    params = {"file_name": exhibit.file_name}
    return planner.post(
        f"/registries/{exhibit.kind}/imports", params=params, content=exhibit.content()
    )


def report(planner, exhibit, lang="en"):
    address = sent(planner, exhibit).headers["location"].removeprefix("/api/v1")
    return planner.get(address, headers={"Accept-Language": lang})


def test_no_two_exhibits_have_one_name():
    assert len({exhibit.name for exhibit in EXHIBITS}) == len(EXHIBITS)


@pytest.mark.parametrize("exhibit", shown(KEPT))
def test_an_upload_is_told_about(planner, exhibit):
    told = report(planner, exhibit).json()

    assert told["state"] == exhibit.state
    assert (told["faults"][0]["code"] if told["faults"] else None) == exhibit.code
    assert exhibit.notice in {None, *(one["code"] for one in told["notices"])}
    for one in told["faults"] + told["notices"]:
        assert one["code"] in CATALOGUE
        assert one["file"] == exhibit.file_name
        assert one["place"].startswith(exhibit.file_name)
        assert len(one["message"]) < 1_000
        # A question mark stands for a fact that nobody gave.
        assert one["message"].count("?") == str(one["facts"].get("found", "")).count("?")
    assert keys(planner, "targets") == []
    assert keys(planner, "officers") == ["O1", "O2", "O3"]


@pytest.mark.parametrize(
    "exhibit", shown(one for one in EXHIBITS if one.rejected), ids=lambda one: one.name
)
def test_an_upload_that_cannot_be_one_is_not_kept(planner, exhibit):
    before = planner.get("/imports").json()["items"][0]["id"]

    refused = sent(planner, exhibit)

    assert (refused.status_code, refused.json()["code"]) == (422, exhibit.code)
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["faults"][0]["place"]
    assert planner.get("/imports").json()["items"][0]["id"] == before


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["a_column_missing", "thirty_days_in_february", "a_scan"])
def test_what_is_told_is_told_in_both_languages(planner, name, lang):
    (exhibit,) = (one for one in EXHIBITS if one.name == name)

    (fault, *_) = report(planner, exhibit, lang).json()["faults"]

    assert fault["message"].endswith("。" if lang == "zh" else ".")


@pytest.mark.long
@pytest.mark.parametrize("exhibit", shown([*CELLS, *ENCODINGS, *GENUINE]))
def test_what_is_handed_back_is_a_file_or_says_why_there_is_none(planner, exhibit):
    told = report(planner, exhibit).json()

    answer = planner.get(f"/imports/{told['id']}/report")

    if answer.status_code == 200:
        assert answer.headers["content-disposition"].startswith("attachment")
        assert not answer.content.lstrip(b"\xef\xbb\xbf").startswith((b"=", b"+", b"-", b"@"))
    else:
        assert (answer.status_code, answer.json()["code"]) == (409, "import-no-table")
        assert not exhibit.usable


@pytest.mark.long
def test_whoever_reads_hostile_files_does_not_grow_by_it(planner):
    hostile = [one for one in EXHIBITS if one.long]
    contents = [one.content() for one in hostile]
    before = peak_kilobytes()
    for exhibit, content in zip(hostile, contents, strict=True):
        params = {"file_name": exhibit.file_name}
        planner.post(f"/registries/{exhibit.kind}/imports", params=params, content=content)

    assert peak_kilobytes() - before < HUNDREDS_OF_MEGABYTES


def peak_kilobytes():
    """Return the most memory that this process ever had at once."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def test_a_body_without_end_is_cut_off(planner):
    refused = planner.post(
        "/registries/targets/imports",
        params={"file_name": "targets.csv"},
        content=b"x" * (65 << 20),
    )

    assert (refused.status_code, refused.json()["code"]) == (413, "body-too-large")
