"""An OpenID provider for tests: real HTTP, real signatures, and a wish list of misbehaviours."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class Provider:
    """Knows one client and says of everybody what *claims* say."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.signs_with = self.key
        self.claims = {}
        self.codes = {}

    def authorize(self, address: str, subject: str) -> str:
        """Let somebody say who he is; return the address that he is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked | {"sub": subject}
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def token(self, form: dict[str, str]) -> dict[str, object] | None:
        """Return a token for a code, once, to whoever knows the verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None:
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != asked["code_challenge"]:
            return None
        claims = {
            "iss": self.issuer,
            "aud": asked["client_id"],
            "sub": asked["sub"],
            "nonce": asked["nonce"],
            "iat": 1_700_000_000,
            "exp": 4_000_000_000,
        } | self.claims
        header = {"alg": "RS256", "kid": "one"}
        signed = jwt.encode(header, claims, self.signs_with, algorithms=["RS256"])
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running_provider():
    """Give a provider that answers on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path.endswith("openid-configuration"):
                issuer = provider.issuer
                self._answer(
                    200,
                    {
                        "issuer": issuer,
                        "authorization_endpoint": f"{issuer}/authorize",
                        "token_endpoint": f"{issuer}/token",
                        "jwks_uri": f"{issuer}/jwks",
                    },
                )
            else:
                self._answer(200, {"keys": [provider.key.as_dict(private=False)]})

        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            found = provider.token({name: values[0] for name, values in parse_qs(body).items()})
            self._answer(200 if found else 400, found or {"error": "invalid_grant"})

        def _answer(self, status, data):
            content = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
