"""The log on disk: added to, never rewritten, whole after every death of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from api.files.evidence import log_file
from api.files.evidence.log_file import LogFile, add_cosignature
from api.files.evidence.log_folder import read_note, read_records
from api.files.evidence.verifier_keys import KeyTerm, VerifierKeys
from scheduler.errors import FaultsError
from scheduler.evidence.checkpoints import Checkpoint, open_checkpoint
from scheduler.evidence.cosignatures import cosignature, witnessed
from scheduler.evidence.keys import KeyType, SigningKey
from scheduler.evidence.merkle import root
from scheduler.evidence.notes import sign
from scheduler.evidence.proofs import RecordProof
from tests.api.files.evidence.offices import (
    KEY,
    ORIGIN,
    SECRETS,
    WITNESS,
    added,
    code_of,
    content_of,
    cosigned,
    record,
)

ROOT = Path(__file__).parents[4]
RECORDS, CHECKPOINT, KEYS = "log.jsonl", "checkpoint", "keys.txt"


@pytest.fixture
def folder(tmp_path):
    """The folder of a log with three records."""
    added(LogFile(tmp_path / "log", KEY), 3)
    return tmp_path / "log"


def test_a_new_log_has_a_signed_checkpoint_over_nothing(tmp_path):
    log = LogFile(tmp_path / "a" / "log", KEY)

    assert log.records == ()
    assert (tmp_path / "a" / "log" / RECORDS).read_bytes() == b""
    assert open_checkpoint(read_note(log.folder), [KEY.verifier]).size == 0


def test_each_record_is_a_line_and_is_signed_at_once(tmp_path):
    log = LogFile(tmp_path, KEY)
    for number in range(5):
        assert log.append(record(number)) == number

        expected = [record(one) for one in range(number + 1)]
        assert read_records(tmp_path) == expected
        head = Checkpoint(ORIGIN, number + 1, root(expected))
        assert open_checkpoint(read_note(tmp_path), [KEY.verifier]) == head == log.checkpoint
    assert (tmp_path / RECORDS).read_bytes() == b"".join(record(one) + b"\n" for one in range(5))


def test_what_is_opened_again_goes_on(folder):
    log = LogFile(folder, KEY)

    assert log.records == tuple(map(record, range(3)))
    assert log.append(record(3)) == 3
    assert LogFile(folder, KEY).records == tuple(map(record, range(4)))


def test_its_records_can_be_proved(folder):
    log = LogFile(folder, KEY)

    proof = RecordProof.of(log.tree, 1, log.note)

    assert proof.verify(record(1), [KEY.verifier]) == log.checkpoint


def test_opening_a_sound_log_changes_nothing(folder):
    before = content_of(folder)
    LogFile(folder, KEY)

    assert content_of(folder) == before


@pytest.mark.parametrize("wrong", [b"", b"a\nb", b"a\n"])
def test_a_record_is_one_line(folder, wrong):
    before = content_of(folder)

    with pytest.raises(FaultsError) as refused:
        LogFile(folder, KEY).append(wrong)
    assert code_of(refused) == "log-record-not-a-line"
    assert content_of(folder) == before


# --- two at once --------------------------------------------------------------------------------


def test_two_that_opened_the_same_log_see_what_the_other_added(folder):
    one, other = LogFile(folder, KEY), LogFile(folder, KEY)

    assert [one.append(b"a"), other.append(b"b"), other.append(b"c"), one.append(b"d")] == [
        *range(3, 7)
    ]
    assert read_records(folder)[3:] == [b"a", b"b", b"c", b"d"]
    other.refresh()
    assert one.records == other.records
    assert one.checkpoint == other.checkpoint == LogFile(folder, KEY).checkpoint


def test_who_must_know_what_stands_before_is_told_when_it_changed(folder):
    one, other = LogFile(folder, KEY), LogFile(folder, KEY)
    other.append(b"first")

    with pytest.raises(FaultsError) as refused:
        one.append(b"second", expected_size=3)
    assert code_of(refused) == "log-has-grown"
    assert one.records[-1] == b"first"
    assert one.append(b"second", expected_size=4) == 4


WRITER = """
    import sys
    from pathlib import Path
    from api.files.evidence.log_file import LogFile
    from tests.api.files.evidence.offices import KEY
    log = LogFile(Path(sys.argv[1]), KEY)
    for number in range(int(sys.argv[3])):
        log.append(f"{sys.argv[2]} {number}".encode())
"""


def started(program, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)], cwd=ROOT
    )


def test_processes_that_write_at_once_all_succeed_in_some_order(tmp_path):
    writers = [started(WRITER, tmp_path / "log", name, 20) for name in "abc"]

    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    log = LogFile(tmp_path / "log", KEY)
    for name in "abc":
        theirs = [one for one in log.records if one.startswith(name.encode())]
        assert theirs == [f"{name} {number}".encode() for number in range(20)]
    assert log.checkpoint.size == 60


# --- processes that die -------------------------------------------------------------------------


@pytest.mark.parametrize("n_bytes", range(len(record(3)) + 1))
def test_a_record_torn_at_any_byte_is_dropped_and_nothing_else(folder, n_bytes):
    before = content_of(folder)
    with (folder / RECORDS).open("ab") as file:
        file.write(record(3)[:n_bytes])

    log = LogFile(folder, KEY)

    assert content_of(folder) == before
    assert log.append(b"next") == 3


def test_a_whole_record_without_checkpoint_is_signed_at_the_next_opening(folder):
    with (folder / RECORDS).open("ab") as file:
        file.write(record(3) + b"\n")

    log = LogFile(folder, KEY)

    assert log.checkpoint.size == 4
    assert open_checkpoint(read_note(folder), [KEY.verifier]).size == 4


def test_a_first_record_without_any_checkpoint_is_signed_too(tmp_path):
    (tmp_path / RECORDS).write_bytes(record(0) + b"\n")

    assert LogFile(tmp_path, KEY).checkpoint.size == 1


def test_more_records_without_any_checkpoint_are_not_signed(tmp_path):
    (tmp_path / RECORDS).write_bytes(record(0) + b"\n" + record(1) + b"\n")

    with pytest.raises(FaultsError) as refused:
        LogFile(tmp_path, KEY)
    assert code_of(refused) == "log-checkpoint-missing"


def test_a_process_that_goes_on_mends_what_another_left(folder):
    log = LogFile(folder, KEY)
    with (folder / RECORDS).open("ab") as file:
        file.write(record(3) + b"\n" + record(4)[:7])

    assert log.append(b"next") == 4
    assert read_records(folder)[3:] == [record(3), b"next"]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from api.files.evidence import log_file
    from tests.api.files.evidence.offices import KEY, record
    log, calls, write = log_file.LogFile(Path(sys.argv[1]), KEY), [], os.write

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    def torn(descriptor, line):
        write(descriptor, line[: int(sys.argv[2])])
        die()

    if int(sys.argv[2]) >= 0:
        os.write = torn
    else:
        log_file.write_atomically = lambda *_: die()
    log.append(record(3))
"""


@pytest.mark.parametrize(
    ("n_bytes", "n_left"),
    [(0, 3), (1, 3), (len(record(3)), 3), (len(record(3)) + 1, 4), (-1, 4)],
)
def test_a_killed_process_leaves_a_log_that_opens_and_a_lock_that_is_free(folder, n_bytes, n_left):
    assert started(KILLED, folder, n_bytes).wait(60) == -signal.SIGKILL

    log = LogFile(folder, KEY)

    assert log.records == tuple(map(record, range(n_left)))
    assert open_checkpoint(read_note(folder), [KEY.verifier]).size == n_left
    assert log.append(b"next") == n_left


def test_a_write_that_fails_is_taken_back(folder, monkeypatch):
    log, before, write = LogFile(folder, KEY), content_of(folder), os.write

    def full(descriptor, line):
        if write(descriptor, line[:5]):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        log.append(record(3))
    monkeypatch.undo()

    assert content_of(folder) == before
    assert log.append(record(3)) == 3


def test_a_write_in_pieces_is_whole(folder, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, line: write(descriptor, line[:3]))
    LogFile(folder, KEY).append(record(3))
    monkeypatch.undo()

    assert LogFile(folder, KEY).records[3] == record(3)


def test_a_record_whose_checkpoint_failed_is_signed_by_the_next_addition(folder, monkeypatch):
    log = LogFile(folder, KEY)

    def fails(*_arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(log_file, "write_atomically", fails)
        with pytest.raises(OSError, match="No space"):
            log.append(record(3))

    assert log.append(record(4)) == 4
    assert LogFile(folder, KEY).records == tuple(map(record, range(5)))


# --- what contradicts itself --------------------------------------------------------------------


def shorter(folder):
    lines = (folder / RECORDS).read_bytes().splitlines(keepends=True)
    (folder / RECORDS).write_bytes(b"".join(lines[:-1]))


def without_line_feed(folder):
    (folder / RECORDS).write_bytes((folder / RECORDS).read_bytes()[:-1])


def changed(folder):
    content = (folder / RECORDS).read_bytes()
    (folder / RECORDS).write_bytes(content.replace(b'"n":1', b'"n":7'))


def without_checkpoint(folder):
    (folder / CHECKPOINT).unlink()


def signed_by_a_stranger(folder):
    stranger = SigningKey(ORIGIN, KeyType.NOTE, SECRETS[5])
    (folder / CHECKPOINT).write_bytes(sign(read_note(folder).text, stranger).encode())


def of_another_log(folder):
    other = SigningKey("another.log", KeyType.NOTE, SECRETS[0])
    text = read_note(folder).text.replace(ORIGIN, "another.log")
    (folder / CHECKPOINT).write_bytes(sign(text, other).encode())


def with_a_wrong_signature(folder):
    content = (folder / CHECKPOINT).read_text(encoding="utf-8")
    (folder / CHECKPOINT).write_text(content.replace("\n3\n", "\n2\n"), encoding="utf-8")


def edited(folder):
    content = (folder / CHECKPOINT).read_bytes()
    (folder / CHECKPOINT).write_bytes(content.replace(b"\n", b"\r\n"))


def not_a_checkpoint(folder):
    (folder / CHECKPOINT).write_bytes(sign("hello\n", KEY).encode())


def with_strange_keys(folder):
    (folder / KEYS).write_text("no key\n", encoding="utf-8")


def with_a_key_that_follows(folder):
    other = SigningKey(ORIGIN, KeyType.NOTE, SECRETS[5]).verifier
    keys = VerifierKeys((KeyTerm(KEY.verifier, 3), KeyTerm(other)))
    (folder / KEYS).write_bytes(keys.encode())


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (shorter, "log-records-missing"),
        (without_line_feed, "log-records-missing"),
        (changed, "log-root-differs"),
        (without_checkpoint, "log-checkpoint-missing"),
        (signed_by_a_stranger, "not-signed"),
        (of_another_log, "not-signed"),
        (with_a_wrong_signature, "signature-wrong"),
        (edited, "note-text"),
        (not_a_checkpoint, "checkpoint-text"),
        (with_strange_keys, "key-text"),
        (with_a_key_that_follows, "log-key-ended"),
    ],
)
def test_a_log_that_contradicts_its_checkpoint_is_neither_opened_nor_changed(folder, tamper, code):
    log = LogFile(folder, KEY)
    tamper(folder)
    with (folder / RECORDS).open("ab") as file:
        file.write(b"torn")
    before = content_of(folder)

    for attempt in (lambda: LogFile(folder, KEY), lambda: log.append(b"next"), log.refresh):
        with pytest.raises(FaultsError) as refused:
            attempt()
        assert code_of(refused) == code
    assert content_of(folder) == before


# --- cosignatures -------------------------------------------------------------------------------


def test_cosignatures_stay_while_the_head_is_the_same(folder):
    text = read_note(folder).text
    add_cosignature(folder, text, cosignature(text, WITNESS, 5))

    log = LogFile(folder, KEY)

    assert log.note == cosigned(sign(text, KEY))
    assert witnessed(read_note(folder), [WITNESS.verifier])[0].unix_seconds == 5


def test_a_new_record_leaves_them_behind(folder):
    text = read_note(folder).text
    add_cosignature(folder, text, cosignature(text, WITNESS, 5))

    log = LogFile(folder, KEY)
    log.append(b"next")

    assert witnessed(log.note, [WITNESS.verifier]) == ()
    assert len(read_note(folder).signatures) == 1


def test_a_cosignature_of_an_older_head_comes_too_late(folder):
    text = read_note(folder).text
    LogFile(folder, KEY).append(b"next")
    before = content_of(folder)

    with pytest.raises(FaultsError) as refused:
        add_cosignature(folder, text, cosignature(text, WITNESS, 5))
    assert code_of(refused) == "log-moved-on"
    assert content_of(folder) == before


def test_the_same_cosignature_is_not_added_twice(folder):
    text = read_note(folder).text
    for _ in range(2):
        add_cosignature(folder, text, cosignature(text, WITNESS, 5))

    assert len(read_note(folder).signatures) == 2
