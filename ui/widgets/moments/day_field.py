"""A day that is typed or chosen from a calendar, and that may be none: Qt's own date field is never empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.fields.field import set_wrong
from ui.widgets.fields.field_parts import InsideButton
from ui.widgets.moments.calendar import Calendar
from ui.wording.dates import day_in_field, read_day
from ui.wording.typed.days import read_typed_day


class DayField(QLineEdit):
    """Takes 2026-03-11, "11 Mar 2026" and the short form of the PC's language at once, and when it is left all that
    `read_typed_day` does; Down opens the calendar.

    `changed` is emitted when `day()` is another. `today` is where the calendar opens when the field is empty.
    """

    changed = Signal()

    def __init__(
        self, *, theme: Theme, today: Callable[[], date], placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self._theme = theme
        self._today = today
        self._day: date | None = None
        self._calendar: Calendar | None = None
        InsideButton("Open the calendar", self._open_calendar, icon="today", theme=theme).stand_in(self, at_start=True)
        self.textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self._on_finished)

    def day(self) -> date | None:
        """None when the field is empty, and when what is in it is no day."""
        return self._day

    def set_day(self, day: date | None) -> None:
        self.setText(day_in_field(day) if day else "")
        self._on_finished()

    def is_no_day(self) -> bool:
        """Whether something was typed that can't be read as a day."""
        return self._day is None and bool(self.text().strip())

    def _on_text_changed(self, typed: str) -> None:
        day = read_day(typed, self.locale())
        if day != self._day:
            self._day = day
            self.changed.emit()

    def _on_finished(self) -> None:
        """A day that was typed is written out, so that a person sees how it was read. Until then "12.3." may be the
        beginning of another."""
        day = self._day or read_typed_day(self.text(), self.locale(), self._today()).day
        if day:
            self.setText(day_in_field(day))
            self.setCursorPosition(0)
        set_wrong(self, self.is_no_day())

    def _open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = Calendar(theme=self._theme, parent=self)
            self._calendar.chosen.connect(self.set_day)
        self._calendar.open(self._day or self._today(), below=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._open_calendar()
        else:
            super().keyPressEvent(event)
