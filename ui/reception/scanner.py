"""A badge scanner types like a keyboard: a visit's id and Enter, into whatever has the focus on whichever screen.

It is told from a person by what it types, not by how fast. While it types, its signs go where keys go; once it is known
for a badge, the field gets back what stood in it before.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

BADGE = re.compile(r"\d{4}-\d{2}-\d{2}/[^/\s]{1,64}/[^/\s]{1,64}$")
BEGUN = re.compile(r"\d{4}-\d{2}-\d{2}(/[^/\s]{1,64})?$")
"""So much of a badge's code that its next sign may be the slash, which is the key of the search elsewhere."""

LONGEST = 140
PutBack = Callable[[str], object]

ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scanner(QObject):
    """`scanned` carries the id of a visit. It listens to what has the focus alone: a filter on the whole application
    would cost every event something."""

    scanned = Signal(str)

    def __init__(self, application: QApplication, *, parent: QObject) -> None:
        super().__init__(parent)
        self._typed: str
        self._into: QWidget | None
        self._put_back: PutBack
        self._forget()
        application.focusChanged.connect(self._on_focus_changed)

    def _forget(self) -> None:
        self._typed, self._into, self._put_back = "", None, lambda typed: None

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        self._forget()  # at a kiosk, what a visitor typed goes with the field it was typed into
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        listened_to = now or QApplication.activeWindow()
        if listened_to is not None:
            listened_to.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.text() == "/" and BEGUN.search(self._typed):
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self._on_key(watched, event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in ENDS:
            return self._on_enter()
        text = event.text()
        if text.isprintable() and text:
            self._remember(watched, text)
        elif event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_AltGr):
            self._typed = ""
        return False

    def _remember(self, watched: QObject, text: str) -> None:
        assert isinstance(watched, QWidget)
        if watched is not self._into or not self._typed:
            self._typed, self._into, self._put_back = "", watched, _restorer(watched)
        self._typed = (self._typed + text)[-LONGEST:]

    def _on_enter(self) -> bool:
        """Whether it ended a badge: then nobody else gets to know of the key."""
        badge = BADGE.search(self._typed)
        typed, self._typed = self._typed, ""
        if badge is None:
            return False
        self._put_back(typed[: badge.start()])
        self.scanned.emit(badge.group())
        return True


def _restorer(widget: QWidget) -> PutBack:
    """Puts back what stands in the field now, with what a person had typed before the scanner began."""
    match widget:
        case QLineEdit():
            text = widget.text()
            return lambda typed: widget.setText(text + typed)
        case QPlainTextEdit():
            lines = widget.toPlainText()
            return lambda typed: widget.setPlainText(lines + typed)
        case QDateTimeEdit():
            moment = widget.dateTime()
            return lambda typed: widget.setDateTime(moment)
        case _:
            return lambda typed: None
