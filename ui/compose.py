"""The only place where objects meet: a desk is put together here, run, and put together anew for another server."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimeZone
from PySide6.QtWidgets import QApplication

from app.credentials import Credentials
from app.errors import FoyerError, NoAnswer, SignInNeeded, Unreachable
from app.models.desk_vocabulary import CATEGORIES, PRIORITIES, STATUSES
from app.models.meeting import Meeting
from app.services.connection import Connection, State
from app.services.day import Day
from app.services.directory import Directory
from app.services.invitations import Invitations
from app.services.setup import Setup
from app.services.site import Site, clock
from app.services.tickets import Tickets, Words
from app.settings import Settings
from ui.dialogs import show_details
from ui.main_window import MainWindow
from ui.messages import error_words
from ui.openers import TransportMaker, open_embedded, open_sample, open_server
from ui.page import Page, Screen
from ui.pages.today import TodayPage
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.banner import Action

if TYPE_CHECKING:
    from app.api.api import Api

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """What a desk stands on: its settings, the file they are kept in, its data folder and its credentials.

    `sample` puts a throw-away server with a lifelike day in the place of the one that the settings name.
    """

    settings: Settings
    settings_file: Path
    data_folder: Path
    credentials: Credentials
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages of one connection share."""

    site: Site
    connection: Connection
    directory: Directory


class Desk:
    """A running front desk. `window` is the one on screen; it is another one after the connection was changed.

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
        self._application = application
        self._place = place
        self._theme = theme
        self.failure = ""
        self._now = now
        self._make_transport = make_transport
        self._closed = asyncio.Event()
        self._tasks = Tasks(self.report)
        self._connection, self.window = self._composed()

    @property
    def connected(self) -> bool:
        """Whether the server was asked at all by now, with whatever outcome."""
        return self._connection.state is not State.CONNECTING

    def show(self) -> None:
        self.window.show()
        self.window.page().take_focus()

    async def run(self) -> None:
        """Until the person closes the window; then everything is put away in order."""
        await self._closed.wait()
        await self.close()

    async def close(self) -> None:
        await self._tasks.cancel()
        await self._connection.close()
        self.window.deleteLater()

    def _composed(self) -> tuple[Connection, MainWindow]:
        settings = self._place.settings
        pc_zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        site = Site(
            name=settings.site_name or "This desk", time_zone=settings.time_zone, pc_zone=pc_zone, clock=self._now
        )
        connection = Connection(partial(self._opened, site))
        services = Services(site, connection, Directory())
        window = MainWindow(
            screens=(
                Screen("Today", "today", partial(self._today, services)),
                Screen("New meeting", "new-meeting", partial(self._invite, services)),
                Screen("Tickets", "tickets", partial(self._tickets, services)),
                Screen("Settings", "settings", partial(self._settings, services)),
            ),
            site=site,
            desk_name="Sample day" if self._place.sample else settings.desk_name,
            connection=connection,
            theme=self._theme,
        )
        window.closed.connect(self._closed.set)
        if self._place.sample:
            leave = Action("Leave the sample day", lambda: self._change_to(settings, sample=False))
            window.banner.keep_saying("A sample day: nothing you do here is kept.", actions=(leave,))
        return connection, window

    def _today(self, services: Services) -> Page:
        settings, sample = self._place.settings, self._place.sample
        page = TodayPage(
            day=Day(connection=services.connection, site=services.site, directory=services.directory),
            site=services.site,
            tasks=self._tasks.part(),
            theme=self._theme,
            first_start=settings.embedded and not sample,
        )
        page.sample_requested.connect(lambda: self._change_to(settings, sample=True))
        self._today_page = page
        return page

    # The other pages are imported when they are first gone to: the first window doesn't wait for them.

    def _invite(self, services: Services) -> Page:
        from ui.pages.invite import InvitePage

        settings = self._place.settings
        page = InvitePage(
            invitations=Invitations(connection=services.connection, site=services.site, directory=services.directory),
            site=services.site,
            directory=services.directory,
            tasks=self._tasks.part(),
            theme=self._theme,
            names_as_ids=self._own_server,
            path=f"POST {settings.prefix.replace('{companyId}', settings.company_id)}/vm/meetings",
        )
        page.created.connect(lambda meeting: self._show_created(services.site, meeting))
        return page

    def _tickets(self, services: Services) -> Page:
        from ui.pages.tickets import TicketsPage

        words = Words(
            statuses=STATUSES if self._own_server else {},
            priorities=PRIORITIES if self._own_server else {},
            categories=CATEGORIES if self._own_server else {},
        )
        return TicketsPage(
            tickets=Tickets(
                connection=services.connection, site=services.site, directory=services.directory, words=words
            ),
            site=services.site,
            directory=services.directory,
            tasks=self._tasks.part(),
            theme=self._theme,
            names_as_ids=self._own_server,
        )

    def _settings(self, services: Services) -> Page:
        from ui.pages.settings import SettingsPage

        setup = Setup(
            settings=self._place.settings,
            file=self._place.settings_file,
            credentials=self._place.credentials,
            opener=partial(open_server, make_transport=self._make_transport),
            site=services.site,
        )
        page = SettingsPage(setup=setup, tasks=self._tasks.part(), theme=self._theme)
        page.changed.connect(lambda changed, said: self._change_to(changed, sample=False, said=said))
        return page

    @property
    def _own_server(self) -> bool:
        """Whether the other end is our own desk server, in this process: it has words and ways of its own."""
        return self._place.settings.embedded or self._place.sample

    async def _opened(self, site: Site) -> Api:
        settings = self._place.settings
        if self._place.sample:
            return await open_sample(settings, site)
        if settings.embedded:
            return await open_embedded(settings, site, self._place.data_folder)
        token = await self._place.credentials.token(settings.server, settings.company_id)
        return await open_server(settings, token, self._make_transport)

    def _show_created(self, site: Site, meeting: Meeting) -> None:
        self._today_page.show_meeting(site.local(meeting.start_at).date(), meeting.id)
        self.window.go_to(self._today_page.name)

    def _change_to(self, settings: Settings, *, sample: bool, said: str = "") -> None:
        self._tasks.start(self._changed_to(settings, sample=sample, said=said))

    async def _changed_to(self, settings: Settings, *, sample: bool, said: str) -> None:
        """Puts the desk together anew, on the same spot of the screen; the new window says what the old one had to."""
        before, geometry = self.window, self.window.saveGeometry()
        before.setEnabled(False)  # what is begun now would be asked of a connection that is being closed
        await self._tasks.cancel()
        await self._connection.close()
        self._place = Place(
            settings, self._place.settings_file, self._place.data_folder, self._place.credentials, sample=sample
        )
        self._theme.change(look=settings.look, text_scale=settings.text_scale)
        self._connection, self.window = self._composed()
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
        banner, page = self.window.banner, self.window.page()
        words = error_words(error, shown=page.can_refresh() and page.ready()) if isinstance(error, FoyerError) else ""
        self.failure = words or f"a bug: {error!r}"
        match error:
            case SignInNeeded():
                banner.say(words, actions=(Action("Settings", lambda: self.window.go_to("Settings")),))
            case Unreachable() | NoAnswer():
                again = Action("Try now", lambda: self.window.page().refresh())
                banner.say(words, kind="waiting", actions=(again,))
            case FoyerError():
                banner.say(words)
            case _:
                log.error("A bug", exc_info=error)
                details = "".join(traceback.format_exception(error))
                show = Action("Details", lambda: show_details(self.window, details))
                banner.say("Something went wrong. What you entered is still there.", actions=(show,))
