"""An archive that is not what it was comes back nowhere, and leads nowhere else."""

from __future__ import annotations

import gzip
import io
import json
import tarfile

import pytest

from api.database import dumping
from api.usecases.operations.back_up import back_up
from tests.service.operations.copies import refused


def changed(archive, change):
    """Write an archive anew, with *change* made to its members."""
    with tarfile.open(archive) as tar:
        members = {one.name: tar.extractfile(one).read() for one in tar}
    change(members)
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        for name, value in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(value)
            tar.addfile(info, io.BytesIO(value))
    archive.write_bytes(gzip.compress(content.getvalue(), mtime=0))


def rename_stored(members):
    """Give something in the store another's name, and let the manifest agree."""
    name = next(name for name in members if name.startswith("store/"))
    manifest = json.loads(members["manifest.json"])
    for known in (members, manifest["members"]):
        known["store/00/" + "0" * 64] = known.pop(name)
    members["manifest.json"] = members.pop("manifest.json") and json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda members: members.update({"planbooks/1/sums.txt": b"y"}), "archive-damaged"),
        (lambda members: members.pop("planbooks/1/sums.txt"), "archive-incomplete"),
        (lambda members: members.pop("manifest.json"), "archive-unreadable"),
        (lambda members: members.update({"after": b""}), "archive-unreadable"),
        (lambda members: members.update({"manifest.json": b"{}"}), "archive-unreadable"),
        (lambda members: members.update({"manifest.json": b"[]"}), "archive-unreadable"),
        (rename_stored, "archive-damaged"),
    ],
)
def test_an_archive_that_was_changed_is_refused(kept, archive, elsewhere, change, code):
    back_up(kept.service, archive)
    changed(archive, change)

    assert refused(elsewhere, archive) == code
    assert not any(elsewhere.data.iterdir())
    assert dumping.is_empty(elsewhere.database)


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "store/../../evil", "a\\b", "store/./x"])
def test_an_archive_leads_nowhere_else(kept, archive, elsewhere, name):
    back_up(kept.service, archive)

    def change(members):
        manifest = members.pop("manifest.json")
        members[name] = b"evil"
        members["manifest.json"] = manifest

    changed(archive, change)

    assert refused(elsewhere, archive) in {"archive-unreadable", "archive-incomplete"}
    assert not (elsewhere.data.parent / "evil").exists()


def test_links_in_an_archive_are_refused(archive, elsewhere):
    archive.parent.mkdir()
    with tarfile.open(archive, "w:gz") as tar:
        info = tarfile.TarInfo("store")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(info)

    assert refused(elsewhere, archive) == "archive-unreadable"


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.95])
def test_an_archive_that_was_cut_off_is_refused(kept, archive, elsewhere, share):
    back_up(kept.service, archive)
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * share)])

    assert refused(elsewhere, archive) == "archive-unreadable"


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"PK\x03\x04", gzip.compress(b"hello", mtime=0)],
    ids=["empty", "text", "zip", "gzip"],
)
def test_something_else_is_refused(archive, elsewhere, content):
    archive.parent.mkdir()
    archive.write_bytes(content)

    assert refused(elsewhere, archive) == "archive-unreadable"


def test_a_copy_of_another_kind_of_database_is_refused(kept, archive, elsewhere):
    back_up(kept.service, archive)

    def change(members):
        manifest = json.loads(members["manifest.json"])
        manifest["database"]["kind"] = "another"
        members["manifest.json"] = json.dumps(manifest).encode()

    changed(archive, change)

    assert refused(elsewhere, archive) == "archive-other-database"
