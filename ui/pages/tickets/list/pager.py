"""Where we are in the list of tickets: how many there are, how fresh that is, a page back and a page on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.services.site import Site
from app.services.tickets.tickets import TicketList
from ui.theme import Theme
from ui.widgets.buttons import page_buttons
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.wording.messages import heard_words, unreadable_words

PAGE_SIZES = (10, 20, 50, 100)


class Pager(QFrame):
    """`page_requested` carries the number of a page, counted from 1. `tools` stand at its end."""

    page_requested = Signal(int)
    page_size_changed = Signal()

    def __init__(self, *, tools: Sequence[QWidget], site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self.setObjectName("footer")
        sizes = {str(size): str(size) for size in PAGE_SIZES}
        self._size = ChoiceField(sizes, theme=theme)
        self._size.setAccessibleName("Page size")
        self._range = Label(variant="strong")
        self._range.setAccessibleName("")
        self._unreadable = Label(variant="warning")
        self._unreadable.hide()
        self._heard = Label(variant="caption")
        self._previous, self._next = page_buttons(theme)
        self._page = 1
        self._size.changed.connect(self.page_size_changed)
        self._previous.clicked.connect(lambda: self.page_requested.emit(self._page - 1))
        self._next.clicked.connect(lambda: self.page_requested.emit(self._page + 1))
        shown = QWidget()
        flow = FlowLayout(theme=theme)
        size_word = Label("Page size", variant="caption")
        self._of_pages = (size_word, self._size, self._previous, self._next)
        flow.add(size_word)
        flow.add(self._size, basis=72)
        flow.add(self._unreadable)
        flow.add(self._heard)
        shown.setLayout(flow)
        pages = QWidget()
        row = QHBoxLayout(pages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._range, self._previous, self._next, *tools):
            row.addWidget(part)
        both = FlowLayout(theme=theme)
        both.setContentsMargins(20, 6, 20, 6)
        both.add(shown, grows=True)
        both.add(pages)
        self.setLayout(both)
        self.show_none("")

    @property
    def page_size(self) -> int:
        return int(self._size.value())

    def show_list(self, tickets: TicketList, *, paged: bool, failed: bool) -> None:
        """`paged` says that it is shown page by page; `failed` that the server was asked again after `tickets`, and
        gave nothing newer."""
        self._page = tickets.query.page
        words = _range_words(tickets) if paged else _total_words(tickets)
        self._range.setText(words if tickets.heard_at else "")
        for control in self._of_pages:
            control.setVisible(paged)
        missing = unreadable_words(tickets.unreadable, "ticket")
        self._unreadable.setText(missing)
        self._unreadable.setVisible(bool(missing))
        heard = self._site.local(tickets.heard_at) if tickets.heard_at else None
        self._heard.setText(heard_words(heard, self._site.today(), failed=failed))
        self._previous.setEnabled(self._page > 1)
        self._next.setEnabled(self._page < tickets.last_page)

    def show_none(self, words: str) -> None:
        """There is no list to show the place in; `words` say why."""
        self._range.setText(words)
        self._unreadable.hide()
        self._heard.setText("")
        self._previous.setEnabled(False)
        self._next.setEnabled(False)


def _total_words(listed: TicketList) -> str:
    if listed.total is None:
        return ""
    return f"{listed.total:,} ticket{'' if listed.total == 1 else 's'}"


def _range_words(listed: TicketList) -> str:
    if not listed.first:
        return "0 tickets"
    if listed.total is None:  # where its tickets stand among all of them nobody knows
        return f"Page {listed.query.page}"
    return f"{listed.first}–{listed.last} of {listed.total}"
