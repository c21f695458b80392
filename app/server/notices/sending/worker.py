"""One thread that sends notices, one after the other."""

from __future__ import annotations

import logging
import threading

from sqlalchemy import ColumnElement
from sqlalchemy.exc import SQLAlchemyError

from app.models.notices.kinds import MAIL
from app.server.context import ServerContext
from app.server.notices.attempts import HandingOver
from app.server.notices.order import Order
from app.server.notices.sending.messages import Messages
from app.server.storage.database import Busy

EVERY = 30.0
"""Seconds between two looks at the queue: what other servers of the same database queue isn't heard of."""

REST = 60.0
"""Seconds for which nothing is sent after FAILURES in a row: the mail server is away, not one address."""

FAILURES = 3

log = logging.getLogger(__name__)


class Worker:
    """Sends what is due of `which`, at once and then whenever it is woken or something is due, until `end`."""

    def __init__(self, context: ServerContext, messages: Messages, *which: ColumnElement[bool]) -> None:
        self._context = context
        self._messages = messages
        self._order = Order(*which)
        self._call = threading.Event()
        self._handing_over = HandingOver()
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something may be due."""
        self._call.set()

    def give_up(self) -> None:
        """What is on its way; nobody knows then whether it was taken."""
        self._handing_over.give_up()

    def end(self) -> None:
        """Gives up what is on its way, and sends nothing more; `join` waits for that."""
        self._handing_over.end()
        self._call.set()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        while not self._handing_over.is_over:
            self._call.clear()
            try:
                pause = self._send_what_is_due()
            except (SQLAlchemyError, Busy) as error:
                log.warning("Notices wait for the next turn: %s", type(error).__name__)
                pause = EVERY
            if self._failures >= FAILURES:
                self._failures = FAILURES - 1  # one try after the rest tells whether the mail server is back
                self._handing_over.wait(REST)
            else:
                self._call.wait(pause)

    def _send_what_is_due(self) -> float:
        """Gives the seconds until there may be more."""
        while not self._handing_over.is_over and self._failures < FAILURES:
            now = int(self._context.now().timestamp())
            with self._context.database.reading() as connection:
                due = self._order.next_due(connection, now)
                if due is None:
                    later = self._order.next_after(connection, now)
                    return EVERY if later is None else min(EVERY, later - now)
            is_there = self._messages.send(due.id, self._handing_over)
            if is_there:
                self._failures = 0
            elif is_there is False:
                self._failures += due.way == MAIL
        return EVERY
