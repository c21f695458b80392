"""Day and time of day on the site's clock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from ui.theme import Theme
from ui.widgets.field_parts import StartPicture
from ui.widgets.wheel import WheelNeedsFocus

_UTC = QTimeZone(QTimeZone.Initialization.UTC)


class MomentEdit(QDateTimeEdit):
    """A wall time without a zone. It is kept in UTC, so that no summer time of the PC's can move it or forbid it."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTimeZone(_UTC)
        self.setDateRange(QDate(2000, 1, 1), QDate(2999, 12, 31))
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy  HH:mm")
        WheelNeedsFocus(self)
        StartPicture("today", edit=self.lineEdit(), theme=theme, before=0)

    def wall(self) -> datetime:
        """What the edit shows, as a naive time, to the minute."""
        day, time = self.date(), self.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001 (a wall time)

    def set_wall(self, wall: datetime) -> None:
        self.setDateTime(QDateTime(QDate(wall.year, wall.month, wall.day), QTime(wall.hour, wall.minute)))

    def setDateTime(self, when: QDateTime) -> None:
        """Shows the figures of `when`, whatever zone it is in."""
        super().setDateTime(QDateTime(when.date(), when.time(), _UTC))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by the keyboard, digits typed at once are the day: the weekday before it takes none."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self.setCurrentSectionIndex(1)
            self.setSelectedSection(self.currentSection())
