"""Everything is copied while the service works, and comes back where nothing is."""

from __future__ import annotations

import hashlib
import tarfile
import threading
from pathlib import Path

import pytest

from api.database import dumping
from api.settings import Settings
from api.usecases.draws.office import office_of
from api.usecases.operations.back_up import back_up
from api.usecases.operations.restore import restore
from api.usecases.people.roles import Role
from scheduler.errors import FaultsError
from tests.service.house import open_house
from tests.service.operations.copies import UPLOAD, keep_file, refused


def within(folder):
    return sorted(path.name for path in folder.iterdir())


def names(archive):
    with tarfile.open(archive) as tar:
        return tar.getnames()


def test_what_was_copied_answers_as_before(kept, archive, elsewhere):
    planner = kept.join("planner", Role.PLANNER)
    events = kept.join("auditor", Role.SUPERVISOR).get("/events").json()["items"]
    digest = keep_file(kept, b"another")
    told = back_up(kept.service, archive, archive.with_name("keys.tar.gz"))

    done = restore(elsewhere, archive, archive.with_name("keys.tar.gz"))

    assert done.files == told.files
    assert (done.is_old, done.database_version) == (False, told.database_version)
    again = open_house(elsewhere.database, elsewhere.data)
    token = dict(planner.headers)["authorization"]
    with again.visitor() as person:
        person.headers["authorization"] = token
        assert person.get("/imports/1").json()["file_name"] == "bodies.csv"
        assert person.get("/tokens").status_code == 200
    auditor = again.join("another", Role.SUPERVISOR)
    kept_events = auditor.get("/events", params={"limit": 200}).json()["items"]
    assert events == kept_events[-len(events) :]
    assert again.service.store.get(digest) == b"another"
    assert office_of(again.service).log.records == office_of(kept.service).log.records
    assert (elsewhere.data / "office/dossiers/120116-2026-000001/lock.json").read_text() == "{}"
    again.service.engine.dispose()


def test_keys_and_what_is_made_anew_are_not_copied(kept, archive):
    back_up(kept.service, archive)

    found = names(archive)
    assert found[0].startswith("database.")
    assert found[-1] == "manifest.json"
    assert "planbooks/1/sums.txt" in found
    assert not [name for name in found if name.startswith(("keys", "exports", "doubledraw"))]
    assert not [name for name in found if ".numbering" in name]


def test_the_log_is_copied_before_the_dossiers(kept, archive):
    back_up(kept.service, archive)

    found = names(archive)
    logs = [found.index(name) for name in found if name.startswith("office/log/")]
    dossiers = [found.index(name) for name in found if name.startswith("office/dossiers/")]
    stored = [found.index(name) for name in found if name.startswith("store/")]
    assert max(logs) < min(dossiers)
    assert stored


def test_a_copy_is_for_its_owner_alone(kept, archive):
    back_up(kept.service, archive, archive.with_name("keys.tar.gz"))

    assert archive.stat().st_mode & 0o777 == 0o600
    assert archive.with_name("keys.tar.gz").stat().st_mode & 0o777 == 0o600
    assert within(archive.parent) == ["backup.tar.gz", "keys.tar.gz"]


def test_keys_come_back_for_their_owner_alone(kept, archive, elsewhere):
    keys = archive.with_name("keys.tar.gz")
    back_up(kept.service, archive, keys)
    restore(elsewhere, archive, keys)

    (key,) = elsewhere.office_keys.iterdir()
    assert key.stat().st_mode & 0o777 == 0o600
    assert elsewhere.office_keys.stat().st_mode & 0o777 == 0o700


def test_a_copy_is_not_overwritten(kept, archive):
    archive.parent.mkdir()
    archive.write_text("precious")

    with pytest.raises(FaultsError) as caught:
        back_up(kept.service, archive)

    assert caught.value.faults[0].code == "archive-exists"
    assert archive.read_text() == "precious"
    assert within(archive.parent) == ["backup.tar.gz"]


def test_a_store_that_lacks_what_the_database_names_is_told(kept, archive):
    kept.service.store.path(hashlib.sha256(UPLOAD).hexdigest()).unlink()

    with pytest.raises(FaultsError) as caught:
        back_up(kept.service, archive)

    assert caught.value.faults[0].code == "backup-bytes-missing"
    assert within(archive.parent) == []


def test_nothing_is_written_over(kept, archive, elsewhere):
    back_up(kept.service, archive)

    assert refused(kept.service.settings, archive) == "restore-folder-occupied"
    elsewhere.data.mkdir()
    (elsewhere.data / "store").mkdir()
    assert refused(elsewhere, archive) == "restore-folder-occupied"
    assert within(elsewhere.data) == ["store"]


def test_a_database_that_has_tables_is_not_touched(kept, archive, tmp_path, database_url):
    back_up(kept.service, archive)
    there = Settings(data=tmp_path / "new", DATABASE_URL=database_url)

    assert refused(there, archive) == "restore-database-occupied"


def test_keys_are_not_written_over(kept, archive, elsewhere):
    keys = archive.with_name("keys.tar.gz")
    back_up(kept.service, archive, keys)
    elsewhere.office_keys.mkdir(parents=True)
    (elsewhere.office_keys / "mine.key").write_text("precious")

    assert refused(elsewhere, archive, keys=keys) == "restore-folder-occupied"


def test_archives_are_not_taken_for_each_other(kept, archive, elsewhere):
    keys = archive.with_name("keys.tar.gz")
    back_up(kept.service, archive, keys)

    assert refused(elsewhere, keys) == "archive-holds-other"
    assert refused(elsewhere, archive, keys=archive) == "archive-holds-other"
    assert not any(elsewhere.data.iterdir())


def test_a_database_that_cannot_be_loaded_leaves_nothing(kept, archive, elsewhere, monkeypatch):
    back_up(kept.service, archive)

    def broken(_url, _path):
        raise dumping.DumpError("pg_restore", "no room")

    monkeypatch.setattr("api.usecases.operations.restore.load", broken)

    assert refused(elsewhere, archive) == "dump-program-failed"
    assert not any(elsewhere.data.iterdir())


def test_people_work_while_a_copy_is_made(kept, archive, elsewhere):
    stop, kept_then = threading.Event(), []

    def work():
        number = 0
        while not stop.is_set():
            number += 1
            kept_then.append(keep_file(kept, str(number).encode()))

    worker = threading.Thread(target=work)
    worker.start()
    try:
        back_up(kept.service, archive)
    finally:
        stop.set()
        worker.join()

    done = restore(elsewhere, archive)
    assert done.files > 5
    assert kept_then


def test_without_the_programs_of_postgresql_it_is_told(house, archive, monkeypatch):
    if house.service.engine.dialect.name == "sqlite":
        pytest.skip("SQLite is copied by its own library.")
    monkeypatch.setattr(dumping, "VERSIONS", Path("/nowhere"))
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(FaultsError) as caught:
        back_up(house.service, archive)

    assert caught.value.faults[0].code == "dump-program-missing"
    assert caught.value.faults[0].facts["program"] == "pg_dump"
