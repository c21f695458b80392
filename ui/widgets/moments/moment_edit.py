"""Day and time of day on the site's clock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone
from PySide6.QtGui import QFocusEvent, QValidator
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from ui.theme import Theme
from ui.widgets.fields.field_parts import StartPicture
from ui.widgets.fields.wheel import WheelNeedsFocus
from ui.wording.dates import read_moment

_UTC = QTimeZone(QTimeZone.Initialization.UTC)


class MomentEdit(QDateTimeEdit):
    """A wall time without a zone. It is kept in UTC, so that no summer time of the PC's can move it or forbid it.

    Besides its own parts it takes a whole time that is pasted, such as 2026-03-11 18:00.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTimeZone(_UTC)
        self.setDateRange(QDate(2000, 1, 1), QDate(2999, 12, 31))
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy  HH:mm")
        WheelNeedsFocus(self)
        StartPicture("today", edit=self.lineEdit(), theme=theme, bare=True)
        self.lineEdit().textChanged.connect(self._on_text_changed)

    def wall(self) -> datetime:
        """What the edit shows, as a naive time, to the minute."""
        day, time = self.date(), self.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001 (a wall time)

    def set_wall(self, wall: datetime) -> None:
        self.setDateTime(_moment(wall))

    def setDateTime(self, when: QDateTime) -> None:
        """Shows the figures of `when`, whatever zone it is in."""
        super().setDateTime(QDateTime(when.date(), when.time(), _UTC))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        if read_moment(text):
            return QValidator.State.Acceptable, text, position
        return super().validate(text, position)

    def dateTimeFromText(self, text: str) -> QDateTime:
        wall = read_moment(text)
        return _moment(wall) if wall else super().dateTimeFromText(text)

    def _on_text_changed(self, text: str) -> None:
        """What came from outside, such as from a screen reader, is shown as it was understood."""
        typing = self.window().focusWidget() is self
        if not typing and text != (shown := self.textFromDateTime(self.dateTime())):
            self.lineEdit().setText(shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by the keyboard, digits typed at once are the day: the weekday before it takes none."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self.setCurrentSectionIndex(1)
            self.setSelectedSection(self.currentSection())


def _moment(wall: datetime) -> QDateTime:
    return QDateTime(QDate(wall.year, wall.month, wall.day), QTime(wall.hour, wall.minute), _UTC)
