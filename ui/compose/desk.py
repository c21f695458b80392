"""A running front desk: its window, what works behind it, and how it is put away in order."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication

from app.errors import FoyerError
from app.services.connection import State
from app.services.site import Site, clock
from app.settings import Settings
from app.store.rescue import mended
from ui.compose.front_desk import FrontDesk
from ui.compose.openers import TransportMaker, open_embedded, open_sample, open_server
from ui.compose.place import Place
from ui.compose.screens import Screens
from ui.compose.services import Services, Store, open_store, services
from ui.dialogs import show_details
from ui.freshness import Freshness
from ui.kiosk_alarm import KioskAlarm
from ui.main_window import MainWindow
from ui.messages import rescue_words
from ui.scanner import Scanner
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.banner import Action

if TYPE_CHECKING:
    from app.api.api import Api

log = logging.getLogger(__name__)


class Desk:
    """`window` is the one on screen, `services` what stands behind it; others after a change of it.

    `failure` is the last error that was told, in its words, or "" while all went well.
    """

    def __init__(
        self,
        *,
        application: QApplication,
        place: Place,
        theme: Theme,
        now: Callable[[], datetime] = clock,
        make_transport: TransportMaker = lambda: None,
    ) -> None:
        """Raises StoreFailed when the data folder can't be used."""
        self.failure = ""
        self._application = application
        self._place = place
        self._theme = theme
        self._now = now
        self._make_transport = make_transport
        self._closed = asyncio.Event()
        self._tasks = Tasks(self.report)
        self._store: Store
        self.services: Services
        self.window: MainWindow
        self._compose()

    @property
    def connected(self) -> bool:
        """Whether the server was asked at all by now, with whatever outcome."""
        return self.services.connection.state is not State.CONNECTING

    def show(self) -> None:
        self.window.show()
        self.window.page().take_focus()

    def raise_window(self) -> None:
        """Somebody started Foyer again: this is it."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    async def closed(self) -> None:
        """Until the person closes the window."""
        await self._closed.wait()

    async def close(self) -> None:
        """Puts everything away in order. Nothing may be asked of the desk after it."""
        await self._put_away()
        self.window.deleteLater()

    async def _put_away(self) -> None:
        """Nothing is lost: what was being written is on the disk before the file is closed."""
        self._freshness.stop()
        await self.window.put_down()
        await self._tasks.cancel()
        await self.services.connection.close()
        await asyncio.to_thread(self._store.close)

    def _compose(self) -> None:
        place, tasks = self._place, self._tasks
        self._store = open_store(place)
        self.services = services(place, self._store, self._opened, self._now)
        front_desk = FrontDesk(
            place=place,
            services=self.services,
            tasks=tasks,
            theme=self._theme,
            window=lambda: self.window,
            show_visit=lambda visit: screens.show_visit(visit),
        )
        screens = Screens(
            place=place,
            services=self.services,
            tasks=tasks,
            theme=self._theme,
            make_transport=self._make_transport,
            front_desk=front_desk,
            go_to=lambda name: self.window.go_to(name),
            change=self._change_to,
        )
        self.window = MainWindow(
            screens=screens.all(),
            site=self.services.site,
            desk_name="Sample day" if place.sample else place.settings.desk_name,
            connection=self.services.connection,
            sync=self.services.sync,
            theme=self._theme,
        )
        self.window.closed.connect(self._closed.set)
        KioskAlarm(
            self.window.kiosk_sign, banner=self.window.banner, kiosks=self.services.kiosks, site=self.services.site
        )
        self._scanner = Scanner(self._application, parent=self.window)
        self._scanner.scanned.connect(front_desk.arriving.scanned)
        front_desk.watch_the_clock()
        self._start_work()
        self._say_what_was_found()

    def _start_work(self) -> None:
        """What goes on behind the pages, for as long as this connection does."""
        connection, sync, site = self.services.connection, self.services.sync, self.services.site
        freshness = self._freshness = Freshness(self.window)
        freshness.due.connect(self._refresh)
        freshness.network_back.connect(sync.online_again)
        freshness.network_back.connect(self.services.mailing.online_again)

        def on_connection() -> None:
            freshness.show_offline(connection.state is State.OFFLINE)
            if connection.state is State.ONLINE:
                sync.online_again()
                self._tasks.start(self.services.day.keep_near(), on_error=_not_now)
                self._tasks.start(self.services.kiosks.refreshed())

        connection.on_change(on_connection)
        site.on_change(self._remember_company)
        self._tasks.start(sync.run())
        self._tasks.start(self.services.mailing.run())
        self._tasks.start(self.services.arrivals.recall())
        self._tasks.start(self.services.housekeeping.run())
        self._tasks.start(self.services.remembering.run())
        self._tasks.start(self._checked())

    def _refresh(self) -> None:
        """Somebody has to ask the server from time to time, also while a page is shown that has nothing to ask."""
        page = self.window.page()
        if page.can_refresh():
            page.refresh()
        else:
            self._tasks.start(self.services.day.refreshed(self.services.site.today()), on_error=_not_now)
        self._tasks.start(self.services.kiosks.refreshed())

    def _remember_company(self) -> None:
        self._tasks.start(self.services.keep_company(), on_error=_not_now)

    async def _checked(self) -> None:
        """Damage that the start did not meet is mended while the desk runs."""
        rescue = await mended(self._store.database)
        if rescue is not None:
            self.window.banner.say(rescue_words(rescue))

    def _say_what_was_found(self) -> None:
        if self._store.rescue is not None:
            self.window.banner.say(rescue_words(self._store.rescue))
        elif self._place.sample:
            leave = Action("Leave the sample day", lambda: self._change_to(self._place.settings, False))
            self.window.banner.keep_saying("A sample day: nothing you do here is kept.", actions=(leave,))

    async def _opened(self, site: Site) -> Api:
        settings = self._place.settings
        if self._place.sample:
            return await open_sample(settings, site)
        if settings.embedded:
            return await open_embedded(settings, site, self._place.data_folder)
        token = await self._place.credentials.token(settings.server, settings.company_id)
        return await open_server(settings, token, self._make_transport)

    def _change_to(self, settings: Settings, sample: bool, said: str = "") -> None:
        self._tasks.start(self._changed_to(settings, sample, said))

    async def _changed_to(self, settings: Settings, sample: bool, said: str) -> None:
        """Puts the desk together anew, on the same spot of the screen; the new window says what the old one had to."""
        before, geometry = self.window, self.window.saveGeometry()
        before.setEnabled(False)  # what is begun now would be asked of a connection that is being closed
        await self._put_away()
        self._place = replace(self._place, settings=settings, sample=sample)
        self._theme.change(look=settings.look, text_scale=settings.text_scale)
        self._compose()
        self._take_place_of(before, geometry)
        if said:
            self.window.banner.say(said, kind="notice")

    def _take_place_of(self, before: MainWindow, geometry: QByteArray) -> None:
        before.closed.disconnect(self._closed.set)
        self.window.restoreGeometry(geometry)
        self.window.show()
        self.window.page().take_focus()
        before.close()
        before.deleteLater()

    def report(self, error: Exception) -> None:
        """The one place where errors end: a sentence for the person, and for a bug its traceback in the log."""
        if isinstance(error, FoyerError):
            self.failure = self.window.show_error(error)
            return
        self.failure = f"a bug: {error!r}"
        log.error("A bug", exc_info=error)
        details = "".join(traceback.format_exception(error))
        show = Action("Details", lambda: show_details(self.window, details))
        self.window.banner.say("Something went wrong. What you entered is still there.", actions=(show,))


def _not_now(error: FoyerError) -> None:
    """Work that nobody asked for and that is done again later: its failure is worth a line in the log."""
    log.info("Put off: %s", type(error).__name__)
