"""What lies over the kiosk while staff are at it: left alone, it goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.kiosk.kit.overlay import Overlay
from ui.kiosk.kit.sizes import Sizes


class StaffOverlay(Overlay):
    """`left_alone` is emitted `seconds` after the last `touched()`."""

    left_alone = Signal()

    def __init__(self, *, seconds: int, sizes: Sizes, parent: QWidget) -> None:
        super().__init__(sizes=sizes, parent=parent)
        self._clock = QTimer(self)
        self._clock.setInterval(seconds * 1000)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.left_alone)
        self.touched()

    def touched(self) -> None:
        self._clock.start()

    def leave(self) -> None:
        self._clock.stop()
        super().leave()

    def focusNextPrevChild(self, next: bool) -> bool:
        self.touched()
        return super().focusNextPrevChild(next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.touched()
        super().keyPressEvent(event)
