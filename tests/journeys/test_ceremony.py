"""Bodies commit; a draw is locked, witnessed, thrown for, made, published, checked: by command."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys

import pytest

from scheduler.domain.hashing import Profile, is_available
from scheduler.evidence.records import parse_draw
from scheduler.evidence.sources.commit_reveal import nonce_commitment
from tests.journeys.terminal import answer, call, contents, table

NUMBER = "120116-2026-000001/1"
PARTIES = ("amr", "justice")
THROWN = "31415926535897932384"
WITNESS = "audit.example/w1"


class Scene:
    """An office, its draw, and whoever takes part."""

    def __init__(self, folder, tiny):
        self.folder, self.tiny = folder, tiny
        self.office, self.log = folder / "office", folder / "office" / "log"
        self.public, self.audit, self.book = (folder / n for n in ("public", "audit", "book"))

    def give(self, *arguments):
        return call(*arguments, "--office", self.office)

    def nonce(self, party):
        return self.folder / f"{party}.nonce"

    def commit(self, party):
        assert call("nonce", NUMBER, "--party", party, "--out", self.nonce(party)) == 0
        nonce = self.nonce(party).read_text().strip()
        commit = nonce_commitment(parse_draw(NUMBER), party, nonce)
        assert self.give("commit", NUMBER, "--party", party, "--commit", commit) == 0

    def witness(self, *more):
        place = self.folder / "witness"
        key, state = place / "key", place / "state"
        return call("witness", self.log, "--key-file", key, "--state", state, *more)

    def deliver(self, source, value=""):
        given = ("--value", value) if value else ()
        return self.give("entropy", NUMBER, "--source", source, *given)

    def publish(self, second="head"):
        folders = ("--public", self.public, "--audit", self.audit)
        return self.give("publish", NUMBER, *folders, "--by", "planner", "--second", second)


@pytest.fixture(scope="module")
def scene(tiny, tmp_path_factory):
    """A whole ceremony, and at each step something that is refused there."""
    made = Scene(tmp_path_factory.mktemp("scene"), tiny)
    for party in PARTIES:
        made.commit(party)
    assert made.give("lock", tiny, "--physical", "dice:20", "--announced") == 0
    assert made.witness("--name", WITNESS) == 0
    assert made.give("exec", NUMBER, "--out", made.book) == 3
    for source, party in enumerate(PARTIES):
        assert made.deliver(source, made.nonce(party).read_text().strip()) == 0
    assert made.deliver(2, THROWN[:-1]) == 3
    assert made.deliver(2, THROWN) == 0
    assert made.deliver(2, THROWN) == 3
    assert made.deliver(3) == 0
    assert made.give("exec", NUMBER, "--out", made.book) == 0
    assert made.publish(second="Planner") == 3
    assert made.publish() == 0
    results = made.folder / "results.csv"
    results.write_text("task,result\n")
    assert made.give("outcome", NUMBER, results) == 0
    return made


def keys_of(capsys, scene):
    _, told = answer(
        capsys, "witness", scene.log, "--key-file", scene.folder / "witness" / "key",
        "--state", scene.folder / "witness" / "state",
    )  # fmt: skip
    path = scene.folder / "witnesses.txt"
    path.write_text(f"# keys of witnesses\n{told['witness_key']}\n")
    return (scene.log / "keys.txt").read_text().strip(), path


def test_each_step_left_one_record(scene):
    lines = (scene.log / "log.jsonl").read_text().splitlines()

    assert [json.loads(line)["event"] for line in lines] == [
        *["commit"] * 2, "lock", *["entropy"] * 4, "exec", "publish", "outcome",
    ]  # fmt: skip


def test_the_plan_book_and_both_bundles_are_verified(scene, capsys):
    key, witnesses = keys_of(capsys, scene)
    found = {}
    for name, folder in (("book", scene.book), ("public", scene.public), ("audit", scene.audit)):
        code, told = answer(capsys, "verify", folder, "--pin-key", key, "--witness-keys", witnesses)
        assert (code, told["verified"], told["attributable"]) == (0, True, True)
        found[name] = (told["kind"], told["level"], told["order_witnessed"])

    assert found == {
        "book": ("planbook", "officers-full", True),
        "public": ("public", "targets-public", True),
        "audit": ("audit", "officers-full", True),
    }


def test_without_keys_it_is_said_what_is_not_proved(scene, capsys):
    assert call("verify", scene.public, "--lang", "en") == 0
    told = " ".join(capsys.readouterr().out.split())

    assert "Self-consistent, not attributable" in told
    assert "Order of lock and entropy asserted by the operator only" in told
    assert "Level reached: targets public" in told


def test_another_key_than_the_pinned_one_is_found_out(scene, capsys):
    key, _ = keys_of(capsys, scene)
    other = key[:-4] + ("AAAA" if key[-4:] != "AAAA" else "BBBB")

    code, told = answer(capsys, "verify", scene.public, "--pin-key", other)
    assert (code, told["faults"][0]["code"]) == (3, "key-text")


def test_the_second_verifier_agrees(scene):
    line = [sys.executable, str(scene.public / "verify.py"), str(scene.public), "--lang", "en"]

    told = subprocess.run(line, check=False, capture_output=True, text=True)

    assert told.returncode == 0
    assert "✗" not in told.stdout


def test_the_public_bundle_tells_no_officer_and_no_risk_class(scene):
    text = b"\n".join(
        content for name, content in contents(scene.public).items() if not name.endswith(".py")
    ).decode()

    for officer in table(scene.book, "loads").iter_rows(named=True):
        assert officer["officer_id"] not in text
        assert officer["officer_name"] not in text
    assert "credit_risk_class" not in text
    assert not (scene.public / "audit").exists()


def test_the_audit_bundle_tells_no_name_and_no_certificate_of_an_officer(scene):
    text = b"\n".join(contents(scene.audit).values()).decode()
    officers = table(scene.book / "inputs", "officers")

    for row in officers.iter_rows(named=True):
        assert row["officer_id"] not in text
        assert row["name"] not in text
        assert row["cert_no"] not in text


def test_only_their_owner_may_read_book_audit_bundle_and_dossiers(scene):
    private = (scene.book, scene.audit, *(scene.office / "dossiers").iterdir())

    assert all(folder.stat().st_mode & 0o077 == 0 for folder in private)


def test_a_published_draw_is_neither_made_nor_voided_again(scene, capsys):
    code, told = answer(
        capsys, "void", NUMBER, "--office", scene.office, "--reason", "error",
        "--by", "planner", "--second", "head",
    )  # fmt: skip
    assert (code, told["faults"][0]["code"]) == (3, "event-too-late")

    code, told = answer(capsys, "lock", scene.tiny, "--office", scene.office)
    assert code == 3
    assert "event-twice" in {fault["code"] for fault in told["faults"]}


def test_a_nonce_is_for_its_owner_alone_and_told_with_its_commitment(tmp_path, capsys):
    file = tmp_path / "nonce"
    code, told = answer(capsys, "nonce", NUMBER, "--party", "amr", "--out", file)

    assert code == 0
    assert file.stat().st_mode & 0o077 == 0
    nonce = file.read_text().strip()
    assert told["commit"] == nonce_commitment(parse_draw(NUMBER), "amr", nonce)


def test_a_void_attempt_is_followed_by_the_next(tiny, tmp_path, capsys):
    office, folder = tmp_path / "office", tmp_path / "again"
    shutil.copytree(tiny, folder)
    path = folder / "draw.json"
    path.write_text(path.read_text().replace('"attempt": 1', '"attempt": 2'))
    people = ("--by", "planner", "--second", "head")

    assert call("lock", tiny, "--office", office) == 0
    code, told = answer(capsys, "lock", folder, "--office", office)
    assert code == 3
    assert {"attempt-live", "plan-in-other-attempt"} <= {f["code"] for f in told["faults"]}
    assert call("void", NUMBER, "--office", office, "--reason", "error", *people) == 0
    assert call("lock", folder, "--office", office) == 0
    assert call("entropy", f"{NUMBER[:-1]}2", "--source", 0, "--office", office) == 0
    out = tmp_path / "book"
    assert call("exec", f"{NUMBER[:-1]}2", "--office", office, "--out", out) == 0
    assert call("verify", out) == 0


def test_an_attempt_voided_after_its_entropy_shows_what_it_would_have_given(tiny, tmp_path, capsys):
    office, people = tmp_path / "office", ("--by", "planner", "--second", "head")
    public, audit = tmp_path / "public", tmp_path / "audit"
    folders = ("--public", public, "--audit", audit)

    assert call("lock", tiny, "--office", office) == 0
    assert call("entropy", NUMBER, "--source", 0, "--office", office) == 0
    assert call("void", NUMBER, "--office", office, "--reason", "error", *people) == 0
    assert call("publish", NUMBER, "--office", office, *folders, *people) == 0
    for folder in (public, audit):
        code, told = answer(capsys, "verify", folder)
        assert (code, told["verified"]) == (0, True)


def test_a_draw_that_is_not_announced_stays_sealed_until_its_visits_are_over(
    tiny, tmp_path, capsys
):
    office, people = tmp_path / "office", ("--by", "planner", "--second", "head")
    folders = ("--public", tmp_path / "public", "--audit", tmp_path / "audit")
    assert call("draw", tiny, "--out", tmp_path / "book", "--office", office) == 0

    code, told = answer(capsys, "publish", NUMBER, "--office", office, *folders, *people)

    assert (code, told["faults"][0]["code"]) == (3, "visits-not-over")
    assert not (tmp_path / "public").exists()


def test_a_new_key_leaves_old_signatures_good(tiny, tmp_path, capsys):
    office, book = tmp_path / "office", tmp_path / "book"
    assert call("draw", tiny, "--out", book, "--office", office) == 0
    old = (office / "log" / "keys.txt").read_text().strip()
    _, told = answer(capsys, "rotate", "--office", office)

    assert (office / "log" / "keys.txt").read_text() == f"{old} until 3\n{told['key']}\n"
    code, again = answer(capsys, "verify", book, "--pin-key", old)
    assert (code, again["attributable"]) == (0, True)
    assert call("draw", tiny, "--out", tmp_path / "other", "--office", office) == 0
    code, again = answer(
        capsys, "verify", tmp_path / "other", "--pin-key", old, "--pin-key", told["key"]
    )
    assert (code, again["attributable"]) == (0, True)


def test_a_policy_that_asks_for_independent_entropy_refuses_this_machine_alone(
    tiny, tmp_path, capsys
):
    folder = tmp_path / "strict"
    shutil.copytree(tiny, folder)
    policy = json.loads((folder / "policy.json").read_text())
    (folder / "policy.json").write_text(json.dumps(policy | {"independent_entropy": True}))

    code, told = answer(capsys, "lock", folder, "--office", tmp_path / "office")
    assert (code, told["faults"][0]["code"]) == (3, "entropy-not-independent")
    assert call("lock", folder, "--office", tmp_path / "office", "--physical", "dice:20") == 0


def test_a_beacon_is_declared_by_its_round_and_waited_for(tiny, tmp_path, capsys):
    office = tmp_path / "office"
    code, told = answer(capsys, "lock", tiny, "--office", office, "--beacon", "quicknet")
    _, beacon = told["sources"]

    assert code == 0
    assert (beacon["type"], beacon["delay"]) == ("drand", 60)
    code, told = answer(
        capsys, "entropy", NUMBER, "--source", 1, "--office", office, "--signature", "ab" * 48
    )
    assert code == 3
    assert {"signature-not-a-point", "beacon-before-its-round"} == {
        fault["code"] for fault in told["faults"]
    }


@pytest.mark.parametrize("draw", ["x", "1/0", "a b/1", "120116-2026-000001/01"])
def test_a_number_that_is_none_is_an_error_of_usage_or_unknown(draw, tmp_path):
    people = ("--by", "planner", "--second", "head")

    code = call("void", draw, "--office", tmp_path / "office", "--reason", "x", *people)

    assert code in {2, 3}


def test_an_unknown_draw_is_told(tmp_path, capsys):
    code, told = answer(
        capsys, "exec", NUMBER, "--office", tmp_path / "office", "--out", tmp_path / "book"
    )

    assert (code, told["faults"][0]["code"]) == (3, "draw-unknown")


@pytest.mark.skipif(not is_available(Profile.SM3), reason="This Python's OpenSSL has no SM3.")
def test_a_draw_by_sm3_is_made_published_and_verified_twice(tiny, tmp_path, capsys):
    office, people = tmp_path / "office", ("--by", "planner", "--second", "head")
    public, audit, book = (tmp_path / name for name in ("public", "audit", "book"))
    folders = ("--public", public, "--audit", audit)

    assert call("lock", tiny, "--office", office, "--sm3", "--announced") == 0
    assert call("entropy", NUMBER, "--source", 0, "--office", office) == 0
    assert call("exec", NUMBER, "--office", office, "--out", book) == 0
    assert call("publish", NUMBER, "--office", office, *folders, *people) == 0
    for folder in (book, public, audit):
        code, told = answer(capsys, "verify", folder)
        assert (code, told["verified"]) == (0, True)
    line = [sys.executable, str(audit / "verify.py"), str(audit)]
    assert subprocess.run(line, check=False, capture_output=True).returncode == 0
    row = table(book, "selections").row(0, named=True)
    key = table(book, "plans").row(0, named=True)["ticket_key"]
    assert hashlib.new("sm3", f"{key}{row['target_id']}".encode()).hexdigest() == row["ticket"]
    assert "openssl dgst -sm3" in (book / "record.html").read_text()


def test_draw_goes_on_with_what_was_locked(tiny, tmp_path):
    office, out = tmp_path / "office", tmp_path / "book"

    assert call("lock", tiny, "--office", office) == 0
    assert call("draw", tiny, "--out", out, "--office", office) == 0
    assert call("verify", out) == 0
    assert len((office / "log" / "log.jsonl").read_text().splitlines()) == 3


def test_draw_does_not_stand_in_for_sources_of_others(tiny, tmp_path, capsys):
    office, out = tmp_path / "office", tmp_path / "book"
    assert call("lock", tiny, "--office", office, "--physical", "dice:20") == 0

    code, told = answer(capsys, "draw", tiny, "--out", out, "--office", office)

    assert (code, told["faults"][0]["code"]) == (3, "source-missing")
    assert not out.exists()
