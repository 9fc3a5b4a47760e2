"""How much one sender may ask for: so many requests at once, and as many a minute after that.

Counted is who proved who he is, and for everybody else the address. What a sender merely claims,
like a token that nobody knows, names nobody: else a new claim would bring a new allowance. Each
process of the service counts for itself.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from time import monotonic

from fastapi import Request
from starlette.types import Scope

from api.settings import Settings
from api.usecases.refusals import refusal

MINUTE = 60.0
MOST_KEYS = 100_000
"""So many senders are remembered; whoever asked longest ago is forgotten first."""

NETWORK_BITS = 64
"""Whoever has one IPv6 address has a whole network of so many bits."""


class Allowance:
    """Lets each key have *amount* at once, and *amount* a minute after that.

    For each key one number is kept: when all that it has had will be made up for (this is the
    generic cell rate algorithm of ATM networks, with a minute's worth of tolerance).
    """

    def __init__(
        self, amount: int, clock: Callable[[], float] = monotonic, most_keys: int = MOST_KEYS
    ) -> None:
        self.amount = amount
        self._clock = clock
        self._most_keys = most_keys
        self._made_up: OrderedDict[str, float] = OrderedDict()
        self._turn = Lock()

    def take(self, key: str) -> float:
        """Take one; return 0, or in how many seconds one may be taken, if none is left now."""
        with self._turn:
            now, each = self._clock(), MINUTE / self.amount
            after = max(self._made_up.get(key, now), now) + each
            # Less than a millionth of a second is how floating point adds up.
            if after - now > MINUTE + 1e-6:
                return after - now - MINUTE
            self._made_up[key] = after
            self._made_up.move_to_end(key)
            if len(self._made_up) > self._most_keys:
                self._made_up.popitem(last=False)
            return 0.0

    def give_back(self, key: str) -> None:
        """Give back what was taken and shall not count."""
        with self._turn:
            if key in self._made_up:
                self._made_up[key] -= MINUTE / self.amount

    def __len__(self) -> int:
        return len(self._made_up)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is counted: known senders, strangers, all of an address, and logins that fail."""

    senders: Allowance
    strangers: Allowance
    addresses: Allowance
    logins: Allowance

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits that *settings* give."""
        return cls(
            senders=Allowance(settings.requests_per_minute),
            strangers=Allowance(settings.requests_per_minute),
            addresses=Allowance(settings.requests_per_minute_of_address),
            logins=Allowance(settings.login_attempts_per_minute),
        )


def limits_of(request: Request) -> Limits:
    """Return the limits of this application."""
    limits: Limits = request.app.state.limits
    return limits


def count_sender(request: Request, account_id: int | None) -> None:
    """Count a request of somebody who proved who he is.

    Raises:
        FaultsError: if there were too many.
    """
    _count(request, limits_of(request).senders, str(account_id))


def count_stranger(request: Request) -> None:
    """Count a request of somebody who did not.

    Raises:
        FaultsError: if there were too many from his address.
    """
    _count(request, limits_of(request).strangers, address_of(request.scope))


def _count(request: Request, allowance: Allowance, key: str) -> None:
    seconds = allowance.take(key)
    if seconds:
        raise refusal("too-many-requests", request.url.path, **refused(allowance, seconds))


def refused(allowance: Allowance, seconds: float) -> dict[str, int]:
    """Return the facts of a request that is one too many."""
    return {"limit": allowance.amount, "retry_seconds": max(1, math.ceil(seconds))}


def address_of(scope: Scope) -> str:
    """Return the address that a request came from; of IPv6 the network."""
    client = scope.get("client")
    host = str(client[0]) if client else ""
    with suppress(ValueError):
        address = ip_address(host.partition("%")[0])
        if isinstance(address, IPv6Address):
            mapped = address.ipv4_mapped
            return str(mapped or ip_network((address, NETWORK_BITS), strict=False))
    return host
