"""JSON and YAML that is none, or that would be read as something else than it says."""

from __future__ import annotations

import pytest

from api.files.plans import read_plans
from api.files.policy import read_policy
from tests.api.files.desk import codes, put, said, said_in_english


@pytest.mark.parametrize(
    "text",
    ['{"version": "1",}', '{"version": NaN}', "[" * 100_000, '{"a": ' + "1" * 5_000 + "}"],
)
def test_broken_json_is_told_with_its_place(tmp_path, text):
    found = read_policy(put(tmp_path, "policy.json", text))

    assert codes(found.faults) == ["broken-json"]
    assert "JSON 写法有误，在第 1 行" in said(found)[0]
    assert "This is not JSON at row 1" in said_in_english(found)[0]
    assert found.value is None


def test_broken_yaml_is_told_with_its_place(tmp_path):
    found = read_policy(put(tmp_path, "policy.yaml", "version: 1\ncaps: {total: 2\n"))

    assert codes(found.faults) == ["broken-yaml"]
    assert "YAML 写法有误，在第" in said(found)[0]
    assert "This is not YAML" in said_in_english(found)[0]


def test_yaml_that_unfolds_without_end_is_refused(tmp_path):
    laughs = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert codes(read_policy(put(tmp_path, "policy.yaml", laughs)).faults) == ["broken-yaml"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("policy.json", '{"version": "1", "version": "2"}'),
        ("policy.yaml", "version: 1\nversion: 2"),
    ],
)
def test_a_key_given_twice_is_refused(tmp_path, name, text):
    found = read_policy(put(tmp_path, name, text))

    assert said(found) == [f"{name}：“version”写了不止一次（“version”）。请只保留一个。"]
    assert "is given more than once" in said_in_english(found)[0]


def test_a_key_given_in_both_languages_is_refused(tmp_path):
    found = read_policy(put(tmp_path, "policy.json", '{"version": "1", "版本": "2"}'))

    assert codes(found.faults) == ["key-given-twice"]


def test_yaml_words_are_not_guessed_at(tmp_path):
    text = "version: 010\nrequire_leader: no\nreserve_ratio: 1/2\n"
    policy = read_policy(put(tmp_path, "policy.yaml", text)).value

    assert (policy.version, policy.require_leader) == ("010", False)


def test_json_may_stand_in_a_yaml_file(tmp_path):
    assert read_policy(put(tmp_path, "policy.yaml", '{"version": "1"}')).faults == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_documents_may_have_a_mark_or_be_gbk(tmp_path, encoding):
    path = put(tmp_path, "policy.json", '{"version": "滨海2026"}', encoding)

    assert read_policy(path).value.version == "滨海2026"


@pytest.mark.parametrize("text", ["[]", "3", "null", '"x"'])
def test_other_json_is_no_policy(tmp_path, text):
    found = read_policy(put(tmp_path, "policy.json", text))

    assert found.faults
    assert found.value is None


def test_an_empty_document_and_a_missing_one(tmp_path):
    assert codes(read_policy(put(tmp_path, "policy.json", " \n")).faults) == ["file-empty"]
    assert codes(read_plans(tmp_path / "plans.json").faults) == ["file-missing"]
