"""What is done as time goes by, without anybody asking: for tickets, and for what is counted."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from app.server.context import ServerContext
from app.server.notices import queue
from app.server.statistics import kept_counts
from app.server.storage.database import Busy
from app.server.tickets import recurring
from app.server.tickets.attachments import uploads

EVERY = 30.0
"""Seconds between two turns."""

log = logging.getLogger(__name__)


class Upkeep:
    """Takes a turn at once and then again and again, on a thread of its own, until `end`."""

    def __init__(self, context: ServerContext, notice_days: int | None) -> None:
        """`notice_days` is how long it is kept what was written to whom; None keeps it."""
        self._context = context
        self._notice_days = notice_days
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)
        self._thread.start()

    def turn(self) -> None:
        """Makes the tickets whose time has come, throws away what came of uploads that rest, counts the days and months
        that are over, and forgets what was written long ago. What fails is tried again with the next turn."""
        try:
            recurring.make_those_due(self._context)
            uploads.sweep(self._context)
            kept_counts.keep(self._context, self._ended)
            self._forget_notices()
        except (SQLAlchemyError, Busy, OSError) as error:
            log.warning("The upkeep waits for its next turn: %s", type(error).__name__)

    def _forget_notices(self) -> None:
        """Writes only where there is something to forget."""
        if self._notice_days is None:
            return
        before = int((self._context.now() - timedelta(days=self._notice_days)).timestamp())
        with self._context.database.reading() as connection:
            if not queue.has_texts(connection, before):
                return
        with self._context.database.writing() as connection:
            queue.forget_texts(connection, before)

    def end(self) -> None:
        """Returns when no turn is under way any more, and there is no other."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        self.turn()
        while not self._ended.wait(EVERY):
            self.turn()
