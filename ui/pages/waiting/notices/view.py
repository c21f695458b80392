"""*Notices*: what our own server has still to tell people, and what it lately couldn't."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.models.notices.notice import Notice, NoticeList
from app.services.notices.notices import Notices
from app.services.site import Site
from ui.models.table_model import TableModel
from ui.pages.waiting.notices.columns import columns
from ui.pages.waiting.notices.detail import NoticePane
from ui.reception.notices.asked import AskedNotices
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label
from ui.widgets.layout.list_and_detail import ListAndDetail
from ui.widgets.menu import open_menu
from ui.widgets.table.table import DeskTable
from ui.wording.messages import error_words
from ui.wording.notices.notice_words import NO_MAIL, too_late_words, unsent_count_words

PAUSE = 1000
"""Milliseconds after a change until the server is asked: thousands of invitations are sent one after the other."""


class NoticesView(QWidget):
    """Asks the server as long as its page is in sight. `subject_requested` carries a notice whose visit, ticket or day
    is to be shown, `counted` says how many there are."""

    subject_requested = Signal(object)
    counted = Signal(int)

    def __init__(
        self, *, notices: Notices, site: Site, tasks: Tasks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._asked = AskedNotices(notices.unsent, notices=notices, tasks=tasks, parent=self)
        self._model: TableModel[Notice] = TableModel(columns=columns(site), key=lambda one: one.id, parent=self)
        self._table = DeskTable(name="Notices", model=self._model, theme=theme, row_height=56)
        self._pane = NoticePane(site=site, theme=theme)
        self._count, self._reason = Label(variant="section", wrap=True), Label(variant="muted", wrap=True)
        self._late = Label(variant="warning", wrap=True)
        self._late.setContentsMargins(20, 12, 16, 0)
        self._empty = EmptyState(theme=theme)
        self._lay_out(theme)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.look)
        self._asked.changed.connect(self._show)
        notices.on_change(self._on_change)
        site.on_change(self._model.repaint_all)
        self._table.row_chosen.connect(lambda _: self._show_notice())
        self._table.menu_requested.connect(self._on_menu)
        self._pane.again_requested.connect(self._asked.send_again)
        self._pane.subject_requested.connect(self.subject_requested)
        self._show()

    def look(self) -> None:
        """Its page comes into sight."""
        self._asked.read()

    def open(self) -> None:
        """It comes into sight itself."""
        self._asked.late = None
        self.look()
        self._table.setFocus()

    def _lay_out(self, theme: Theme) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        heading = QVBoxLayout(bar)
        heading.setContentsMargins(20, 12, 16, 12)
        heading.setSpacing(2)
        heading.addWidget(self._count)
        heading.addWidget(self._reason)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._table, 1)
        self._views = QStackedWidget()
        self._views.addWidget(ListAndDetail(left, self._pane, rows=self._table, theme=theme))
        self._views.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._late)
        whole.addWidget(self._views)

    def _on_change(self, about: frozenset[str] | None) -> None:
        tabs = self.parentWidget()
        if tabs is not None and tabs.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _on_menu(self, place: QPoint) -> None:
        open_menu([*self._pane.entries(), None, self._table.copy_entry()], place, parent=self._table)

    def _show(self) -> None:
        listed, failure = self._asked.listed, self._asked.failure
        shown = listed.notices if listed else ()
        self._model.show(shown)
        failed = sum(one.failed for one in shown)
        self._count.setText(unsent_count_words(len(shown) - failed, failed))
        why = error_words(failure, shown=True) if failure else ""
        self._reason.setText(why or (NO_MAIL if listed and not listed.mail else "Sent by the server, for all desks."))
        self._late.setText(too_late_words(self._asked.late) if self._asked.late else "")
        self._late.setVisible(self._asked.late is not None)
        self.counted.emit(len(shown))
        self._views.setCurrentIndex(0 if shown else 1)
        self._explain(listed, why)
        if self._table.chosen_row() is None and shown:
            self._table.choose(shown[0].id)
        self._show_notice()

    def _explain(self, listed: NoticeList | None, why: str) -> None:
        """Where there is nothing to show."""
        if listed is None:
            self._empty.say("Notices are known at the server" if why else "Loading…", why)
        elif not listed.mail:
            self._empty.say("No notice waits", NO_MAIL)
        else:
            self._empty.say("No notice waits", why or "All that people were to be told of was sent.")

    def _show_notice(self) -> None:
        notice = self._table.chosen_row()
        self._pane.show_notice(notice, underway=notice is not None and notice.id in self._asked.underway)
