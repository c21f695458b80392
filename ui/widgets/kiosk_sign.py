"""*Kiosks*: a small sign in the header that something is wrong at one of them. Whoever clicks it wants to hear all."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.theme import Theme
from ui.widgets.labels import plain_tooltip

ICON, GAP, PAD = 18, 8, 12
WIDEST = 220
LEGIBLE = 28
"""With less room than this for its words, the icon stands alone; a few signs of a word are nothing to read."""


class KioskSign(QPushButton):
    """Its name is *Kiosks*; its words are its text, and the whole of them its description. Hidden without words.

    It gives way to what else is in the header: its words elide, and at last only the icon is left.
    """

    asked = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kiosks")
        self.setAccessibleName("Kiosks")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self.clicked.connect(self.asked)
        theme.changed.connect(self.updateGeometry)
        self.hide()

    def show_words(self, words: str, whole: str) -> None:
        """`words` in short, "" when all is well, and the `whole` of it."""
        self.setText(words)
        self.setAccessibleDescription(whole)
        self.setToolTip(plain_tooltip(whole))
        self.setVisible(bool(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2
        width = min(self._theme.px(2 * PAD + ICON + GAP) + words, self._theme.px(WIDEST))
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(2 * PAD + ICON), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        px = self._theme.px
        room = self.width() - px(2 * PAD + ICON + GAP)
        alone = room < px(LEGIBLE)
        left = (self.width() - px(ICON)) / 2 if alone else px(PAD)
        icon = self._theme.pixmap("alert", "late", ICON)
        painter.drawPixmap(QPointF(left, (self.height() - px(ICON)) / 2), icon)
        if not alone:
            self._write(painter, QRectF(left + px(ICON + GAP), 0, room, self.height()))
        painter.end()

    def _write(self, painter: QPainter, place: QRectF) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(place.width()))
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("late"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
