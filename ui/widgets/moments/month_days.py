"""The days of a month, to be gone through by keys or clicked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from ui.theme import Theme

_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
"""Qt's own names for the calendar's buttons, whose arrows are black in the dark look as well."""


class MonthDays(QCalendarWidget):
    """`picked` carries the day that was clicked, or on which Enter was pressed; `pointed` each that the keys come to.
    The first day of a week is that of `locale`."""

    picked = Signal(object)
    pointed = Signal(object)

    def __init__(self, *, theme: Theme, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today: date | None = None
        self.setLocale(QLocale(QLocale.Language.English))
        self.setFirstDayOfWeek(locale.firstDayOfWeek())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekend, QTextCharFormat())  # red is for what a person must mend
        self.clicked.connect(lambda day: self.picked.emit(_date(day)))
        self.activated.connect(lambda day: self.picked.emit(_date(day)))
        self.selectionChanged.connect(lambda: self.pointed.emit(_date(self.selectedDate())))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_day(self, day: date) -> None:
        """Selects the day; `pointed` isn't emitted."""
        blocked = self.blockSignals(True)
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.blockSignals(blocked)

    def mark_today(self, today: date) -> None:
        """In bold and underlined, so not by colour alone."""
        if self._today is not None:
            self.setDateTextFormat(_qdate(self._today), QTextCharFormat())
        self._today = today
        form = QTextCharFormat()
        form.setFontWeight(700)
        form.setFontUnderline(True)
        form.setForeground(self._theme.colour("accent"))
        self.setDateTextFormat(_qdate(today), form)

    def _on_theme_changed(self) -> None:
        self.setMinimumSize(self._theme.px(264), self._theme.px(232))
        for name, icon in _ARROWS.items():
            arrow = self.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(self._theme.icon(icon, "text"))
                arrow.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        if self._today is not None:
            self.mark_today(self._today)


def open_below(popup: QWidget, widget: QWidget) -> None:
    """Shows the popup below that widget, all of it on the screen."""
    popup.adjustSize()
    corner = widget.mapToGlobal(QPoint(0, widget.height() + 2))
    screen = widget.screen().availableGeometry()
    popup.move(min(corner.x(), screen.right() - popup.width()), min(corner.y(), screen.bottom() - popup.height()))
    popup.show()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
