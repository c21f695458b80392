"""The keys of the PIN pad, and the dots that say how many digits were typed. They never know which."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from app.system.staff_pin import SHORTEST
from ui.kiosk.kit.controls import TouchButton, plain
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes

_ROWS = ("123", "456", "789", " 0")
_LAST = (3, 2)
"""Where the erase key stands."""


class PinDots(QWidget):
    """A dot a digit; as many as a PIN needs at least are outlined before they are typed."""

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._count = 0
        self.setFixedHeight(sizes.px(56))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        self._count = count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, radius, step = self._sizes.theme.colour("accent"), self._sizes.px(12), self._sizes.px(50)
        painter.setPen(QPen(colour, max(2, self._sizes.px(3))))
        shown = max(SHORTEST, self._count)
        left, middle = self.width() / 2 - step * (shown - 1) / 2, self.height() / 2
        for number in range(shown):
            painter.setBrush(colour if number < self._count else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(left + number * step, middle), radius, radius)
        painter.end()


class PinKeys(QWidget):
    """`digit` and `erased` are what was touched. Tab passes the keys by: who has a keyboard types."""

    digit = Signal(str)
    erased = Signal()

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(sizes.px(12))
        for row, digits in enumerate(_ROWS):
            for column, digit in enumerate(digits):
                if digit != " ":
                    grid.addWidget(self._digit_key(digit), row, column)
        for column in range(len(_ROWS[0])):
            grid.setColumnStretch(column, 1)
        erase = _Erase(Words("Erase"), sizes=sizes, icon="backspace")
        erase.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        erase.clicked.connect(self.erased)
        grid.addWidget(erase, *_LAST)

    def _digit_key(self, digit: str) -> QPushButton:
        """A figure is the same word in every language."""
        key = QPushButton(digit)
        key.setProperty("variant", "digit")
        key.setAccessibleName(digit)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self.digit.emit(digit))
        return key


class _Erase(TouchButton):
    """Its picture says it; its word is for a screen reader."""

    def _speak(self) -> None:
        self.setAccessibleName(plain(str(self.words)))
