"""The menu of what is in hand: words, each with its key beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class MenuEntry(Struct, frozen=True):
    """`keys` are only told, as in "Ctrl+E", "" for none: who opens the menu has the shortcut."""

    word: str
    keys: str
    do: Callable[[], object]


def open_menu(entries: Iterable[MenuEntry | None], place: QPoint, *, parent: QWidget) -> QMenu | None:
    """At that place of the screen; None draws a line. Without an entry, no menu opens: that is None, too."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        action = QAction(entry.word, menu)
        action.setShortcut(QKeySequence(entry.keys))
        action.triggered.connect(entry.do)
        menu.addAction(action)
    if menu.isEmpty():
        menu.deleteLater()
        return None
    menu.popup(place)
    return menu
