"""The calendar that opens below a field for a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button

_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
"""Qt's own names for the calendar's buttons, whose arrows are black in the dark look as well."""


class Calendar(QFrame):
    """`chosen` carries a day, or None when the field is to be emptied, which is offered where it `may_be_none`."""

    chosen = Signal(object)

    def __init__(self, *, theme: Theme, may_be_none: bool = True, parent: QWidget) -> None:
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
        no_day.setVisible(may_be_none)
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
