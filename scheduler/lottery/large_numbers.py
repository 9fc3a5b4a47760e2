"""Uniform whole numbers of any size from a keystream."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.lottery.keystream import WORD_BYTES, Keystream


class LargeNumbers:
    """A source of numbers on the keystream of *label*."""

    def __init__(self, label: str) -> None:
        self._keystream = Keystream(label)

    def below(self, bound: int) -> int:
        """Return a uniform integer in [0, bound).

        As many bits as bound - 1 has, from the fewest whole words, the first word lowest; numbers
        that are too large are rejected and read again.
        """
        bits = (bound - 1).bit_length()
        count = -(-bits // (8 * WORD_BYTES))
        while True:
            words = self._keystream.words(count)
            number = int.from_bytes(words.astype("<u4").tobytes(), "little") & ((1 << bits) - 1)
            if number < bound:
                return number

    def choose(self, weights: Iterable[tuple[int, int]], total: int) -> int:
        """Return a value of the pairs (value, weight), with odds weight / total.

        *total* is the sum of the weights.
        """
        point = self.below(total)
        for value, weight in weights:
            point -= weight
            if point < 0:
                return value
        message = f"Weights sum to less than the total of {total.bit_length()} bits."
        raise ArithmeticError(message)
