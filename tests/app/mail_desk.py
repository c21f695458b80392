"""A desk without a window that tells hosts of arrivals, by a real mail server."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

from app.credentials import Credentials
from app.mail_server import MailServer
from app.models.meeting import Meeting
from app.services.announcements import Announcements
from app.services.arrival import Arrival
from app.services.arrivals import Arrivals
from app.services.directory import Directory
from app.services.mailing import Mailing
from app.services.site import Site
from app.services.visit import Visit, visits
from app.settings import Settings
from app.store.journal import Journal
from app.store.outbox import Kind, Operation
from app.store.place import place_of
from tests.app.outbox_desk import Naps, OutboxDesk
from tests.faults import NOW, FaultyServer
from tests.post_office import PostOffice, mail_settings

DAY = date(2026, 3, 12)


class MailDesk(OutboxDesk):
    """Neither queue runs until it is told to. The mails' rests end only when something ends them."""

    def __init__(self, folder: Path, office: PostOffice | None, server: FaultyServer, **settings: Any) -> None:
        super().__init__(server, folder / "foyer.sqlite3")
        self.kept.clear()  # what waited before: mails never come to that server
        self.settings = mail_settings(office, **settings) if office else Settings()
        self.site = Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="", clock=lambda: NOW)
        self.directory = Directory(lambda: NOW)
        self.credentials = Credentials(folder)
        self.mail_naps = Naps()
        self.mail_naps.hold()
        self.arrivals = Arrivals(
            journal=Journal(self.database, place_of(self.database, "desk", "CO-DESK")),
            cache=self.cache,
            sync=self.sync,
            connection=self.connection,
            site=self.site,
            desk="Desk 1",
            announce=Announcements(
                site=self.site, directory=self.directory, desk="Desk 1", mails=self.settings.mails
            ).of,
        )
        self.mailing = Mailing(
            sync=self.sync,
            outbox=self.outbox,
            site=self.site,
            desk="Desk 1",
            server=MailServer(self.settings, self._password) if self.settings.mails else None,
            learn=self.arrivals.learn,
            sleep=self.mail_naps,
            jitter=lambda: 1.0,
        )
        self._mailing: asyncio.Task[None] | None = None

    def mail(self) -> None:
        """From now on mails are sent."""
        self._mailing = asyncio.ensure_future(self.mailing.run())

    def visits(self, told: dict[str, Any]) -> tuple[Visit, ...]:
        return visits(Meeting.model_validate(told), self.site, DAY)

    async def check_in(self, told: dict[str, Any]) -> Visit:
        """Everybody who was invited; gives the first of them."""
        invited = self.visits(told)
        await self.arrivals.check_in(invited)
        return invited[0]

    def arrival(self, visit: Visit) -> Arrival:
        return self.arrivals.of(visit.id)

    def mails(self) -> list[Operation]:
        return [row for row in self.sync.pending if row.kind is Kind.MAIL]

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
