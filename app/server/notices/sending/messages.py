"""A message on its way: taken up, put together, handed over, and what follows from what became of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy.exc import SQLAlchemyError

from app.errors import FoyerError, MailInDoubt, MailPutOff, MailRefused
from app.models.notices.kinds import MAIL, OF_VISITS, SMS, NoticeKind
from app.models.notices.mail import Mail
from app.models.notices.notice_plan import NoticePlan, NoticeTaker
from app.models.notices.states import State
from app.server.context import ServerContext
from app.server.notices import order, queue
from app.server.notices.attempts import HandingOver, without_addresses
from app.server.notices.content.composed import Composed, Composer, NoAddress, Overtaken, TooEarly, TooLate
from app.server.notices.fan_out import fan_out
from app.server.notices.host_told import follow_message
from app.server.notices.sending.leases import Leases
from app.server.storage.changes import Kind, note
from app.server.storage.database import Busy

NOT_SET_UP = "No way to send it is set up at this server."

log = logging.getLogger(__name__)


class Messages:
    """Used from several threads. `takers` are the ways that are set up, `composers` say how each kind is put together;
    `leases` tells other servers what this one sends."""

    def __init__(
        self,
        context: ServerContext,
        takers: Mapping[str, NoticeTaker],
        plan: NoticePlan,
        composers: Mapping[NoticeKind, Composer],
        leases: Leases,
    ) -> None:
        self._context = context
        self._takers = takers
        self._plan = plan
        self._composers = composers
        self._leases = leases

    def send(self, identity: str, handing_over: HandingOver) -> bool | None:
        """Sends the notice of this id, and all that goes with it. Gives whether who takes it is there: they took it, or
        said that they won't, or not yet. None when nobody knows, when nothing was handed over, and when that was given
        up: then the message stays as it is until a server finds that nobody sends it. Raises the database's errors and
        Busy."""
        with self._context.database.writing() as connection:
            row = queue.take_up(connection, identity, self._seconds())
            composed = None if row is None else self._put_together(connection, row)
        if row is None or composed is None:
            return None
        with self._leases.held(row.id):
            return self._hand_over(row, composed, handing_over)

    def lose(self, connection: Connection, message: str) -> None:
        """Nobody sends it any more, and nobody knows whether it was taken."""
        rows = queue.of_message(connection, message)
        became = queue.lose(connection, message, self._seconds())
        self._follow(connection, rows, became, queue.WENT_DOWN)

    def _put_together(self, connection: Connection, row: Row[Any]) -> Composed | None:
        """What is to be sent now; None where nothing is."""
        if row.way == MAIL and not self._context.mails:
            self._send_without_mail(connection, row)
            return None
        composed = None
        try:
            composed = self._composed(connection, row)
        except TooEarly as error:
            queue.put_off(connection, row, error.at, error.address)
            return None
        except Overtaken as error:
            queue.settle(connection, row.id, State.OVERTAKEN, self._seconds(), str(error))
        except (NoAddress, TooLate) as error:
            rows = queue.of_message(connection, row.id)
            queue.settle(connection, row.id, State.REFUSED, self._seconds(), str(error))
            self._follow(connection, rows, State.REFUSED, str(error))
        except (SQLAlchemyError, Busy):
            raise
        except Exception as error:  # its words may quote the mail
            log.error("A notice of the kind %s met a bug: %s", row.kind, type(error).__name__)
            queue.settle(connection, row.id, State.QUEUED, self._seconds(), "It could not be put together.")
        self._fan_out(connection, row)
        self._note(connection, row)
        return composed

    def _send_without_mail(self, connection: Connection, row: Row[Any]) -> None:
        """There is no mail server: what is told goes on the site's other ways alone. Of visits nobody is promised a
        mail then."""
        rows, goes = queue.of_message(connection, row.id), self._fan_out(connection, row)
        if goes or row.kind in OF_VISITS:
            queue.settle(connection, row.id, State.OVERTAKEN, self._seconds(), queue.NO_MAIL)
        else:
            queue.settle(connection, row.id, State.REFUSED, self._seconds(), NOT_SET_UP)
        if goes:
            self._follow(connection, rows, State.SENT, "")
        self._note(connection, row)

    def _fan_out(self, connection: Connection, row: Row[Any]) -> bool:
        """All that goes in its message, once. Whether there is any way for it."""
        if row.way != MAIL or row.tries > 1:
            return False
        rows, now = queue.of_message(connection, row.id), self._seconds()
        goes = [fan_out(connection, now, one, self._plan.ways) for one in rows]
        return any(goes)

    def _composed(self, connection: Connection, row: Row[Any]) -> Composed:
        """Raises Overtaken, NoAddress, TooLate and TooEarly."""
        if row.way not in self._takers:
            raise NoAddress(NOT_SET_UP)
        composed = self._composers[NoticeKind(row.kind)](connection, self._context, row)
        if row.way in (MAIL, SMS):  # what a channel takes is its own affair
            now = self._seconds()
            may_go_at = order.may_go_at(connection, composed.to, now)
            if may_go_at > now or order.is_sent_to(connection, row, composed.to):
                raise TooEarly(may_go_at, composed.to)
        queue.keep_facts(connection, row.id, name=composed.name, address=composed.to, told=composed.told)
        return composed

    def _hand_over(self, row: Row[Any], composed: Composed, handing_over: HandingOver) -> bool | None:
        try:
            mail = composed.letter()
            handing_over.take(lambda: self._takers[row.way].take(mail, row.kind))
        except asyncio.CancelledError:
            return None
        except MailRefused as error:
            logged = "" if row.way == MAIL else str(error.status)  # a site's program may quote what it was told
            self._settle(row, State.REFUSED, f"{error.status} {error.words}", logged=logged)
            return True
        except MailInDoubt as error:
            self._settle(row, State.IN_DOUBT, str(error))
            return None
        except FoyerError as error:
            self._settle(row, State.QUEUED, str(error))
            return isinstance(error, MailPutOff)
        except Exception as error:  # its words may quote the mail
            self._settle(row, State.QUEUED, f"It could not be handed over: {type(error).__name__}.")
            return False
        self._settle(row, State.SENT, mail=mail)
        return True

    def _settle(
        self, row: Row[Any], state: State, said: str = "", *, mail: Mail | None = None, logged: str = ""
    ) -> None:
        """`logged` stands for `said` in the log, where that isn't ""."""
        with self._context.database.writing() as connection:
            if mail is not None:
                queue.keep_words(connection, row.id, subject=mail.subject, text=mail.text)
            rows = queue.of_message(connection, row.id)
            became = queue.settle(connection, row.id, state, self._seconds(), said)
            self._follow(connection, rows, became, said)
        why = without_addresses(logged or said)
        log.info("A notice of the kind %s is %s%s", row.kind, became.value, f": {why}" if why else "")

    def _follow(self, connection: Connection, rows: Sequence[Row[Any]], state: State, said: str) -> None:
        """What follows from what became of a message; `rows` are what it tells."""
        if rows[0].kind in OF_VISITS and rows[0].way == MAIL:
            follow_message(connection, self._context, rows, state, said)
        self._note(connection, rows[0])

    def _note(self, connection: Connection, row: Row[Any]) -> None:
        """Desks hear of it: how it stands with a notice is part of what they show."""
        note(connection, Kind.NOTICE, row.ticket or row.meeting or "")

    def _seconds(self) -> int:
        return int(self._context.now().timestamp())
