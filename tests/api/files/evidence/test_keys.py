"""Private keys: for their owner alone, apart from the data, never overwritten."""

from __future__ import annotations

import pytest

from api.files.evidence.keys import create_key, key_path, load_key
from api.files.evidence.log_file import LogFile
from api.files.evidence.log_folder import read_note
from api.files.evidence.office_keys import OfficeKeys
from scheduler.errors import FaultsError
from scheduler.evidence.checkpoints import open_checkpoint
from scheduler.evidence.keys import KeyNameError, KeyTextError
from scheduler.evidence.notes import signers
from tests.api.files.evidence.offices import KEY, ORIGIN, SECRETS, added, code_of, content_of


def mode(path):
    return path.stat().st_mode & 0o777


@pytest.fixture
def office(tmp_path):
    """Keys in one folder, the log in another."""
    return OfficeKeys(tmp_path / "keys", tmp_path / "data" / "log")


# --- files --------------------------------------------------------------------------------------


def test_a_key_is_kept_for_its_owner_alone(tmp_path):
    path = tmp_path / "a" / "keys" / "office.key"
    create_key(path, KEY)

    assert load_key(path) == KEY
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert list(content_of(path.parent)) == ["office.key"]


def test_a_key_is_never_overwritten(tmp_path):
    path = tmp_path / "office.key"
    path.write_bytes(b"something")

    with pytest.raises(FaultsError) as refused:
        create_key(path, KEY)
    assert code_of(refused) == "key-exists"
    assert content_of(tmp_path) == {"office.key": b"something"}


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o620, 0o602, 0o610, 0o644])
def test_a_key_that_others_can_read_or_write_is_refused(tmp_path, bits):
    path = tmp_path / "office.key"
    create_key(path, KEY)
    path.chmod(bits)

    with pytest.raises(FaultsError) as refused:
        load_key(path)
    assert code_of(refused) == "key-readable-by-others"


@pytest.mark.parametrize("bits", [0o770, 0o707, 0o777])
def test_a_folder_in_which_others_could_replace_the_key_is_refused(tmp_path, bits):
    folder = tmp_path / "keys"
    create_key(folder / "office.key", KEY)
    folder.chmod(bits)

    for attempt in (
        lambda: load_key(folder / "office.key"),
        lambda: create_key(folder / "second.key", KEY),
    ):
        with pytest.raises(FaultsError) as refused:
            attempt()
        assert code_of(refused) == "key-folder-open"
    assert list(content_of(folder)) == ["office.key"]


def test_a_folder_that_others_may_look_into_will_do(tmp_path):
    create_key(tmp_path / "keys" / "office.key", KEY)
    (tmp_path / "keys").chmod(0o755)

    assert load_key(tmp_path / "keys" / "office.key") == KEY


@pytest.mark.parametrize("content", ["", "key\n", str(KEY.verifier), KEY.private_text() + "\n\n"])
def test_a_file_with_something_else_is_refused(tmp_path, content):
    path = tmp_path / "office.key"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)

    with pytest.raises(FaultsError) as refused:
        load_key(path)
    assert code_of(refused) == "key-unreadable"


def test_a_key_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FaultsError) as refused:
        load_key(tmp_path / "none.key")
    assert code_of(refused) == "key-missing"


# --- the keys of an office ----------------------------------------------------------------------


def test_the_first_key_is_made_once(office):
    key = office.create(ORIGIN, SECRETS[0])

    assert office.load() == key == KEY
    assert office.known.encode().decode() == f"{KEY.verifier}\n"
    with pytest.raises(FaultsError) as refused:
        office.create(ORIGIN, SECRETS[1])
    assert code_of(refused) == "key-exists"
    assert office.load() == KEY


def test_no_key_lies_in_the_folder_of_the_log(office):
    office.create(ORIGIN, SECRETS[0])
    LogFile(office.log, KEY)

    assert set(content_of(office.log)) == {"log.jsonl", "checkpoint", "keys.txt"}
    assert not any(b"PRIVATE" in content for content in content_of(office.log).values())


@pytest.mark.parametrize("inside", [".", "keys", "a/../b"])
def test_keys_beside_the_log_are_refused(tmp_path, inside):
    with pytest.raises(FaultsError) as refused:
        OfficeKeys(tmp_path / inside, tmp_path)
    assert code_of(refused) == "key-beside-data"


def test_before_the_first_key_there_is_none_to_load_or_rotate(office):
    for attempt in (office.load, lambda: office.rotate(SECRETS[1])):
        with pytest.raises(FaultsError) as refused:
            attempt()
        assert code_of(refused) == "key-missing"


def test_a_name_or_secret_that_cannot_be_is_refused(office):
    with pytest.raises(KeyNameError):
        office.create("a b", SECRETS[0])
    with pytest.raises(KeyTextError):
        office.create(ORIGIN, b"short")
    assert office.known.current is None


def test_after_a_rotation_the_new_key_signs_and_old_checkpoints_still_verify(office):
    log = LogFile(office.log, office.create(ORIGIN, SECRETS[0]))
    added(log, 3)
    old = log.note

    new = office.rotate(SECRETS[1])
    log = LogFile(office.log, office.load())
    both = log.note
    added(log, 2)

    assert office.load() == new
    assert office.known.encode().decode() == f"{KEY.verifier} until 3\n{new.verifier}\n"
    assert signers(both, office.known.at(3)) == (KEY.verifier, new.verifier)
    assert open_checkpoint(old, office.known.at(3)).size == 3
    assert signers(read_note(office.log), office.known.at(5)) == (new.verifier,)


def test_a_process_that_still_has_the_old_key_signs_no_more(office):
    log = LogFile(office.log, office.create(ORIGIN, SECRETS[0]))
    added(log, 3)
    office.rotate(SECRETS[1])

    with pytest.raises(FaultsError) as refused:
        log.append(b"late")
    assert code_of(refused) == "log-key-ended"
    assert len(LogFile(office.log, office.load()).records) == 3


def test_the_old_private_key_stays(office):
    office.create(ORIGIN, SECRETS[0])
    office.rotate(SECRETS[1])

    assert load_key(key_path(office.private, KEY.verifier)) == KEY
    assert len(content_of(office.private)) == 2


def test_a_key_is_not_rotated_to_itself_or_an_older_one(office):
    office.create(ORIGIN, SECRETS[0])
    office.rotate(SECRETS[1])

    for secret in SECRETS[:2]:
        with pytest.raises(KeyTextError):
            office.rotate(secret)
    assert len(office.known.terms) == 2


def test_a_lost_private_key_cannot_be_loaded(office):
    office.create(ORIGIN, SECRETS[0])
    key_path(office.private, KEY.verifier).unlink()

    with pytest.raises(FaultsError) as refused:
        office.load()
    assert code_of(refused) == "key-missing"


def test_a_file_with_another_key_is_refused(office):
    office.create(ORIGIN, SECRETS[0])
    new = office.rotate(SECRETS[1])
    path = key_path(office.private, new.verifier)
    path.write_text(KEY.private_text() + "\n", encoding="utf-8")

    with pytest.raises(FaultsError) as refused:
        office.load()
    assert code_of(refused) == "key-unreadable"
