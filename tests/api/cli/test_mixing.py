"""`doubledraw mixing`: the measurement for people in two languages and for a machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.cli import mixing as command
from tests.api.cli.spoken import answered, heard, says


def test_a_machine_reads_the_lengths_and_chances(planbook, capsys):
    code, told = answered(capsys, "mixing", planbook, "--walks", 10)

    assert code == 0
    assert (told["pool"], told["officers"], told["walks"], told["bonds"]) == ("B01", 5, 10, False)
    assert [one["share"] for one in told["lengths"]] == sorted(
        one["share"] for one in told["lengths"]
    )
    assert told["lengths"][-1]["share"] == 1
    for one in told["lengths"]:
        assert set(one["chance"]) == {"places", "companions", "loads"}
        assert all(0 < chance <= 1 for chance in one["chance"].values())
        assert 0 <= one["kept"] <= 1


def test_the_largest_pool_is_measured_unless_a_body_is_named(planbook, capsys):
    _, largest = answered(capsys, "mixing", planbook, "--walks", 10)
    _, other = answered(capsys, "mixing", planbook, "--walks", 10, "--body", "B02")

    assert (largest["pool"], other["pool"]) == ("B01", "B02")
    assert other["officers"] == 3


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("walks from each of two starts", "As own start", "Companions", "does not show")),
        ("zh", ("两个起点", "仍同起点", "搭档", "看不出起点")),
    ],
)
def test_people_read_it_in_their_language(planbook, capsys, lang, words):
    code, text = heard(capsys, "mixing", planbook, "--walks", 20, "--lang", lang)

    assert code == 0
    assert [word for word in words if not says(text, word)] == []


SHOWS = {"en": "raise walk_factor", "zh": "提高 walk_factor"}


@pytest.mark.parametrize("lang", SHOWS)
@pytest.mark.parametrize(("chance", "doubted"), [(0.0029, True), (0.003, False)])
def test_a_start_that_still_shows_is_told_with_what_to_do(
    planbook, capsys, monkeypatch, lang, chance, doubted
):
    found = command.measure_mixing

    def measured(*arguments, **options):
        kept = found(*arguments, **options)
        *others, last = kept.forgotten
        (feature, _), *chances = last.chance
        bad = replace(last, chance=((feature, chance), *((name, 1.0) for name, _ in chances)))
        return replace(kept, forgotten=(*others, bad))

    monkeypatch.setattr(command, "measure_mixing", measured)
    code, text = heard(capsys, "mixing", planbook, "--walks", 10, "--lang", lang)

    assert code == 0
    assert says(text, SHOWS[lang]) is doubted


def test_a_body_that_was_not_drawn_is_told(planbook, capsys):
    code, text = heard(capsys, "mixing", planbook, "--body", "B99", "--lang", "en")

    assert code == 3
    assert "B99" in text


def test_a_folder_without_a_plan_book_is_told(tmp_path, capsys):
    code, told = answered(capsys, "mixing", tmp_path)

    assert code == 3
    assert told["faults"]


@pytest.mark.parametrize("walks", [9, 2001, "many"])
def test_too_few_or_too_many_walks_are_wrong_usage(planbook, capsys, walks):
    assert heard(capsys, "mixing", planbook, "--walks", walks)[0] == 2
