"""*Kiosks*: a small sign in the header that something is wrong at one of them. Whoever clicks it wants to hear all."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.shell.header_pill import HeaderPill
from ui.theme import Theme
from ui.widgets.labels import plain_tooltip

ICON, GAP, PAD = 18, 8, 12
WIDEST = 220


class KioskSign(HeaderPill):
    """Its name is *Kiosks*; its words are its text, and the whole of them its description. Hidden without words.

    Long words elide in their middle: which kiosk, and what is wrong. With `set_brief` only the icon is left.
    """

    asked = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kiosks")
        self.setAccessibleName("Kiosks")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._brief = False
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

    def set_brief(self, brief: bool) -> None:
        """There is no room for words: they are still its text to a screen reader, and its tooltip."""
        self._brief = brief
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        px, height = self._theme.px, super().sizeHint().height()
        if self._brief:
            return QSize(px(2 * PAD + ICON), height)
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(min(px(2 * PAD + ICON + GAP) + words, px(WIDEST)), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        px = self._theme.px
        icon = self._theme.pixmap("alert", "late", ICON)
        painter.drawPixmap(QPointF(px(PAD), (self.height() - px(ICON)) / 2), icon)
        if not self._brief:
            room = self.width() - px(2 * PAD + ICON + GAP)
            self._write(painter, QRectF(px(PAD + ICON + GAP), 0, room + 2, self.height()))
        painter.end()

    def _write(self, painter: QPainter, place: QRectF) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, int(place.width()))
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("late"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
