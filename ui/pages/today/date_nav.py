"""Which day is looked at: a step back, a step on, and back to today. Stands in the header."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.wording.dates import day_and_month, whole_day

ROOMY = 430
"""From this width, at 100 % text, the whole date fits beside its buttons."""


class DateNav(QWidget):
    """`stepped` tells by how many days, `today_requested` that the person wants today."""

    stepped = Signal(int)
    today_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._day = date.min
        # it takes what room the header has, and chooses its words by that
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        previous = Button("Previous day", theme=theme, variant="icon", icon="chevron-left")
        following = Button("Next day", theme=theme, variant="icon", icon="chevron-right")
        self._date = Label(variant="page")
        self._date.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._today = Button("Go to today", theme=theme, variant="bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (previous, self._date, following):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self._today)
        row.addStretch()
        previous.clicked.connect(lambda: self.stepped.emit(-1))
        following.clicked.connect(lambda: self.stepped.emit(1))
        self._today.clicked.connect(self.today_requested)

    def show_date(self, day: date, *, is_today: bool) -> None:
        self._day = day
        self._today.setEnabled(not is_today)
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        """The whole date where it fits, else the short one; the date never elides."""
        day = self._day
        roomy = self.width() >= self._theme.px(ROOMY)
        self._date.setText(whole_day(day) if roomy else day_and_month(day))
        self._today.setVisible(roomy or self._today.isEnabled())
