"""When a delivery that failed is tried again."""

from __future__ import annotations

from datetime import timedelta

DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""After the first failure, the second, and so on; the last one is about three days later."""

PATIENCE = sum(DELAYS, timedelta())
"""How long an endpoint may fail every time before it is told nothing more."""

JITTER = 0.2
"""Each delay is up to so much longer, so that what failed together does not come again together."""

LONGEST_WISH = timedelta(days=1)
"""A receiver may ask to be left alone for so long."""


def next_delay(tries: int, secret: str, wish: timedelta | None = None) -> timedelta | None:
    """Return how long to wait after so many *tries*; None if that was the last one.

    *secret* is fresh randomness in hexadecimal; *wish* is what the receiver asked for.
    """
    if tries > len(DELAYS):
        return None
    share = int(secret[:8], 16) / 0x1_0000_0000
    delay = DELAYS[tries - 1] * (1 + JITTER * share)
    return max(delay, min(wish, LONGEST_WISH)) if wish else delay
