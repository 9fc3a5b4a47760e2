"""A rule is said, judged, obeyed and tried: in the model, by the judge, the engines, the tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scheduler.rules.judge import RULES

ROOT = Path(__file__).parent.parent
ENGINES = ("scheduler/lottery", "scheduler/planning")
SLUGS = [rule.NAME for rule in RULES]

# Files of the judge that hold no rule.
SUPPORT = {
    "__init__",
    "closing",
    "day_needs",
    "day_rooms",
    "forming",
    "judge",
    "margins",
    "outings",
    "staffable",
    "strata",
    "tickets",
    "view",
    "violation",
    "workload",
}


def as_file(slug):
    return slug.replace("-", "_")


@pytest.fixture(scope="module")
def model():
    return (ROOT / "docs/model.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def engines():
    files = (path for folder in ENGINES for path in (ROOT / folder).rglob("*.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def text_of(slug):
    path = ROOT / "tests/scheduler/rules" / f"test_{as_file(slug)}.py"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_model_says_it(model, slug):
    assert re.search(rf"^### {slug}$", model, re.MULTILINE)


@pytest.mark.parametrize("rule", RULES, ids=SLUGS)
def test_the_judge_has_a_file_for_it(rule):
    assert Path(rule.__file__) == ROOT / "scheduler/rules" / f"{as_file(rule.NAME)}.py"
    assert rule.__doc__.startswith(f"Rule {rule.NAME}: ")
    assert "\nSource: " in rule.__doc__


@pytest.mark.parametrize("slug", SLUGS)
def test_an_engine_obeys_it(engines, slug):
    assert re.search(rf"Rule: {slug}\b(?!-)", engines)


@pytest.mark.parametrize("slug", SLUGS)
def test_both_sides_of_its_edge_are_tried(slug):
    text = text_of(slug)

    assert "def test_accepts_" in text
    assert "def test_reports_" in text


def test_no_rule_is_left_out_of_the_judge():
    files = {path.stem for path in (ROOT / "scheduler/rules").glob("*.py")}

    assert files - SUPPORT == {as_file(slug) for slug in SLUGS}


def test_the_model_and_the_engines_speak_of_no_other_rule(model, engines):
    rules = model.split("## The rules", 1)[1].split("\n## ", 1)[0]

    assert set(re.findall(r"^### (.+)$", rules, re.MULTILINE)) == set(SLUGS)
    assert set(re.findall(r"Rule: ([a-z-]+)", engines)) <= set(SLUGS)
