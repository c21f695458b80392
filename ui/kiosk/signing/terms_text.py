"""The terms to be read before they are signed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QScroller, QScrollerProperties, QTextEdit, QWidget

from app.models.terms import Text
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.scroll_buttons import WithScrollButtons

_LINE = "\u2028"  # a line that ends without ending its paragraph


class TermsText(WithScrollButtons):
    """Read with a finger, with the buttons beside it where it doesn't fit, or with the arrows and Page Down.

    `read_to_end` is emitted once, when its end has been in sight; `was_read` says whether it has.
    """

    read_to_end = Signal()

    def __init__(self, *, text: Text, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(_Words(text, sizes), sizes=sizes, parent=parent)
        self.was_read = False
        self.end_reached.connect(self._on_end_reached)

    def _on_end_reached(self) -> None:
        if not self.was_read:
            self.was_read = True
            self.read_to_end.emit()


class _Words(QTextEdit):
    """Plain text, whatever it looks like: no markup, no link, no menu, nothing to select or drag away."""

    def __init__(self, text: Text, sizes: Sizes) -> None:
        super().__init__()
        self.setObjectName("terms")
        self.setAccessibleName(text.title)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(sizes.px(36))
        paragraphs = [(text.title, sizes.font(40, 600)), *((one, sizes.font(30)) for one in _paragraphs(text.body))]
        _write(QTextCursor(self.document()), paragraphs, below=sizes.px(24))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        scroller = QScroller.scroller(self.viewport())
        properties = scroller.scrollerProperties()
        never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
        properties.setScrollMetric(QScrollerProperties.ScrollMetric.VerticalOvershootPolicy, never)
        scroller.setScrollerProperties(properties)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)


def _paragraphs(body: str) -> list[str]:
    """Blank lines part them."""
    return re.split(r"\n\s*\n", body.strip())


def _write(cursor: QTextCursor, paragraphs: Iterable[tuple[str, QFont]], *, below: int) -> None:
    lines = QTextBlockFormat()
    lines.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    lines.setBottomMargin(below)
    for words, font in paragraphs:
        if not cursor.atStart():
            cursor.insertBlock()
        letters = QTextCharFormat()
        letters.setFont(font)
        cursor.setBlockFormat(lines)
        cursor.insertText(words.replace("\n", _LINE), letters)
