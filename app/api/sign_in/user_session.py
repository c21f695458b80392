"""The token that a user's calls go out with: had once for all, and had anew when the server takes it no more."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.api.sign_in.identity import KeepToken, ReadIdentity
from app.api.sign_in.oauth import OAuthCalls
from app.errors import (
    KeyringFailed,
    NoAnswer,
    Refused,
    ServerFailed,
    SignInFault,
    SignInNeeded,
    SignInRefused,
    Unreachable,
    Unreadable,
)

AFTER_REFUSAL = 600.0
"""Seconds until the server is asked again for what it refused: a password that is tried all the time gets locked."""

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class UserSession:
    """`token` is one that was had before, "" for none, and `keep` gets each other one. `clock` counts seconds."""

    def __init__(
        self,
        calls: OAuthCalls,
        identity: ReadIdentity,
        token: str,
        keep: KeepToken,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._calls = calls
        self._identity = identity
        self._keep = keep
        self._clock = clock
        self._token = token
        self._is_proven = bool(token)
        """Whether the server ever took the token: one that was kept counts as that."""
        self._refusal: SignInRefused | None = None
        self._refused_at = 0.0
        self._signing_in: asyncio.Task[str] | None = None

    async def call(self, send: Callable[[str], Awaitable[Answer]]) -> Answer:
        """What `send` gives with a token that the server takes: it is called again, once, when the first isn't taken.

        Raises what `send` does; SignInRefused for what only a person can mend; and what stands in the way of a sign-in,
        as something by which nothing was sent.
        """
        token = self._token or await self._signed_in()
        try:
            return await self._tried(send, token)
        except SignInNeeded:
            token = await self._renewed(token)
        return await self._tried(send, token)

    async def close(self) -> None:
        if self._signing_in is not None:
            self._signing_in.cancel()

    async def _tried(self, send: Callable[[str], Awaitable[Answer]], token: str) -> Answer:
        try:
            answer = await send(token)
        except SignInNeeded:
            raise
        except Refused:
            self._prove(token)  # it won't do that, but knows who asks
            raise
        self._prove(token)
        return answer

    def _prove(self, token: str) -> None:
        if token == self._token:
            self._is_proven, self._refusal = True, None

    async def _renewed(self, refused: str) -> str:
        """Another token than the one that was just refused: somebody else may have had it meanwhile."""
        if self._token != refused:
            return self._token
        if not self._is_proven and self._refusal is None:
            self._refuse(SignInRefused(401, fault=SignInFault.TOKEN_NOT_TAKEN))
        return await self._signed_in()

    async def _signed_in(self) -> str:
        """The token of one sign-in for all who wait for it. Whoever gives up does so alone."""
        if self._signing_in is None:
            self._signing_in = asyncio.ensure_future(self._sign_in())
            self._signing_in.add_done_callback(self._on_signed_in)
        signing_in = self._signing_in
        try:
            return await asyncio.shield(signing_in)
        except asyncio.CancelledError:
            if signing_in.cancelled():
                raise Unreachable("this connection was closed") from None
            raise

    def _on_signed_in(self, task: asyncio.Task[str]) -> None:
        self._signing_in = None
        if not task.cancelled():
            task.exception()  # it was raised where it was waited for, if anybody still did

    async def _sign_in(self) -> str:
        if self._refusal is not None and self._clock() - self._refused_at < AFTER_REFUSAL:
            raise self._refusal
        try:
            token = await self._new_token()
        except SignInRefused as refusal:
            self._refuse(refusal)
            raise
        except (NoAnswer, ServerFailed, Unreadable) as error:
            raise Unreachable(f"signing in came to nothing: {error}") from error
        self._token, self._is_proven, self._refusal = token, False, None
        try:
            await self._keep(token)
        except KeyringFailed as error:
            log.warning("The token could not be kept for the next start: %s", error)
        return token

    async def _new_token(self) -> str:
        """One that was checked. One of which nobody could say whether it is good is let go of."""
        identity = await self._identity()
        if not identity.is_whole:
            raise SignInRefused(401, fault=SignInFault.NOTHING_KEPT)
        token = await self._calls.token(identity)
        await self._calls.verify(token, identity.client_id)
        return token

    def _refuse(self, refusal: SignInRefused) -> None:
        self._refusal, self._refused_at = refusal, self._clock()
