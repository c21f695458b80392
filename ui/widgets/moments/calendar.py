"""The calendar that opens below a field for a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.moments.month_days import MonthDays, open_below


class Calendar(QFrame):
    """`chosen` carries a day, or None when the field is to be emptied, which is offered where it `may_be_none`."""

    chosen = Signal(object)

    def __init__(self, *, theme: Theme, may_be_none: bool = True, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self._days = MonthDays(theme=theme, locale=parent.locale())
        no_day = Button("No day", theme=theme, variant="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.addWidget(self._days)
        column.addWidget(no_day, 0, Qt.AlignmentFlag.AlignRight)
        no_day.setVisible(may_be_none)
        self._days.picked.connect(self._choose)
        no_day.clicked.connect(lambda: self._choose(None))

    def open(self, day: date, *, below: QWidget) -> None:
        self._days.show_day(day)
        open_below(self, below)
        self._days.setFocus()

    def _choose(self, day: date | None) -> None:
        self.hide()
        self.chosen.emit(day)
