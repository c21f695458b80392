"""Hears the keys of what has the focus, wherever that is."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusedKeys(QObject):
    """Its `eventFilter` stands before what has the focus, or before the window in which nothing has it, and before
    nothing else: a filter on the whole application would cost every event something."""

    def __init__(self, application: QApplication, *, parent: QObject) -> None:
        super().__init__(parent)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        listened_to = now or QApplication.activeWindow()
        if listened_to is not None:
            listened_to.installEventFilter(self)
