"""Ctrl+Z takes back what is offered to be undone, wherever the focus is; a field's own undo has its turn after that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

Offered = Callable[[], Callable[[], object] | None]
"""Gives what would take back the latest that can be, None when nothing is offered."""


class UndoKey(QObject):
    """A shortcut would not do: a text field takes the key first. It listens to what has the focus alone."""

    def __init__(self, offered: Offered, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._offered = offered
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        listened_to = now or QApplication.activeWindow()
        if listened_to is not None:
            listened_to.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Undo):
            return False
        take_back = self._offered()
        if take_back is None:
            return False
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            take_back()
        event.accept()
        return True
