"""A day that is typed or chosen from a calendar, and that may be none: Qt's own date field is never empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field import set_wrong
from ui.widgets.fields.field_parts import InsideButton
from ui.wording.dates import day_in_field, read_day


class DayField(QLineEdit):
    """Takes 2026-03-11, "11 Mar 2026" and the short form of the PC's language; Down opens the calendar.

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
        self._calendar: _Calendar | None = None
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
        """A day that was typed is written out, so that a person sees how it was read."""
        if self._day:
            self.setText(day_in_field(self._day))
            self.setCursorPosition(0)
        set_wrong(self, self.is_no_day())

    def _open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _Calendar(theme=self._theme, parent=self)
            self._calendar.chosen.connect(self.set_day)
        self._calendar.open(self._day or self._today(), below=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._open_calendar()
        else:
            super().keyPressEvent(event)


_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
"""Qt's own names for the calendar's buttons, whose arrows are black in the dark look as well."""


class _Calendar(QFrame):
    """`chosen` carries a day, or None when the field is to be emptied."""

    chosen = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self._days = QCalendarWidget()
        self._days.setLocale(QLocale(QLocale.Language.English))
        self._days.setFirstDayOfWeek(parent.locale().firstDayOfWeek())
        self._days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._days.setWeekdayTextFormat(weekend, QTextCharFormat())  # red is for what a person must mend
        no_day = Button("No day", theme=theme, variant="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.addWidget(self._days)
        column.addWidget(no_day, 0, Qt.AlignmentFlag.AlignRight)
        self._days.clicked.connect(self._on_chosen)
        self._days.activated.connect(self._on_chosen)
        no_day.clicked.connect(lambda: self._choose(None))
        self._theme = theme
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._days.setMinimumSize(self._theme.px(264), self._theme.px(232))
        for name, icon in _ARROWS.items():
            arrow = self._days.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(self._theme.icon(icon, "text"))
                arrow.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))

    def open(self, day: date, *, below: QWidget) -> None:
        self._days.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(0, below.height() + 2))
        screen = below.screen().availableGeometry()
        self.move(min(corner.x(), screen.right() - self.width()), min(corner.y(), screen.bottom() - self.height()))
        self.show()
        self._days.setFocus()

    def _on_chosen(self, day: QDate) -> None:
        self._choose(date(day.year(), day.month(), day.day()))

    def _choose(self, day: date | None) -> None:
        self.hide()
        self.chosen.emit(day)
