"""The menu of what is in hand: words, each with its key beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget


class MenuEntry(Struct, frozen=True):
    """`keys` are only told, as in "Ctrl+E", "" for none: who opens the menu has the shortcut. What isn't `enabled` now
    is there to be seen."""

    word: str
    keys: str
    do: Callable[[], object]
    enabled: bool = True


def menu_text(word: str) -> str:
    """For an action, so that it reads `word`: a single & would make a key of the sign behind it."""
    return word.replace("&", "&&")


def is_menu_key(event: QKeyEvent) -> bool:
    """Shift+F10. The menu key itself is a request for a menu already, on each system."""
    return event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> QPoint:
    """Where a menu opens, on the screen: at the mouse, or by the menu key at what is in hand."""
    if event.reason() is not QContextMenuEvent.Reason.Keyboard:
        return event.globalPos()
    return place_in_hand(view)


def place_in_hand(view: QAbstractItemView) -> QPoint:
    """Where the menu of what is in hand opens by a key, on the screen."""
    return view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).center())


def open_menu(entries: Iterable[MenuEntry | None], place: QPoint, *, parent: QWidget) -> QMenu | None:
    """At that place of the screen; None draws a line. Without an entry, no menu opens: that is None, too."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        action = QAction(menu_text(entry.word), menu)
        action.setShortcut(QKeySequence(entry.keys))
        action.triggered.connect(entry.do)
        action.setEnabled(entry.enabled)
        menu.addAction(action)
    if menu.isEmpty():
        menu.deleteLater()
        return None
    menu.popup(place)
    return menu
