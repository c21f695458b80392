"""The three OAuth calls, as the vendor's later pages have them. They stand beside the API, at the server's address."""

from __future__ import annotations

import json as jsonlib
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote, quote_plus

import httpx

from app.api.answers import unlike
from app.api.sign_in.identity import Identity
from app.api.wire.failures import from_answer
from app.api.wire.wire import Wire, body_of, start_of
from app.errors import Refused, SignInFault, SignInRefused
from app.models.values.json_fields import object_in

GRANT = "password"
REDACTED = "…"

FAULTS = {fault.value: fault for fault in SignInFault}
NOT_OFFERED = (404, 405)


class OAuthCalls:
    """Each is sent once, and raises SignInRefused for what the server won't do, and otherwise what `Client` does. What
    is secret is left out of the server's words."""

    def __init__(self, wire: Wire, server: str) -> None:
        self._wire = wire
        self._base = f"{server.strip().rstrip('/')}/oauth"
        self._takes_forms = False

    async def token(self, identity: Identity) -> str:
        """A new token for that user.

        The pages send JSON, servers in the wild take a form: what a server takes is found out once.
        """
        try:
            return await self._token(identity, as_form=self._takes_forms)
        except SignInRefused as refused:
            if refused.fault is not SignInFault.INVALID_REQUEST or self._takes_forms:
                raise
        try:
            token = await self._token(identity, as_form=True)
        except SignInRefused as refused:
            self._takes_forms = refused.fault is not SignInFault.INVALID_REQUEST
            raise
        self._takes_forms = True
        return token

    async def verify(self, token: str, client_id: str) -> None:
        """Raises SignInRefused unless the token is good, and was made for that client."""
        answer = await self._ask("verify", (token,), {"token": token})
        audience = _fields(answer, "the audience of a token").get("audience")
        if not isinstance(audience, str):
            raise unlike("the audience of a token", answer)
        if audience != client_id:
            raise SignInRefused(401, fault=SignInFault.WRONG_AUDIENCE)

    async def revoke(self, token: str) -> None:
        """The token is good for nothing any more, or was it already."""
        try:
            await self._ask("revoke", (token,), {"token": token})
        except SignInRefused as refused:
            if refused.fault is not SignInFault.INVALID_TOKEN:
                raise

    async def _token(self, identity: Identity, *, as_form: bool) -> str:
        if as_form:
            names = ("client_id", "client_secret", "username", "password")
        else:
            names = ("clientId", "clientSecret", "userName", "password")
        values = (identity.client_id, identity.client_secret, identity.user_name, identity.password)
        body = {**dict(zip(names, values, strict=True)), "grant_type": GRANT}
        answer = await self._ask("token", identity.secrets, body, as_form=as_form)
        token = _fields(answer, "a token").get("access_token")
        if not isinstance(token, str) or not token.strip():
            raise unlike("a token", answer)
        return token.strip()

    async def _ask(self, call: str, secrets: Iterable[str], body: Mapping[str, str], *, as_form: bool = False) -> bytes:
        async def read(response: httpx.Response) -> bytes:
            if response.is_success:
                return await body_of(response)
            start = redacted(await start_of(response), secrets)
            error = from_answer(response, start)
            if isinstance(error, Refused):
                raise SignInRefused(error.status, error.words, fault=_fault(error.status, start)) from error
            raise error

        json, form = (None, body) if as_form else (body, None)
        return await self._wire.exchange("POST", f"{self._base}/{call}", read, json=json, form=form)


def redacted(body: bytes, secrets: Iterable[str]) -> bytes:
    """`body` without the secrets, however a server writes them: as they are, as in JSON, in an address or on a page."""
    spellings = {spelling for secret in secrets for spelling in _spellings(secret)}
    longest_first = sorted(map(re.escape, spellings), key=len, reverse=True)
    pattern = re.compile("|".join(longest_first) or "(?!)", re.IGNORECASE)

    def clean(value: Any) -> Any:
        match value:
            case str():
                return pattern.sub(REDACTED, value)
            case list():
                return [clean(item) for item in value]
            case dict():
                return {key: clean(item) for key, item in value.items()}
            case _:
                return value

    try:
        return jsonlib.dumps(clean(object_in(body)), ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # no JSON, or nothing that anybody would show
        return str(clean(body.decode("utf-8-sig", errors="replace"))).encode()


def _spellings(secret: str) -> Iterable[str]:
    as_json = (jsonlib.dumps(secret, ensure_ascii=ascii)[1:-1] for ascii in (True, False))
    return filter(None, (secret, secret.strip(), *as_json, quote(secret, safe=""), quote_plus(secret), escape(secret)))


def _fault(status: int, start: bytes) -> SignInFault:
    try:
        value: Any = object_in(start)
    except ValueError:
        value = None
    code = value.get("error") if isinstance(value, dict) else None
    if isinstance(code, str) and code in FAULTS:
        return FAULTS[code]
    return SignInFault.NOT_OFFERED if status in NOT_OFFERED else SignInFault.OTHER


def _fields(answer: bytes, expected: str) -> Mapping[str, Any]:
    try:
        value = object_in(answer.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        raise unlike(expected, answer) from None
    if not isinstance(value, dict):
        raise unlike(expected, answer)
    return value
