"""Send messages to receivers that may be slow, broken or hostile, and tell how it went."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address

import httpx

from api.settings import Settings
from api.usecases.webhooks.addresses import host_allowed, is_refused
from api.usecases.webhooks.message import Message

SECONDS = 10.0
"""From looking up the name to the first line of the answer; nobody may take longer, however."""

GONE = 410
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try. *failure* is a code, empty if the receiver took it."""

    status: int | None = None
    failure: str = ""
    wish: timedelta | None = None

    @property
    def is_gone(self) -> bool:
        """Whether the receiver says that it will never want anything again."""
        return self.status == GONE


class RefusedError(Exception):
    """The name leads to an address that nothing is sent to."""


def send_all(messages: Sequence[Message], settings: Settings) -> list[Outcome]:
    """Send *messages* all at the same time; return the outcome of each."""
    return asyncio.run(_send_all(messages, settings))


async def _send_all(messages: Sequence[Message], settings: Settings) -> list[Outcome]:
    # Proxies and the like in the environment are for others: they would hide where it goes.
    async with httpx.AsyncClient(
        timeout=SECONDS,
        follow_redirects=False,
        trust_env=False,
        verify=ssl.create_default_context(),
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
    ) as client:
        return list(await asyncio.gather(*(_send(client, one, settings) for one in messages)))


async def _send(client: httpx.AsyncClient, message: Message, settings: Settings) -> Outcome:
    try:
        async with asyncio.timeout(SECONDS):
            return await _post(client, message, settings)
    except (TimeoutError, httpx.TimeoutException):
        return Outcome(failure="webhook-timeout")
    except RefusedError:
        return Outcome(failure="webhook-address-refused")
    except socket.gaierror:
        return Outcome(failure="webhook-host-unknown")
    except httpx.HTTPError as error:
        certificate = _is_about_certificate(error)
        return Outcome(failure="webhook-certificate" if certificate else "webhook-connection")


async def _post(client: httpx.AsyncClient, message: Message, settings: Settings) -> Outcome:
    url = httpx.URL(message.url)
    address = await _address(url, settings)
    request = client.build_request(
        "POST",
        url.copy_with(host=address),
        content=message.body,
        headers=message.headers | {"host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )
    response = await client.send(request, stream=True)
    try:
        return _outcome(response)  # the body may be endless, and says nothing
    finally:
        await response.aclose()


async def _address(url: httpx.URL, settings: Settings) -> str:
    """Return the address to connect to, which is not looked up again.

    Raises:
        RefusedError: if any that the name leads to is refused: it may be another one next time.
        socket.gaierror: if the name leads nowhere.
    """
    if not host_allowed(url.host, settings):
        raise RefusedError
    found = await asyncio.get_running_loop().getaddrinfo(
        url.host, url.port or PORTS[url.scheme], type=socket.SOCK_STREAM
    )
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if any(is_refused(ip_address(one), settings) for one in addresses):
        raise RefusedError
    return addresses[0]


def _outcome(response: httpx.Response) -> Outcome:
    if response.is_success:
        return Outcome(response.status_code)
    if response.is_redirect:
        return Outcome(response.status_code, "webhook-redirect")
    wish = response.headers.get("retry-after", "")
    seconds = int(wish) if wish.isascii() and wish.isdecimal() and len(wish) < len("1000000") else 0
    return Outcome(response.status_code, "webhook-status", timedelta(seconds=seconds) or None)


def _is_about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
