"""`doubledraw check --rehearse`: what throwaway draws met, for people and for a machine."""

from __future__ import annotations

import pytest

from tests.api.cli.spoken import answered, heard, says


def test_a_machine_reads_one_number_a_rehearsal(tiny, capsys):
    code, told = answered(capsys, "check", tiny, "--rehearse", 11)
    found = told["rehearsals"]

    assert code == 0
    assert found["draws"] == 11
    assert [len(found[name]) for name in ("visits", "saved", "carried")] == [11] * 3
    assert set(found["remedies"]) == {"other_day", "lending", "direct_assignment"}
    assert all(
        visits + saved == 9 for visits, saved in zip(found["visits"], found["saved"], strict=True)
    )
    assert found["with_unstaffed"] == 0
    assert 0 < found["visits_against_independent"] <= 1.5
    times = [one["times"] for one in found["likeliest"]]
    assert times == sorted(times, reverse=True)
    assert times[0] <= 11


def test_without_the_option_nothing_is_drawn(tiny, capsys):
    _, told = answered(capsys, "check", tiny)

    assert told["rehearsals"] is None


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Least / mean / most", "Visits saved by merging", "Every rehearsal could staff")),
        ("zh", ("最少 / 平均 / 最多", "因合并减少的次数", "每次预演都派足人员")),
    ],
)
def test_people_read_it_in_their_language(tiny, capsys, lang, words):
    code, text = heard(capsys, "check", tiny, "--rehearse", 3, "--lang", lang)

    assert code == 0
    assert [word for word in words if not says(text, word)] == []


def test_fewer_than_none_is_wrong_usage(tiny, capsys):
    assert heard(capsys, "check", tiny, "--rehearse", -1)[0] == 2
