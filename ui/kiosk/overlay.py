"""What lies over the kiosk's screen without being a window of its own: the rest is dimmed, and can't be touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.kiosk.look import Look

DIM = QColor(10, 12, 16, 150)


class Overlay(QWidget):
    """As large as `parent`, which it follows. `card` in its middle takes what it says."""

    def __init__(self, *, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.card = QFrame()
        self.card.setObjectName("card")
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.card.setMinimumWidth(min(look.px(860), parent.width() - look.px(80)))
        self.card.setMaximumWidth(look.px(960))
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(*[look.px(56)] * 4)
        self.column.setSpacing(look.px(32))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.px(40)] * 4)
        whole.addStretch()
        whole.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch()
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What lies below isn't reached."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), DIM)
        painter.end()
