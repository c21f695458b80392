"""A server that isn't ours, whose calls want the token of a user who signed in: the vendor's OAuth beside its API.

server = SignInServer()
server.refuses("invalid_grant", 400, "Bad credentials")     # until it is set to "" again
server.revoke_all()
assert server.sign_ins == 1
"""

from __future__ import annotations

import json as jsonlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from app.api.sign_in.identity import Identity
from tests.fake_server import Answer, Request
from tests.faults import NOW
from tests.vendor_server import VendorServer

USER = Identity("client-7", "cl13nt s&cret", "frontdesk@example.com", "p4ss wörd<&>")
LIFETIME = timedelta(hours=24)

IN_JSON = ("clientId", "clientSecret", "userName", "password")
IN_FORM = ("client_id", "client_secret", "username", "password")


class SignInServer(VendorServer):
    """`user` may sign in. With `forms` it takes no JSON. `audience` is the client that its tokens are for."""

    def __init__(
        self, *, user: Identity = USER, forms: bool = False, now: Callable[[], datetime] = lambda: NOW, **paths: Any
    ) -> None:
        super().__init__(now=now, **paths)
        self.user = user
        self.audience = user.client_id
        self.tokens: dict[str, datetime] = {}
        """Those that are good, and since when."""
        self.sign_ins = 0
        self.takes_no_token = False
        """Its API takes none of the tokens that it gives."""
        self._forms = forms
        self._refusal: Answer | None = None

    def refuses(self, code: str, status: int = 400, description: str = "") -> None:
        """What every sign-in gets; as is when `code` is ""."""
        error = {"error": code} | ({"error_description": description} if description else {})
        self._refusal = Answer(status, jsonlib.dumps(error).encode()) if code else None

    def revoke_all(self) -> None:
        self.tokens.clear()

    def untold(self, request: Request) -> Answer:
        match request.path:
            case "/oauth/token":
                return self._token(request)
            case "/oauth/verify":
                known = self._knows((request.body or request.query)["token"])
                return _answer({"audience": self.audience}) if known else _refused("invalid_token", "Unknown token")
            case "/oauth/revoke":
                gone = self.tokens.pop((request.body or request.query)["token"], None)
                return Answer(204) if gone else _refused("invalid_token", "Unknown token")
        return super().untold(request)

    def _answer(self, request: Request) -> Answer:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not request.path.startswith("/oauth/") and (not self._knows(token) or self.takes_no_token):
            return Answer(401, b'{"error": "invalid_token"}')
        return super()._answer(request)

    def _knows(self, token: str) -> bool:
        return token in self.tokens and self._now() < self.tokens[token] + LIFETIME

    def _token(self, request: Request) -> Answer:
        if self._refusal is not None:
            return self._refusal
        is_form = request.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        names = IN_FORM if is_form else IN_JSON
        if is_form != self._forms or set(request.body) != {*names, "grant_type"}:
            return _refused("invalid_request", "Missing parameter: client_id")
        if request.body["grant_type"] != "password":
            return _refused("unsupported_grant_type", "Only password")
        client, secret, user, password = (request.body[name] for name in names)
        if (client, secret) != (self.user.client_id, self.user.client_secret):
            return _refused("invalid_client", "Client authentication failed", 401)
        if (user, password) != (self.user.user_name, self.user.password):
            return _refused("invalid_grant", "The user name or password is wrong")
        self.sign_ins += 1
        token = f"token-{self.sign_ins}"
        self.tokens[token] = self._now()
        return _answer({"access_token": token, "token_type": "Bearer"})


def _refused(code: str, description: str, status: int = 400) -> Answer:
    return Answer(status, jsonlib.dumps({"error": code, "error_description": description}).encode())


def _answer(value: Any) -> Answer:
    return Answer(content=jsonlib.dumps(value).encode())
