"""What a firm is shown of a draw: its own row, and whether it was drawn, by its own ticket."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from functools import cache

import pytest

from api.usecases.prove import provable, prove
from api.usecases.steps import Steps
from scheduler.errors import FaultsError
from scheduler.evidence.firm_proof import proof_faults
from tests.api.usecases.published import WORLDS, firms_of, published, rows_of

LOCK = "public/lock.json"
STRATA = "audit/strata.csv"
TURNED = str.maketrans("01", "10")


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """A function that returns the folder of a world's bundles, made once."""
    made = {}

    def home(name):
        if name not in made:
            made[name] = published(WORLDS[name](), tmp_path_factory.mktemp(name))
        return made[name]

    return home


def proof_of(home, target_id):
    return prove(home / "audit", target_id, Steps())


@cache
def proofs_of(home):
    draw = provable(home / "audit", Steps())
    return [draw.proof(target_id) for target_id in firms_of(home)]


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def code_of(home, target_id="91120116MA13M98L9G"):
    with pytest.raises(FaultsError) as refused:
        proof_of(home, target_id)
    return refused.value.faults[0].code


@pytest.mark.parametrize("world", WORLDS)
def test_every_firm_is_told_what_was_published_of_it(homes, world):
    home = homes(world)
    drawn = {(row["plan_id"], row["target_id"]) for row in rows_of(home, "audit/selections.csv")}
    proofs = proofs_of(home)

    told = {(p.plan_id, one.target_id) for one in proofs for p in one.plans if p.drawn}
    listed = {(plan_id, one.target_id) for one in proofs for plan_id, _ in one.listed}
    assert told | listed == drawn
    assert not told & listed
    assert told
    assert any(not p.drawn for one in proofs for p in one.plans)


@pytest.mark.parametrize("world", WORLDS)
def test_every_proof_holds_by_itself_and_with_the_lock(homes, world):
    home = homes(world)
    content = (home / "public" / LOCK).read_bytes()

    for proof in proofs_of(home):
        assert list(proof_faults(proof)) == []
        assert list(proof_faults(proof, content)) == []


def test_one_proof_is_that_of_many(homes):
    home = homes("plain")
    proof = proofs_of(home)[7]

    assert proof_of(home, proof.target_id) == proof


@pytest.mark.parametrize("world", WORLDS)
def test_pool_quota_and_cutoff_are_those_of_the_own_stratum(homes, world):
    home = homes(world)
    strata = {(one["plan_id"], int(one["stratum_no"])): one for one in rows_of(home, STRATA)}
    members = {}
    for proof in proofs_of(home):
        for plan in proof.plans:
            place = plan.plan_id, plan.stratum_no
            members.setdefault(place, []).append(plan)
            row = strata[place]
            figures = int(row["pool"]), int(row["quota"]), row["cutoff"]
            assert (plan.pool, plan.quota, plan.cutoff) == figures

    for plans in members.values():
        assert len(plans) == plans[0].pool
        assert sum(plan.drawn for plan in plans) == plans[0].quota


def test_plans_that_share_tickets_share_the_key(homes):
    proof = proofs_of(homes("plain"))[0]

    assert {plan.key for plan in proof.plans} == {proof.target_key}
    assert {plan.ticket for plan in proof.plans} == {sha(proof.target_key + proof.target_id)}


def test_plans_that_draw_independently_have_keys_of_their_own(homes):
    for proof in proofs_of(homes("own_tickets")):
        for plan in proof.plans:
            assert plan.key == sha(f"{proof.target_key}/{plan.plan_id}")
            assert plan.ticket == sha(plan.key + proof.target_id)


def test_the_smallest_of_as_many_tickets_as_a_firm_weighs_counts(homes):
    weights = set()
    for proof in proofs_of(homes("weighted")):
        plan = next(one for one in proof.plans if one.plan_id == "P01")
        each = [sha(f"{plan.key}{proof.target_id}#{j}") for j in range(1, plan.weight + 1)]
        assert plan.ticket == min(each) == each[plan.winner - 1]
        assert next(one for one in proof.plans if one.plan_id == "P02").winner is None
        weights.add(plan.weight)
    assert weights == {1, 2, 3, 4, 5}  # without complaints a firm weighs 1


def test_quotas_that_overlap_are_told_as_drawn(homes):
    for proof in proofs_of(homes("overlapping")):
        assert all(plan.quota_drawn for plan in proof.plans)
    assert not any(plan.quota_drawn for one in proofs_of(homes("plain")) for plan in one.plans)


def test_a_stratum_is_told_by_number_unless_everybody_may_know_it(homes):
    for proof in proofs_of(homes("plain")):
        for plan in proof.plans:
            assert bool(plan.stratum) is (plan.plan_id == "P03")
    for proof in proofs_of(homes("by_risk")):
        first = next(plan for plan in proof.plans if plan.plan_id == "P01")
        assert first.stratum == ()


def test_a_stratum_that_gives_none_draws_nobody(homes):
    none = [
        plan
        for proof in proofs_of(homes("by_risk"))
        for plan in proof.plans
        if plan.plan_id == "P01" and not plan.quota
    ]

    assert len(none) == 10
    assert {(plan.cutoff, plan.drawn) for plan in none} == {("", False)}


def test_a_firm_that_no_plan_could_draw_has_no_row(homes):
    proofs = proofs_of(homes("restaurants_only"))
    outside = [proof for proof in proofs if proof.row is None]

    assert len(outside) == 20
    assert all(proof.plans == () for proof in outside)
    assert sum(bool(proof.listed) for proof in outside) == 1
    assert sum(bool(proof.listed) for proof in proofs if proof.row) == 1


def test_a_reserve_is_told_nothing_but_that_it_was_not_drawn(homes):
    home = homes("plain")
    reserves = {(row["plan_id"], row["target_id"]) for row in rows_of(home, "audit/reserves.csv")}

    assert reserves
    for proof in proofs_of(home):
        plans = {plan.plan_id: plan for plan in proof.plans}
        assert not any(plans[one].drawn for one, target in reserves if target == proof.target_id)
        assert "reserve" not in repr(proof)


def test_the_log_holds_lock_and_publication_where_the_proof_says(homes):
    home = homes("plain")
    log = proofs_of(home)[0].log
    lines = (home / "public" / "log.jsonl").read_text().splitlines()

    assert '"event":"lock"' in lines[log.lock]
    assert '"event":"publish"' in lines[log.publish]
    assert (log.origin, log.size) == ("office.example/log", len(lines))
    assert "\n".join((*log.keys, "")) == (home / "public" / "keys.txt").read_text()


def test_what_was_changed_in_a_proof_is_found(homes):
    home = homes("own_tickets")
    proof = proofs_of(home)[0]
    first, *others = proof.plans
    row, other = proof.row, "0" * 64

    def codes(**changes):
        return {fault.code for fault in proof_faults(replace(proof, **changes))}

    assert codes(seed_hash=other) >= {"prove-key-wrong"}
    assert codes(target_id="X") == {"prove-ticket-wrong", "prove-row-unlike"}
    assert codes(plans=(replace(first, key=other), *others)) >= {"prove-key-wrong"}
    assert codes(plans=(replace(first, ticket=other), *others)) == {"prove-ticket-wrong"}
    assert codes(plans=tuple(others)) == {"prove-row-unlike"}
    assert codes(row=None) == {"prove-row-missing"}
    assert codes(row=replace(row, salt=other)) == {"prove-row-unlike"}
    assert codes(row=replace(row, root=other)) == {"prove-path-wrong"}
    assert codes(row=replace(row, root="not hex")) == {"prove-path-wrong"}
    assert codes(row=replace(row, path=row.path[1:])) == {"prove-path-wrong"}
    assert codes(row=replace(row, index=row.size)) == {"prove-path-wrong"}
    assert codes(row=replace(row, index=(row.index + 1) % row.size)) == {"prove-path-wrong"}


def test_a_lock_that_the_log_did_not_commit_to_is_found(homes):
    proof = proofs_of(homes("plain"))[0]

    assert [fault.code for fault in proof_faults(proof, b"{}")] == ["prove-lock-unlike"]


def test_a_root_that_is_not_that_of_the_lock_is_found(homes):
    one, other = homes("plain"), homes("by_risk")
    content = (one / "public" / LOCK).read_bytes()
    proof = proofs_of(one)[0]
    swapped = replace(proof, row=proofs_of(other)[0].row)

    assert "prove-path-wrong" in {fault.code for fault in proof_faults(swapped, content)}


def test_a_code_that_is_not_registered_is_refused(homes):
    assert code_of(homes("plain"), "91120116MA00000000") == "prove-unknown-target"


@pytest.mark.parametrize("folder", ["public", "office", "nowhere"])
def test_only_an_audit_bundle_can_prove(homes, folder, tmp_path):
    if folder != "nowhere":
        shutil.copytree(homes("plain") / folder, tmp_path / "audit")

    assert code_of(tmp_path) == "prove-not-audit"


@pytest.mark.parametrize(
    "name",
    [
        "seed.txt",
        "log.jsonl",
        "checkpoint",
        "keys.txt",
        "manifest.json",
        "openings.json",
        "public/rows.csv",
        "public/selections.csv",
        "audit/strata.csv",
        "audit/rows.txt",
        "audit/inputs/targets.csv",
    ],
)
@pytest.mark.parametrize("sums_too", [False, True])
def test_a_bundle_in_which_anything_was_changed_proves_nothing(homes, tmp_path, name, sums_too):
    audit = tmp_path / "audit"
    shutil.copytree(homes("plain") / "audit", audit)
    path = audit / name
    content = path.read_bytes()
    place = len(content) // 2
    path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    if sums_too:
        was, now = (hashlib.sha256(one).hexdigest() for one in (content, path.read_bytes()))
        sums = audit / "SHA256SUMS"
        sums.write_text(sums.read_text().replace(was, now))

    assert code_of(tmp_path) in {"prove-unsound", "prove-not-audit"}


@pytest.mark.parametrize("name", ["audit/strata.csv", "public/rows.csv", "checkpoint"])
def test_a_bundle_that_lacks_a_file_proves_nothing(homes, tmp_path, name):
    shutil.copytree(homes("plain") / "audit", tmp_path / "audit")
    (tmp_path / "audit" / name).unlink()

    assert code_of(tmp_path) == "prove-unsound"


def with_file(home, name, change):
    """Return the draw with another content of a document, as if the log had committed to it."""
    draw = provable(home / "audit", Steps())
    files = dict(draw.bundle.files)
    files[name] = change(files[name].decode()).encode()
    return replace(draw, bundle=replace(draw.bundle, files=files))


def without_first(text):
    heading, _, *rows = text.splitlines(keepends=True)
    return "".join((heading, *rows))


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("public/rows.csv", without_first, "prove-rows-unlike"),
        ("audit/rows.txt", lambda text: text.translate(TURNED), "prove-rows-unlike"),
        ("audit/strata.csv", lambda text: text.splitlines()[0], "prove-stratum-missing"),
        ("audit/strata.csv", lambda text: text.replace("pool", "pond"), "prove-unreadable"),
        ("public/selections.csv", without_first, "prove-result-unlike"),
        ("public/selections.csv", lambda text: text.replace("plan", "p"), "prove-unreadable"),
        ("seed.txt", lambda text: text.replace("0", "1"), "prove-result-unlike"),
        ("public/lock.json", lambda text: f" {text}", "prove-lock-unlike"),
    ],
)
def test_documents_that_contradict_each_other_prove_nothing(homes, name, change, code):
    home = homes("plain")
    first = rows_of(home, "public/selections.csv")[0]["target_id"]

    with pytest.raises(FaultsError) as refused:
        with_file(home, name, change).proof(first)
    assert [fault.code for fault in refused.value.faults] == [code]
