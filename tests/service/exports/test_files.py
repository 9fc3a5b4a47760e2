"""Tables as Parquet and as workbooks, whole or not at all."""

from __future__ import annotations

import io
import os
import time
import zipfile
from datetime import UTC, date

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from api.files.exports import workbook
from api.usecases.exports import asking, write_file
from api.usecases.exports.exports import EXPORTS
from api.usecases.people.roles import Role

FORMS = ("parquet", "xlsx")


@pytest.fixture
def district(house):
    return house.join("district", Role.PLANNER)


def fetched(person, name):
    answer = person.get(f"/exports/{name}")
    assert answer.status_code == 200, answer.text
    return answer.content


def parquet(person, kind):
    return pl.read_parquet(io.BytesIO(fetched(person, f"{kind}.parquet")))


def sheet(person, kind):
    content = io.BytesIO(fetched(person, f"{kind}.xlsx"))
    return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()


def left(house):
    return [path.name for path in house.service.settings.exports.rglob("*")]


def test_every_export_can_be_read_as_parquet(drawn, lines):
    auditor = drawn.join("auditor", Role.SUPERVISOR)

    for kind, export in EXPORTS.items():
        frame = parquet(auditor, kind)
        assert frame.columns == list(export.columns)
        assert frame.height == len(lines(auditor, kind))


@pytest.mark.usefixtures("filled")
def test_columns_of_parquet_have_types(district):
    officers, targets = parquet(district, "officers"), parquet(district, "targets")

    assert officers.schema["cert_valid_to"] == pl.Date()
    assert officers["cert_valid_to"].to_list() == [date(2027, 12, 31)] * 2
    assert officers.schema["may_lead"] == pl.Boolean()
    assert targets["labels"].to_list()[0] == ["drugs", "food"]
    assert targets["extra"].to_list()[0] == '{"remark":"=1+1"}'


@pytest.mark.usefixtures("drawn")
def test_moments_are_in_utc(district):
    (at,) = parquet(district, "draws")["created_at"].to_list()

    assert at.tzinfo is not None
    assert at.utcoffset() == UTC.utcoffset(None)


@pytest.mark.usefixtures("filled")
def test_many_pages_become_one_file(district, monkeypatch):
    monkeypatch.setattr(asking, "ROWS_AT_ONCE", 1)

    assert parquet(district, "targets")["target_id"].to_list() == ["FIRM1", "FIRM2"]


def test_an_empty_table_has_its_columns(district):
    assert parquet(district, "targets").shape == (0, len(EXPORTS["targets"].columns))
    assert len(sheet(district, "targets")) == 1


@pytest.mark.usefixtures("filled")
def test_a_sheet_has_headings_that_people_and_programs_know(district):
    headings, first, *_ = sheet(district, "officers")

    assert headings[EXPORT_PLACE["officer_id"]] == "人员编号\nofficer_id"
    assert first[EXPORT_PLACE["cert_valid_to"]] == date(2027, 12, 31)


EXPORT_PLACE = {name: place for place, name in enumerate(EXPORTS["officers"].columns)}


@pytest.mark.usefixtures("filled")
def test_no_cell_is_a_formula(district):
    content = fetched(district, "targets.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    assert "'=cmd|'/c calc'!A1" in rows[2]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.usefixtures("filled")
def test_a_table_that_is_too_long_for_a_sheet_is_refused(house, district, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 1)

    answer = district.get("/exports/targets.xlsx")

    assert (answer.status_code, answer.json()["code"]) == (422, "export-too-long")
    assert left(house) == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", FORMS)
def test_files_are_masked_as_lines_are(house, form):
    first = house.join("first", Role.BODY_ADMIN, "B01")

    if form == "parquet":
        assert parquet(first, "targets")["credit_risk_class"].to_list() == [None, None]
        assert parquet(first, "officers")["officer_id"].to_list() == ["O1"]
    else:
        place = list(EXPORTS["targets"].columns).index("credit_risk_class")
        assert {row[place] for row in sheet(first, "targets")[1:]} == {""}
        assert len(sheet(first, "officers")) == 2


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_left_of_a_file_that_was_given_away(house, district, form):
    fetched(district, f"targets.{form}")

    assert left(house) == []


@pytest.mark.parametrize("form", FORMS)
def test_whoever_may_not_read_is_refused_and_no_file_is_made(filled, form):
    answer = filled.join("officer", Role.OFFICER, "B01").get(f"/exports/targets.{form}")

    assert answer.json()["code"] == "not-allowed"
    assert left(filled) == []


@pytest.mark.usefixtures("filled")
def test_only_so_many_files_are_made_at_once(house, district):
    for _ in range(write_file.FILES_AT_ONCE):
        write_file._turns.acquire()  # noqa: SLF001 - as if others were at it
    try:
        answer = district.get("/exports/targets.parquet")
    finally:
        for _ in range(write_file.FILES_AT_ONCE):
            write_file._turns.release()  # noqa: SLF001

    assert (answer.status_code, answer.json()["code"]) == (503, "exports-busy")
    assert int(answer.headers["retry-after"]) > 0
    assert district.get("/exports/targets.parquet").status_code == 200
    assert left(house) == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_is_told_as_such_and_leaves_nothing(house, district, monkeypatch, form):
    """Every file that is made is the one device that has no room: `/dev/full`."""
    mkdtemp = write_file.tempfile.mkdtemp

    def full(**options):
        folder = mkdtemp(**options)
        for name in ("part-00000000.parquet", f"targets.{form}"):
            (house.service.settings.exports / folder / name).symlink_to("/dev/full")
        return folder

    monkeypatch.setattr(write_file.tempfile, "mkdtemp", full)

    answer = district.get(f"/exports/targets.{form}")

    assert (answer.status_code, answer.json()["code"]) == (507, "storage-full")
    assert left(house) == []


def test_what_a_killed_process_left_is_forgotten_after_a_day(house, district):
    folder = house.service.settings.exports
    for name, age in (("export-old", 2 * 24 * 3600), ("export-young", 60)):
        (folder / name).mkdir(parents=True)
        os.utime(folder / name, (time.time() - age,) * 2)

    fetched(district, "targets.parquet")

    assert left(house) == ["export-young"]
