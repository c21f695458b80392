"""What is longer than its place on the screen has buttons beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QVBoxLayout, QWidget

from ui.kiosk.kit.controls import TouchButton
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes

_STEP = 0.8
"""How much of what is seen a touch of a button goes on by: a line or two stay to be found again."""


class WithScrollButtons(QWidget):
    """`area` with a button up and one down beside it where it doesn't fit. `end_reached` says that its end is in
    sight."""

    end_reached = Signal()

    def __init__(self, area: QAbstractScrollArea, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._up = _ScrollButton(Words("Scroll up"), sizes=sizes, kind="scroll", icon="chevron-up")
        self._down = _ScrollButton(Words("Scroll down"), sizes=sizes, kind="scroll", icon="chevron-down")
        self._buttons = QWidget()
        column = QVBoxLayout(self._buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._up)
        column.addStretch()
        column.addWidget(self._down)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(24))
        row.addWidget(area, 1)
        row.addWidget(self._buttons)
        for button in (self._up, self._down):
            button.setFixedWidth(sizes.touch(96))
        self.setFocusProxy(area)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._show_position)
        bar.rangeChanged.connect(self._show_position)
        self._up.clicked.connect(lambda: self._go_on(-1))
        self._down.clicked.connect(lambda: self._go_on(1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_position()

    def _go_on(self, way: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + round(way * _STEP * bar.pageStep()))

    def _show_position(self) -> None:
        """Before it is shown it has no size of its own, and its end may seem to be in sight."""
        if not self.isVisible():
            return
        bar = self._area.verticalScrollBar()
        self._buttons.setVisible(bar.maximum() > 0)
        self._up.setEnabled(bar.value() > 0)
        self._down.setEnabled(bar.value() < bar.maximum())
        if bar.value() >= bar.maximum():
            self.end_reached.emit()


class _ScrollButton(TouchButton):
    """Its picture says it; the words are its name alone."""

    def _speak(self) -> None:
        super()._speak()
        self.setText("")
