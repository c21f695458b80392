"""Sends what is queued: as soon as something was queued here, and what other servers of the same database queued, or
what is due by the clock, within half a minute."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError

from app.models.notices.kinds import MAIL, NoticeKind
from app.models.notices.notice_plan import NoticePlan, NoticeTaker
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.content.composed import Composer
from app.server.notices.reminders import queue_reminders
from app.server.notices.sending.leases import RENEWALS, Leases
from app.server.notices.sending.messages import Messages
from app.server.notices.sending.worker import EVERY, Worker
from app.server.notices.tomorrow_list import queue_lists
from app.server.storage.database import Busy
from app.server.storage.tables.notices import notices as table

MAIL_WORKERS = 3
"""Mails on their way at the same time, each to another address; beside one that is kept free for what is urgent."""

log = logging.getLogger(__name__)


class NoticeSending:
    """Goes on until `end`. `takers` are the ways that are set up, `composers` say how each kind is put together. Each
    way but the mail has one worker: a service that hangs holds up nothing else."""

    def __init__(
        self,
        context: ServerContext,
        takers: Mapping[str, NoticeTaker],
        plan: NoticePlan,
        composers: Mapping[NoticeKind, Composer],
    ) -> None:
        self._context = context
        self._plan = plan
        self._leases = Leases()
        self._unrenewed = 0
        self._messages = Messages(context, takers, plan, composers, self._leases)
        if context.database.is_sole:  # what was being sent isn't any more
            with context.database.writing() as connection:
                for message in queue.leases(connection):
                    self._messages.lose(connection, message)
        others = [way for way in takers if way != MAIL]
        of_mail = table.c.way.not_in(others)  # and of ways that aren't set up any more, so that this is said
        urgent = table.c.urgency == queue.URGENT
        each = ([of_mail],) * MAIL_WORKERS, ([of_mail, urgent],), ([table.c.way == way] for way in others)
        self._workers = [Worker(context, self._messages, *which) for some in each for which in some]
        context.feed.hear_notices(self.wake)
        self._over = threading.Event()
        self._clock = threading.Thread(target=self._run, name="notices' clock", daemon=True)
        self._clock.start()

    def wake(self) -> None:
        """Something may be due."""
        for worker in self._workers:
            worker.wake()

    def look(self) -> None:
        """Queues what is due by the clock, and sends what servers left that went down. What fails is made up for at
        the next look."""
        try:
            queue_reminders(self._context, self._plan)
            queue_lists(self._context, self._plan.tomorrow_list)
            self._look_at_leases()
        except (SQLAlchemyError, Busy) as error:
            log.warning("Notices wait for the next look at the clock: %s", type(error).__name__)
            self._unrenewed += 1
        if self._unrenewed >= RENEWALS:
            for worker in self._workers:
                worker.give_up()
        self.wake()

    def end(self) -> None:
        """Returns when nothing is sent any more. A mail that is on its way is given up; whether it was taken nobody
        knows then."""
        self._over.set()
        for worker in self._workers:
            worker.end()
        for worker in self._workers:
            worker.join()
        self._clock.join()

    def _run(self) -> None:
        self.look()
        while not self._over.wait(EVERY):
            self.look()

    def _look_at_leases(self) -> None:
        database, now = self._context.database, int(self._context.now().timestamp())
        with database.reading() as connection:
            sends = bool(queue.leases(connection))
        if sends:
            with database.writing() as connection:
                self._leases.renew(connection, now)
                for message in self._leases.lost(connection):
                    self._messages.lose(connection, message)
        self._unrenewed = 0
