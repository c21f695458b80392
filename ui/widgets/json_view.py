"""JSON to read and to copy: numbered lines, coloured words, lines tinted where they belong to something."""

from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme import Theme

_WORDS = re.compile(r'(?P<text>"(?:\\.|[^"\\])*")(?P<colon>\s*:)?|(?P<number>-?\d[\d.eE+-]*|true|false|null)')


class JsonView(QPlainTextEdit):
    """Read-only. What doesn't change stays where it is, so that the text can change at every key and not jump."""

    def __init__(self, name: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("json")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self._theme = theme
        self._text = ""
        self._in_hand: Collection[int] = ()
        self._wrong: Collection[int] = ()
        self._numbers = _Numbers(self)
        self._colours = _Colours(self.document(), theme)
        self.updateRequest.connect(lambda: self._numbers.update())
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_text(self, text: str, *, in_hand: Collection[int], wrong: Collection[int]) -> None:
        """Lines count from 0; those `in_hand` are tinted softly, those `wrong` in red."""
        if text != self._text:
            self._replace(text)
        moved = bool(in_hand) and in_hand != self._in_hand
        self._in_hand, self._wrong = in_hand, wrong
        if moved:
            self._bring_into_view(min(in_hand), max(in_hand))
        self.viewport().update()
        self._numbers.update()

    def tint_of(self, line: int) -> str:
        """The role of the colour behind a line, or ""."""
        return "rejected-tint" if line in self._wrong else "accent-soft" if line in self._in_hand else ""

    def _replace(self, text: str) -> None:
        """Puts only what differs into the document."""
        old, self._text = self._text, text
        head = _shared(old, text)
        tail = _shared(old[head:][::-1], text[head:][::-1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(old[:head]))
        cursor.setPosition(_units(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[head : len(text) - tail])

    def _bring_into_view(self, first: int, last: int) -> None:
        for line in (last, first):
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line)))
            self.ensureCursorVisible()

    def _on_theme_changed(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self._theme.px(12))
        self.setFont(font)
        self._colours.rehighlight()
        self._place_numbers()

    def _place_numbers(self) -> None:
        width = self._numbers.sizeHint().width()
        self.setViewportMargins(width, 0, 0, 0)
        inside = self.contentsRect()
        self._numbers.setGeometry(inside.left(), inside.top(), width, inside.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_numbers()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.paint_tints(painter, self.viewport())
        painter.end()
        super().paintEvent(event)

    def paint_tints(self, painter: QPainter, ground: QWidget) -> None:
        """Tints the lines that are seen, as wide as `ground`."""
        for block, place in self.seen():
            if role := self.tint_of(block.blockNumber()):
                painter.fillRect(QRectF(0, place.top(), ground.width(), place.height()), self._theme.colour(role))

    def seen(self) -> list[tuple[QTextBlock, QRectF]]:
        """The lines in view, each with its place."""
        lines = []
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > self.viewport().height():
                break
            lines.append((block, place))
            block = block.next()
        return lines

    @property
    def theme(self) -> Theme:
        return self._theme


class _Numbers(QWidget):
    """The line numbers beside the text."""

    def __init__(self, view: JsonView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        return QSize(self._view.theme.px(30), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._view.theme
        painter = QPainter(self)
        self._view.paint_tints(painter, self)
        font = self._view.font()
        font.setPixelSize(theme.px(11))
        painter.setFont(font)
        painter.setPen(theme.colour("text-muted"))
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for block, place in self._view.seen():
            at = QRectF(0, place.top() + 1, self.width() - theme.px(8), place.height())
            painter.drawText(at, flags, str(block.blockNumber() + 1))
        painter.end()


class _Colours(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats: dict[str, QTextCharFormat] = {}

    def rehighlight(self) -> None:
        """In the colours that the theme has now."""
        for role in ("json-key", "json-text", "json-number"):
            self._formats[role] = QTextCharFormat()
            self._formats[role].setForeground(self._theme.colour(role))
        super().rehighlight()

    def highlightBlock(self, text: str) -> None:
        units = len if text.isascii() else _units
        for word in _WORDS.finditer(text):
            role = "json-number" if word["number"] else "json-key" if word["colon"] else "json-text"
            start, end = word.span("number" if word["number"] else "text")
            self.setFormat(units(text[:start]), units(text[start:end]), self._formats[role])


def _shared(one: str, other: str) -> int:
    """How many characters at the beginning are the same. Whole stretches are compared: texts may be long."""
    same, different = 0, min(len(one), len(other)) + 1
    while different - same > 1:
        middle = (same + different) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            different = middle
    return same


def _units(text: str) -> int:
    """Qt counts in UTF-16 units, Python in characters; an emoji is two of the former."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
