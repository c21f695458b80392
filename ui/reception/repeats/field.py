"""The field *Repeats*: how something repeats in words, typed as such or as a rule, or built in its panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.text.folding import fold
from app.services.meetings.repeats import Repeats
from ui.reception.repeats.panel import RepeatsPanel
from ui.theme import Theme
from ui.widgets.fields.field_parts import InsideButton, StartPicture
from ui.widgets.labels import plain_tooltip
from ui.wording.repeat_words import begin_words, rule_words

_NOTHING = "Does not repeat"
_TYPED = {
    fold(_NOTHING): "",
    "every day": "FREQ=DAILY",
    "every weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "every week": "FREQ=WEEKLY",
    "every month": "FREQ=MONTHLY",
}
"""Words that can be typed in place of an RFC 5545 rule."""

_STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4)


class RepeatsField(QLineEdit):
    """Holds a rule and what is left out of it, as text: one that came from elsewhere stays as it is written until a
    person chooses another. Click, Enter, Space or Alt+Down open the panel; `changed` tells that `rule()` or `exdate()`
    is another.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        start: datetime,
        today: Callable[[], date],
        theme: Theme,
        leaves_out: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`leaves_out` is False where no day can be left out: there `exdate()` is ""."""
        super().__init__(parent)
        self._leaves_out = leaves_out
        self._start = start
        self._today = today
        self._theme = theme
        self._rule = self._exdate = ""
        self._panel: RepeatsPanel | None = None
        self.setPlaceholderText(_NOTHING)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        StartPicture("repeat", edit=self, theme=theme)
        InsideButton("Choose how it repeats", self._open, icon="chevron-down", theme=theme).stand_in(self)
        self.textChanged.connect(self._on_text_changed)

    def rule(self) -> str:
        return self._rule

    def exdate(self) -> str:
        return self._exdate

    def set_rule(self, rule: str, exdate: str) -> None:
        before = (self._rule, self._exdate)
        self._rule, self._exdate = rule, exdate
        self._show_words()
        if (rule, exdate) != before:
            self.changed.emit()

    def set_start(self, start: datetime) -> None:
        """It moves: what follows from its start moves along, in words and in the rule."""
        repeats = Repeats.read(self._rule, self._exdate, self._start)
        before, self._start = self._start, start
        if repeats:
            repeats = repeats.moved(before.date(), start.date())
            if repeats != Repeats.read(self._rule, self._exdate, start):
                self._rule, self._exdate = repeats.rule(start), repeats.exdate(start)
        self._show_words()

    def advice(self) -> str:
        """What is to be known of the rule before it is sent."""
        return begin_words(self._rule, self._exdate, self._start) if self._rule else ""

    def _words(self) -> str:
        return rule_words(self._rule, self._exdate, self._start)

    def _show_words(self) -> None:
        if self.text() != (words := self._words()):
            self.setText(words)
        self.setToolTip(plain_tooltip(words))
        if not self.hasFocus():
            self.setCursorPosition(0)  # words that are longer than the field are read from their start

    def _open(self) -> None:
        self._show_words()
        self.setFocus()
        if self._panel is None:
            self._panel = RepeatsPanel(
                start=self._start, today=self._today, theme=self._theme, leaves_out=self._leaves_out, parent=self
            )
            self._panel.chosen.connect(self.set_rule)
        self._panel.open(self._rule, self._exdate, self._start, below=self)

    def _on_text_changed(self, typed: str) -> None:
        """Typed words become the rule at each key; its own words are no change."""
        if typed == self._words():
            return
        rule = _TYPED.get(fold(typed.strip()), typed.strip())
        if (rule, "") != (self._rule, self._exdate):
            self._rule, self._exdate = rule, ""
            self.changed.emit()
        if not self.hasFocus():
            self._show_words()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (*_STILL_HERE, Qt.FocusReason.MouseFocusReason):
            self.selectAll()  # what is typed now takes the place of the words

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STILL_HERE:
            self._show_words()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A space belongs to the words while somebody types; where they stand whole it opens."""
        down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        space = event.key() == Qt.Key.Key_Space and self.selectedText() == self.text()
        if down or space or event.key() in _OPENING:
            self._open()
        else:
            super().keyPressEvent(event)
