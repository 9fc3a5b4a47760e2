"""Log in through an OpenID provider: authorization code with PKCE (OpenID Connect Core 3.1).

The provider says who somebody is; what he may do here, his account says. Nobody gets one by
logging in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.settings import Settings
from api.usecases.refusals import refusal

CALLBACK = "/api/v1/oidc/callback"
SCOPE = "openid profile"
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT_SECONDS = 10
LEEWAY_SECONDS = 60
VERIFIER_BYTES = 48


@dataclass(frozen=True, slots=True)
class Journey:
    """Secrets of one browser on its way to the provider and back."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def begin(cls) -> Journey:
        """Return fresh ones."""
        return cls(*(secrets.token_urlsafe(VERIFIER_BYTES) for _ in range(3)))


def address_of_login(settings: Settings, journey: Journey) -> str:
    """Return the provider's address at which somebody says who he is.

    Raises:
        FaultsError: if no provider is set up, or it does not answer.
    """
    with _client(settings) as client:
        found = _metadata(settings)
        address, _ = client.create_authorization_url(
            found["authorization_endpoint"],
            state=journey.state,
            code_verifier=journey.verifier,
            nonce=journey.nonce,
        )
    return str(address)


def subject_of(settings: Settings, journey: Journey, answer: str, now: int) -> str:
    """Return who somebody is, from the *answer* with which the provider sent him back.

    Raises:
        FaultsError: if it is no answer to this journey, or its token does not hold.
    """
    with _client(settings) as client:
        found = _metadata(settings)
        try:
            token = client.fetch_token(
                found["token_endpoint"],
                authorization_response=answer,
                state=journey.state,
                code_verifier=journey.verifier,
            )
            keys = KeySet.import_key_set(_json_at(found["jwks_uri"]))
            told = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
            _claims(settings, journey, now).validate(told.claims)
        except (AuthlibBaseError, JoseError, httpx.HTTPError, KeyError, ValueError):
            raise refusal("oidc-answer-refused", "oidc") from None
    return str(told.claims["sub"])


def _claims(settings: Settings, journey: Journey, now: int) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=now,
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": settings.oidc_issuer},
        aud={"essential": True, "value": settings.oidc_client_id},
        nonce={"essential": True, "value": journey.nonce},
        exp={"essential": True},
        sub={"essential": True},
    )


def _client(settings: Settings) -> OAuth2Client:
    if not settings.oidc_issuer:
        raise refusal("oidc-not-set-up", "oidc")
    return OAuth2Client(
        settings.oidc_client_id,
        settings.oidc_client_secret or None,
        scope=SCOPE,
        redirect_uri=settings.base_url + CALLBACK,
        code_challenge_method="S256",
        timeout=TIMEOUT_SECONDS,
    )


def _metadata(settings: Settings) -> dict[str, Any]:
    try:
        found: dict[str, Any] = _json_at(settings.oidc_issuer.rstrip("/") + DISCOVERY)
    except (httpx.HTTPError, ValueError):
        raise refusal("oidc-silent", "oidc") from None
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != settings.oidc_issuer or not all(name in found for name in wanted):
        raise refusal("oidc-silent", "oidc")
    return found


def _json_at(address: str) -> Any:  # noqa: ANN401 - plain data
    return httpx.get(address, timeout=TIMEOUT_SECONDS).raise_for_status().json()
