"""`doubledraw prove`: on the terminal, for a machine, and as two files."""

from __future__ import annotations

import shutil
import stat

import pytest

from api.cli.app import run
from tests.api.cli.spoken import answered, heard, says
from tests.api.usecases.published import (
    firms_of,
    published,
    restaurants_only,
    rows_of,
    strangers_in,
)

REGISTRY = "audit/inputs/targets.csv"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Bundles of a draw of restaurants, in which one firm of each kind is on a list, too."""
    return published(restaurants_only(), tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def drawn(home):
    """A firm that was drawn."""
    return next(row["target_id"] for row in rows_of(home, "public/selections.csv") if row["ticket"])


def test_every_firm_hears_its_own_result_and_of_nobody_else(home, capsys):
    lots = {(one["plan_id"], one["target_id"]) for one in rows_of(home, "audit/selections.csv")}
    for target_id in firms_of(home):
        code, told = answered(capsys, "prove", home / "audit", "--target", target_id)

        assert code == 0
        assert told["target_id"] == target_id
        for plan in told["plans"]:
            assert plan["drawn"] is ((plan["plan_id"], target_id) in lots)
        assert told["in_pool"] is bool(told["plans"]) is (told["row"] is not None)
        assert strangers_in(str(told), home, target_id) == set()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Drawn, because its ticket is not above the cutoff", "Check it in a minute")),
        ("zh", ("抽中，签号不大于入选线", "一分钟核对")),
    ],
)
def test_a_firm_that_was_drawn_reads_why(home, drawn, capsys, lang, words):
    code, text = heard(capsys, "prove", home / "audit", "--target", drawn, "--lang", lang)

    assert code == 0
    assert [word for word in words if not says(text, word)] == []
    assert strangers_in(text, home, drawn) == set()


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "No plan of this draw could draw"), ("zh", "没有任何计划可以抽取")]
)
def test_a_firm_that_no_plan_could_draw_is_told_so_and_no_reason(home, capsys, lang, words):
    shop = next(one["target_id"] for one in rows_of(home, REGISTRY) if one["industry_code"] < "H")
    code, text = heard(capsys, "prove", home / "audit", "--target", shop, "--lang", lang)

    assert code == 0
    assert says(text, words)
    assert "scope" not in text
    assert "范围" not in text


def test_commands_are_not_broken_into_lines(home, drawn, capsys):
    run(["prove", str(home / "audit"), "--target", drawn, "--lang", "en"])

    lines = capsys.readouterr().out.splitlines()
    assert any(line.endswith("| sha256sum") and drawn in line for line in lines)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_files_are_written_for_their_owner_alone(home, drawn, capsys, tmp_path, lang):
    out = tmp_path / "proof"
    arguments = ("prove", home / "audit", "--target", drawn, "--out", out, "--lang", lang)
    code, text = heard(capsys, *arguments)

    assert code == 0
    assert sorted(path.name for path in out.iterdir()) == ["proof.html", "proof.txt"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    page = (out / "proof.html").read_text(encoding="utf-8")
    assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in page
    lines = (out / "proof.txt").read_text(encoding="utf-8")
    assert " ".join(lines.split()) in text
    for made in (page, lines):
        assert strangers_in(made, home, drawn) == set()


def test_nothing_is_written_over(home, drawn, capsys, tmp_path):
    (tmp_path / "mine").write_text("")
    arguments = ("prove", home / "audit", "--target", drawn, "--out", tmp_path)
    code, told = answered(capsys, *arguments)

    assert code == 3
    assert [one["code"] for one in told["faults"]] == ["folder-not-empty"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_public_bundle_cannot_prove(home, drawn, capsys, tmp_path):
    out = tmp_path / "out"
    arguments = ("prove", home / "public", "--target", drawn, "--out", out)
    code, told = answered(capsys, *arguments)

    assert code == 3
    assert [one["code"] for one in told["faults"]] == ["prove-not-audit"]
    assert not out.exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_code_that_is_not_registered_is_told(home, capsys, lang):
    code, text = heard(capsys, "prove", home / "audit", "--target", "9112X", "--lang", lang)

    assert code == 3
    assert "9112X" in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_bundle_that_was_changed_proves_nothing(home, drawn, capsys, tmp_path, lang):
    audit, out = tmp_path / "audit", tmp_path / "out"
    shutil.copytree(home / "audit", audit)
    with (audit / "audit" / "strata.csv").open("a") as file:
        file.write("P99,1,,,1,1,0,\n")
    arguments = ("prove", audit, "--target", drawn, "--out", out)
    code, text = heard(capsys, *arguments, "--lang", lang)
    _, told = answered(capsys, *arguments)

    assert code == 3
    assert "doubledraw verify" in text
    assert told["faults"][0]["code"] == "prove-unsound"
    assert not out.exists()
