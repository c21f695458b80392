"""Single letters as keys, wherever in a view the focus is. A scanner types letters too, and means none of them so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from ui.widgets.focus.focused_keys import FocusedKeys

ALONE = 60
"""Milliseconds after which a sign without another one is a person's: scanners type faster."""

SCANNED = 500
"""Milliseconds without a sign after which a scanner has ended, unless it said so."""

ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)


class LetterKeys(FocusedKeys):
    """`keys` says what is done by each letter, in capitals. A letter is a field's own where one can type, and a closed
    list's, which goes to what begins with it. What has the focus gets to know of every key."""

    def __init__(self, application: QApplication, keys: Mapping[str, Callable[[], object]], *, view: QWidget) -> None:
        super().__init__(application, parent=view)
        self._view = view
        self._keys = keys
        self._letter = ""
        self._alone = QTimer(self, singleShot=True, interval=ALONE)
        self._alone.timeout.connect(self._on_alone)
        self._scanning = QTimer(self, singleShot=True, interval=SCANNED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._on_key(watched, event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> None:
        sign = event.text()
        if event.key() in ENDS:
            self._scanning.stop()
        if not sign or not sign.isprintable():
            return
        if self._alone.isActive() or self._scanning.isActive():
            self._alone.stop()
            self._scanning.start()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        self._letter = sign.upper() if plain and self._hears(watched) else ""
        self._alone.start()

    def _hears(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget) or watched.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            return False
        return self._view.isAncestorOf(watched) and not isinstance(watched, QComboBox)

    def _on_alone(self) -> None:
        do = self._keys.get(self._letter)
        if do is not None:
            do()
