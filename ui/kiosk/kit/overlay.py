"""What lies over the whole kiosk without being a window of its own: a card in the middle, and dimmed what was there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.kiosk.kit.sizes import Sizes

_DIM = QColor(0, 0, 0, 150)
_UPRIGHT, _LYING = 920, 1640


class Overlay(QWidget):
    """Lies over `parent`, takes the focus and keeps it, and lets no touch and no key through.

    It is made when it is wanted; `leave()` ends it for good, so that nothing typed in it outlives it, and `left` says
    so. On a screen that lies, `words` stand at the left and `keys` at the right; else below.
    """

    left = Signal()

    def __init__(self, *, sizes: Sizes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._under = parent
        self._ground = QPixmap()
        self._before = parent.window().focusWidget()
        self.words, self.keys = QVBoxLayout(), QVBoxLayout()
        self._lay_out(sizes)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())

    def open(self) -> None:
        self.show()
        self.raise_()
        self.setFocus()

    def cover(self, ground: QPixmap) -> None:
        """`ground` is how that looks over which it is opened, where that itself is hidden meanwhile."""
        self._ground = ground

    def leave(self) -> None:
        """Goes, and gives the focus back to where it was."""
        self.hide()
        self.left.emit()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self.deleteLater()

    def _lay_out(self, sizes: Sizes) -> None:
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(sizes.px(_LYING if sizes.lying else _UPRIGHT))
        parts = QHBoxLayout(card) if sizes.lying else QVBoxLayout(card)
        edge = sizes.px(48)
        parts.setContentsMargins(edge, edge, edge, edge)
        parts.setSpacing(sizes.px(64 if sizes.lying else 24))
        for part in (self.words, self.keys):
            part.setSpacing(sizes.px(16))
            parts.addLayout(part, 1)
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(card)
        across.addStretch()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addStretch()
        down.addLayout(across)
        down.addStretch()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Round and round in here: what lies beneath isn't reached by Tab either."""
        stops = [
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ]
        if not stops:
            return True
        place = stops.index(now) if (now := self.focusWidget()) in stops else -1 if next else 0
        stops[(place + (1 if next else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._under.rect())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        painter.fillRect(self.rect(), _DIM)
        painter.end()
