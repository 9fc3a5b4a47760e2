"""Every code that anything can emit says something, in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from api.files.tables.parsing import FAULT_OF_KIND
from api.wording.catalogue import AREAS, CATALOGUE
from api.wording.telling import tell, where
from scheduler.errors import Fault

CODE = re.compile(r"[a-z]+(-[a-z]+)+")
ROOT = Path(__file__).parents[3]


def texts(node):
    """Return the strings that an expression may give: itself, or either side of a choice."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=body, orelse=orelse):
            return texts(body) | texts(orelse)
    return set()


EMITTING = {"Fault", "fault", "notice", "refusal"}


def emits(call):
    """Tell whether a call makes a fault or a notice, by its name."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name.endswith(("_fault", "_notice")) or name in EMITTING


def codes_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for argument in node.args[:2] if emits(node) else ():
                yield from texts(argument)
            for keyword in node.keywords:
                if keyword.arg == "code":
                    yield from texts(keyword.value)
        if isinstance(node, ast.FunctionDef):  # in a class, `code` belongs to an exception
            for inner in ast.walk(node):
                if isinstance(inner, ast.Assign) and getattr(inner.targets[0], "id", "") == "code":
                    yield from texts(inner.value)


def all_codes():
    found = set(FAULT_OF_KIND.values())
    for folder in ("api", "scheduler"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            found.update(codes_in(ast.parse(path.read_text(encoding="utf-8"))))
    # A second argument may be a place or a column instead of the code; those have no hyphen.
    return sorted(code for code in found if CODE.fullmatch(code))


def facts_of(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_codes_are_found_in_the_source():
    assert {"wrong-check-character", "unknown-body", "cap-clash", "not-a-day"} <= set(all_codes())


@pytest.mark.parametrize("code", all_codes())
def test_every_code_in_the_source_has_words(code):
    assert code in CATALOGUE


@pytest.mark.parametrize("code", CATALOGUE)
def test_both_languages_tell_the_same_facts_and_end_as_sentences_do(code):
    words = CATALOGUE[code]

    assert facts_of(words.zh) == facts_of(words.en)
    assert words.zh.endswith("。")
    assert words.en.endswith((".", "?"))


def test_no_code_stands_in_two_areas():
    assert len(CATALOGUE) == sum(len(area) for area in AREAS)


def test_a_fault_of_the_core_begins_with_its_place():
    fault = Fault("unknown-body", "plans[P1].participations[B9].body_id", {"found": "B9"})

    assert tell(fault, "zh").startswith(
        "plans[P1].participations[B9].body_id：执法主体表中没有“B9”"
    )
    assert tell(fault, "en").startswith("plans[P1].participations[B9].body_id: “B9” is not among")


def test_a_code_without_words_is_told_all_the_same():
    fault = Fault("never-heard-of", "targets.csv", {"found": "x"})

    assert (
        tell(fault, "zh")
        == "targets.csv：发生“never-heard-of”，尚无说明（found=x）。请告知维护人员。"
    )
    assert "“never-heard-of” has no wording yet (found=x)" in tell(fault, "en")


def test_a_cell_cannot_break_the_line_or_the_terminal():
    fault = Fault("not-a-day", "targets.csv:2", {"found": "a\nb\x1b[31m{file}"})

    assert "a b [31m{file}" in tell(fault, "en")
    assert "\n" not in tell(fault, "zh")


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("plans[P1].targets", "计划 P1，对象", "plan P1, targets"),
        ("plans[P1].participations[B9]", "计划 P1，参加部门 B9", "plan P1, body B9"),
        ("plans[P1]", "计划 P1", "plan P1"),
        ("plans[P1].else", "plans[P1].else", "plans[P1].else"),
        ("--locked-at", "--locked-at", "--locked-at"),
    ],
)
def test_a_place_in_a_plan_is_told_as_people_say_it(place, zh, en):
    fault = Fault("unknown-body", place, {"found": "B9"})

    assert (where(fault, "zh"), where(fault, "en")) == (zh, en)
