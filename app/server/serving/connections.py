"""What a connection may take: so much time for a whole request, and so many of them at once.

Who opens connections and sends nothing, or half a request, holds no desk up: the one that has waited longest goes for
each new one that is too many.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

LONGEST_REQUEST = 20.0
"""Seconds from a request's first byte to its last, and from the connection to the first."""

MOST_CONNECTIONS = 3000
"""A thousand devices that wait for changes and ask something beside it, and as many others."""

_FEWEST = 64

BACKLOG = 256
"""Connections that the system holds until they are accepted: all of them at once, before any is closed for another."""

_OTHER_FILES = 128 + BACKLOG
"""Files that the server has open beside its connections."""

log = logging.getLogger(__name__)


def connections_that_fit() -> int:
    """How many connections this process may have: as many as the system lets it open, at most MOST_CONNECTIONS."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource

    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = MOST_CONNECTIONS + _OTHER_FILES
    if resource.RLIM_INFINITY not in (allowed, most) and allowed < needed:
        allowed = min(needed, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    return min(MOST_CONNECTIONS, max(_FEWEST, allowed - _OTHER_FILES)) if allowed > 0 else MOST_CONNECTIONS


class DeskConnection(H11Protocol):
    """A connection of a desk, or of whoever else comes to the port."""

    most = MOST_CONNECTIONS
    end_waiting: Callable[[], None] = staticmethod(lambda: None)
    """Answers the requests that wait for something to happen."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._waits_since = self.loop.time()
        self._expect_whole_request()
        if len(self.connections) > self.most:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.has_whole_request or self.transport.is_closing():
            self._stop_expecting()
        elif self.timeout_keep_alive_task is None:
            self._expect_whole_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_expecting()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._waits_since = self.loop.time()
        super().on_response_complete()

    def shutdown(self) -> None:
        """Who is in the middle of a request when the server ends isn't waited for, and nobody waits any longer for what
        may happen."""
        self.end_waiting()
        if self.cycle is not None and not self.cycle.response_complete and not self.has_whole_request:
            self.transport.abort()
        else:
            super().shutdown()

    @property
    def has_whole_request(self) -> bool:
        """Whether a request came to its end and isn't answered yet."""
        return self.conn.their_state in (h11.DONE, h11.MUST_CLOSE) and self.conn.our_state is not h11.DONE

    def _expect_whole_request(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(LONGEST_REQUEST, self._give_up)

    def _stop_expecting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        log.warning("A connection was closed: its request wasn't whole after %d seconds", LONGEST_REQUEST)
        self.transport.abort()

    def _make_room(self) -> None:
        log.warning("There are more than %d connections: who waits longest is closed", self.most)
        waiting = [each for each in self.connections if isinstance(each, DeskConnection) and not each.has_whole_request]
        # who never asked anything goes before a desk that asks again in half a minute
        longest = min(waiting, key=lambda each: (each.cycle is not None, each._waits_since), default=self)
        self.connections.discard(longest)
        longest.transport.abort()
