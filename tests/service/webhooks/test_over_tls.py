"""Receivers prove who they are, by the name that was asked for and not by their address."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from api.usecases.webhooks.deliver_due import deliver_due
from tests.service.webhooks.receiver import receiving


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Files of a key and of a certificate that it gave itself, for `localhost`."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    return folder


@pytest.fixture
def secure(certificate):
    """A receiver that speaks TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    with receiving(tls=context) as opened:
        yield opened


@pytest.fixture
def failure(house, admin, happen, secure):
    """Deliver to the secure receiver under a name; return what was wrong, None if nothing was."""

    def failure(name):
        url = f"https://{name}:{secure.port}/hook"
        given = {"url": url, "actions": ["plan.created"]}
        made = admin.post("/webhook-endpoints", json=given).json()
        happen()
        deliver_due(house.service)
        (told,) = admin.get(f"/webhook-endpoints/{made['id']}/deliveries").json()["items"]
        return told["failure"] and told["failure"]["code"]

    return failure


def test_a_receiver_whom_nobody_vouches_for_is_told_nothing(failure, secure):
    assert failure("localhost") == "webhook-certificate"
    assert secure.heard == []


def test_a_receiver_is_known_by_the_name_that_was_asked_for(
    failure, secure, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))

    assert failure("localhost") is None
    assert secure.heard[0].headers["host"] == f"localhost:{secure.port}"


def test_another_name_for_the_same_address_is_not_enough(failure, secure, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))

    assert failure("127.0.0.1") == "webhook-certificate"
    assert secure.heard == []


@pytest.mark.parametrize("hidden", ["10.0.0.1", "::1", "169.254.169.254"])
def test_a_name_with_one_address_inside_among_others_is_refused(
    house, admin, happen, monkeypatch, hidden
):
    """Else the name could lead inside when it is tried the next time."""
    family = socket.AF_INET6 if ":" in hidden else socket.AF_INET
    found = [(family, socket.SOCK_STREAM, 6, "", (one, 443)) for one in ("1.1.1.1", hidden)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: found)
    settings = house.service.settings.model_copy(update={"webhook_private_hosts": False})
    object.__setattr__(house.service, "settings", settings)
    given = {"url": "https://receiver.example/", "actions": ["plan.created"]}
    made = admin.post("/webhook-endpoints", json=given).json()
    happen()

    deliver_due(house.service)

    (told,) = admin.get(f"/webhook-endpoints/{made['id']}/deliveries").json()["items"]
    assert told["failure"]["code"] == "webhook-address-refused"
