"""The newest server is found among what Debian's packages leave."""

from __future__ import annotations

from tests.databases.programs import newest_programs


def programs(versions, version, *names):
    folder = versions / version / "bin"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch()
    return folder


def test_the_newest_version_is_the_highest_number(tmp_path):
    programs(tmp_path, "9.6", "initdb", "postgres")
    newest = programs(tmp_path, "17", "initdb", "postgres")

    assert newest_programs(tmp_path) == newest


def test_a_client_without_a_server_does_not_count(tmp_path):
    server = programs(tmp_path, "15", "initdb", "postgres")
    programs(tmp_path, "17", "psql")

    assert newest_programs(tmp_path) == server


def test_there_may_be_none(tmp_path):
    assert newest_programs(tmp_path / "missing") is None
