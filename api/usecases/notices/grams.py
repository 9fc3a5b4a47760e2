"""Pairs of characters: an index of words for a language that writes none."""

from __future__ import annotations

from itertools import pairwise

SHORTEST = 2


def grams_of(words: str) -> list[str]:
    """Return the pairs of characters that stand beside each other in a word, each once."""
    found = {
        first + second for word in words.split() for first, second in pairwise(word.casefold())
    }
    return sorted(found)


def terms_of(asked: str) -> list[str]:
    """Return the words that somebody asked for, each once."""
    return list(dict.fromkeys(asked.casefold().split()))
