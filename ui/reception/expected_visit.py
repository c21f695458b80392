"""Asked in the walk-in's form: whether it is the visit that is expected today anyway."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.models.visit_row import VisitRow
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.wording.arrival_words import expected_words


class ExpectedVisit(QFrame):
    """Hidden until somebody is asked about. `check_in_requested` carries the visit that is expected."""

    check_in_requested = Signal(object)
    walk_in_requested = Signal()

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self._visit: VisitRow | None = None
        self._words = Label(variant="strong", wrap=True)
        self._check_in = Button("Check in that visit", theme=theme, variant="primary", icon="check")
        walk_in = Button("Walk in all the same", theme=theme, variant="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._words)
        buttons = FlowLayout(theme=theme)
        buttons.add(self._check_in)
        buttons.add(walk_in)
        column.addLayout(buttons)
        self._check_in.clicked.connect(lambda: self.check_in_requested.emit(self._visit))
        walk_in.clicked.connect(self.walk_in_requested)
        self.hide()

    def ask(self, visit: VisitRow) -> None:
        """The answer that is the likelier has the keyboard."""
        self._visit = visit
        self._words.setText(expected_words(visit, self._site))
        self.setAccessibleName(self._words.text())
        self.show()
        self._check_in.setFocus()

    def agree(self) -> None:
        """As *Check in that visit* does."""
        self._check_in.click()
