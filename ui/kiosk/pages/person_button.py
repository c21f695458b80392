"""Somebody to choose: their own name, which no language changes, whole whatever its length."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from app.models.contacts import KnownPerson
from ui.kiosk.kit.controls import EnterButton
from ui.kiosk.kit.sizes import Sizes

LETTERS, LEAST = 40, 14
"""The size of the letters as designed, and in real pixels the smallest that they get."""

ONE_LINE = 0.7
"""How far they shrink, as a part of that size, before the name goes on in another line."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class PersonButton(EnterButton):
    """A name that is too long for one line shrinks, then wraps. `tell_apart` shows the function or the company too."""

    def __init__(self, known: KnownPerson, *, tell_apart: bool, sizes: Sizes) -> None:
        super().__init__()
        self._sizes = sizes
        self.show_name(f"{known.name} ({known.detail})" if tell_apart and known.detail else known.name)
        self.setProperty("variant", "person")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(self.name_font())
        painter.setPen(self._sizes.theme.colour("text"))
        painter.drawText(self.room(), int(_LEFT | Qt.TextFlag.TextWordWrap), self._name)
        painter.end()

    def room(self) -> QRect:
        """Where the name stands."""
        side, edge = self._sizes.px(32), self._sizes.px(8)
        return self.rect().adjusted(side, edge, -side, -edge)

    def name_font(self) -> QFont:
        """The largest in which the whole name has room: on one line while that is legible, then on several."""
        font = self._sizes.font(LETTERS, 600)
        designed, room = font.pixelSize(), self.room()
        for size in range(designed, LEAST - 1, -1):
            font.setPixelSize(size)
            metrics = QFontMetrics(font)
            if metrics.horizontalAdvance(self._name) <= room.width() or (
                size <= designed * ONE_LINE and _fits(metrics, room, self._name)
            ):
                break
        return font


def _fits(metrics: QFontMetrics, room: QRect, name: str) -> bool:
    taken = metrics.boundingRect(room, int(_LEFT | Qt.TextFlag.TextWordWrap), name)
    return taken.height() <= room.height() and taken.width() <= room.width()
