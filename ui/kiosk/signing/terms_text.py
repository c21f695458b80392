"""The terms to be read before they are signed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QShowEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QScroller, QScrollerProperties, QTextEdit, QVBoxLayout, QWidget

from app.models.terms import Text
from ui.kiosk.kit.controls import TouchButton
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes

_STEP = 0.8
"""How much of what is seen a touch of a button goes on by: a line or two stay to be found again."""

_LINE = "\u2028"  # a line that ends without ending its paragraph


class TermsText(QWidget):
    """Read with a finger, with the buttons beside it where it doesn't fit, or with the arrows and Page Down.

    `read_to_end` is emitted once, when its end has been in sight; `was_read` says whether it has.
    """

    read_to_end = Signal()

    def __init__(self, *, text: Text, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.was_read = False
        self._text = _Words(text, sizes)
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
        row.addWidget(self._text, 1)
        row.addWidget(self._buttons)
        for button in (self._up, self._down):
            button.setFixedWidth(sizes.touch(96))
        self.setFocusProxy(self._text)
        bar = self._text.verticalScrollBar()
        bar.valueChanged.connect(self._show_position)
        bar.rangeChanged.connect(self._show_position)
        self._up.clicked.connect(lambda: self._go_on(-1))
        self._down.clicked.connect(lambda: self._go_on(1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_position()

    def _go_on(self, way: int) -> None:
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.value() + round(way * _STEP * bar.pageStep()))

    def _show_position(self) -> None:
        """Before it is shown it has no size of its own, and its end may seem to be in sight."""
        if not self.isVisible():
            return
        bar = self._text.verticalScrollBar()
        self._buttons.setVisible(bar.maximum() > 0)
        self._up.setEnabled(bar.value() > 0)
        self._down.setEnabled(bar.value() < bar.maximum())
        if bar.value() >= bar.maximum() and not self.was_read:
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


class _ScrollButton(TouchButton):
    """Its picture says it; the words are its name alone."""

    def _speak(self) -> None:
        super()._speak()
        self.setText("")
