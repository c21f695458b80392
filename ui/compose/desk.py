"""A running front desk: its window, what works behind it, and how it is put away in order."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication

from app.errors import FoyerError
from app.models.rescue import Rescue
from app.services.changes.subscription import News
from app.services.connection import ConnectionState
from app.services.site import clock
from app.settings import Settings
from ui.compose.connect import TransportMaker
from ui.compose.front_desk import FrontDesk
from ui.compose.profile import Profile, sample_of
from ui.compose.screens import Screens
from ui.compose.services import Services
from ui.compose.session import Session, not_now
from ui.reception.scanner import Scanner
from ui.reception.tickets.own_agent import OwnAgent
from ui.shell.header.kiosk_alarm import KioskAlarm
from ui.shell.header.reception_bell import ReceptionBell
from ui.shell.main_window import MainWindow
from ui.shell.unsent_list_notice import UnsentListNotice
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.banner import Action
from ui.widgets.dialogs.questions import show_details
from ui.widgets.layout.view_choices import ViewChoices
from ui.wording.messages import rescue_words

log = logging.getLogger(__name__)

SAMPLE_WORDS = "A sample day: nothing that you do or set here is kept, and none of it reaches this PC's own desk."


class DeskApp:
    """`window` is the one on screen, `services` what stands behind it; others after a change of it.

    `failure` is the last error that was told, in its words, or "" while all went well.
    """

    def __init__(
        self,
        *,
        application: QApplication,
        profile: Profile,
        theme: Theme,
        now: Callable[[], datetime] = clock,
        make_transport: TransportMaker = lambda: None,
    ) -> None:
        """Raises StoreFailed when the data folder can't be used."""
        self.failure = ""
        self._application = application
        self._profile = profile
        self._theme = theme
        self._now = now
        self._make_transport = make_transport
        self._closed = asyncio.Event()
        self._began_with_sample = profile.sample
        self._next: Profile | None = None
        self._tasks = Tasks(self.report)
        self._window_tasks: Tasks
        """Those of the window and of all that works behind it: they end before either is put away."""
        self._session: Session
        self.services: Services
        self.window: MainWindow
        self._compose()

    @property
    def connected(self) -> bool:
        """Whether the server was asked at all by now, with whatever outcome."""
        return self.services.connection.state is not ConnectionState.CONNECTING

    def show(self) -> None:
        self.window.show()
        self.window.page().take_focus()

    def raise_window(self) -> None:
        """Somebody started Foyer again: this is it."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def back_up(self, file: Path, answer: Callable[[str], None]) -> None:
        """Somebody asks for a backup from the command line; `answer` gets why it can't be had, "" once it is there."""
        self._session.back_up(file, answer)

    async def closed(self) -> Profile | None:
        """Until the person closes the window. Gives what is to be opened in its place, None for nothing."""
        await self._closed.wait()
        return self._next

    async def close(self) -> None:
        """Puts everything away in order. Nothing may be asked of the desk after it."""
        await self.window.put_down()
        await self._tasks.cancel()  # first of all a change of the desk that is under way
        await self._session.stop()
        self.window.deleteLater()

    def _compose(self) -> None:
        profile = self._profile
        tasks = self._window_tasks = self._tasks.part()
        self._session = Session(profile=profile, make_transport=self._make_transport, now=self._now, tasks=tasks)
        self.services = self._session.services
        front_desk = FrontDesk(
            profile=profile,
            services=self.services,
            tasks=tasks,
            theme=self._theme,
            window=lambda: self.window,
            show_visit=lambda visit: screens.show_visit(visit),
            own_agent=OwnAgent(profile.settings.agent, lambda agent: self._keep_agent(agent, screens)),
        )
        screens = Screens(
            profile=profile,
            services=self.services,
            tasks=tasks,
            theme=self._theme,
            make_transport=self._make_transport,
            front_desk=front_desk,
            go_to=lambda name: self.window.go_to(name),
            change_settings=self._change_settings,
            show_sample=self._show_sample,
        )
        self.window = MainWindow(
            page_of=screens.page,
            site=self.services.site,
            desk_name="Sample day" if profile.sample else profile.settings.desk_name,
            connection=self.services.connection,
            changes=self.services.pending_changes,
            tasks=tasks,
            theme=self._theme,
        )
        self.window.closed.connect(self._closed.set)
        ViewChoices(self._session.view_choices(), self._keep_view_choice, window=self.window)
        KioskAlarm(
            self.window.kiosk_sign, banner=self.window.banner, kiosks=self.services.kiosks, site=self.services.site
        )
        UnsentListNotice(banner=self.window.banner, unsent_lists=front_desk.unsent_lists, site=self.services.site)
        ReceptionBell(window=self.window, banner=self.window.banner, kiosks=self.services.kiosks, tasks=tasks)
        self._scanner = Scanner(self._application, parent=self.window)
        self._scanner.scanned.connect(front_desk.check_in_actions.scanned)
        self._scanner.garbled.connect(front_desk.check_in_actions.scanned_garbled)
        front_desk.watch_the_clock()
        if profile.settings.kiosk and not profile.sample:
            self._watch_the_lobby()
        self.services.subscription.on_news(self._on_news)
        self._session.start(window=self.window, keep_fresh=self._keep_fresh, on_rescue=self._on_rescue)
        self._say_how_it_opened()
        if profile.problem:
            self._profile = replace(profile, problem=False)
            screens.problems.report_here()

    def _keep_view_choice(self, name: str, choice: object) -> None:
        self._window_tasks.start(self.services.view_choices.keep(name, choice), on_error=not_now)

    async def _keep_agent(self, agent: str, screens: Screens) -> None:
        """The one setting that is asked for outside of *Settings*: nothing is put together anew for it."""
        settings = replace(self._profile.settings, agent=agent)
        self._profile = replace(self._profile, settings=settings)
        await screens.keep_setting("agent", agent)

    def _watch_the_lobby(self) -> None:
        """Staff opened the desk on a kiosk: nobody else finds it open there."""
        from ui.kiosk.staff.lobby_desk import LobbyDesk  # a desk doesn't wait for what it doesn't show

        seconds = self._profile.settings.kiosk_idle_seconds
        lobby = LobbyDesk(application=self._application, window=self.window, seconds=seconds, theme=self._theme)
        lobby.over.connect(self._back_to_the_kiosk)

    def _back_to_the_kiosk(self) -> None:
        self._next = replace(self._profile, kiosk=True)
        self._closed.set()

    def _keep_fresh(self) -> None:
        """Somebody has to ask the server from time to time, also while a page is shown that has nothing to ask."""
        page = self.window.page()
        if page.can_refresh():
            page.keep_fresh()
        else:
            self._window_tasks.start(self.services.day.keep_fresh(self.services.site.today()), on_error=not_now)
        self._window_tasks.start(self.services.kiosks.keep_fresh())

    def _on_news(self, news: News) -> None:
        if news.kiosks:
            self._window_tasks.start(self.services.kiosks.refreshed())

    def _on_rescue(self, rescue: Rescue) -> None:
        self.window.banner.say(rescue_words(rescue))

    def _say_how_it_opened(self) -> None:
        if self._session.rescue is not None:
            self._on_rescue(self._session.rescue)
        elif self._profile.sample:
            leave = Action("Leave the sample day", self._leave_sample)
            self.window.standing.say(SAMPLE_WORDS, kind="notice", actions=(leave,), closable=False)

    def _leave_sample(self) -> None:
        """Where Foyer was started with the sample, another process may hold the real desk, so the way there is that of
        a start."""
        real = self._profile.real
        assert real is not None
        if self._began_with_sample:
            self._next = real
            self._closed.set()
        else:
            self._tasks.start(self._changed_to(real))

    def _show_sample(self) -> None:
        self._tasks.start(self._changed_to(sample_of(self._profile)))

    def _change_settings(self, settings: Settings, notice: str) -> None:
        """A PC that has just become a kiosk opens that in the desk's place."""
        if settings.kiosk and not self._profile.settings.kiosk:
            self._next = replace(self._profile, settings=settings, kiosk=True)
            self._closed.set()
            return
        self._tasks.start(self._changed_to(replace(self._profile, settings=settings), notice))

    async def _changed_to(self, profile: Profile, notice: str = "") -> None:
        """Puts the desk together anew, on the same spot of the screen; the new window says what the old one had to."""
        settings = profile.settings
        was_kiosk = self._profile.settings.kiosk and not settings.kiosk
        name, before, geometry = self._profile.settings.desk_name, self.window, self.window.saveGeometry()
        before.setEnabled(False)  # what is begun now would be asked of a connection that is being closed
        # first: the window that goes draws itself anew too, and reads what it needs for that from its file
        self._theme.change(scheme=settings.look, text_scale=settings.text_scale, font=settings.font)
        await self.window.put_down()
        await self._session.stop()
        self._profile = profile
        self._compose()
        self._take_place_of(before, geometry)
        if was_kiosk:
            self._window_tasks.start(self.services.kiosks.remove(name))
        if notice:
            self.window.banner.say(notice, kind="notice")

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
