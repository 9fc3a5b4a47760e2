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


def middle_first(terms: list[str]) -> list[str]:
    """Return the pairs of words, each once, those in the middle of a word first.

    A firm is called by its place first and its form last, which all firms share.
    """
    found = {
        first + second: abs(place - (len(term) - SHORTEST) / 2)
        for term in terms
        for place, (first, second) in enumerate(pairwise(term))
    }
    return sorted(found, key=lambda gram: (found[gram], gram))
