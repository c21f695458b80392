"""Ctrl+Z takes back what is offered to be undone, wherever the focus is; a field's own undo has its turn after that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.focus.focused_keys import FocusedKeys

Offered = Callable[[], Callable[[], object] | None]
"""Gives what would take back the latest that can be, None when nothing is offered."""


class UndoKey(FocusedKeys):
    """A shortcut would not do: a text field takes the key first."""

    def __init__(self, offered: Offered, *, parent: QWidget) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        super().__init__(application, parent=parent)
        self._offered = offered

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
