"""The window: navigation, header, banner, and the page in the middle. Nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import Busy, FileFailed, FoyerError, PrinterFailed, ServerFailed, Unreadable
from app.models.lists import WAITING
from app.models.operations import FOR_A_PERSON, TO_SEND, State
from app.services.connection import Connection
from app.services.outbox.pending_changes import PendingChanges
from app.services.site import Site
from ui.models.list_reader import ListReader
from ui.shell.brief_notice import BriefNotice
from ui.shell.connection_banner import ConnectionBanner
from ui.shell.header.window_header import WindowHeader
from ui.shell.page import Page
from ui.shell.rail import Rail
from ui.shell.refusals import Refusals
from ui.shell.screens import NEW_MEETING, SCREENS, SETTINGS, TODAY, Screen
from ui.shell.screens import WAITING as WAITING_SCREEN
from ui.shell.true_sentence import TrueSentences
from ui.shell.undo_key import UndoKey
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.banner import Banner, Message
from ui.widgets.labels import Elided, picture
from ui.wording.messages import decision_words, error_words

_BAD_ANSWERS = (Busy, ServerFailed, Unreadable)
_ANSWER = "answer"
"""What is said of these goes as soon as the server gives what was asked for."""

_PUT_OUT = "put out"
"""What is said of a list that wasn't printed or saved goes once one was."""


class MainWindow(QMainWindow):
    """`closed` is emitted when the person closes it; whoever composed it ends the program then.

    A QMainWindow, because a screen reader takes a plain widget for no window. `page_of` gives the page of a screen,
    built when it is first gone to.
    """

    closed = Signal()

    def __init__(
        self,
        *,
        page_of: Callable[[Screen], Page],
        site: Site,
        desk_name: str,
        connection: Connection,
        changes: PendingChanges,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle("Foyer")
        self.setMinimumSize(800, 560)
        self.resize(1280, 800)
        self._screens = {screen.name: screen for screen in SCREENS}
        self._page_of = page_of
        self._pages: dict[str, Page] = {}
        self._connection = connection
        self._changes = changes
        self._tasks = tasks
        self._theme = theme
        self._before = TODAY.name
        self.banner = Banner(theme=theme)
        self.standing = Banner(theme=theme)
        """What is so for as long as the window stands, above whatever else is said."""
        self.standing.setAccessibleName("Standing message")
        self.notice = BriefNotice(theme=theme)
        self.sentences = TrueSentences(self.banner, tasks=tasks, parent=self)
        self._counts: ListReader[Counter[State]] = ListReader(
            lambda _: changes.counts(), tasks=tasks, rows=changes.counts_now(), parent=self
        )
        self._refusals = Refusals(
            self.banner,
            changes=changes,
            tasks=tasks,
            show_waiting=partial(self.go_to, WAITING_SCREEN.name),
            parent=self,
        )
        self._about_server = ConnectionBanner(
            self.banner,
            connection=connection,
            site=site,
            show_waiting=partial(self.go_to, WAITING_SCREEN.name),
            show_settings=partial(self.go_to, SETTINGS.name),
            try_now=self._try_now,
        )
        self._stack = QStackedWidget()
        self._header = WindowHeader(site=site, desk_name=desk_name, banner=self.banner, theme=theme)
        self.kiosk_sign = self._header.kiosk_sign
        self._rail = Rail([(one.name, one.icon, one.keys) for one in SCREENS if one.icon], theme=theme)
        self._lay_out()
        self._connect(connection)
        self._rail.show_chosen(TODAY.name)

    def page(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def go_to(self, name: str) -> None:
        """Shows the screen of that name; a name that no screen has changes nothing."""
        screen = self._screens.get(name)
        if screen is None:
            return
        if screen.icon:
            self._rail.show_chosen(name)
        else:
            self._rail.show_none()
            self._on_chosen(name)

    def go_back(self) -> None:
        """To the screen of the rail that was shown last."""
        self.go_to(self._before)

    def show_error(self, error: FoyerError) -> str:
        """One sentence in the banner, with what can be done about it. Gives what happened in words."""
        words = error_words(error, shown=self.page().can_refresh() and self.page().ready())
        if not self._about_server.tell(error):
            self.banner.say(words, topic=_topic(error))
        return words

    async def put_down(self) -> None:
        """Whatever is being written on any page is kept: the window is about to go. A field is left while all that
        hears of it is there: left while the window is taken apart, it would tell what is gone."""
        field = self.focusWidget()
        if field is not None:
            field.clearFocus()
        for page in self._pages.values():
            await page.put_down()

    def _try_now(self) -> None:
        self._changes.try_now()
        self.page().refresh()

    def _lay_out(self) -> None:
        middle = QFrame()
        middle.setObjectName("body")
        column = QVBoxLayout(middle)
        column.setContentsMargins(1, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.standing)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notice)
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._logo(), 0, 0)
        grid.addWidget(self._header, 0, 1)
        grid.addWidget(self._rail, 1, 0)
        grid.addWidget(middle, 1, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(whole)

    def _logo(self) -> QWidget:
        logo = QWidget()
        row = QHBoxLayout(logo)
        row.addWidget(picture(self._theme.pixmap("logo", "accent", 28)))
        return logo

    def _made(self, name: str) -> Page:
        """The page of that screen, built when it is first gone to."""
        if name not in self._pages:
            page = self._pages[name] = self._page_of(self._screens[name])
            self._stack.addWidget(page)
            self._header.add_part(page.header_part() or Elided(name, variant="page"))
            page.wants.connect(self.go_to)
            page.notice_requested.connect(lambda words: self.banner.say(words, kind="notice"))
            page.answered.connect(lambda: self.banner.take_back(_ANSWER))
            page.saved.connect(self._on_saved)
            page.done.connect(self.notice.tell)
            page.put_out.connect(self._on_put_out)
        return self._pages[name]

    def _connect(self, connection: Connection) -> None:
        self._rail.chosen.connect(self._on_chosen)
        self._header.refresh.clicked.connect(lambda: self.page().refresh())
        self._header.back.clicked.connect(self.go_back)
        self._header.pill.clicked.connect(lambda: self.go_to(WAITING_SCREEN.name))
        connection.on_change(self._show_connection)
        self._changes.on_change(self._counts.read)
        self._changes.on_change(self._refusals.check)
        self._changes.on_any_change(self.sentences.on_change)
        self._counts.taken.connect(self._show_connection)
        self._show_connection()
        for screen in SCREENS:
            if screen.number:
                self._shortcut(screen.keys, partial(self.go_to, screen.name))
        UndoKey(lambda: self.notice.undo_offered or self.page().undo_offered(), parent=self)
        self._escape = self._shortcut("Esc", self.go_back)
        self._shortcut("F5", lambda: self.page().refresh())
        self._shortcut("Ctrl+F", lambda: self.page().start_search())
        self._shortcut("Ctrl+N", lambda: self.go_to(NEW_MEETING.name))
        self._shortcut("/", lambda: self.page().start_search())

    def _shortcut(self, keys: str, do: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(do)
        return shortcut

    def _on_chosen(self, name: str) -> None:
        """Somebody who walks along the rail with the arrow keys stays there; everybody else goes to the page itself."""
        focused = QApplication.focusWidget()
        stays = focused is not None and self._rail.isAncestorOf(focused)
        page = self._made(name)
        number = self._stack.indexOf(page)
        self._stack.setCurrentIndex(number)
        aside = not self._screens[name].icon
        self._header.show_part(number, can_refresh=page.can_refresh(), goes_back=aside)
        self._about_server.set_aside(name == WAITING_SCREEN.name)
        self._escape.setEnabled(aside)
        if not aside:
            self._before = name
        page.open()
        if not stays:
            page.take_focus()

    def _show_connection(self) -> None:
        """What a person has to decide about doesn't wait: nothing more is sent of it by itself."""
        counts = self._counts.rows or Counter[State]()
        decisions = decision_words(counts[State.REJECTED], counts[State.UNCLEAR])
        waiting = sum(counts[state] for state in TO_SEND)
        self._header.pill.show_state(self._connection.state.value, waiting=waiting, decisions=decisions)

    def _on_saved(self, words: str, operation: str) -> None:
        """It is said until it was sent; what becomes of it otherwise is said by `_refusals`."""

        async def say() -> Message | None:
            row = await self._changes.get(operation)
            return Message(words, "notice") if row and row.state not in FOR_A_PERSON else None

        self.sentences.keep("saved", say, WAITING)

    def _on_put_out(self, words: str) -> None:
        self.banner.take_back(_PUT_OUT)
        self.notice.tell(words, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def _topic(error: FoyerError) -> str:
    if isinstance(error, FileFailed | PrinterFailed):
        return _PUT_OUT
    return _ANSWER if isinstance(error, _BAD_ANSWERS) else ""
