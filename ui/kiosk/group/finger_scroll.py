"""A list of buttons that a finger moves: QScroller holds back each press on one, and loses some."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from ui.kiosk.kit.sizes import Sizes

SLACK = 24
"""So far a finger trembles, as the mock-ups measure; a touch that goes further moves the list and presses nothing."""

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
"""A touch soon after another one comes as the second half of a double click."""


class FingerScroll(QObject):
    """Moves `area` by what is dragged on the buttons in it, or between them."""

    def __init__(self, area: QScrollArea, *, sizes: Sizes) -> None:
        super().__init__(area)
        self._bar = area.verticalScrollBar()
        self._slack = sizes.px(SLACK)
        self._start: tuple[float, int] | None = None
        self._moves = False
        for touched in (area.viewport(), *area.viewport().findChildren(QWidget)):
            touched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QMouseEvent() if event.type() in PRESSES:
                self._start, self._moves = (event.globalPosition().y(), self._bar.value()), False
            case QMouseEvent() if event.type() is QEvent.Type.MouseMove and self._start is not None:
                return self._is_moved(watched, event.globalPosition().y())
            case QMouseEvent() if event.type() is QEvent.Type.MouseButtonRelease:
                self._start = None
                return self._moves
        return False

    def _is_moved(self, watched: QObject, height: float) -> bool:
        assert self._start is not None
        began, value = self._start
        self._moves = self._moves or abs(height - began) > self._slack
        if self._moves:
            self._bar.setValue(value - round(height - began))
            if isinstance(watched, QAbstractButton):
                watched.setDown(False)
        return self._moves
