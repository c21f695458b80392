"""The way to the server: opened at its first use, and the one place that knows whether the server answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from app.errors import (
    Answered,
    ConnectionFault,
    FoyerError,
    NoAnswer,
    ServerFailed,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from app.models.listeners import Listeners

if TYPE_CHECKING:
    from app.api.api import Api

Answer = TypeVar("Answer")


class ConnectionState(Enum):
    """What the header says of the server."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGN_IN_NEEDED = "sign in needed"


FAILS_FOR = 25.0
"""Seconds for which nothing but errors came back until that is no server to speak of: two refreshes of a list."""

BROKEN_OFF = (NoAnswer, ServerFailed, Unreadable)
"""How a call ends that something in between doesn't let last as long as it would."""


class Connection:
    """`opener` makes the API ready. It runs at the first call, so that the first window doesn't wait for it, and again
    at the next one when it failed. `state` follows from the last call; that somebody has to sign in holds until a call
    is answered that was begun after that. `fault` follows too: while the server isn't reached for a reason that IT can
    mend, what that is, else None; `unsigned` is why somebody has to sign in while that is so. `clock` counts seconds.

    `is_desk_server` says whether the server is our own desk server, which has calls that others don't have; None while
    nobody knows.
    """

    def __init__(
        self,
        opener: Callable[[], Awaitable[Api]],
        *,
        is_desk_server: bool | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.state = ConnectionState.CONNECTING
        self.fault: ConnectionFault | None = None
        self.unsigned: SignInNeeded | None = None
        self.is_desk_server = is_desk_server
        self._opener = opener
        self._clock = clock
        self._failing_since: float | None = None
        self._unsigned_calls = 0
        self._api: Api | None = None
        self._opening = asyncio.Lock()
        self._changed = Listeners()

    def on_change(self, tell: Callable[[], None]) -> None:
        """`tell` is called after `state`, `fault` or `is_desk_server` has changed."""
        self._changed.add(tell)

    @property
    def is_failing(self) -> bool:
        """Whether it is offline because nothing but errors came back for a while."""
        since, away = self._failing_since, self.state is ConnectionState.OFFLINE
        return away and since is not None and self._clock() - since >= FAILS_FOR

    async def call(self, ask: Callable[[Api], Awaitable[Answer]], *, held_back: bool = False) -> Answer:
        """Gives what `ask` gives, after `state` was set by it. `held_back` is for a call that the server answers only
        when there is something to tell: that it breaks off, as it does where something in between lets no call last so
        long, says nothing of the server, and `state` stays.

        Raises what stands in the way of the server: what `app.api.client.Client` raises, Unreadable for an answer of
        another shape, and NotAddress or BadSetting when there is no way to open the server or the desk's own one.
        """
        unsigned_before = self._unsigned_calls
        try:
            async with self._opening:
                if self._api is None:
                    self._api = await self._opener()
            answer = await ask(self._api)
        except FoyerError as error:
            if not (held_back and isinstance(error, BROKEN_OFF)):
                self._follow(self._state_after(error), unsigned_before, error)
            raise
        finally:
            if self._api is not None and self._api.desk_server():
                self._learn(is_desk_server=True)
        self._failing_since = None
        self._follow(ConnectionState.ONLINE, unsigned_before)
        return answer

    def list_was_read(self) -> None:
        """A list came that could be read, so it was no page of something in between. If no answer until now said that
        the server is our own, it is another."""
        if self.is_desk_server is None:
            self._learn(is_desk_server=False)

    async def close(self) -> None:
        """Lets go of the server, if it was opened."""
        if self._api is not None:
            await self._api.close()

    def _learn(self, *, is_desk_server: bool) -> None:
        if self.is_desk_server is not is_desk_server:
            self.is_desk_server = is_desk_server
            self._changed()

    def _follow(self, state: ConnectionState, unsigned_before: int, error: FoyerError | None = None) -> None:
        """Sets the state after a call that was begun when so many had shown that somebody has to sign in."""
        if state is ConnectionState.SIGN_IN_NEEDED:
            self._unsigned_calls += 1
        elif state is ConnectionState.ONLINE and self.unsigned is not None and self._unsigned_calls > unsigned_before:
            return  # what it was signed with may not be taken any more
        self._set(state, error)

    def _set(self, state: ConnectionState, error: FoyerError | None = None) -> None:
        before = self.state, str(self.fault), str(self.unsigned)
        self.state = state
        self.fault = error if isinstance(error, ConnectionFault) else None
        self.unsigned = error if isinstance(error, SignInNeeded) else None
        if (state, str(self.fault), str(self.unsigned)) != before:
            self._changed()

    def _state_after(self, error: FoyerError) -> ConnectionState:
        """The state after that error. A refusal comes from the server itself, so it is online. What is broken or
        unreadable may come from something in between: then the state stays, but for the first call, and when nothing
        else came for a while."""
        match error:
            case SignInNeeded():
                state = ConnectionState.SIGN_IN_NEEDED
            case Unreachable() | NoAnswer():
                state = ConnectionState.OFFLINE
            case Answered(status=status) if status < 500:
                state = ConnectionState.ONLINE
            case _:
                return self._state_while_failing()
        self._failing_since = None
        return state

    def _state_while_failing(self) -> ConnectionState:
        now = self._clock()
        since = self._failing_since = now if self._failing_since is None else self._failing_since
        known = self.state is not ConnectionState.CONNECTING
        return self.state if known and now - since < FAILS_FOR else ConnectionState.OFFLINE
