"""The keys that finish what is entered: Ctrl+Return, and Ctrl+Enter of the keypad."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_finish(view: QWidget, do: Callable[[], object]) -> None:
    """`do` is called at each of them, anywhere in a dialog, and in a part of a window while that has the focus."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(keys), view)
        if not view.isWindow():
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)
