"""The corner that staff hold to be asked for their PIN. Nothing shows it, and visitors' touches go through it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.kiosk.kit.sizes import Sizes

SIDE = 140
HOLD_MS = 3000


class Corner(QWidget):
    """At the top right of `parent`, over what stands there. `held` is emitted once it was held for three seconds
    without a break; a finger that leaves it has let go. A short touch presses the button that lies beneath.

    It has no name: it isn't meant for visitors, those with a screen reader included.
    """

    held = Signal()

    def __init__(self, *, sizes: Sizes, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        side = sizes.touch(SIDE)
        self.resize(side, side)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(HOLD_MS)
        self._clock.timeout.connect(self._on_held)
        parent.installEventFilter(self)
        self._stand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        match event:
            case QTouchEvent():
                self._follow(event)
                return True
            case _:
                return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._clock.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._stay(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._let_go(event.position().toPoint())

    def _follow(self, event: QTouchEvent) -> None:
        places = [point.position().toPoint() for point in event.points()]
        match event.type():
            case QEvent.Type.TouchBegin:
                self._clock.start()
            case QEvent.Type.TouchUpdate:
                for place in places:
                    self._stay(place)
            case QEvent.Type.TouchEnd:
                self._let_go(places[0])
            case _:
                self._clock.stop()

    def _stay(self, place: QPoint) -> None:
        if not self.rect().contains(place):
            self._clock.stop()

    def _let_go(self, place: QPoint) -> None:
        if self._clock.isActive():
            self._clock.stop()
            self._press_beneath(place)

    def _press_beneath(self, place: QPoint) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        beneath: QWidget | None = self._window.childAt(self.mapToParent(place))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        while beneath is not None and not isinstance(beneath, QAbstractButton):
            beneath = beneath.parentWidget()
        if beneath is not None:
            beneath.click()

    def _on_held(self) -> None:
        self._clock.stop()
        self.held.emit()

    def _stand(self) -> None:
        self.move(self._window.width() - self.width(), 0)
