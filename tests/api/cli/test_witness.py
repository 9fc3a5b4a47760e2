"""`doubledraw witness`: for people in two languages, and for a machine."""

from __future__ import annotations

import json
import shutil

import pytest
import typer
from typer.testing import CliRunner

from api.cli.language import SPOKEN
from api.cli.witness import witness
from api.files.evidence.log_file import LogFile
from api.files.evidence.log_folder import read_note
from api.files.evidence.office_keys import OfficeKeys
from scheduler.evidence.cosignatures import witnessed
from scheduler.evidence.keys import VerifierKey
from tests.api.cli.spoken import says
from tests.api.files.evidence.offices import KEY, ORIGIN, SECRETS, added

NAME = "audit.example.gov.cn/w1"


@pytest.fixture
def log(tmp_path):
    """The folder of a log with three records."""
    keys = OfficeKeys(tmp_path / "keys", tmp_path / "log")
    added(LogFile(keys.log, keys.create(ORIGIN, SECRETS[0])), 3)
    return keys.log


@pytest.fixture
def visit(log, tmp_path):
    """Run the command; return its exit code and what it printed."""
    app = typer.Typer()
    app.command()(witness)

    def visit(*options, folder=log, lang="en"):
        token = SPOKEN.set(lang)
        try:
            ran = CliRunner().invoke(
                app,
                [
                    *(str(folder), "--key-file", str(tmp_path / "w" / "w.key")),
                    *("--state", str(tmp_path / "w" / "state"), *options),
                ],
            )
        finally:
            SPOKEN.reset(token)
        return ran.exit_code, ran.output

    return visit


def data_of(visited):
    code, text = visited
    data = json.loads(text)
    assert data["exit_code"] == code
    return data


def test_a_machine_reads_what_was_cosigned(visit, log):
    first = data_of(visit("--name", NAME, "--json"))

    key = VerifierKey.parse(first["witness_key"])
    (found,) = witnessed(read_note(log), [key])
    assert (first["exit_code"], first["cosigned"], first["first_visit"]) == (0, True, True)
    assert (first["origin"], first["size"], first["log_key"]) == (ORIGIN, 3, str(KEY.verifier))
    assert first["cosignature"] == str(read_note(log).signatures[1])
    assert key.name == NAME
    assert found.unix_seconds > 1_600_000_000


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("never witnessed before", "Witnessed by " + NAME, "The witness's key")),
        ("zh", ("首次见证此日志", "已见证：" + NAME, "本见证人的公钥")),
    ],
)
def test_the_first_visit_shows_the_key_to_compare(visit, lang, words):
    code, text = visit("--name", NAME, lang=lang)

    assert code == 0
    assert str(KEY.verifier) in text.split("\n")
    assert [word for word in words if not says(text, word)] == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "records added since: 2, none before them was touched"), ("zh", "此后新增 2 条")],
)
def test_a_later_visit_tells_what_was_added(visit, log, lang, words):
    visit("--name", NAME)
    added(LogFile(log, KEY), 2)
    code, text = visit(lang=lang)

    assert code == 0
    assert says(text, words)
    assert str(KEY.verifier) not in text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("has two versions", "Refused: nothing was signed")),
        ("zh", ("日志有两个版本", "拒绝见证")),
    ],
)
def test_a_rewritten_log_is_refused_and_its_changed_records_named(
    visit, log, tmp_path, lang, words
):
    visit("--name", NAME)
    other = LogFile(tmp_path / "other", KEY)
    for record in LogFile(log, KEY).records:
        other.append(record.replace(b'"n":1', b'"n":7'))
    code, text = visit(folder=other.folder, lang=lang)
    told = data_of(visit("--json", folder=other.folder))

    assert code == told["exit_code"] == 5
    assert [word for word in words if not says(text, word)] == []
    assert (told["cosigned"], told["cosignature"], told["at"]) == (False, None, None)
    assert [one["code"] for one in told["refusals"]] == [
        "witness-split-view",
        "witness-records-changed",
    ]
    assert told["refusals"][1]["facts"]["records"] == "1"


def test_unsigned_records_are_told(visit, log):
    with (log / "log.jsonl").open("ab") as file:
        file.write(b"unsigned\n")

    assert says(visit("--name", NAME)[1], "that were not witnessed: 1.")


def test_a_trusted_key_is_shown_and_pinned(visit, log):
    (log / "keys.txt").unlink()
    code, text = visit("--name", NAME, "--trust", str(KEY.verifier))

    assert code == 0
    assert says(text, "the key that you gave")
    assert visit()[0] == 0


def test_a_log_signed_by_another_key_than_the_trusted_is_refused_with_that_key(visit):
    stranger = str(VerifierKey(ORIGIN, KEY.key_type, bytes(31) + b"\1"))
    code, text = visit("--name", NAME, "--trust", stranger)

    assert code == 5
    assert stranger in text


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), "witness-key-missing"),
        (("--name", "a b"), "key-name"),
        (("--name", NAME, "--trust", "no key"), "key-text"),
    ],
)
def test_wrong_input_is_a_fault(visit, options, code):
    told = data_of(visit(*options, "--json"))

    assert told["exit_code"] == 3
    assert [one["code"] for one in told["faults"]] == [code]


def test_a_folder_without_a_log_is_told(visit, tmp_path):
    told = data_of(visit("--name", NAME, "--json", folder=tmp_path))

    assert told["exit_code"] == 3
    assert told["faults"][0]["code"] == "log-missing"


def test_a_key_that_others_can_read_is_told(visit, tmp_path):
    visit("--name", NAME)
    (tmp_path / "w" / "w.key").chmod(0o644)

    assert visit()[0] == 3


def test_a_log_on_a_stick_is_witnessed_there_and_carried_back(visit, log, tmp_path):
    stick = shutil.copytree(log, tmp_path / "stick")
    visit("--name", NAME, folder=stick)
    shutil.copy(stick / "checkpoint", log)

    opened = LogFile(log, KEY)
    assert len(opened.note.signatures) == 2


def test_another_language_is_wrong_usage(visit):
    assert visit("--lang", "fr")[0] == 2
