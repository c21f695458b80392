"""One column of *Board*: what status, how many, and the cards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.objects.summaries import Numbered
from app.services.site import Site
from ui.pages.tickets.board.cards import Cards
from ui.pages.tickets.board.columns import BoardColumn
from ui.reception.tickets.status_style import status_style
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.restyle import restyle
from ui.widgets.table.marks import mark_pixmap

WIDTH = 212
"""The least that a card can be read in, in pixels at 100 % text."""


class Lane(QFrame):
    """`whole_requested` says that a person wants to see those too that it has no room for."""

    whole_requested = Signal()

    def __init__(self, status: str, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lane")
        self.status = status
        self.cards = Cards(site=site, theme=theme)
        self._theme = theme
        self.word = ""
        self._mark = QLabel()
        self._title = Label(variant="strong")
        self._count = Label(variant="muted")
        self._more = Button("See all", theme=theme, variant="link")
        self._more.clicked.connect(self.whole_requested)
        self._takes = self._aimed = False
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 6)
        head.setSpacing(6)
        head.addWidget(self._mark)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, 2)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.cards, 1)
        column.addWidget(self._more)
        theme.changed.connect(self._on_theme_changed)

    def show_column(self, column: BoardColumn) -> None:
        self.word = column.word
        self._title.setText(column.word)
        self._count.setText(column.counted)
        words = f"See all {column.count:,} {column.word.lower()}"
        self._more.setText(words)
        self._more.setAccessibleName(words)
        self._more.setVisible(column.has_more)
        self.cards.setAccessibleName(column.spoken)
        self.cards.show_tickets(column.rows)
        self._on_theme_changed()

    def light(self, *, takes: bool, aimed: bool) -> None:
        """While a card is dragged: whether it may come here, and whether it is above this column."""
        if (takes, aimed) != (self._takes, self._aimed):
            self._takes, self._aimed = takes, aimed
            restyle(self, takes=takes, aimed=takes and aimed)

    def _on_theme_changed(self) -> None:
        _, mark, role = status_style(Numbered(self.status, self.word))
        self._mark.setPixmap(mark_pixmap(self._theme, mark, role, "surface-sunken"))
        self.setMinimumWidth(self._theme.px(WIDTH))
