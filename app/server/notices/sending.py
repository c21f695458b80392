"""Sends what is queued, one after the other, on a thread of its own: as soon as something was queued here, and what
other servers of the same database queued, or what is due by the clock, within EVERY."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row
from sqlalchemy.exc import SQLAlchemyError

from app.errors import FoyerError, MailInDoubt, MailRefused
from app.models.notices.kinds import MAIL, OF_VISITS, SMS, NoticeKind
from app.models.notices.mail import Mail
from app.models.notices.notice_plan import NoticePlan, NoticeTaker
from app.models.notices.states import State
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.attempts import HandingOver, without_addresses
from app.server.notices.fan_out import fan_out
from app.server.notices.host_told import follow_message
from app.server.notices.reminders import queue_reminders
from app.server.notices.tomorrow_list import queue_lists
from app.server.storage.changes import Kind, note
from app.server.storage.database import Busy

EVERY = 30.0
"""Seconds between two looks at the clock."""

REST = 60.0
"""Seconds for which nothing is sent after FAILURES in a row: the mail server is away, not one address."""

FAILURES = 3

NOT_SET_UP = "No way to send it is set up at this server."

log = logging.getLogger(__name__)


class Overtaken(Exception):
    """What was to be told isn't so any more; says what is."""


class NoAddress(Exception):
    """There is nowhere to send it to; says of whom."""


class TooLate(Exception):
    """Nobody has any more use for it; says why."""


class TooEarly(Exception):
    """It isn't to be told before `at`, in seconds since 1970."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


class Composed(Struct, frozen=True):
    """A mail to the address `to`, that of `name`. It is put into words by `letter`, which takes too long for a
    transaction. `told` is a digest of the facts that it tells, "" where nobody compares them."""

    to: str
    name: str
    letter: Callable[[], Mail]
    told: str = ""


Composer = Callable[[Connection, ServerContext, Row[Any]], Composed]
"""Reads what a row of the table tells, and those with it in its message, from what is true now. Raises Overtaken,
NoAddress, TooLate and TooEarly."""


class NoticeSending:
    """Goes on until `end`. `takers` are the ways that are set up, `composers` say how each kind is put
    together."""

    def __init__(
        self,
        context: ServerContext,
        takers: Mapping[str, NoticeTaker],
        plan: NoticePlan,
        composers: Mapping[NoticeKind, Composer],
    ) -> None:
        self._context = context
        self._takers = takers
        self._composers = composers
        self._plan = plan
        self._call = threading.Event()
        self._turning = threading.Lock()
        self._handing_over = HandingOver()
        self._failures = 0
        if context.database.is_sole:
            with context.database.writing() as connection:
                queue.recover(connection)
        context.feed.hear_notices(self.wake)
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something may have been queued."""
        self._call.set()

    def turn(self) -> None:
        """Sends what is due. What fails is tried again with a later turn."""
        try:
            with self._turning:
                queue_reminders(self._context, self._plan)
                queue_lists(self._context, self._plan.tomorrow_list)
                while not self._handing_over.is_over and self._failures < FAILURES and self._send_next():
                    pass
        except (SQLAlchemyError, Busy) as error:
            log.warning("Notices wait for the next turn: %s", type(error).__name__)

    def end(self) -> None:
        """Returns when no turn is under way any more, and there is no other. A mail that is on its way is given up;
        whether it was taken nobody knows then."""
        self._handing_over.end()
        self._call.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._handing_over.is_over:
            self._call.clear()
            self.turn()
            if self._failures >= FAILURES:
                self._failures = FAILURES - 1  # one try after the rest tells whether the mail server is back
                self._handing_over.wait(REST)
            else:
                self._call.wait(self._pause())

    def _pause(self) -> float:
        """Seconds until the next one is due."""
        try:
            with self._context.database.reading() as connection:
                due = queue.next_at(connection)
        except (SQLAlchemyError, Busy):
            return EVERY
        return EVERY if due is None else min(EVERY, max(1.0, due - self._seconds()))

    def _send_next(self) -> bool:
        """Whether there was anything to send."""
        context, now = self._context, self._seconds()
        with context.database.reading() as connection:
            due = queue.next_due(connection, now)
        if due is None:
            return False
        with context.database.writing() as connection:
            row = queue.take_up(connection, due.id, now)
            composed = None
            if row is not None and row.state == State.UNKNOWN.value:
                self._follow(connection, row, queue.of_message(connection, row.id), State.UNKNOWN, row.said)
            elif row is not None:
                if row.way == MAIL and row.tries == 1:
                    for one in queue.of_message(connection, row.id):
                        fan_out(connection, now, one, self._plan.ways)
                composed = self._compose(connection, row)
                self._note(connection, row)
        if row is not None and composed is not None:
            self._hand_over(row, composed)
        return True

    def _compose(self, connection: Connection, row: Row[Any]) -> Composed | None:
        """What is to be sent now, and keeps it; None where nothing is."""
        now = self._seconds()
        try:
            if row.way not in self._takers:
                raise NoAddress(NOT_SET_UP)
            composed = self._composers[NoticeKind(row.kind)](connection, self._context, row)
        except Overtaken as error:
            queue.settle(connection, row.id, State.OVERTAKEN, now, str(error))
            return None
        except (NoAddress, TooLate) as error:
            rows = queue.of_message(connection, row.id)
            queue.settle(connection, row.id, State.REFUSED, now, str(error))
            self._follow(connection, row, rows, State.REFUSED, str(error))
            return None
        except TooEarly as error:
            queue.put_off(connection, row, error.at)
            return None
        except (SQLAlchemyError, Busy):
            raise
        except Exception as error:  # its words may quote the mail
            log.error("A notice of the kind %s met a bug: %s", row.kind, type(error).__name__)
            queue.settle(connection, row.id, State.QUEUED, now, "It could not be put together.")
            return None
        own = row.way in (MAIL, SMS)  # what a channel takes is its own affair
        may_go_at = queue.may_go_at(connection, composed.to, now) if own else now
        if may_go_at > now:
            queue.put_off(connection, row, may_go_at)
            return None
        queue.keep_facts(connection, row.id, name=composed.name, address=composed.to, told=composed.told)
        return composed

    def _hand_over(self, row: Row[Any], composed: Composed) -> None:
        try:
            mail = composed.letter()
            self._handing_over.take(lambda: self._takers[row.way].take(mail, row.kind))
        except asyncio.CancelledError:
            return  # nobody knows whether it was taken: it stays as it is until a server starts again
        except MailRefused as error:
            self._failures = 0
            self._settle(row, State.REFUSED, f"{error.status} {error.words}")
        except MailInDoubt as error:
            self._settle(row, State.IN_DOUBT, str(error))
        except FoyerError as error:
            self._failures += row.way == MAIL
            self._settle(row, State.QUEUED, str(error))
        except Exception as error:  # its words may quote the mail
            self._settle(row, State.QUEUED, f"It could not be handed over: {type(error).__name__}.")
        else:
            self._failures = 0
            self._settle(row, State.SENT, mail=mail)

    def _settle(self, row: Row[Any], state: State, said: str = "", mail: Mail | None = None) -> None:
        with self._context.database.writing() as connection:
            if mail is not None:
                queue.keep_words(connection, row.id, subject=mail.subject, text=mail.text)
            rows = queue.of_message(connection, row.id)
            became = queue.settle(connection, row.id, state, self._seconds(), said)
            self._follow(connection, row, rows, became, said)
        why = without_addresses(said)
        log.info("A notice of the kind %s is %s%s", row.kind, became.value, f": {why}" if why else "")

    def _follow(self, connection: Connection, row: Row[Any], rows: Sequence[Row[Any]], state: State, said: str) -> None:
        """What follows from what became of a message, of which `row` is the first of `rows`."""
        if row.kind in OF_VISITS and row.way == MAIL:
            follow_message(connection, self._context, rows, state, said)
        self._note(connection, row)

    def _note(self, connection: Connection, row: Row[Any]) -> None:
        """Desks hear of it: how it stands with a notice is part of what they show."""
        note(connection, Kind.NOTICE, row.ticket or row.meeting or "")

    def _seconds(self) -> int:
        return int(self._context.now().timestamp())
