"""The bubble over a letter that is held: its accented forms, to slide onto or to tap."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Signal
from PySide6.QtGui import QEventPoint, QPointerEvent
from PySide6.QtWidgets import QFrame

from ui.kiosk.keyboard.key import Key
from ui.kiosk.keyboard.layouts import sign
from ui.kiosk.kit.sizes import Sizes

_WIDEST = 110
_PADDING = 6


class Accents(QFrame):
    """One letter's, built when it opens and gone when it closes. It is a child of the window, so that it may stand over
    the page above the keyboard. A press beside it, anywhere in the window, asks to close it and does what it does."""

    chosen = Signal(str)
    close_requested = Signal()

    def __init__(self, forms: str, *, key: Key, sizes: Sizes) -> None:
        """Opens at once, above `key`; it goes when the key goes."""
        super().__init__(key.window())
        self.setObjectName("accents")
        self._keys = [Key(sign(form), sizes=sizes, parent=self) for form in forms]
        padding = sizes.px(_PADDING)
        size = QSize(min(key.width(), sizes.touch(_WIDEST)), key.height())
        for number, one in enumerate(self._keys):
            one.setGeometry(padding + number * size.width(), padding, size.width(), size.height())
            one.counted.connect(self._on_counted)
        self.resize(2 * padding + len(forms) * size.width(), 2 * padding + size.height())
        self.move(self._place_above(key))
        key.destroyed.connect(self.deleteLater)
        if handle := key.window().windowHandle():
            handle.installEventFilter(self)
        self.show()
        self.raise_()

    def close_now(self) -> None:
        """Closes it before its forms are asked for again."""
        self.hide()
        self.deleteLater()

    def form_at(self, place: QPoint) -> str:
        """`place` is on the screen; "" is none."""
        return next((key.types for key in self._keys if key.rect().contains(key.mapFromGlobal(place))), "")

    def light(self, place: QPoint) -> None:
        """Shows which one would be chosen there."""
        form = self.form_at(place)
        for key in self._keys:
            key.setDown(key.types == form)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible() and isinstance(event, QPointerEvent) and self._pressed_beside(event):
            self.close_requested.emit()
        return super().eventFilter(watched, event)

    def _pressed_beside(self, event: QPointerEvent) -> bool:
        pressed = [point.position() for point in event.points() if point.state() is QEventPoint.State.Pressed]
        return any(not self.geometry().contains(place.toPoint()) for place in pressed)

    def _place_above(self, key: Key) -> QPoint:
        window = self.window()
        over = key.mapTo(window, QPoint(key.width() // 2, 0))
        edge = self._keys[0].face().left()
        left = min(over.x() - self.width() // 2, window.width() - self.width() - edge)
        return QPoint(max(edge, left), max(edge, over.y() - self.height()))

    def _on_counted(self, key: Key) -> None:
        self.chosen.emit(key.types)
