"""A witness cosigns a log that was only added to, and nothing else."""

from __future__ import annotations

import shutil

import pytest

from api.files.evidence.keys import load_key
from api.files.evidence.log_file import LogFile
from api.files.evidence.log_folder import read_note
from api.files.evidence.office_keys import OfficeKeys
from api.files.evidence.witness_state import recall
from api.usecases import witness_log as usecase
from api.usecases.steps import Steps
from api.usecases.witness_log import witness_key, witness_log
from scheduler.errors import FaultsError
from scheduler.evidence.cosignatures import witnessed
from scheduler.evidence.keys import KeyNameError, KeyType, SigningKey
from tests.api.files.evidence.offices import (
    KEY,
    ORIGIN,
    SECRETS,
    WITNESS,
    added,
    code_of,
    content_of,
    cosigned,
)

OTHER = SigningKey(ORIGIN, KeyType.NOTE, SECRETS[4])


@pytest.fixture
def office(tmp_path):
    """The keys of an office whose log has three records."""
    keys = OfficeKeys(tmp_path / "keys", tmp_path / "log")
    added(LogFile(keys.log, keys.create(ORIGIN, SECRETS[0])), 3)
    return keys


@pytest.fixture
def visit(office, tmp_path):
    """Let the witness visit the log, or a copy of it."""

    def visit(folder=office.log, at=100, trusted=None, state=tmp_path / "state"):
        return witness_log(folder, WITNESS, state, Steps(), unix_seconds=at, trusted=trusted)

    return visit


def codes(visit):
    return [fault.code for fault in visit.refusals]


def told(visit, code):
    """The facts of one refusal."""
    return next(fault.facts for fault in visit.refusals if fault.code == code)


def times(folder):
    return [one.unix_seconds for one in witnessed(read_note(folder), [WITNESS.verifier])]


def rewritten(folder, copy, *, old, new, key=KEY):
    """Return a copy of a log with other records, signed as if it always had been so."""
    records = [line.replace(old, new) for line in LogFile(folder, key).records]
    log = LogFile(copy, key)
    for record in records:
        log.append(record)
    shutil.copy(folder / "keys.txt", copy)
    return copy


# --- all is well --------------------------------------------------------------------------------


def test_the_first_visit_pins_the_key_and_cosigns(office, visit, tmp_path):
    found = visit(at=100)

    assert (found.is_first, found.pinned, found.refusals) == (True, KEY.verifier, ())
    assert (found.n_new, found.checkpoint.size, found.unix_seconds) == (3, 3, 100)
    assert found.signature in read_note(office.log).signatures
    assert times(office.log) == [100]
    assert recall(tmp_path / "state", ORIGIN).key == KEY.verifier


def test_the_office_goes_on_with_its_log_and_the_witness_with_it(office, visit):
    visit(at=100)
    added(LogFile(office.log, KEY), 2)
    found = visit(at=200)

    assert (found.is_first, found.n_new, found.refusals) == (False, 2, ())
    assert times(office.log) == [200]


def test_a_head_that_was_cosigned_keeps_its_first_time(office, visit):
    first = visit(at=100)
    before = content_of(office.log)
    again = visit(at=200)

    assert again.signature == first.signature
    assert (again.n_new, again.unix_seconds) == (0, 100)
    assert content_of(office.log) == before


def test_a_cosignature_that_was_lost_on_the_way_is_put_back(office, visit, tmp_path):
    copy = shutil.copytree(office.log, tmp_path / "copy")
    visit(at=100)
    visit(folder=copy, at=200)

    assert times(copy) == [100]


def test_a_crash_before_the_cosignature_is_written_does_no_harm(office, visit, monkeypatch):
    def fails(*_arguments):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(usecase, "add_cosignature", fails)
        with pytest.raises(OSError, match="Input"):
            visit(at=100)
    assert times(office.log) == []

    visit(at=200)
    assert times(office.log) == [100]


def test_records_that_the_office_has_not_signed_are_not_witnessed(office, visit):
    with (office.log / "log.jsonl").open("ab") as file:
        file.write(b"unsigned\ntorn")
    found = visit()

    assert (found.n_unsigned, found.checkpoint.size, found.refusals) == (1, 3, ())


def test_a_log_without_records_can_be_witnessed(tmp_path, visit):
    LogFile(tmp_path / "new", KEY)

    assert visit(folder=tmp_path / "new", trusted=KEY.verifier).checkpoint.size == 0


def test_other_witnesses_are_left_alone(office, visit):
    other = SigningKey("w2", KeyType.COSIGNATURE, SECRETS[7])
    visit(at=100)
    found = witness_log(office.log, other, office.private / "w2", Steps(), unix_seconds=150)

    assert found.signature is not None
    assert times(office.log) == [100]
    assert len(read_note(office.log).signatures) == 3


# --- which key ----------------------------------------------------------------------------------


def test_the_key_that_was_made_known_counts_from_the_first_visit(visit):
    assert codes(visit(trusted=OTHER.verifier)) == ["not-signed"]
    assert visit(trusted=KEY.verifier).refusals == ()


def test_a_log_that_another_key_signs_is_refused_though_keys_txt_tells_it(office, visit):
    visit()
    office.rotate(SECRETS[4])
    added(LogFile(office.log, office.load()), 1)

    assert codes(visit()) == ["not-signed"]


def test_the_new_key_of_an_office_is_pinned_once_it_is_trusted(office, visit, tmp_path):
    visit()
    new = office.rotate(SECRETS[4]).verifier
    added(LogFile(office.log, office.load()), 1)

    assert visit(trusted=new).refusals == ()
    assert visit().refusals == ()
    assert recall(tmp_path / "state", ORIGIN).key == new


def test_without_any_key_nothing_is_pinned(office, visit):
    (office.log / "keys.txt").unlink()

    with pytest.raises(FaultsError) as refused:
        visit()
    assert code_of(refused) == "log-key-unknown"
    assert visit(trusted=KEY.verifier).refusals == ()


# --- refusals -----------------------------------------------------------------------------------


@pytest.fixture
def before(office, visit, tmp_path):
    """The log as it was witnessed with three records; then two were added."""
    visit(at=100)
    copy = shutil.copytree(office.log, tmp_path / "before")
    added(LogFile(office.log, KEY), 2)
    return copy


def refused(visit, folder, tmp_path, at=300):
    """Visit, and make sure that a refusal changed nothing."""
    state, log = content_of(tmp_path / "state"), content_of(folder)
    found = visit(folder=folder, at=at)
    assert found.signature is None
    assert (content_of(tmp_path / "state"), content_of(folder)) == (state, log)
    return found


def test_a_smaller_tree_is_refused(before, visit, tmp_path):
    visit(at=200)
    found = refused(visit, before, tmp_path)

    assert codes(found) == ["witness-tree-smaller", "witness-records-gone"]
    assert told(found, "witness-tree-smaller")["before"] == 5
    assert told(found, "witness-records-gone")["records"] == "3-4"


def test_a_smaller_head_over_all_records_is_refused(before, office, visit, tmp_path):
    visit(at=200)
    shutil.copy(before / "checkpoint", office.log)

    assert codes(refused(visit, office.log, tmp_path)) == ["witness-tree-smaller"]


def test_another_root_of_the_same_size_is_a_split_view(before, visit, tmp_path):
    other = rewritten(before, tmp_path / "other", old=b'"n":1', new=b'"n":7')
    found = refused(visit, other, tmp_path)

    assert codes(found) == ["witness-split-view", "witness-records-changed"]
    assert told(found, "witness-records-changed")["records"] == "1"


@pytest.mark.usefixtures("before")
def test_a_grown_log_whose_past_was_changed_is_refused(office, visit, tmp_path):
    other = rewritten(office.log, tmp_path / "other", old=b'"x":"', new=b'"y":"')
    found = refused(visit, other, tmp_path)

    assert codes(found) == ["witness-history-changed", "witness-records-changed"]
    assert told(found, "witness-records-changed")["records"] == "0-2"
    assert told(found, "witness-records-changed")["count"] == 3


def test_changed_records_under_an_honest_checkpoint_are_named(before, visit, tmp_path):
    path = before / "log.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"n":2', b'"n":8'))
    found = refused(visit, before, tmp_path)

    assert codes(found) == [
        "log-root-differs",
        "witness-history-changed",
        "witness-records-changed",
    ]
    assert told(found, "witness-records-changed")["records"] == "2"


def test_missing_records_under_an_honest_checkpoint_are_named(before, visit, tmp_path):
    path = before / "log.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    found = refused(visit, before, tmp_path)

    assert codes(found) == ["log-records-missing", "witness-records-gone"]
    assert told(found, "witness-records-gone")["records"] == "1-2"


@pytest.mark.usefixtures("before")
def test_a_wrong_cosignature_in_our_name_is_refused(office, visit, tmp_path):
    note = read_note(office.log)
    wrong = SigningKey(WITNESS.name, KeyType.COSIGNATURE, SECRETS[6])
    stranger = cosigned(note, 5).signatures[-1]
    forged = note.signed_also(
        type(stranger)(stranger.name, stranger.key_id, wrong.sign(b"x") + bytes(8))
    )
    (office.log / "checkpoint").write_bytes(forged.encode())

    assert codes(refused(visit, office.log, tmp_path)) == ["signature-wrong"]


@pytest.mark.usefixtures("before")
def test_a_clock_behind_the_last_visit_is_refused(office, visit, tmp_path):
    found = refused(visit, office.log, tmp_path, at=99)

    assert codes(found) == ["witness-clock-behind"]
    assert told(found, "witness-clock-behind")["before"] == "1970-01-01T00:01:40Z"
    assert visit(at=100).refusals == ()


def test_a_refusal_at_the_first_visit_pins_nothing(office, visit, tmp_path):
    path = office.log / "log.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"n":2', b'"n":8'))

    assert codes(visit()) == ["log-root-differs"]
    assert recall(tmp_path / "state", ORIGIN) is None


def test_many_changed_records_are_told_as_ranges(office, visit, tmp_path):
    added(LogFile(office.log, KEY), 37)
    visit()
    path = office.log / "log.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    for number in (0, 1, 2, *range(4, 40, 2)):
        lines[number] = b"changed\n"
    path.write_bytes(b"".join(lines))
    found = refused(visit, office.log, tmp_path)

    assert told(found, "witness-records-changed")["records"] == (
        "0-2, 4, 6, 8, 10, 12, 14, 16, 18, 20, …"
    )


# --- what cannot be looked at -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("log.jsonl", None, "log-missing"),
        ("checkpoint", None, "log-checkpoint-missing"),
        ("checkpoint", b"hello\n", "note-text"),
        ("keys.txt", b"hello\n", "key-text"),
    ],
)
def test_files_that_are_not_those_of_a_log_are_faults(office, visit, name, content, code):
    if content is None:
        (office.log / name).unlink()
    else:
        (office.log / name).write_bytes(content)

    with pytest.raises(FaultsError) as faulty:
        visit()
    assert code_of(faulty) == code


def test_a_head_that_changes_during_the_visit_is_not_cosigned(office, visit, monkeypatch):
    keep = usecase.remember

    def meanwhile(state, found):
        keep(state, found)
        added(LogFile(office.log, KEY), 1)

    with monkeypatch.context() as patched:
        patched.setattr(usecase, "remember", meanwhile)
        with pytest.raises(FaultsError) as refused:
            visit(at=100)
    assert code_of(refused) == "log-moved-on"

    assert visit(at=200).n_new == 1
    assert times(office.log) == [200]


# --- the key of the witness ---------------------------------------------------------------------


def test_the_key_of_a_witness_is_made_once_with_its_name(tmp_path):
    path = tmp_path / "w.key"
    key = witness_key(path, "audit/w1", lambda: SECRETS[5])

    assert (key.name, key.key_type) == ("audit/w1", KeyType.COSIGNATURE)
    assert witness_key(path, "", lambda: SECRETS[6]) == key == load_key(path)
    assert witness_key(path, "audit/w1", lambda: SECRETS[6]) == key


@pytest.mark.parametrize(
    ("name", "code"), [("", "witness-key-missing"), ("other", "witness-key-of-another")]
)
def test_a_name_and_its_key_belong_together(tmp_path, name, code):
    path = tmp_path / "w.key"
    if name:
        witness_key(path, "audit/w1", lambda: SECRETS[5])

    with pytest.raises(FaultsError) as refused:
        witness_key(path, name, lambda: SECRETS[5])
    assert code_of(refused) == code


def test_the_key_of_an_office_is_not_that_of_a_witness(office):
    path = next(office.private.iterdir())

    with pytest.raises(FaultsError) as refused:
        witness_key(path, "", lambda: SECRETS[5])
    assert code_of(refused) == "witness-key-of-another"


def test_a_witness_needs_a_name_without_blanks(tmp_path):
    with pytest.raises(KeyNameError):
        witness_key(tmp_path / "w.key", "a b", lambda: SECRETS[5])
    assert content_of(tmp_path) == {}
