"""Every result and everything that follows it has words, and no two have the same."""

from __future__ import annotations

import pytest

from api.wording.results import FOLLOW_UPS, RESULTS
from scheduler.domain.results import FollowUp, ResultCategory


@pytest.mark.parametrize(("words", "kind"), [(RESULTS, ResultCategory), (FOLLOW_UPS, FollowUp)])
def test_every_one_has_words_of_its_own_in_both_languages(words, kind):
    assert list(words) == list(kind)
    assert all(len({getattr(word, lang) for word in words.values()}) == len(kind)
               for lang in ("zh", "en"))  # fmt: skip


def test_the_categories_say_in_chinese_what_their_docstrings_name():
    def told(text):
        return "".join(text.split())

    for words, kind in ((RESULTS, ResultCategory), (FOLLOW_UPS, FollowUp)):
        assert all(told(word.zh) in told(kind.__doc__) for word in words.values())
