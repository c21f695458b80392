"""Day and time of day on the site's clock: one line, typed in any usual form and shown as it was understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.fields.field import set_wrong
from ui.widgets.fields.field_parts import InsideButton
from ui.widgets.fields.proposal import ProposalReplaced
from ui.widgets.fields.wheel import WheelNeedsFocus
from ui.widgets.moments.calendar import Calendar
from ui.wording.dates import moment_in_field
from ui.wording.typed.moments import read_moment

_QUARTER, _DAY = timedelta(minutes=15), timedelta(days=1)
_BY_KEY = {
    Qt.Key.Key_Up: _QUARTER,
    Qt.Key.Key_Down: -_QUARTER,
    Qt.Key.Key_PageUp: _DAY,
    Qt.Key.Key_PageDown: -_DAY,
}
_EARLIEST, _LATEST = datetime(2000, 1, 1), datetime(2999, 12, 31, 23, 59)  # noqa: DTZ001 (wall times)
_BY_POPUP = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class MomentEdit(QLineEdit):
    """A wall time without a zone. `changed` is emitted when `wall()` is another, `textEdited` at each key.

    Up and Down go a quarter of an hour, the page keys a day; Alt+Down and F4 open the calendar. What can't be read
    stays in the field, to be mended, and `wall()` stays what it was.
    """

    changed = Signal()

    def __init__(self, *, today: Callable[[], date], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._wall = datetime.combine(today(), time())
        self._calendar: Calendar | None = None
        WheelNeedsFocus(self)
        ProposalReplaced(self)
        InsideButton("Open the calendar", self._open_calendar, icon="today", theme=theme).stand_in(self, at_start=True)
        self.textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self._settle)
        self._settle()

    def wall(self) -> datetime:
        """What the edit shows, as a naive time, to the minute."""
        return self._wall

    def set_wall(self, wall: datetime) -> None:
        wall = min(max(wall.replace(second=0, microsecond=0), _EARLIEST), _LATEST)
        moved, self._wall = wall != self._wall, wall
        self.setText(moment_in_field(wall))
        set_wrong(self, False)
        if moved:
            self.changed.emit()

    def half_typed(self) -> str:
        """What stands there and isn't what `wall()` was understood as; "" for nothing."""
        return "" if self.text() == moment_in_field(self._wall) else self.text()

    def type_again(self, half_typed: str) -> None:
        """Puts back what `half_typed` gave, and goes on as if the field was left."""
        with QSignalBlocker(self):
            self.setText(half_typed)
        self._settle()

    def is_no_moment(self) -> bool:
        """Whether something stands there that can't be read as a day and a time."""
        return self._read() is None

    def _read(self) -> datetime | None:
        typed = self.text()
        if typed == moment_in_field(self._wall):
            return self._wall
        return read_moment(typed, self.locale(), before=self._wall, today=self._today())

    def _on_text_changed(self) -> None:
        """What came from outside, such as from a screen reader, is shown as it was understood, or not at all."""
        if not self.hasFocus():
            self.set_wall(self._read() or self._wall)

    def _settle(self) -> None:
        if wall := self._read():
            self.set_wall(wall)
        set_wrong(self, wall is None)
        self.changed.emit()

    def _open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = Calendar(theme=self._theme, may_be_none=False, parent=self)
            self._calendar.chosen.connect(lambda day: self.set_wall(datetime.combine(day, self._wall.time())))
        self._calendar.open(self._wall.date(), below=self)

    def _step(self, by: timedelta) -> None:
        self.set_wall((self._read() or self._wall) + by)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_F4 or (key is Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self._open_calendar()
        elif key in _BY_KEY:
            self._step(_BY_KEY[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._step(_QUARTER if event.angleDelta().y() > 0 else -_QUARTER)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _BY_POPUP:
            self._settle()
        super().focusOutEvent(event)
