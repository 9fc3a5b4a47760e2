"""`doubledraw draw --odds`: how predictable the largest pool is, in both languages."""

from __future__ import annotations

import pytest

from tests.api.cli.spoken import heard, says

WORDS = {"en": "any lottery", "zh": "可预测性"}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("asked", [True, False])
def test_people_read_the_bound_if_they_ask_for_it(tiny, tmp_path, capsys, lang, asked):
    odds = ["--odds"] * asked
    code, text = heard(capsys, "draw", tiny, "--out", tmp_path / "out", *odds, "--lang", lang)

    assert code == 0
    assert says(text, WORDS[lang]) is asked
