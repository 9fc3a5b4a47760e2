"""How predictable a draw is, told with the draw, by its check and in the answer for a task."""

from fractions import Fraction

import pytest

from tests.journeys.terminal import answer, call, table


def is_consistent(told):
    largest, bound = told["largest"], Fraction(*told["bound"])
    assert 0 < Fraction(*told["mean"]) <= bound <= 1
    assert bound <= largest["low"] + 1e-12
    assert largest["low"] <= largest["odds"] <= largest["high"] <= 1
    return True


def test_a_draw_tells_the_odds_of_its_largest_pool_when_asked(tiny, tmp_path, capsys):
    _, plain = answer(capsys, "draw", tiny, "--out", tmp_path / "plain")
    code, told = answer(capsys, "draw", tiny, "--out", tmp_path / "out", "--odds")

    assert code == 0
    assert plain["predictability"] is None
    assert is_consistent(told["predictability"])
    assert "odds" in told["seconds"]


def test_a_check_does_when_it_rehearses(tiny, capsys):
    _, plain = answer(capsys, "check", tiny)
    _, rehearsed = answer(capsys, "check", tiny, "--rehearse", 2)

    assert plain["predictability"] is None
    assert is_consistent(rehearsed["predictability"])


@pytest.mark.parametrize(("lang", "words"), [("zh", "任何合规抽取"), ("en", "any lottery")])
def test_the_answer_for_a_task_has_those_of_each_body(planbook, capsys, lang, words):
    subject = table(planbook, "tasks")["task_no"][0]
    _, told = answer(capsys, "explain", planbook, subject, "--draws", 20)

    assert all(is_consistent(body["pool"]) for body in told["task"]["bodies"])
    assert call("explain", planbook, subject, "--draws", 20, "--lang", lang) == 0
    assert words in " ".join(capsys.readouterr().out.split())
