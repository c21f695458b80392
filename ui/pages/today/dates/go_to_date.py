"""*Go to date*: a day that is typed in any usual form, or taken from the calendar below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app.models.moments import ONE_DAY
from ui.theme import Theme
from ui.widgets.fields.field import set_wrong
from ui.widgets.labels import Label
from ui.widgets.moments.month_days import MonthDays, open_below
from ui.widgets.restyle import restyle
from ui.wording.dates import day_in_field, whole_day
from ui.wording.typed.days import UNREAD, TypedDay, read_typed_day

NAME = "Go to date"


_BY_KEY = {
    Qt.Key.Key_Up: -7 * ONE_DAY,
    Qt.Key.Key_Down: 7 * ONE_DAY,
    Qt.Key.Key_PageUp: -28 * ONE_DAY,
    Qt.Key.Key_PageDown: 28 * ONE_DAY,
}
"""In the field: to the week above or below in the calendar, and four of them."""


class GoToDate(QFrame):
    """`chosen` carries the day. While somebody types it says below the field which day that is, or why it is none;
    Enter goes there."""

    chosen = Signal(object)

    def __init__(self, *, today: Callable[[], date], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self._theme = theme
        self._today = today
        self._day = date.min
        self._line = _Line()
        self._line.setAccessibleName(NAME)
        self._line.setPlaceholderText("12.3., tue, +7, tomorrow")
        self._words = Label(wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._days = MonthDays(theme=theme, locale=parent.locale())
        self._days.setAccessibleName("Calendar")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(6)
        column.addWidget(Label(NAME, variant="caption"))
        column.addWidget(self._line)
        column.addWidget(self._words)
        column.addWidget(self._days)
        self._line.textChanged.connect(self._on_typed)
        self._line.returnPressed.connect(self._on_return)
        self._line.stepped.connect(self._on_stepped)
        self._days.pointed.connect(lambda day: self._line.setText(day_in_field(day)))
        self._days.picked.connect(self._choose)

    def open(self, day: date, *, below: QWidget) -> None:
        """`day` is the one that is shown, from which the keys lead on."""
        self._day = day
        self._days.mark_today(self._today())
        self._days.show_day(day)
        self._words.setFixedHeight(2 * self._words.fontMetrics().lineSpacing())  # nothing below it moves
        self._line.clear()
        self._tell(TypedDay(day))
        open_below(self, below)
        self._line.setFocus()

    def _read(self) -> TypedDay:
        typed = self._line.text()
        return read_typed_day(typed, self.locale(), self._today()) if typed.strip() else TypedDay(self._day)

    def _on_typed(self) -> None:
        reading = self._read()
        if reading.day:
            self._days.show_day(reading.day)
        # a word that isn't whole yet is no mistake
        self._tell(reading if reading.wrong != UNREAD else TypedDay())

    def _tell(self, reading: TypedDay) -> None:
        words = whole_day(reading.day) if reading.day else f"{reading.wrong}." if reading.wrong else ""
        self._words.setText(words)
        restyle(self._words, variant="error" if reading.wrong else "strong")
        set_wrong(self._line, bool(reading.wrong))
        self._line.setAccessibleDescription(words)

    def _on_return(self) -> None:
        reading = self._read()
        if reading.day:
            self._choose(reading.day)
        else:
            self._tell(reading)

    def _on_stepped(self, by: timedelta) -> None:
        self._line.setText(day_in_field((self._read().day or self._day) + by))
        self._line.selectAll()

    def _choose(self, day: date) -> None:
        self.hide()
        self.chosen.emit(day)


class _Line(QLineEdit):
    stepped = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _BY_KEY.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)
