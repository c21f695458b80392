"""Mails tomorrow's list once a day, at its time or as soon after it as this server runs and the mail server takes it,
until the day is over."""

from __future__ import annotations

import asyncio
import logging
import threading
from datetime import date, datetime

from sqlalchemy.exc import SQLAlchemyError

from app.errors import FoyerError, MailInDoubt, MailRefused
from app.models.moments import ONE_DAY
from app.models.notices.mail import MailTaker
from app.models.notices.tomorrow_list import TomorrowList
from app.paper.sheet import Sheet
from app.server.bodies.refusal import Refusal
from app.server.context import ServerContext
from app.server.notices.attempts import HandingOver, without_addresses
from app.server.storage.database import Busy
from app.server.tomorrow import marks
from app.server.tomorrow.expected import expected_on
from app.server.tomorrow.letter import letter
from app.server.tomorrow.marks import State

EVERY = 30.0
"""Seconds between two looks at the clock."""

log = logging.getLogger(__name__)


class TomorrowSending:
    """Looks at the clock at once and then again and again, on a thread of its own, until `end`."""

    def __init__(self, context: ServerContext, plan: TomorrowList, mail_server: MailTaker) -> None:
        self._context = context
        self._plan = plan
        self._mail_server = mail_server
        self._handing_over = HandingOver()
        if context.database.is_sole:
            with context.database.writing() as connection:
                marks.recover(connection)
        self._thread = threading.Thread(target=self._run, name="tomorrow's list", daemon=True)
        self._thread.start()

    def turn(self) -> None:
        """Sends what is due and wasn't sent yet. What fails is tried again with a later turn."""
        now = self._now()
        if now.time() < self._plan.at:
            return
        day = now.date() + ONE_DAY
        try:
            with self._context.database.reading() as connection:
                due = [one for one in self._plan.to if marks.is_due(connection, day, one, self._seconds())]
                if not due:
                    return
                sheet = expected_on(connection, self._context, day)
            for address in due:
                if self._handing_over.is_over:
                    return
                self._send(day, address, sheet)
        except (SQLAlchemyError, Busy, Refusal) as error:
            log.warning("Tomorrow's list waits for the next turn: %s", type(error).__name__)

    def end(self) -> None:
        """Returns when no turn is under way any more, and there is no other. A mail that is on its way is given up;
        whether it was taken nobody knows then."""
        self._handing_over.end()
        self._thread.join()

    def _run(self) -> None:
        self.turn()
        while not self._handing_over.wait(EVERY):
            self.turn()

    def _now(self) -> datetime:
        return self._context.now().astimezone(self._context.zone)

    def _send(self, day: date, address: str, sheet: Sheet) -> None:
        with self._context.database.writing() as connection:
            marks.forget(connection, day)
            if not marks.take_up(connection, day, address, self._seconds()):
                return  # another server was faster
        if not sheet.tables[0].rows and not self._plan.when_nobody:
            self._settle(day, address, State.NOBODY)
            return
        try:
            mail = letter(sheet, day, address)
            self._handing_over.take(lambda: self._mail_server.take(mail))
        except asyncio.CancelledError:
            return  # nobody knows whether it was taken: it stays as it is until a server starts again
        except MailRefused as error:
            self._settle(day, address, State.REFUSED, f"{error.status} {error.words}")
        except MailInDoubt as error:
            self._settle(day, address, State.IN_DOUBT, str(error))
        except FoyerError as error:
            self._settle(day, address, State.WAITING, str(error))
        except Exception as error:  # its words may quote the mail
            self._settle(day, address, State.WAITING, f"An error of Foyer itself: {type(error).__name__}.")
        else:
            self._settle(day, address, State.SENT)

    def _settle(self, day: date, address: str, state: State, said: str = "") -> None:
        with self._context.database.writing() as connection:
            became = marks.settle(connection, day, address, state, self._seconds(), said)
        if became is State.SENT:
            log.info("The list of %s was mailed", day)
        elif became is not State.NOBODY:
            why = without_addresses(said)
            log.warning("The list of %s was not mailed to one of those who want it, %s: %s", day, became.value, why)

    def _seconds(self) -> int:
        return int(self._context.now().timestamp())
