"""Words that are set as large as their place allows, and never cut: they shrink, wrap, and break at last."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ui.printing.document import printed_font

_MOST_LINES = 2
_STEP = 2
_WHOLE_WORDS = 2 / 3
"""Of the smallest size: so far a long word shrinks before it is broken."""
_BROKEN = 1 / 3
"""Of the smallest size: so far broken words shrink before they get more lines than two."""


class Block(Struct, frozen=True):
    """Words that were laid out, `height` px high and at most as wide as was asked for."""

    layout: QTextLayout
    size: int
    height: float
    lines: int

    def draw(self, painter: QPainter, x: float, y: float) -> float:
        """Draws with the top left at x, y and gives the y below."""
        self.layout.draw(painter, QPointF(x, y))
        return y + self.height


def fitted(text: str, *, weight: int, largest: int, smallest: int, width: float, height: float) -> Block:
    """`text` in two lines at most, from `largest` px down to `smallest` until its longest word fits.

    What doesn't fit even so is set smaller yet; then words are broken; and then there are more lines than two.
    """
    words = " ".join(text.split())
    block = _laid_out(words, largest, weight, width, breaking=False)[0]
    for size, breaking, most_lines in _tries(largest, smallest):
        block, widest = _laid_out(words, size, weight, width, breaking=breaking)
        if widest <= width and block.height <= height and block.lines <= (most_lines or block.lines):
            break
    return block


def one_line(text: str, *, weight: int, largest: int, smallest: int, width: float) -> tuple[str, QFont]:
    """For words that may end in an ellipsis: they and their font, as large as fits."""
    words = " ".join(text.split())
    for size in range(largest, smallest - 1, -1):
        font = printed_font(size, weight)
        if QFontMetricsF(font).horizontalAdvance(words) <= width:
            return words, font
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width), font


def _tries(largest: int, smallest: int) -> Iterator[tuple[int, bool, int]]:
    """Size, whether words may break, and the most lines or 0, from the best look to the worst."""
    whole, broken = max(1, round(smallest * _WHOLE_WORDS)), max(1, round(smallest * _BROKEN))
    for size in range(largest, whole - 1, -_STEP):
        yield size, False, _MOST_LINES
    for size in range(smallest, broken - 1, -_STEP):
        yield size, True, _MOST_LINES
    for size in range(broken, 0, -1):
        yield size, True, 0


def _laid_out(text: str, size: int, weight: int, width: float, *, breaking: bool) -> tuple[Block, float]:
    """The block, and how wide its widest line really is."""
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.WrapAtWordBoundaryOrAnywhere if breaking else wrap.WordWrap)
    layout = QTextLayout(text, printed_font(size, weight))
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    widest, bottom = 0.0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, bottom))
        widest, bottom = max(widest, line.naturalTextWidth()), bottom + line.height()
    layout.endLayout()
    return Block(layout, size, bottom, layout.lineCount()), widest
