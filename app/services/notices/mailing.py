"""Sends the mails that wait in the outbox, in a loop of its own: a dead mail server holds up nothing else."""

from __future__ import annotations

import asyncio
import importlib
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime

from app.errors import FoyerError, MailInDoubt, MailNotTaken, MailRefused, MailSignInRefused, StoreFailed
from app.mail.mail_server import MailServer
from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.lists import WAITING
from app.models.notices.mail import AFTER_REFUSED_SIGN_IN, Mail
from app.models.operations import MAILED, TO_SEND, Operation, State
from app.services.outbox.backoff import AT_ONCE, IDLE, Backoff, Call, Rest
from app.services.site import Site
from app.store.lists.lists import Lists
from app.store.operation_rows import in_states
from app.store.outbox import Outbox, Outcome

log = logging.getLogger(__name__)

TRIES = 2
"""How often a mail is sent of which nobody knows whether the server took it."""

NO_SERVER = "No mail server is set up any more: enter one in Settings, or discard this."


class Mailing:
    """One mail at a time. Of those that wait, the one that was tried least often goes first, then the oldest: so an
    address that a server puts off keeps no other from being told.

    `trouble` is what stood in the way of the last try, MailNotTaken or its kin, None when nothing did. Being told twice
    is better than never: a mail of which nobody knows whether the server took it is sent once more, with the same
    Message-ID. When nobody knows it then either, a person decides.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        lists: Lists,
        site: Site,
        desk: str,
        server: MailServer | None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.trouble: FoyerError | None = None if server else MailNotTaken(NO_SERVER)
        self._outbox = outbox
        self._site = site
        self._desk = desk
        self._server = server
        self._backoff = Backoff(sleep, jitter)
        lists.on_change(lambda change: self._backoff.call(Call.NEW_WORK) if change.of(WAITING) else None)

    def wake(self) -> None:
        """Tries at once, because a person asked for it."""
        self._backoff.succeeded()
        self._backoff.call(Call.PERSON)

    def online_again(self) -> None:
        """Tries at once, because the network came back."""
        self._backoff.call(Call.ONLINE)

    async def run(self) -> None:
        """Goes on until it is cancelled; without a mail server it ends at once, and what waits keeps waiting. Raises
        nothing: while the file can't be used, it tries again later."""
        if self._server is None:
            return
        await asyncio.to_thread(importlib.import_module, "email_validator")  # large, and the first check-in needs it
        recovered = False
        while True:
            self._backoff.step_begins()
            recovered = recovered or await self._recovered()
            await self._backoff.take(await self._step(self._server) if recovered else self._backoff.back_off())

    async def _recovered(self) -> bool:
        """Of what was being sent when the desk went down nobody knows whether the server took it."""
        try:
            await self._outbox.recover(self._site.now(), MAILED)
        except StoreFailed as error:
            log.error("The outbox can't be used, so no mail is sent: %s", error)
            return False
        return True

    async def _step(self, server: MailServer) -> Rest:
        try:
            waiting = await self._outbox.those(f"kind = 'mail' and {in_states(TO_SEND)}")
            row = min(waiting, key=lambda row: row.attempts, default=None)
            return await self._send(server, row) if row else IDLE
        except StoreFailed as error:
            log.error("The outbox can't be used, so no mail is sent: %s", error)
            return self._backoff.back_off()

    async def _send(self, server: MailServer, row: Operation) -> Rest:
        if row.state is not State.WAITING:
            if row.doubts >= TRIES:
                await self._outbox.set_unclear(row.id, self._site.now(), ())
                return AT_ONCE
            await self._outbox.set_waiting(row.id, self._site.now())
        if not await self._outbox.set_sending(row.id, self._site.now()):
            return AT_ONCE  # the arrival was undone a moment ago
        try:
            await server.take(_mail(row))
        except MailRefused as refused:
            return await self._after(self._rejected(row, refused))
        except MailInDoubt as error:
            self.trouble = error
            await self._outbox.set_unknown(row.id, self._site.now(), words=str(error))
            return AT_ONCE if row.doubts + 1 >= TRIES else self._backoff.back_off()
        except MailNotTaken as error:
            return await self._later(row, error)
        except Exception as error:  # its words may quote the mail
            log.error("A mail met a bug: %s", type(error).__name__)
            return await self._later(row, MailNotTaken("The mail could not be handed over."))
        return await self._after(self._sent(row))

    async def _after(self, outcome: Coroutine[None, None, object]) -> Rest:
        """The server answered: keeps the outcome, and goes on to the next mail."""
        self.trouble = None
        self._backoff.succeeded()
        await outcome
        return AT_ONCE

    async def _later(self, row: Operation, error: MailNotTaken) -> Rest:
        self.trouble = error
        await self._outbox.set_waiting(row.id, self._site.now())
        if isinstance(error, MailSignInRefused):
            return Rest(AFTER_REFUSED_SIGN_IN, Call.ONLINE)
        return self._backoff.back_off()

    async def _rejected(self, row: Operation, refused: MailRefused) -> None:
        await self._outbox.set_rejected(row.id, self._site.now(), refused.status, refused.words)

    async def _sent(self, row: Operation) -> None:
        """Keeps that the mail was sent and, in the same transaction, that the host was told of each visit."""
        now = self._site.now()
        events: dict[str, str] = row.body["events"] if row.body["to_host"] else {}
        entries = tuple(
            Entry(f"{event}-told", EntryKind.HOST_TOLD, visit, now, self._desk, VisitorSnapshot())
            for visit, event in events.items()
        )
        await self._outbox.set_sent(row.id, now, Outcome(row.id, entries=entries))


def _mail(row: Operation) -> Mail:
    body = row.body
    return Mail(
        id=row.id,
        to=body["to"],
        name=body["name"],
        subject=body["subject"],
        text=body["text"],
        at=datetime.fromisoformat(body["at"]),
    )
