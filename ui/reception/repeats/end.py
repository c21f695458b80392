"""When what repeats ends: never, after a day, or after so many times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSpinBox, QWidget

from app.services.meetings.repeats import MOST_TIMES
from ui.theme import Theme
from ui.widgets.fields.proposal import ProposalReplaced
from ui.widgets.fields.wheel import WheelNeedsFocus
from ui.widgets.labels import Label
from ui.widgets.moments.day_field import DayField

_USUAL_TIMES = 4
_USUAL_SPAN = timedelta(weeks=4)
_CHANGING_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
)
"""Keys without a letter by which a person changes what stands in a field."""


class RepeatsEnd(QWidget):
    """`until()` and `times()` are those of Repeats: None and 0 where it never ends.

    Whoever clicks into a field, types there or changes what it holds means the end that it belongs to; who only passes
    by with Tab doesn't.
    """

    changed = Signal()

    def __init__(self, *, today: Callable[[], date], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._never, self._until, self._after = (_radio(word) for word in ("Never", "Until", "After"))
        self._group = QButtonGroup(self)
        self.last_day = DayField(theme=theme, today=today, placeholder="Last day")
        self.last_day.setAccessibleName("Last day")
        self._times = number_field("Times", most=MOST_TIMES)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = (
            (self._never, Label("It goes on without an end.", variant="muted", wrap=True)),
            (self._until, self.last_day),
            (self._after, self._times),
        )
        for place, (radio, beside) in enumerate(rows):
            self._group.addButton(radio)
            grid.addWidget(radio, place, 0)
            grid.addWidget(beside, place, 1)
            radio.toggled.connect(self._on_toggled)
        for field in (self.last_day, self._times):
            for part in (field, *field.findChildren(QWidget)):
                part.installEventFilter(self)
        self.last_day.changed.connect(self._on_day_changed)
        self._times.valueChanged.connect(self._on_times_changed)

    def show_end(self, until: date | None, times: int, *, start: date) -> None:
        """Shows an end; what isn't in force proposes something usual."""
        self.blockSignals(True)
        self.last_day.set_day(until or start + _USUAL_SPAN)
        self._times.setValue(times or _USUAL_TIMES)
        (self._until if until else self._after if times else self._never).setChecked(True)
        self.blockSignals(False)
        self._on_toggled()

    def until(self) -> date | None:
        return self.last_day.day() if self._until.isChecked() else None

    def times(self) -> int:
        return self._times.value() if self._after.isChecked() else 0

    def lacks_day(self) -> bool:
        return self._until.isChecked() and self.last_day.day() is None

    def _on_toggled(self) -> None:
        self.changed.emit()

    def _on_day_changed(self) -> None:
        self._until.setChecked(True)
        self.changed.emit()

    def _on_times_changed(self, times: int) -> None:
        self._times.setSuffix(" time" if times == 1 else " times")
        self._after.setChecked(True)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress or (isinstance(event, QKeyEvent) and _changes(event)):
            in_day = watched is self.last_day or watched.parent() is self.last_day
            (self._until if in_day else self._after).setChecked(True)
        return super().eventFilter(watched, event)


def _changes(event: QKeyEvent) -> bool:
    """Whether the key types something or changes what stands there."""
    types = bool(event.text()) and event.text().isprintable()
    return event.type() is QEvent.Type.KeyPress and (types or event.key() in _CHANGING_KEYS)


def number_field(name: str, *, most: int) -> QSpinBox:
    """A number from 1, typed or stepped with the arrow keys."""
    box = QSpinBox()
    box.setAccessibleName(name)
    box.setRange(1, most)
    box.lineEdit().setTextMargins(8, 0, 8, 0)
    WheelNeedsFocus(box)
    ProposalReplaced(box)
    return box


def _radio(word: str) -> QRadioButton:
    radio = QRadioButton(word)
    radio.setAccessibleName(word)
    return radio
