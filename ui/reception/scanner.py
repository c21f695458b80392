"""A scanner types like a keyboard: a visit's code and Enter, into whatever has the focus on whichever screen.

It is told from a person by what it types. While it types, its signs go where keys go; once it is known for a scan, each
field gets back what stood in it before, and the keys that end it, Enter or Tab, once or twice, press nothing.
"""

from __future__ import annotations

import re
import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.models.scans.code import LENGTH
from app.models.scans.reading import read_scan
from ui.reception.typed_into import PutBack, restorer
from ui.widgets.focus.focused_keys import FocusedKeys

BEGUN = re.compile(r"\d{4}-\d{2}-\d{2}(/[^/\s]{1,64})?$")
"""So much of a visit's id that its next sign may be the slash, which is the key of the search elsewhere."""

PAUSE = 3000
"""Milliseconds without a sign after which what was typed before is no part of a scan."""
BURST = 50
"""No person writes a whole code with less than these milliseconds between its signs."""
AFTER = 500
"""Milliseconds in which a further Enter, or the line feed after a carriage return, belongs to the scan."""

ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
HELD = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_NumLock,
)
"""Keys that write nothing by themselves."""


class Scanner(FocusedKeys):
    """`scanned` carries what was typed of a scan, for `read_scan`; `garbled` says that a scanner typed what can't be
    read."""

    scanned = Signal(str)
    garbled = Signal(str)

    def __init__(self, application: QApplication, *, parent: QObject) -> None:
        super().__init__(application, parent=parent)
        self._typed = ""
        self._burst = 0
        self._fields: list[tuple[QWidget, int, PutBack]] = []
        """What was typed into, one after the other, from where in what was typed, and how it was before."""
        self._signed_at = self._ended_at = -PAUSE
        self._forgetting = QTimer(self, singleShot=True, interval=PAUSE)
        self._forgetting.timeout.connect(self._forget)

    def _forget(self) -> None:
        """At a kiosk, what a visitor typed is to go with the visitor."""
        self._typed, self._burst, self._fields = "", 0, []
        self._forgetting.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.text() == "/" and BEGUN.search(self._typed):
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self._on_key(watched, event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        text = event.text()
        if event.key() in ENDS or text in ("\r", "\n", "\t"):
            return self._on_end(event)
        if text.isprintable() and text:
            self._remember(watched, event)
        elif event.key() not in HELD:
            self._forget()
        return False

    def _remember(self, watched: QObject, event: QKeyEvent) -> None:
        assert isinstance(watched, QWidget)
        now = _moment(event)
        gap = abs(now - self._signed_at)
        if gap > PAUSE:
            self._forget()
        if gap > BURST or event.isAutoRepeat() or not event.timestamp():
            self._burst = len(self._typed)
        if not self._fields or self._fields[-1][0] is not watched:
            self._fields.append((watched, len(self._typed), restorer(watched)))
        self._typed += event.text()
        self._signed_at, self._ended_at = now, -PAUSE
        self._forgetting.start()

    def _on_end(self, event: QKeyEvent) -> bool:
        """Whether it ended a scan: then nobody else gets to know of the key."""
        now, typed = _moment(event), self._typed
        if not typed:
            return now - self._ended_at < AFTER
        burst = typed[self._burst :] if now - self._signed_at <= BURST and event.timestamp() else ""
        scan = read_scan(typed)
        start = scan.start if scan else len(typed) - LENGTH
        is_code = scan is not None or _is_garbled(typed, burst)
        if is_code:
            self._put_back(typed, start)
        self._forget()
        if not is_code and not _is_other(burst):
            return False
        self._ended_at = now
        if scan is not None:
            self.scanned.emit(typed[start:])
        else:
            self.garbled.emit(typed[start:] if is_code else burst)
        return True

    def _put_back(self, typed: str, start: int) -> None:
        """What a person had typed before the scanner began stays. The first field last: others may follow from it."""
        end = len(typed)
        for field, offset, put_back in reversed(self._fields):
            if isValid(field) and end > start:
                put_back(typed[offset:start])
            end = offset


def _moment(event: QKeyEvent) -> int:
    """In milliseconds; the system's where it tells one, so that a busy desk doesn't make a scan slow."""
    return event.timestamp() or int(time.monotonic() * 1000)


def _is_garbled(typed: str, burst: str) -> bool:
    """Whether it has a code's length and letters, or came as fast as no person writes, and is no code."""
    tail = typed[-LENGTH:]
    return _LIKE_A_CODE.fullmatch(typed) is not None or (tail == burst and not re.search(r"\s", tail))


def _is_other(burst: str) -> bool:
    """Whether a scanner read something else: what it wrote stays, and its Enter presses nothing."""
    signs = re.sub(r"[\w.@'+-]", "", burst)
    return len(burst) >= 12 and bool(signs) and bool(re.search(r"[^\W\d_]", burst)) and not re.search(r"\s", burst)


_LIKE_A_CODE = re.compile(f"[B-LNOPR-VXb-lnopr-vx]{{{LENGTH}}}")
