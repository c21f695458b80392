"""Which keys a visitor may press: those that write and those that move. None that opens, copies, switches or closes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_MOVING = {
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace, Qt.Key.Key_Delete,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Shift, Qt.Key.Key_CapsLock,
    Qt.Key.Key_AltGr,
}  # fmt: skip

_CTRL, _ALT, _META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)


def is_for_visitors(event: QKeyEvent) -> bool:
    """A sign that is written with AltGr comes with Ctrl and Alt on some systems."""
    modifiers = event.modifiers()
    writes = bool(event.text()) and event.text().isprintable()
    if modifiers & _META:
        return False
    if modifiers & (_CTRL | _ALT):
        return writes and bool(modifiers & _CTRL) and bool(modifiers & _ALT)
    if event.key() == Qt.Key.Key_Delete and modifiers & Qt.KeyboardModifier.ShiftModifier:
        return False  # it cuts
    return writes or event.key() in _MOVING
