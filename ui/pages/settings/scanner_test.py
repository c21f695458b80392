"""*Settings*: a code on the screen, by which a scanner is tried out. What came of it is said at the foot of the window,
as whatever is scanned."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.models.scans.code import TEST_CODE
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout

SIDE = 132
QUIET = 4
"""Modules of white around a code, without which scanners don't see it."""

HOW = (
    "Scan this code, on any screen and with the cursor in any field. Foyer then says whether the scanner can be used."
    " When nothing is said, set the scanner up as a USB keyboard that ends each code with Enter or Tab."
)


class ScannerTest(QFrame):
    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(Label("Try out a scanner", variant="section"))
        flow = FlowLayout(theme=theme)
        flow.add(ScannerCode(theme=theme))
        flow.add(Label(HOW, variant="muted", wrap=True), basis=260, grows=True)
        column.addLayout(flow)


class ScannerCode(QWidget):
    """Black on white, also on a dark desk."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        import segno  # only who opens the settings pays for it

        super().__init__(parent)
        self._theme = theme
        self._matrix = segno.make_qr(TEST_CODE, error="m").matrix
        self.setAccessibleName("Code to try out a scanner")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(SIDE), self._theme.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        count = len(self._matrix) + 2 * QUIET
        module = self.width() // count
        edge = (self.width() - module * (count - 2 * QUIET)) // 2
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for row, modules in enumerate(self._matrix):
            for number, dark in enumerate(modules):
                if dark:
                    place = QRectF(edge + number * module, edge + row * module, module, module)
                    painter.fillRect(place, Qt.GlobalColor.black)
        painter.end()
