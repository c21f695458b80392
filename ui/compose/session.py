"""What goes on behind a window, a desk's or a kiosk's, for as long as its connection does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import FoyerError, StoreFailed
from app.models.rescue import Rescue
from app.services.access import access_of
from app.services.changes.subscription import News
from app.services.connection import ConnectionState
from app.services.site import Site
from app.settings import EMBEDDED_FILE
from app.store.database import FILE_NAME
from app.store.rescue.rescue import mended
from ui.compose.connect import TransportMaker, open_embedded, open_sample, open_server
from ui.compose.profile import Profile
from ui.compose.services import mail_server_of, open_store, services
from ui.shell.freshness import Freshness
from ui.tasks import Tasks

if TYPE_CHECKING:
    from app.api.api import Api

log = logging.getLogger(__name__)


class Session:
    """The open store, the services over it, and their work. `rescue` says what became of a damaged file."""

    def __init__(
        self, *, profile: Profile, make_transport: TransportMaker, now: Callable[[], datetime], tasks: Tasks
    ) -> None:
        """Raises StoreFailed when the data folder can't be used."""
        self._profile = profile
        self._make_transport = make_transport
        self._tasks = tasks
        self._store = open_store(profile)
        self.rescue = self._store.rescue
        self.services = services(profile, self._store, self._opened, now)

    def start(self, *, window: QWidget, keep_fresh: Callable[[], object], on_rescue: Callable[[Rescue], None]) -> None:
        """`keep_fresh` asks the server for what `window` shows, where it doesn't tell of changes by itself; `on_rescue`
        hears of damage that is found only now."""
        connection, sync, site = self.services.connection, self.services.sync, self.services.site
        freshness = self._freshness = Freshness(window)
        freshness.due.connect(keep_fresh)
        freshness.network_back.connect(self.services.subscription.look)
        freshness.network_back.connect(sync.online_again)
        freshness.network_back.connect(self.services.mailing.online_again)

        def on_connection() -> None:
            freshness.show_offline(connection.state is ConnectionState.OFFLINE)
            if connection.state is ConnectionState.ONLINE:
                sync.online_again()
                self._tasks.start(self.services.day.keep_near(), on_error=not_now)
                self._tasks.start(self._ask_what_server(), on_error=not_now)

        def on_news(news: News) -> None:
            keep_fresh()
            if news.anew:
                self._tasks.start(self.services.day.keep_near(), on_error=not_now)

        connection.on_change(on_connection)
        self.services.subscription.on_news(on_news)
        site.on_change(self._on_site_changed)
        self._tasks.start(sync.run())
        self._tasks.start(self.services.subscription.run())
        self._tasks.start(self.services.mailing.run())
        self._tasks.start(self.services.retention.run())
        self._tasks.start(self.services.listed_hosts.run())
        self._tasks.start(self._checked(on_rescue))

    def view_choices(self) -> dict[str, object]:
        """How people arranged what is shown here. A file that can't be read is mended soon after it."""
        try:
            return self.services.view_choices.all_now()
        except StoreFailed:
            return {}

    async def stop(self) -> None:
        """Everything that was started through the tasks ends, and then the files are closed."""
        self._freshness.stop()
        self._store.database.changed.clear()  # what is still written is shown by nobody: the pages are about to go
        await self._tasks.cancel()
        await self.services.close()
        await asyncio.to_thread(self._store.close)

    def back_up(self, file: Path, answer: Callable[[str], None]) -> None:
        """Writes a backup of the desk that is really this PC's, also while a sample stands in its place. `answer` gets
        why it can't be had, "" once it is there."""
        self._tasks.start(self._back_up(file, answer))

    async def _back_up(self, file: Path, answer: Callable[[str], None]) -> None:
        from app.store.backup.backup import back_up, copy_file, copy_out  # for once a night

        folder = (self._profile.real or self._profile).data_folder
        database = self._store.database

        def copy_desk(target: Path) -> None:
            if self._profile.sample:
                copy_file(folder / FILE_NAME, target)
            else:
                database.read_now(lambda connection: copy_out(connection, target))

        sentence = "The backup failed: the log says why."
        try:
            await asyncio.to_thread(back_up, folder / FILE_NAME, copy_desk, [folder / EMBEDDED_FILE], file)
            sentence = ""
        except FoyerError as error:
            sentence = str(error)
        finally:
            answer(sentence)

    async def _ask_what_server(self) -> None:
        if self.services.calls.exist is None:  # the day's list says it too, and is on its way: it isn't asked for twice
            await self.services.day.keep_fresh(self.services.site.today())
        await self.services.kiosks.refreshed()
        await self.services.keep_desk_server()
        await self.services.notices.find_out()

    def _on_site_changed(self) -> None:
        self._tasks.start(self._moved())
        self._tasks.start(self.services.keep_company(), on_error=not_now)

    async def _moved(self) -> None:
        """In another zone no list follows any more. Whoever waits for changes begins anew at once, and not only when
        the server has answered the call that is under way."""
        site = self.services.site
        await self.services.lists.move_site(site.zone.key, site.late)
        self.services.subscription.look()

    async def _checked(self, on_rescue: Callable[[Rescue], None]) -> None:
        rescue = await mended(self._store.database)
        if rescue is not None:
            on_rescue(rescue)

    async def _opened(self, site: Site) -> Api:
        settings, credentials = self._profile.settings, self._profile.credentials
        if self._profile.sample:
            return await open_sample(settings, site)
        if settings.embedded:
            mail_server = mail_server_of(self._profile)
            return await open_embedded(settings, site, self._profile.data_folder, mail_server, credentials)
        access = await access_of(settings, credentials)
        return await open_server(settings, access, self._make_transport)


def not_now(error: FoyerError) -> None:
    """Work that nobody asked for and that is done again later: its failure is worth a line in the log."""
    log.info("Put off: %s", type(error).__name__)
