"""A firm's proof, as a page and as text: complete, of this firm alone, and its commands work."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import segno

from api.files.evidence import proof_page as page_module
from api.files.evidence.proof_commands import (
    code_text,
    key_commands,
    lock_commands,
    row_commands,
    ticket_command,
    tickets_of,
    verifier_command,
)
from api.files.evidence.proof_page import proof_page
from api.files.evidence.proof_text import proof_text
from api.files.evidence.proof_words import CHINESE, ENGLISH, TEXTS, conclusion
from api.usecases.prove import provable
from api.usecases.steps import Steps
from scheduler.evidence.firm_proof import smallest_ticket
from tests.api.usecases.published import WORLDS, firms_of, published, strangers_in

LANGUAGES = ("zh", "en")
VOID = {"meta"}
IN_SVG = {"svg", "path"}


@pytest.fixture(scope="module", params=WORLDS)
def home(request, tmp_path_factory):
    """The folder of a world's bundles."""
    return published(WORLDS[request.param](), tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def proofs(home):
    """The proofs of all its firms."""
    draw = provable(home / "audit", Steps())
    return [draw.proof(target_id) for target_id in firms_of(home)]


@pytest.fixture(scope="module")
def told(proofs):
    """Each proof with its page and its text, by language."""
    return {
        lang: [(one, proof_page(one, lang), proof_text(one, lang)) for one in proofs]
        for lang in LANGUAGES
    }


class Page(HTMLParser):
    """The tags, attributes and text of a page; complains of tags that do not close."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.parts = [], set(), set(), []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.parts.append(data)

    @property
    def text(self):
        return "".join(self.parts)


def output(line, folder):
    """Run a line in a shell and return the first word of what it prints."""
    shell = shutil.which("sh")
    done = subprocess.run(
        [shell, "-c", line], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.split()[0]


def representatives(proofs):
    """Return a proof of each kind: so weighted, so drawn, in so many plans."""
    kinds = {}
    for proof in proofs:
        kind = (proof.row is None, *((p.plan_id, p.weight, p.drawn) for p in proof.plans))
        kinds.setdefault(kind, proof)
    return list(kinds.values())


def test_every_command_gives_what_the_page_says_it_gives(home, proofs):
    for proof in representatives(proofs):
        commands = [*key_commands(proof), *lock_commands(proof.log)]
        commands += [ticket_command(first, proof) for first, _ in tickets_of(proof)]
        if proof.row is not None:
            commands += row_commands(proof.target_id, proof.row)
        for command in commands:
            assert output(command.line, home / "public") == command.gives, command.line


def test_the_commands_on_the_text_can_be_copied_from_it(home, proofs):
    for proof in representatives(proofs)[:3]:
        lines = proof_text(proof, "en").splitlines()
        told = [
            (line.strip(), after.split()[-1])
            for line, after in pairwise(lines)
            if after.startswith("    gives ")
        ]
        assert len(told) >= (6 if proof.plans else 2)
        for line, gives in told:
            assert output(line, home / "public") == gives


def test_the_verifier_of_the_bundle_knows_the_firm_and_the_key(home, proofs):
    for proof in representatives(proofs)[:2]:
        assert output(verifier_command(proof), home / "public")  # it ends with 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_firm_stands_on_page_or_text(home, told, language):
    for proof, page, text in told[language]:
        for made in (page, text, code_text(proof)):
            assert strangers_in(made, home, proof.target_id) == set()
            assert proof.target_id in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_tickets_of_others_only_the_cutoffs_of_the_own_strata_are_told(
    proofs, told, language
):
    tickets = {
        ticket
        for proof in proofs
        for plan in proof.plans
        for ticket in (
            plan.ticket,
            smallest_ticket(plan.key, proof.target_id, plan.weight, proof.profile)[0],
        )
    }
    secrets = {proof.row.salt for proof in proofs if proof.row}
    for proof, page, text in told[language]:
        own = {plan.ticket for plan in proof.plans} | {plan.cutoff for plan in proof.plans}
        found = set(re.findall(r"[0-9a-f]{64}", page + text + code_text(proof)))
        assert found & tickets <= own
        assert found & secrets == ({proof.row.salt} if proof.row else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_text_tell_each_plan_and_why(told, language):
    texts = TEXTS[language]
    for proof, html, text in told[language]:
        page = Page(html).text
        for plan in proof.plans:
            for word in (plan.plan_name, plan.cutoff, plan.ticket, conclusion(plan, texts)):
                assert word in page
                assert word in text
        for plan_id, _ in proof.listed:
            assert plan_id in page
            assert plan_id in text
        assert (texts["because_listed"] in page) is bool(proof.listed)
        assert (texts["no_plan"] in page) is (texts["no_plan"] in text) is (not proof.plans)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_text_open_the_row_and_lead_to_the_root(told, language):
    for proof, html, text in told[language]:
        row, log, page = proof.row, proof.log, Page(html).text
        words = [log.origin, log.root, *log.keys, proof.draw, proof.target_name]
        if row is not None:
            words += [row.salt, row.memberships, row.commitment, row.root, *row.path]
            words.append(proof.seed_hash)
        for word in words:
            assert word in page
            assert word in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_classes_of_risk_are_not_told(told, language):
    for proof, page, text in told[language]:
        for plan in proof.plans:
            assert not set(plan.stratum) & {"A", "B", "C"}
        assert "risk" not in page + text
        assert "credit" not in page + text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_nothing_and_runs_nothing(proofs, language):
    for proof in representatives(proofs):
        html = proof_page(proof, language)
        page = Page(html)
        assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "form"}
        assert page.tags >= IN_SVG
        assert not {name for name in page.attributes if name.startswith("on")}
        assert not page.attributes & {"src", "href", "xlink:href", "style"}
        assert "url(" not in html
        assert "@import" not in html
        assert "http" not in html


def test_the_code_holds_what_a_machine_needs(proofs):
    for proof in proofs:
        version, draw, target, *facts = code_text(proof).split("\n")
        assert version == "doubledraw-proof-1"
        assert (draw, target) == (f"draw {proof.draw}", f"id {proof.target_id}")
        assert f"log {proof.log.root}" in facts
        assert f"key {proof.target_key}" in facts
        for plan in proof.plans:
            assert f"key {plan.key}" in facts
            assert f"ticket {plan.ticket}" in facts
            assert f"{plan.plan_id} {plan.cutoff or '-'}" in facts
        if proof.row is not None:
            assert {f"row {proof.row.commitment}", f"root {proof.row.root}"} <= set(facts)


def test_the_code_on_the_page_is_that_of_the_text(proofs):
    proof = proofs[0]
    code = segno.make_qr(code_text(proof), error="l")

    assert int(code.version) <= page_module.DENSEST_CODE
    assert code.svg_inline(border=2, omitsize=True) in proof_page(proof, "en")


def test_a_code_that_would_be_too_dense_leaves_the_plans_out(proofs, monkeypatch):
    proof = next(one for one in proofs if one.plans)
    full = proof_page(proof, "en")
    monkeypatch.setattr(page_module, "DENSEST_CODE", 8)
    short = proof_page(proof, "en")

    assert len(short) < len(full)
    assert "<svg" in short


def test_both_languages_say_the_same_things():
    assert CHINESE.keys() == ENGLISH.keys()
    for name, text in CHINESE.items():
        fields = re.compile(r"\{\w+\}")
        assert set(fields.findall(text)) == set(fields.findall(ENGLISH[name])), name
