"""A layout that wraps: what doesn't fit into a line goes on in the next, and what may grow fills its line."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import Theme


class _Place(Struct):
    """An item with the width that it wants in pixels at 100 % text, 0 for its own, and whether it may be wider."""

    item: QLayoutItem
    basis: int = 0
    grows: bool = False


class FlowLayout(QLayout):
    """Lines of items, each centred in the height of its line.

    Items that grow share what is left of their line, except in a last line of fewer than the one above, which would
    look blown up.
    """

    def __init__(self, *, theme: Theme, gap: int = 8) -> None:
        super().__init__()
        self._theme = theme
        self._gap = gap
        self._places: list[_Place] = []
        self._heights: dict[int, int] = {}  # by width: Qt asks for each again and again until something changes
        self.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self.invalidate)

    def add(self, widget: QWidget, *, basis: int = 0, grows: bool = False) -> None:
        self.addWidget(widget)
        self._places[-1].basis = basis
        self._places[-1].grows = grows

    def addItem(self, item: QLayoutItem) -> None:
        self._places.append(_Place(item))

    def count(self) -> int:
        return len(self._places)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._places[index].item if 0 <= index < len(self._places) else None

    def takeAt(self, index: int) -> QLayoutItem:
        return self._places.pop(index).item

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        widths = [self._width(one) for one in self._places]
        height = max((one.item.sizeHint().height() for one in self._places), default=0)
        return QSize(sum(widths) + self._gap * max(0, len(widths) - 1), height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """As narrow as the widest item; one that flows itself gives way."""
        return QSize(
            max((self._narrowest(one) for one in self._places), default=0),
            max((one.item.sizeHint().height() for one in self._places), default=0),
        ).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _width(self, one: _Place) -> int:
        return self._theme.px(one.basis) if one.basis else one.item.sizeHint().width()

    def _narrowest(self, one: _Place) -> int:
        return one.item.minimumSize().width() if one.item.hasHeightForWidth() else self._width(one)

    def _height(self, one: _Place, room: int) -> int:
        width = min(self._width(one), room)
        return one.item.heightForWidth(width) if one.item.hasHeightForWidth() else one.item.sizeHint().height()

    def _lines(self, room: int) -> list[list[_Place]]:
        lines: list[list[_Place]] = []
        taken = room
        for one in self._places:
            if one.item.isEmpty():
                continue
            width = self._width(one)
            if not lines or taken + self._gap + width > room:
                lines.append([])
                taken = -self._gap
            lines[-1].append(one)
            taken += self._gap + width
        return lines

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """The height that everything takes in that width; items are moved there where `place` says so."""
        margins = self.contentsMargins()
        inside = rect.marginsRemoved(margins)
        top = inside.top()
        lines = self._lines(inside.width())
        for number, line in enumerate(lines):
            height = max(self._height(one, inside.width()) for one in line)
            if place:
                last = number == len(lines) - 1
                blown_up = last and number > 0 and len(line) < len(lines[number - 1])
                self._place_line(line, QRect(inside.left(), top, inside.width(), height), grow=not blown_up)
            top += height + self._gap
        return max(0, top - self._gap - inside.top()) + margins.top() + margins.bottom()

    def _place_line(self, line: list[_Place], rect: QRect, *, grow: bool) -> None:
        growing = sum(one.grows for one in line) if grow else 0
        left_over = rect.width() - sum(self._width(one) + self._gap for one in line) + self._gap
        left = rect.left()
        for one in line:
            width = self._width(one)
            if one.grows and growing:
                share = left_over // growing
                left_over, growing = left_over - share, growing - 1
                width += share
            width = max(min(width, rect.width()), 1)
            height = self._height(one, rect.width())
            one.item.setGeometry(QRect(QPoint(left, rect.top() + (rect.height() - height) // 2), QSize(width, height)))
            left += width + self._gap


def flowing(*widgets: QWidget, theme: Theme) -> QWidget:
    """The widgets side by side, the first as wide as there is room; below each other where they don't fit."""
    part = QWidget()
    flow = FlowLayout(theme=theme)
    part.setLayout(flow)
    for number, widget in enumerate(widgets):
        flow.add(widget, grows=number == 0)
    return part
