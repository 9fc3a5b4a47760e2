"""Where webhooks may go: to hosts that are allowed, and not to the inside of a network.

Whoever may write a webhook chooses an address that this machine then asks for. Without these
rules that would be a way to services which only this machine can reach. Names are looked up anew
for each delivery, and the address that was judged is the one that is connected to.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from api.settings import Settings
from api.usecases.refusals import refusal

Address = IPv4Address | IPv6Address

SCHEMES = ("http", "https")
LONGEST = 2_000
PORTS = frozenset((None, *range(1, 1 << 16)))
INSIDE_ENDINGS = (".localhost", ".localdomain", ".local", ".internal", ".lan", ".home.arpa")

NEVER = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "169.254.0.0/16",  # link-local, where clouds tell machines their secrets
        "100.100.100.200/32",  # the same elsewhere
        "168.63.129.16/32",
        "192.0.0.192/32",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "fe80::/10",
        "fd00:ec2::254/128",
        "fd20:ce::254/128",
        "ff00::/8",
    )
)
"""Addresses that no receiver has, whatever the settings say."""

TRANSLATED = ip_network("64:ff9b::/96")
"""IPv6 addresses that a gateway turns into IPv4 ones."""

COMPATIBLE = ip_network("::/96")


def checked_url(url: str, settings: Settings) -> str:
    """Return *url* as it is kept, if webhooks may go there.

    Raises:
        FaultsError: if it is no address of the web, or one that is not allowed.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise refusal("webhook-url", "url") from None
    whole = parsed.scheme in SCHEMES and parsed.host and parsed.port in PORTS
    bare = not (parsed.userinfo or parsed.fragment) and url.isprintable() and len(url) <= LONGEST
    if not (whole and bare):
        raise refusal("webhook-url", "url")
    host = parsed.host.rstrip(".").lower()
    if not host_allowed(host, settings):
        raise refusal("webhook-host-not-allowed", "url", found=host, known=settings.webhook_hosts)
    literal = _literal(host)
    inside = "." not in host or f".{host}".endswith(INSIDE_ENDINGS)
    if literal is not None:
        inside = is_refused(literal, settings)
    elif settings.webhook_private_hosts:
        inside = False
    if inside:
        raise refusal("webhook-address-refused", "url", found=host)
    return str(parsed)


def host_allowed(host: str, settings: Settings) -> bool:
    """Tell whether *host* is one of those that the settings name, or they name none."""
    names = settings.webhook_hosts.lower().replace(",", " ").split()
    return not names or host in names


def is_refused(address: Address, settings: Settings) -> bool:
    """Tell whether nothing may be sent to *address*, or to one that it stands for."""
    return any(
        any(one in network for network in NEVER)
        or (not settings.webhook_private_hosts and _is_inside(one))
        for one in _meanings(address)
    )


def _is_inside(address: Address) -> bool:
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    return site_local or not address.is_global


def _meanings(address: Address) -> Iterator[Address]:
    """Yield the addresses that packets to *address* may end up at."""
    if isinstance(address, IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    yield address
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in TRANSLATED or (address in COMPATIBLE and int(address) > 1):
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def _literal(host: str) -> Address | None:
    """Return the address that *host* spells, also in the old ways, like 127.1 or 0x7f000001."""
    with suppress(ValueError):
        return ip_address(host)
    with suppress(OSError):
        return IPv4Address(socket.inet_aton(host))
    return None
