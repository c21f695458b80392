"""Which messages this server is sending, and which ones nobody sends any more, because the server that did went down.

Servers of one PostgreSQL don't compare their clocks, nor does it matter for how long one stood still: each renews the
leases of what it sends at every look, and what nobody renewed between LOOKS looks of another is lost.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from app.server.notices import queue

LOOKS = 4
"""After so many looks at a lease that nobody renews, whoever held it is gone."""

RENEWALS = 2
"""A server that couldn't renew its leases at so many looks gives up what it sends, before another one sends it."""


class Leases:
    """Those of one server; used from several threads."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._held: set[str] = set()
        self._looked: dict[str, tuple[int, int]] = {}  # when it was renewed, and at how many looks it was the same

    @contextmanager
    def held(self, message: str) -> Iterator[None]:
        """This server sends it meanwhile."""
        with self._turn:
            self._held.add(message)
        try:
            yield
        finally:
            with self._turn:
                self._held.discard(message)

    def renew(self, connection: Connection, now: int) -> None:
        """Those that are held. `now` is in seconds since 1970."""
        with self._turn:
            held = tuple(self._held)
        queue.renew(connection, held, now)

    def lost(self, connection: Connection) -> list[str]:
        """The messages of which this look has shown that nobody sends them."""
        with self._turn:
            held = frozenset(self._held)
        before, self._looked = self._looked, {}
        for message, renewed in queue.leases(connection).items():
            seen, looks = before.get(message, (None, 0))
            if message not in held:
                self._looked[message] = renewed, looks + 1 if renewed == seen else 0
        return [message for message, (_, looks) in self._looked.items() if looks >= LOOKS]
