"""A desk without a window that tells hosts of arrivals, by a real mail server."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from app.mail.mail_server import MailServer
from app.models.operations import Kind, Operation
from app.models.visit_row import Arrival, VisitRow
from app.services.notices.mailing import Mailing
from app.settings import Settings
from app.store.lists.arrivals import arrival_of
from app.system.credentials import Credentials
from tests.app.outbox_desk import Naps, OutboxDesk
from tests.faults import FaultyServer
from tests.post_office import PostOffice, mail_settings


class MailDesk(OutboxDesk):
    """Neither queue runs until it is told to. The mails' rests end only when something ends them."""

    def __init__(self, folder: Path, office: PostOffice | None, server: FaultyServer, **settings: Any) -> None:
        self.settings = mail_settings(office, **settings) if office else Settings()
        super().__init__(server, folder / "foyer.sqlite3", mails=self.settings.mails)
        self.kept.clear()  # what waited before: mails never come to that server
        self.arrivals = self.services.arrivals
        self.credentials = Credentials(folder)
        self.mail_naps = Naps()
        self.mail_naps.hold()
        self.mailing = Mailing(
            outbox=self.outbox,
            lists=self.lists,
            site=self.site,
            desk="Desk 1",
            server=MailServer(self.settings, self._password) if self.settings.mails else None,
            sleep=self.mail_naps,
            jitter=lambda: 1.0,
        )
        self._mailing: asyncio.Task[None] | None = None

    def mail(self) -> None:
        """From now on mails are sent."""
        self._mailing = asyncio.ensure_future(self.mailing.run())

    async def check_in(self, told: dict[str, Any]) -> VisitRow:
        """Everybody who was invited; gives the first of them."""
        invited = await self.listed(told)
        await self.arrivals.check_in(invited)
        return invited[0]

    def arrival(self, visit: VisitRow) -> Arrival:
        """How it stands with them, as the file says at this moment."""
        return self.database.read_now(lambda connection: arrival_of(connection, self.account.id, visit.id))

    def mails(self) -> list[Operation]:
        return [row for row in self.pending if row.kind is Kind.MAIL]

    def mail_states(self) -> list[str]:
        return [row.state.value for row in self.mails()]

    async def mailed(self) -> None:
        """Until no mail waits any more."""
        await self.until(lambda: not self.mails())

    async def rests(self) -> None:
        """Until a try failed, and the next is some time off."""
        async with asyncio.timeout(20):
            await self.mail_naps.asleep.wait()
        self.mail_naps.asleep.clear()

    async def stop(self) -> None:
        if self._mailing:
            self._mailing.cancel()
            await asyncio.gather(self._mailing, return_exceptions=True)
            self._mailing = None
        await super().stop()

    async def _password(self) -> str:
        return await self.credentials.mail_password(self.settings.smtp_server, self.settings.smtp_user)
