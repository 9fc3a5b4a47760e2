"""Webhooks go to the outside, and where the settings allow it to the inside, but never further."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from api.settings import Settings
from api.usecases.webhooks.addresses import checked_url, is_refused
from scheduler.errors import FaultsError

OUTSIDE = ("1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101")
INSIDE = (
    "127.0.0.1",
    "127.8.8.8",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "198.18.0.1",
    "::1",
    "fd12:3456::1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "::10.0.0.1",
)
NEVER = (
    "0.0.0.0",  # noqa: S104 - nothing listens here
    "169.254.169.254",
    "100.100.100.200",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "fe80::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::1",
)


def settings(**more):
    return Settings(**more)


def faults_of(url, **more):
    try:
        checked_url(url, settings(**more))
    except FaultsError as error:
        return error.faults[0].code
    return None


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is_fine(address):
    assert not is_refused(ip_address(address), settings())


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused_unless_the_settings_allow_it(address):
    assert is_refused(ip_address(address), settings())
    assert not is_refused(ip_address(address), settings(webhook_private_hosts=True))


@pytest.mark.parametrize("address", NEVER)
def test_an_address_that_no_receiver_has_is_refused_always(address):
    assert is_refused(ip_address(address), settings(webhook_private_hosts=True))


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "intranet",
        "a.localhost",
        "db.internal",
        "printer.local",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
    ],
)
def test_a_host_inside_is_refused_when_it_is_named(host):
    assert faults_of(f"http://{host}/hook") == "webhook-address-refused"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://receiver.example/",
        "file:///etc/passwd",
        "gopher://receiver.example/",
        "https://",
        "receiver.example/hook",
        "https://user:word@receiver.example/",
        "https://user@receiver.example/",
        "https://receiver.example/#part",
        "https://receiver.example:99999/",
        "http://0177.0.0.1/",
        "https://receiver.example/\r\nx: y",
        "https://receiver.example/\x00",
        "javascript:alert(1)",
        "//receiver.example/",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url):
    assert faults_of(url, webhook_private_hosts=True) == "webhook-url"


@pytest.mark.parametrize(
    "url",
    [
        "https://receiver.example/hook?key=1",
        "http://receiver.example:8080/",
        "https://1.1.1.1/",
        "https://例子.example/",
    ],
)
def test_an_address_of_the_web_is_taken(url):
    assert faults_of(url) is None


def test_only_hosts_that_the_settings_name_are_taken_if_they_name_any():
    named = {"webhook_hosts": "receiver.example, other.example"}

    assert faults_of("https://receiver.example/", **named) is None
    assert faults_of("https://OTHER.example/", **named) is None
    assert faults_of("https://receiver.example.evil.example/", **named) == (
        "webhook-host-not-allowed"
    )


def test_an_intranet_is_open_where_the_settings_say_so():
    assert faults_of("http://intranet:8080/", webhook_private_hosts=True) is None
    assert faults_of("http://10.0.0.8/", webhook_private_hosts=True) is None
    assert faults_of("http://169.254.169.254/", webhook_private_hosts=True) == (
        "webhook-address-refused"
    )
